"""Cases with their photos, on a sheet each and bound as a book by pattern."""

from __future__ import annotations

from pathlib import Path

import PIL.Image
import pytest

from kyodo_desktop.application import Office
from kyodo_desktop.core.schema import Draft
from kyodo_desktop.features.reports.case_facts import PICTURE, photos
from kyodo_desktop.features.reports.service import AnnualReportService, CaseService
from tests.printing.reading import page_texts, squeezed

STAFF = "窓口"


def case(name: str, pattern: str, year: int = 2025, **values: object) -> Draft:
    partner = Draft({"name": "港の会", "kind": "civic_group", "brought": "企画"})
    return Draft({"name": name, "pattern": pattern, "fiscal_year": year, **values}, {"partners": [partner]})


def test_photos_stand_in_the_order_of_their_captions(cases: CaseService, tmp_path: Path) -> None:
    saved = cases.save(STAFF, case("海の学校", "joint_hosting")).snapshot
    for name in ("first.png", "second.png", "third.png"):
        PIL.Image.new("L", (8, 6), len(name)).save(tmp_path / name)
        cases.attach(STAFF, saved.id, tmp_path / name)
    (tmp_path / "名簿.txt").write_text("名簿", encoding="utf-8")
    cases.attach(STAFF, saved.id, tmp_path / "名簿.txt")
    draft = Draft.of(cases.load(saved.id))
    draft.children["photos"] = [
        Draft({"file_name": "third.png", "caption": "観察会"}),
        Draft({"file_name": "gone.png", "caption": "消えた写真"}),
    ]
    stored = cases.save(STAFF, draft).snapshot
    shown = photos(cases, stored)
    assert [each["caption"] for each in shown] == ["観察会", None, None]
    assert all(each[PICTURE].startswith(b"\x89PNG") for each in shown)


def test_the_book_has_every_case_under_its_pattern(
    office: Office, cases: CaseService, reports: AnnualReportService
) -> None:
    told = [("夜の図書館", "commission", 2024), ("子ども食堂", "subsidy", 2025), ("緑の道", "subsidy", 2023)]
    cases.save_all(STAFF, "登録", [case(name, pattern, year) for name, pattern, year in told])
    report = reports.save(STAFF, reports.begun(2025)).snapshot
    texts = [squeezed(text) for text in page_texts(office.papers.bundle("case-book", report.id).draw().pdf)]
    assert len(texts) == 5
    contents = texts[1]
    assert contents.index("緑の道") < contents.index("子ども食堂") < contents.index("夜の図書館")
    assert "緑の道3" in contents
    assert "夜の図書館5" in contents
    assert "夜の図書館" in texts[4]


def test_only_the_cases_of_its_year_stand_in_a_report(
    office: Office, cases: CaseService, reports: AnnualReportService
) -> None:
    cases.save_all(STAFF, "登録", [case("子ども食堂", "subsidy"), case("緑の道", "subsidy", 2023)])
    report = reports.save(STAFF, reports.begun(2025)).snapshot
    texts = [squeezed(text) for text in page_texts(office.papers.bundle("annual-report", report.id).draw().pdf)]
    assert "子ども食堂" in "".join(texts)
    assert "緑の道" not in "".join(texts)


def test_the_sheet_of_a_case_has_the_running_head_of_its_report(
    office: Office, cases: CaseService, reports: AnnualReportService
) -> None:
    cases.save(STAFF, case("子ども食堂", "subsidy"))
    report = reports.save(STAFF, reports.begun(2025)).snapshot
    texts = [squeezed(text) for text in page_texts(office.papers.bundle("annual-report", report.id).draw().pdf)]
    [sheet] = [text for text in texts if "うまくいった理由" in text]
    assert squeezed(report["name"]) in sheet
    assert all(squeezed(report["name"]) in text for text in texts[1:])


@pytest.mark.parametrize("typed", ["海辺", "R8-J001"])
def test_the_project_of_a_case_is_suggested_with_what_it_says(cases: CaseService, typed: str) -> None:
    project = {"name": "海辺の清掃", "form": "joint_hosting", "fiscal_year": 2026, "place": "南浜"}
    stored = cases.projects.save(STAFF, Draft(dict(project))).snapshot
    [found] = cases.suggest("project", typed, {})
    assert found.text == "海辺の清掃"
    assert found.fills == {"project_id": stored.id, "pattern": "joint_hosting", "place": "南浜"}
    saved = cases.save(STAFF, case("海の学校", "joint_hosting", project="海辺の清掃", project_id=stored.id)).snapshot
    assert saved["project_id"] == stored.id
    changed = Draft({"project": "別の事業"}, id=saved.id, version=saved.version)
    assert cases.save(STAFF, changed).snapshot["project_id"] is None
