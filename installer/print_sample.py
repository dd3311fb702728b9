"""Prints every form (blank and filled) and every roster of an office into a folder, through the command line.

``python installer/print_sample.py OFFICE FOLDER``
"""

from __future__ import annotations

import contextlib
import io
import json
import sys
from pathlib import Path
from typing import Any

from kyodo_desktop.cli import main as command

FOR_GROUPS = {"volunteer-group-application"}


def listed(*arguments: str) -> list[dict[str, Any]]:
    """Return what a command with ``--json`` prints. Ends the program with the command's exit code when it fails."""
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        done(*arguments, "--json")
    objects: list[dict[str, Any]] = json.loads(printed.getvalue())
    return objects


def done(*arguments: str) -> None:
    """Run a command. Ends the program with the command's exit code when it fails."""
    if code := command(arguments):
        sys.exit(code)


def fullest(records: list[dict[str, Any]], form: str) -> str:
    """Return the reference of the record that leaves the least of a form empty."""
    suited = [record for record in records if (record.get("kind") == "group") is (form in FOR_GROUPS)] or records
    best = max(suited, key=lambda record: sum(bool(value) for value in record.values()))
    return str(best["reference"])


def main(office: str, folder: Path) -> None:
    """Write the files, named by the titles of the papers."""
    records: dict[str, list[dict[str, Any]]] = {}
    for form in listed("forms", office):
        name = form["records"]
        if name not in records:
            records[name] = listed("list", office, name)
        done("print", office, form["id"], "--blank", "-o", str(folder / f"{form['title']}_白紙.pdf"))
        reference = fullest(records[name], form["id"])
        done("print", office, form["id"], "--record", reference, "-o", str(folder / f"{form['title']}_記入例.pdf"))
    for roster in listed("roster", office, "--list"):
        done("roster", office, roster["name"], "-o", str(folder / f"{roster['title']}.pdf"))


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
