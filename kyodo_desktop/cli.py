"""The command line: everything that needs no display. Messages are Japanese, on stderr when something is wrong.

Exit codes: 0 done, 1 the world failed (disk, lock), 2 the input is wrong. ``--json`` prints one array of objects.
"""

from __future__ import annotations

import gc
import io
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from kyodo_desktop import __version__
from kyodo_desktop.core.errors import Cancelled, InputError, KnownError

if TYPE_CHECKING:
    from kyodo_desktop.commands.parser import JapaneseParser


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code; without a command, open the window."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    _speak_utf8()
    try:
        if not given or given[0] not in _COMMANDS:
            return _open_window(given)
        options = _parser().parse_args(given)
        return options.run(options) or 0
    except KnownError as error:
        print(error, file=sys.stderr)
        return error.exit_code
    except KeyboardInterrupt:
        print(Cancelled(), file=sys.stderr)
        return Cancelled.exit_code
    except BrokenPipeError:
        sys.stderr.close()
        return 0


def _speak_utf8() -> None:
    """Let what is printed carry every kanji: a redirected file on Windows would be cp932, which lacks 𠮷."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8")


_COMMANDS = (
    *("init", "sample", "undo", "check", "backup", "restore", "list", "show", "search", "import", "export"),
    *("forms", "print", "roster", "labels", "grant", "stats", "report", "screenshot"),
)


def _open_window(given: list[str]) -> int:
    root = _office(given)
    gc.disable()  # a start makes no garbage, but looking for it takes 60 ms; the counter looks again once it is open
    try:
        from kyodo_desktop import gui

        return gui.run(root)
    finally:
        gc.enable()


def _office(given: list[str]) -> str | None:
    """Return the folder that is named, if any. ``--help`` and ``--version`` end here."""
    if not given:
        return None
    if len(given) == 1 and not given[0].startswith("-"):
        if not _is_place(given[0]):
            raise InputError(
                f"「{given[0]}」というコマンドもフォルダーもありません。{_choose_command(given[0])}。\n"
                "窓を開くときは、事務所のフォルダーの場所を確かめて指定してください。"
            )
        return given[0]  # argparse takes 7 ms before the first paint, and is needed only for what it has to say
    from kyodo_desktop.commands.parser import JapaneseParser

    parser = JapaneseParser(
        prog="kyodo-desktop",
        description="協働デスク：団体・ボランティアの登録から、さがす、印刷するまで。",
        epilog=f"コマンド：{'、'.join(_COMMANDS)}（「kyodo-desktop コマンド --help」で使い方）",
    )
    if len(given) > 1 and not given[0].startswith("-"):
        parser.error(f"「{given[0]}」というコマンドはありません。{_choose_command(given[0])}")
    parser.add_argument("office", metavar="OFFICE", nargs="?", help="事務所のフォルダー")
    parser.add_argument("--version", action="version", version=f"協働デスク {__version__}")
    office: str | None = parser.parse_args(given).office
    return office


def _is_place(word: str) -> bool:
    """Return whether a single word may be meant as the folder of an office: it is there, or names a place."""
    return Path(word).name != word or Path(word).exists()


def _choose_command(word: str) -> str:
    """Return what to type instead of a word that is no command: those near it first, then all."""
    import difflib  # 3 ms that a start of the window need not take

    near = difflib.get_close_matches(word.casefold(), _COMMANDS)
    meant = f"{'か'.join(f'「{each}」' for each in near)}のことでしょうか。" if near else ""
    return f"{meant}次から選んでください：{'、'.join(_COMMANDS)}"


def _parser() -> JapaneseParser:
    from kyodo_desktop.commands import exchange, grants, office, papers, pictures, records, reports
    from kyodo_desktop.commands.parser import JapaneseParser

    parser = JapaneseParser(prog="kyodo-desktop", description="協働デスク")
    commands = parser.add_subparsers(required=True, metavar="コマンド")
    for module in (office, records, exchange, papers, grants, reports, pictures):
        module.add(commands)
    return parser
