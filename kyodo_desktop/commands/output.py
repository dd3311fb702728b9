"""How commands open an office and answer."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import Any

from kyodo_desktop.application import Office
from kyodo_desktop.core.errors import WorldError
from kyodo_desktop.database.folder import OfficeInUseError
from kyodo_desktop.database.migrate import OlderOfficeError

STAFF = "コマンド"
"""Who the history names for what the command line does."""

HANDING_OUT = (
    "名前の載る印刷と書出は、いつ・だれが・何を出したかを記録に残すため、事務所を開いているほうだけが行えます。"
    "まだ何も書き出していません。",
    "開いている画面で印刷（F6）か書出（F8）をするか、その画面を閉じてから、もう一度実行してください。",
)
CHANGING = (
    "データは変わっていません。",
    "開いているほうで同じ操作をするか、そちらを閉じてから、もう一度実行してください。",
)
"""What is safe and what to do next, for a command that finds the office held by another."""
OLDER = (
    "窓で一度開く（kyodo-desktop {0}）か、画面のない端末では一度書き出す"
    "（kyodo-desktop export {0} organizations -o 団体.xlsx）と、控えを作ってから新しい版の形になります。"
    "そのあとで、もう一度実行してください。"
)
"""What to do next, for a command that only reads and finds an office of an older program."""


def open_office(options: argparse.Namespace, *, read_only: bool = False, hands_out: bool = False) -> Office:
    """Open the office that a command names. Reading needs no lock, so it works while the window is open.

    A command that ``hands_out`` names on paper or in a file keeps a record of that, and so is a writer. Raises
    WorldError, which says what to do instead, when another writer holds the office, and when an office of an older
    program would have to be changed for reading.
    """
    try:
        return Office(Path(options.office), read_only=read_only)
    except OfficeInUseError as error:
        safe, next_step = HANDING_OUT if hands_out else CHANGING
        raise WorldError(error.happened, safe=safe, next_step=next_step) from error
    except OlderOfficeError as error:
        raise WorldError(error.happened, safe=error.safe, next_step=OLDER.format(options.office)) from error


def print_json(objects: Any) -> None:
    """Print JSON with Japanese left readable."""
    json.dump(objects, sys.stdout, ensure_ascii=False, indent=1)
    print()


def print_columns(lines: list[tuple[str, ...]]) -> None:
    """Print lines of texts with a tab between, as other programs and Excel take them."""
    for line in lines:
        print("\t".join(part.replace("\t", " ").replace("\n", " ") for part in line))
