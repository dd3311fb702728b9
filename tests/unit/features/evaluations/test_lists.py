"""Lists of evaluations that an office keeps come in, and go out on paper and as files."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from kyodo_desktop.application import Office, create_office
from kyodo_desktop.cli import main
from kyodo_desktop.core.clock import FixedClock
from kyodo_desktop.core.listing import ListQuery
from kyodo_desktop.features.office.settings import OfficeSettings

LISTED = """\
令和7年度 協働事業評価 一覧,,,,,
事業名,年度,評価の種類,時期,評価シート,評点,次への要望
港の花いっぱい運動,R7,自己評価,最終,協働事業評価シート,5 4 4 3 4 4 4 4 4 4 4 4 4 4 4 4,打合せを早く始める。
港の花いっぱい運動,R7,担当課,最終評価,協働事業評価シート,4 4 4 2 4 4 － 4 4 4 4 4 4 4 4 4,
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    create_office(tmp_path / "office", OfficeSettings(town="汐見野市", profile="muroran"))
    return tmp_path / "office"


def test_a_list_of_evaluations_comes_in_with_its_marks(root: Path, tmp_path: Path) -> None:
    (tmp_path / "in.csv").write_text(LISTED, encoding="utf-8-sig")
    assert main(["import", str(root), "evaluations", str(tmp_path / "in.csv")]) == 0
    with Office(root, FixedClock(dt.datetime(2026, 11, 21, 10, 0))) as office:
        service = office.service("evaluations")
        found = {each["kind"]: each for each in service.load_many(service.list_ids(ListQuery()).ids)}
    assert set(found) == {"self", "department"}, "one project, two parties"
    assert found["self"]["state"] == "complete"
    assert (found["department"]["state"], found["department"]["missing"]) == ("unexplained", 1)
    assert [line["mark"] for line in found["department"].children["marks"]][:7] == [4, 4, 4, 2, 4, 4, None]


def test_both_lists_are_printed_and_written(root: Path, tmp_path: Path) -> None:
    (tmp_path / "in.csv").write_text(LISTED, encoding="utf-8-sig")
    main(["import", str(root), "evaluations", str(tmp_path / "in.csv")])
    for name in ("evaluations", "improvements"):
        assert main(["roster", str(root), name, "-o", str(tmp_path / f"{name}.pdf")]) == 0
        assert main(["export", str(root), name, "-o", str(tmp_path / f"{name}.xlsx")]) == 0
        assert (tmp_path / f"{name}.pdf").read_bytes().startswith(b"%PDF")
        assert (tmp_path / f"{name}.xlsx").stat().st_size > 0


@pytest.mark.parametrize(
    "form", ["evaluation-sheet", "evaluation-blank", "evaluation-side-by-side", "evaluation-result", "improvement-plan"]
)
def test_every_form_is_printed_of_a_stored_sheet(root: Path, tmp_path: Path, form: str) -> None:
    (tmp_path / "in.csv").write_text(LISTED, encoding="utf-8-sig")
    main(["import", str(root), "evaluations", str(tmp_path / "in.csv")])
    with Office(root) as office:
        service = office.service("evaluations")
        reference = service.load(service.list_ids(ListQuery()).ids[0])["reference"]
    paper = tmp_path / "paper.pdf"
    assert main(["print", str(root), form, "--record", reference, "-o", str(paper)]) == 0
    assert paper.read_bytes().startswith(b"%PDF")
