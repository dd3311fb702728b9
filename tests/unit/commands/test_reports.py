"""A year on the command line: its figures, and the report made of them."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pypdfium2
import pytest
import python_calamine

from kyodo_desktop.application import Office, create_office
from kyodo_desktop.cli import main
from kyodo_desktop.core.clock import FixedClock
from kyodo_desktop.core.schema import Draft
from kyodo_desktop.features.office.settings import OfficeSettings


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An office with two figures and a time in its chronology."""
    path = tmp_path_factory.mktemp("town") / "office"
    clock = FixedClock(dt.datetime(2026, 11, 21, 10, 0))
    create_office(path, OfficeSettings(town="汐見野市", profile="muroran"), clock)
    with Office(path, clock) as office:
        office.service("figures").save_all(
            "窓口",
            "入力",
            [
                Draft({"measure": "town_talks", "fiscal_year": 2023, "count": 46, "people": 940, "source": "秘書課"}),
                Draft({"measure": "public_comments", "fiscal_year": 2024, "count": 21}),
            ],
        )
        entry = Draft({"when_words": "H18.6", "kind": "organization", "name": "市民活動センターの設置"})
        office.service("chronology").save("窓口", entry)
    return path


def run(capsys: pytest.CaptureFixture[str], *arguments: object) -> tuple[int, str, str]:
    code = main([str(each) for each in arguments])
    answer = capsys.readouterr()
    return code, answer.out, answer.err


def test_the_figures_of_years_are_told(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = run(capsys, "stats", root, "R6", "--years", "2")
    assert (code, err) == (0, "")
    assert out.splitlines() == [
        "区分\t項目\t単位\t令和5年度\t令和6年度",
        "参加の機会\tパブリックコメント\t事業\t－\t21＊",
        "参加の機会\ten（えん）とーく\t回\t46＊\t－",
        "参加の機会\ten（えん）とーく\t名\t940＊\t－",
    ]


def test_json_tells_every_number_with_its_source(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capsys, "stats", root, "2023", "--json")
    assert code == 0
    found = {(each["measure"], each["number"]): each for each in json.loads(out)}
    assert found["town_talks", "people"] == {
        "measure": "town_talks",
        "label": "en（えん）とーく",
        "group": "参加の機会",
        "number": "people",
        "unit": "名",
        "fiscal_year": 2023,
        "value": 940,
        "entered": True,
        "counted": None,
        "source": "秘書課",
        "records": None,
        "filters": None,
    }
    assert found["free_work", "count"]["value"] == 0 or found["free_work", "count"]["value"] is None


def test_a_report_and_its_tables_are_written(root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    pdf, xlsx = tmp_path / "報告.pdf", tmp_path / "報告.xlsx"
    code, out, err = run(capsys, "report", root, "令和6年度", "-o", pdf, "--xlsx", xlsx)
    assert (code, err) == (0, "")
    assert "令和6年度の年次報告書を" in out
    document = pypdfium2.PdfDocument(pdf.read_bytes())
    try:
        told = "".join(page.get_textpage().get_text_range() for page in document)
    finally:
        document.close()
    assert "940＊" in told
    sheets = python_calamine.CalamineWorkbook.from_path(str(xlsx)).sheet_names
    assert sheets == ["年表", "参加の機会"]


def test_a_year_that_has_not_begun_is_refused(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = run(capsys, "stats", root, "2060")
    assert (code, out) == (2, "")
    assert "年度を選び直してください" in err


def test_another_kind_of_file_is_refused_before_anything_is_written(
    root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pdf = tmp_path / "報告.pdf"
    code, _, err = run(capsys, "report", root, "R6", "-o", pdf, "--xlsx", tmp_path / "報告.csv")
    assert code == 2
    assert ".xlsx" in err
    assert not pdf.exists()
