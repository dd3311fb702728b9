"""Every command works as the only one of its process: nothing leans on what another part imported before."""

from __future__ import annotations

import datetime as dt
import subprocess
import sys
from pathlib import Path

import pytest

from kyodo_desktop.application import create_sample
from kyodo_desktop.core.clock import FixedClock


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("alone") / "office"
    create_sample(root, volunteers=30, clock=FixedClock(dt.datetime(2026, 11, 21, 10, 0)))
    return root


@pytest.mark.parametrize(
    "arguments",
    [
        "list OFFICE organizations --json",
        "show OFFICE volunteers V00001",
        "search OFFICE 会",
        "check OFFICE",
        "check OFFICE --repair-index",
        "forms OFFICE",
        "print OFFICE organization-sheet --record D0001 -o OUT.pdf",
        "print OFFICE volunteer-application --blank -o OUT.pdf",
        "roster OFFICE --list",
        "roster OFFICE members -o OUT.pdf",
        "labels OFFICE a-one-31512 volunteers --record V00001 -o OUT.pdf",
        "export OFFICE organizations -o OUT.xlsx",
        "import OFFICE organizations OUT.xlsx --dry-run",
        "backup OFFICE -o OUT.kyodo-backup",
        "screenshot OFFICE volunteers -o OUT.png",
    ],
)
def test_a_command_needs_no_other(sample: Path, arguments: str) -> None:
    if arguments.startswith("import"):
        test_a_command_needs_no_other(sample, "export OFFICE organizations -o OUT.xlsx")
    words = [
        word.replace("OFFICE", str(sample)).replace("OUT", str(sample.parent / "out")) for word in arguments.split()
    ]
    done = subprocess.run(
        [sys.executable, "-m", "kyodo_desktop", *words], capture_output=True, text=True, timeout=120, check=False
    )
    assert done.returncode == 0, done.stderr
    assert "Traceback" not in done.stderr
