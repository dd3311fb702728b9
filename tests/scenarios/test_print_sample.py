"""Where there is no display, the sample office is printed: every form, bundle and roster."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from kyodo_desktop.application import Office, create_sample
from tests.architecture.checkout import ROOT


def test_the_whole_sample_is_printed(tmp_path: Path) -> None:
    create_sample(tmp_path / "office", volunteers=200)
    prints = tmp_path / "prints"
    prints.mkdir()
    command = [sys.executable, str(ROOT / "installer" / "print_sample.py"), str(tmp_path / "office"), str(prints)]
    subprocess.run(command, check=True)
    with Office(tmp_path / "office", read_only=True) as office:
        titles = {form.title for form in office.papers.templates().forms.values()}
    printed = {path.stem: path.read_bytes()[:5] for path in prints.iterdir()}
    assert set(printed.values()) == {b"%PDF-"}
    assert {f"{title}_白紙" for title in titles} <= printed.keys()
    assert {f"{title}_記入例" for title in titles} <= printed.keys(), "the sample has a record for every form"
    assert {"市民活動団体名簿", "補助金一件書類綴", "会議資料"} <= printed.keys()
