"""Every shipped form, blank and filled, says exactly what its golden file says, where it says it.

After a change that is meant, write the golden files anew and look at the difference and at the pages::

    KYODO_WRITE_GOLDEN=1 .venv/bin/python -m pytest tests/printing/forms/test_golden.py
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from kyodo_desktop.core.resources import shipped

GOLDEN = Path(__file__).parent / "golden"
SCALE = re.compile(r"[0-9.]+|（.+）")
"""A figure along the scale of a chart, or its unit: they only guide the eye and are smaller than its words."""
FORMS = sorted(path.stem for path in shipped("forms").glob("*.toml"))


@pytest.mark.parametrize("state", ["blank", "filled"])
@pytest.mark.parametrize("form", FORMS)
def test_a_form_is_printed_as_its_golden_file_says(
    form: str,
    state: str,
    print_form: Callable[[str, str], bytes],
    printed: Callable[[bytes], list[Any]],
) -> None:
    lines = [
        f"{text.page} {text.x:6.1f} {text.y:6.1f} {text.size:5.2f} {text.text}"
        for text in printed(print_form(form, state))
    ]
    golden = GOLDEN / f"{form}-{state}.txt"
    if "KYODO_WRITE_GOLDEN" in os.environ:
        golden.write_text("\n".join(lines) + "\n", encoding="utf-8")
    assert lines == golden.read_text(encoding="utf-8").splitlines()


@pytest.mark.parametrize("state", ["blank", "filled"])
@pytest.mark.parametrize("form", FORMS)
def test_no_usual_text_is_smaller_than_nine_points(
    form: str, state: str, print_form: Callable[[str, str], bytes], printed: Callable[[bytes], list[Any]]
) -> None:
    small = [text for text in printed(print_form(form, state)) if text.size < 9]
    assert [text for text in small if not SCALE.fullmatch(text.text)] == []


def test_every_golden_file_belongs_to_a_form() -> None:
    assert {path.stem for path in GOLDEN.glob("*.txt")} == {
        f"{form}-{state}" for form in FORMS for state in ("blank", "filled")
    }
