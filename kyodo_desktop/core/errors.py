"""The two families of trouble.

A :class:`KnownError` is what the world or the input did; its message is a Japanese text that a clerk can act on.
Everything else that is raised is a bug and ends in a report file (see ``kyodo_desktop.shell.bug_report``).
"""

from __future__ import annotations

import errno
from collections.abc import Sequence
from dataclasses import dataclass


class KnownError(Exception):
    """Trouble that is nobody's bug. ``str(error)`` is Japanese and complete."""

    exit_code = 1


class WorldError(KnownError):
    """Disk full, file locked, network share, corrupt or wrong file.

    The three sentences answer what happened, what is safe, and what to do next.
    """

    def __init__(self, happened: str, *, safe: str = "", next_step: str = "") -> None:
        self.happened = happened
        self.safe = safe
        self.next_step = next_step
        super().__init__("".join(part for part in (happened, safe, next_step) if part))


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong with what was entered.

    ``attribute`` names the field, ``child`` and ``row`` (from 0) the line of a table inside the record.
    """

    message: str
    attribute: str = ""
    child: str = ""
    row: int | None = None


class InputError(KnownError):
    """What was entered cannot be accepted. ``problems`` holds every reason, none twice."""

    exit_code = 2

    def __init__(self, problems: Sequence[Problem] | str) -> None:
        if isinstance(problems, str):
            problems = (Problem(problems),)
        self.problems = tuple(dict.fromkeys(problems))
        super().__init__("\n".join(problem.message for problem in self.problems))


class FieldError(ValueError):
    """A text is no value of its field. ``str(error)`` says in Japanese what is wrong and what is accepted."""


class Cancelled(KnownError):
    """The person at the counter pressed 中止; nothing was left half done."""

    def __init__(self) -> None:
        super().__init__("中止しました。何も変更されていません。")


_REASONS = {
    errno.EACCES: "権限がないか、ほかのプログラムが使っています",
    errno.EBUSY: "ほかのプログラムが使っています",
    errno.EDQUOT: "使える容量の上限に達しています",
    errno.EEXIST: "同じ名前のものがあります",
    errno.EIO: "ディスクの読み書きに失敗しました",
    errno.EISDIR: "同じ名前のフォルダーがあります",
    errno.ENAMETOOLONG: "名前が長すぎます",
    errno.ENOENT: "ファイルかフォルダーがありません",
    errno.ENOSPC: "ディスクの空きがありません",
    errno.ENOTDIR: "フォルダーではありません",
    errno.ENOTEMPTY: "空のフォルダーではありません",
    errno.EPERM: "権限がありません",
    errno.EROFS: "書き込みのできないディスクです",
}


def reason(error: OSError) -> str:
    """Return why the system refused, in Japanese and without a full stop; its own words are mostly English."""
    return _REASONS.get(error.errno or 0, f"エラー番号 {error.errno}")
