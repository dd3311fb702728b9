"""An office is one folder: its database, files, forms, settings and backups, held by one writer at a time."""

from __future__ import annotations

import contextlib
import datetime as dt
import errno
import getpass
import json
import os
import platform
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from kyodo_desktop.core.errors import InputError, WorldError, reason
from kyodo_desktop.database.file_lock import locked

NETWORK_FILE_SYSTEMS = frozenset(
    "nfs nfs4 cifs smb3 smbfs ncpfs afs 9p davfs ceph "
    "fuse.sshfs fuse.davfs2 fuse.gvfsd-fuse fuse.kio-fuse fuse.rclone".split()
)
WITHOUT_LOCKS = frozenset({errno.ENOSYS, errno.EOPNOTSUPP, errno.ENOLCK})
"""What a disk answers on which files cannot be locked."""

DRIVE_REMOTE = 4
"""What Windows' GetDriveTypeW answers for a network drive."""


@dataclass(frozen=True, slots=True)
class OfficeFolder:
    """The places inside an office folder."""

    root: Path

    @property
    def database(self) -> Path:
        return self.root / "office.db"

    @property
    def settings(self) -> Path:
        return self.root / "settings.toml"

    @property
    def attachments(self) -> Path:
        return self.root / "attachments"

    @property
    def forms(self) -> Path:
        return self.root / "forms"

    @property
    def backups(self) -> Path:
        return self.root / "backups"

    @property
    def drafts(self) -> Path:
        return self.root / "drafts"

    @property
    def lock(self) -> Path:
        return self.root / "office.lock"

    @property
    def holder(self) -> Path:
        return self.root / "office.lock.json"

    def exists(self) -> bool:
        """Return whether an office lives here."""
        return self.database.is_file() and self.settings.is_file()


class OfficeInUseError(WorldError):
    """Somebody else holds the office for writing; ``holder`` says who and since when."""

    def __init__(self, holder: str) -> None:
        self.holder = holder
        super().__init__(
            f"この事務所は、ほかで開かれています（{holder}）。",
            safe="データは変わっていません。",
            next_step="先に開いているほうを閉じるか、閲覧だけで開いてください。",
        )


@contextlib.contextmanager
def hold(folder: OfficeFolder, now: dt.datetime) -> Iterator[None]:
    """Hold the office for writing while the block runs. The lock goes with the process, however it ends.

    Raises OfficeInUseError with the holder's name, or WorldError on a network share, where SQLite's locks do not
    protect what two machines write.
    """
    if on_network(folder.root):
        raise WorldError(
            "ネットワーク上のフォルダーでは、事務所のデータを安全に保存できません。",
            safe="データは変わっていません。",
            next_step="この端末のディスクに移すか、閲覧だけで開いてください。",
        )
    holder = folder.holder
    with contextlib.ExitStack() as held:
        try:
            held.enter_context(locked(folder.lock))
            held.callback(holder.unlink, missing_ok=True)
            who = {"user": _user(), "machine": platform.node(), "since": now.isoformat(), "process": os.getpid()}
            holder.write_text(json.dumps(who, ensure_ascii=False), encoding="utf-8")
        except BlockingIOError as error:
            raise OfficeInUseError(_read_holder(holder)) from error
        except OSError as error:
            if error.errno in WITHOUT_LOCKS:
                raise WorldError(
                    f"「{folder.root}」のあるディスクでは、ほかの人が同時に書き込むのを防げません。",
                    safe="データは変わっていません。",
                    next_step="この端末のディスクに移すか、閲覧だけで開いてください。",
                ) from error
            raise WorldError(
                f"「{folder.root}」に書き込めません（{reason(error)}）。",
                safe="データは変わっていません。",
                next_step="フォルダーの権限とディスクの空きを確かめるか、閲覧だけで開いてください。",
            ) from error
        yield


@contextlib.contextmanager
def making(folder: OfficeFolder) -> Iterator[None]:
    """Make a new office while the block runs. When it fails, what it made is taken away, so that it can be tried again.

    Only files and folders of an office are removed, and a folder only when it was made here and nothing else has come
    into it. Raises InputError when the place is not empty, WorldError when the folders cannot be made.
    """
    root = folder.root
    if root.exists() and (not root.is_dir() or any(root.iterdir())):
        raise InputError(f"「{root}」は空のフォルダーではありません。新しいフォルダーを指定してください。")
    inside = (folder.attachments, folder.forms, folder.backups)
    absent = [each for each in (*inside, root, *root.parents) if not each.exists()]
    try:
        try:
            for path in (root, *inside):
                path.mkdir(parents=True, exist_ok=True)
                path.chmod(0o700)  # names and addresses are nobody's business but the counter's
        except OSError as error:
            raise WorldError(
                f"「{root}」にフォルダーを作れません（{reason(error)}）。", next_step="別の場所を指定してください。"
            ) from error
        yield
    except BaseException:
        _take_away(folder, absent)
        raise


def _take_away(folder: OfficeFolder, made: Sequence[Path]) -> None:
    database = (folder.database.with_name(folder.database.name + suffix) for suffix in ("", "-wal", "-shm", "-journal"))
    for file in (*database, folder.settings, folder.lock, folder.holder):
        with contextlib.suppress(OSError):  # what made the office fail is told; this can only be left behind
            file.unlink()
    for path in made:
        with contextlib.suppress(OSError):
            path.rmdir()


def _user() -> str:
    try:
        return getpass.getuser()
    except (KeyError, ImportError, OSError):  # an account that the system has no name for
        return "名前のない利用者"


def _read_holder(path: Path) -> str:
    try:
        who = json.loads(path.read_text(encoding="utf-8"))
        since = dt.datetime.fromisoformat(who["since"])
    except (OSError, ValueError, KeyError, TypeError):
        return "利用者不明"
    return f"{who.get('user')}さん、端末 {who.get('machine')}、{since:%Y/%m/%d %H:%M} から"


def on_network(path: Path) -> bool:
    """Return whether a folder lies on another machine's disk."""
    if sys.platform == "win32":
        import ctypes

        root = path.absolute().anchor
        return root.startswith("\\\\") or ctypes.windll.kernel32.GetDriveTypeW(root) == DRIVE_REMOTE
    mounts = Path("/proc/mounts")
    if not mounts.exists():
        return False
    best, kind = "", ""
    where = str(path.resolve())
    for line in mounts.read_text(encoding="utf-8", errors="replace").splitlines():
        _, point, file_system, *_ = line.split(" ")
        point = point.replace("\\040", " ")
        inside = where == point or where.startswith(point.rstrip("/") + "/")
        if inside and len(point) >= len(best):
            best, kind = point, file_system
    return kind in NETWORK_FILE_SYSTEMS
