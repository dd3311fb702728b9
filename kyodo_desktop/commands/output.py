"""How commands open an office and answer."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import Any

from kyodo_desktop.application import Office

STAFF = "コマンド"
"""Who the history names for what the command line does."""


def open_office(options: argparse.Namespace, *, read_only: bool = False) -> Office:
    """Open the office that a command names. Reading needs no lock, so it works while the window is open."""
    return Office(Path(options.office), read_only=read_only)


def print_json(objects: Any) -> None:
    """Print JSON with Japanese left readable."""
    json.dump(objects, sys.stdout, ensure_ascii=False, indent=1)
    print()


def print_columns(lines: list[tuple[str, ...]]) -> None:
    """Print lines of texts with a tab between, as other programs and Excel take them."""
    for line in lines:
        print("\t".join(part.replace("\t", " ").replace("\n", " ") for part in line))
