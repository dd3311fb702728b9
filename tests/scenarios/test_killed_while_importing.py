"""A process that the system kills in the middle of an import leaves the office whole and none of the file in it."""

from __future__ import annotations

import csv
import signal
import subprocess
import sys
import textwrap
from pathlib import Path

from kyodo_desktop.application import Office, create_office
from kyodo_desktop.core.clock import FixedClock
from kyodo_desktop.core.listing import ListQuery
from kyodo_desktop.core.schema import Draft
from kyodo_desktop.features.office.settings import OfficeSettings

ROWS = 20_000
WELL_UNDER_WAY = 4 << 20
"""Bytes in the write-ahead log: the transaction has outgrown the page cache and is still far from its end."""

IMPORTING = textwrap.dedent(
    f"""
    import resource, signal, sys
    from kyodo_desktop.cli import main

    signal.signal(signal.SIGXFSZ, signal.SIG_DFL)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, ({WELL_UNDER_WAY}, {WELL_UNDER_WAY}))
    sys.exit(main(sys.argv[1:]))
    """
)
"""The command in a process that is killed by the write that would take a file beyond so many bytes: at that very place,
however fast the machine is and whatever else it does."""


def write_roster(path: Path) -> None:
    """Write a roster with long notes, so that it does not fit into the memory of the database."""
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(["登録番号", "氏名", "ふりがな", "電話番号", "備考"])
        note = "令和六年度から清掃と見守りに参加。" * 20
        for number in range(ROWS):
            writer.writerow([f"K{number}", f"見本　{number}郎", "みほん　ろう", f"0143-22-{number % 10000:04}", note])


def size(path: Path) -> int:
    return path.stat().st_size if path.exists() else 0


def test_nothing_of_a_killed_import_is_there(tmp_path: Path, clock: FixedClock) -> None:
    root, roster = tmp_path / "office", tmp_path / "名簿.csv"
    create_office(root, OfficeSettings(town="汐見野市"), clock)
    with Office(root, clock) as office:
        office.service("volunteers").save("窓口", Draft({"kind": "individual", "name": "先住　一郎"}))
    write_roster(roster)
    log = root / "office.db-wal"
    command = [sys.executable, "-c", IMPORTING, "import", str(root), "volunteers", str(roster)]
    ended = subprocess.run(command, capture_output=True, check=False)
    assert ended.returncode == -signal.SIGXFSZ, ended.stderr.decode()
    assert ended.stdout == b""
    assert size(log) > WELL_UNDER_WAY // 2

    with Office(root, clock) as office:
        service = office.service("volunteers")
        assert office.check() == []
        assert [service.load(each)["name"] for each in service.list_ids(ListQuery()).ids] == ["先住　一郎"]
        assert service.search("見本") == []
        exchange = office.exchange
        table = exchange.table("volunteers", exchange.choose_sheet("volunteers", exchange.read(roster)))
        read = exchange.interpret("volunteers", table, exchange.propose("volunteers", table))
        assert exchange.carry_out("窓口", exchange.plan("volunteers", read)).outcome.added == ROWS
        assert office.check() == []
