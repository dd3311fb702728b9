"""A process killed with -9 in the middle of saves leaves the office whole: every save entered wholly or not at all."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest
from sqlalchemy import func, select

from kyodo_desktop.application import Office, create_office
from kyodo_desktop.core.clock import FixedClock
from kyodo_desktop.core.listing import ListQuery
from kyodo_desktop.database.audit import AuditRow, Operation
from kyodo_desktop.features.office.settings import OfficeSettings

SAVING = textwrap.dedent(
    """
    import itertools, sys
    from pathlib import Path
    from kyodo_desktop.application import Office
    from kyodo_desktop.core.schema import Draft

    with Office(Path(sys.argv[1])) as office:
        service = office.service("organizations")
        kind = office.words().taxonomy("organization_kinds").terms[0].code
        for number in itertools.count():
            draft = Draft({"kind": kind, "name": f"第{number}町内会"})
            draft.children["members"] = [Draft({"name": f"会員{line}"}) for line in range(20)]
            service.save("窓口", draft)
            print(number, flush=True)
    """
)


@pytest.mark.parametrize("seed", range(3))
def test_every_save_is_whole(tmp_path: Path, clock: FixedClock, seed: int) -> None:
    root = tmp_path / "office"
    create_office(root, OfficeSettings(town="汐見野市"), clock)
    told = -1
    with subprocess.Popen([sys.executable, "-c", SAVING, str(root)], stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        for _ in range(random.Random(seed).randint(3, 20)):
            told = int(process.stdout.readline())
        process.send_signal(signal.SIGKILL)

    with Office(root, clock) as office:
        assert office.check() == []
        service = office.service("organizations")
        ids = list(service.list_ids(ListQuery()).ids)
        assert len(ids) >= told + 1, "a save that was confirmed is lost"
        assert all(len(snapshot.children["members"]) == 20 for snapshot in service.load_many(ids))
        with office.database.read() as session:
            assert session.scalar(select(func.count()).select_from(Operation)) == len(ids)
            assert session.scalar(select(func.count()).select_from(AuditRow)) == 21 * len(ids)
