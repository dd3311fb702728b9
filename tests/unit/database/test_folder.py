"""One writer holds an office; a second start is told who."""

from __future__ import annotations

import errno
import subprocess
import sys
import textwrap
import threading
from pathlib import Path

import pytest

from kyodo_desktop.application import Office
from kyodo_desktop.core.clock import FixedClock
from kyodo_desktop.core.errors import InputError, WorldError
from kyodo_desktop.core.schema import Draft
from kyodo_desktop.database.folder import OfficeInUseError, on_network


def test_a_second_writer_is_told_who_holds_the_office_and_may_read(office: Office, clock: FixedClock) -> None:
    code = textwrap.dedent(
        """
        import sys
        from pathlib import Path
        from kyodo_desktop.application import Office
        from kyodo_desktop.core.errors import WorldError
        root = Path(sys.argv[1])
        try:
            Office(root)
        except WorldError as error:
            print(error)
        with Office(root, read_only=True) as office:
            print(office.settings.town)
        """
    )
    answer = subprocess.run(
        [sys.executable, "-c", code, str(office.folder.root)], capture_output=True, text=True, check=True
    )
    assert "ほかで開かれています" in answer.stdout
    assert "2026/11/21" in answer.stdout
    assert answer.stdout.splitlines()[-1] == "汐見野市"


def test_the_lock_goes_with_the_office(office: Office, clock: FixedClock) -> None:
    root = office.folder.root
    with pytest.raises(OfficeInUseError):
        Office(root, clock)
    office.close()
    Office(root, clock).close()


def test_a_reader_cannot_write(office: Office, clock: FixedClock) -> None:
    kind = office.words().taxonomy("organization_kinds").terms[0].code
    with Office(office.folder.root, clock, read_only=True) as reader, pytest.raises(WorldError, match="閲覧だけ"):
        reader.service("organizations").save("窓口", Draft({"kind": kind, "name": "会"}))


def test_a_folder_without_an_office_is_named(tmp_path: Path, clock: FixedClock) -> None:
    with pytest.raises(InputError, match="事務所がありません"):
        Office(tmp_path, clock)


def test_a_lock_left_by_a_killed_program_holds_nobody_back(office: Office, clock: FixedClock) -> None:
    root = office.folder.root
    office.close()
    (root / "office.lock").touch()
    (root / "office.lock.json").write_text("[]", encoding="utf-8")
    Office(root, clock).close()


def test_the_lock_goes_with_a_process_that_is_killed(office: Office, clock: FixedClock) -> None:
    root = office.folder.root
    office.close()
    code = """
import sys, threading
from pathlib import Path
from kyodo_desktop.database.file_lock import locked
with locked(Path(sys.argv[1])):
    print("held", flush=True)
    threading.Event().wait()
"""
    with subprocess.Popen(
        [sys.executable, "-c", code, str(office.folder.lock)], stdout=subprocess.PIPE, text=True
    ) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "held\n"
        with pytest.raises(OfficeInUseError):
            Office(root, clock)
        holder.kill()
    Office(root, clock).close()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows locks files on every disk")
@pytest.mark.parametrize("number", [errno.ENOSYS, errno.EOPNOTSUPP])
def test_a_disk_that_knows_no_locks_is_refused(
    office: Office, clock: FixedClock, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    import fcntl

    def refuse(_descriptor: int, _operation: int) -> None:
        raise OSError(number, "not supported")

    office.close()
    monkeypatch.setattr(fcntl, "flock", refuse)
    with pytest.raises(WorldError, match="同時に書き込むのを防げません"):
        Office(office.folder.root, clock)
    Office(office.folder.root, clock, read_only=True).close()


def test_another_thread_may_close_the_office(office: Office, clock: FixedClock) -> None:
    thread = threading.Thread(target=office.close)
    thread.start()
    thread.join()
    Office(office.folder.root, clock).close()


@pytest.mark.parametrize(
    ("line", "network"), [("server:/x /srv nfs4 rw 0 0", True), ("/dev/sda1 /srv ext4 rw 0 0", False)]
)
def test_a_network_share_is_known_by_its_file_system(monkeypatch: pytest.MonkeyPatch, line: str, network: bool) -> None:
    mounts = f"/dev/sda1 / ext4 rw 0 0\n{line}\n"
    monkeypatch.setattr(Path, "read_text", lambda *_args, **_named: mounts)
    assert on_network(Path("/srv/事務所")) is network
    assert not on_network(Path("/srvother"))
