"""審査票 that go out as a workbook and come back with marks."""

from __future__ import annotations

from pathlib import Path

import xlsxwriter

from kyodo_desktop.core.schema import Draft, Snapshot
from kyodo_desktop.features.grants.review_service import MarkChange
from kyodo_desktop.features.grants.round_service import GrantRoundService
from kyodo_desktop.features.grants.score_files import read_score_sheets, write_score_sheets
from kyodo_desktop.features.grants.service import GrantService
from kyodo_desktop.spreadsheet.files import read_sheets
from tests.unit.features.grants.conftest import Apply

ITEMS = ("公益性", "実現性", "協働性", "先駆性", "発展性")


def write(path: Path, sheets: dict[str, list[list[object]]]) -> Path:
    with xlsxwriter.Workbook(path) as workbook:
        for name, rows in sheets.items():
            sheet = workbook.add_worksheet(name)
            for number, row in enumerate(rows):
                sheet.write_row(number, 0, row)
    return path


def test_a_workbook_has_a_sheet_for_each_reviewer(
    apply: Apply, grants: GrantService, grant_round: Snapshot, tmp_path: Path
) -> None:
    stored = apply(organization="青葉の会")
    grants.reviews.enter_marks(
        "窓口", grant_round.id, [MarkChange(stored.id, "秋山 次郎", (8, 7, 6, 5, 4), remark="よい")]
    )
    path = tmp_path / "審査票.xlsx"
    write_score_sheets(path, grants.reviews.review(grant_round.id), grants.words())
    first, second, third = read_sheets(path)
    assert [each.name for each in (first, second, third)] == ["秋山 次郎", "井上 花子", "上田 三郎"]
    assert list(first.rows[0][:4]) == ["整理番号", "事業名", "団体名", "公益性（10点満点）"]
    assert list(first.rows[1][3:8]) == [8, 7, 6, 5, 4]
    assert second.rows[1][8] == "有", "the proposed interest"


def test_what_was_written_comes_back(apply: Apply, grants: GrantService, grant_round: Snapshot, tmp_path: Path) -> None:
    stored, other = apply("甲事業"), apply("乙事業")
    changes = [
        MarkChange(stored.id, "秋山 次郎", (8, 7, 6, 5, 4), remark="よい"),
        MarkChange(other.id, "上田 三郎", (1, None, 3, 4, 5)),
    ]
    grants.reviews.enter_marks("窓口", grant_round.id, changes)
    before = grants.reviews.review(grant_round.id)
    path = tmp_path / "審査票.xlsx"
    write_score_sheets(path, before, grants.words())
    reading = read_score_sheets(path, before, grants.words())
    assert reading.problems == ()
    assert reading.changes == tuple(changes)
    grants.reviews.enter_marks("窓口", grant_round.id, reading.changes)
    assert grants.reviews.review(grant_round.id) == before


def test_a_sheet_with_a_title_and_other_columns_is_read(
    apply: Apply, grants: GrantService, grant_round: Snapshot, tmp_path: Path
) -> None:
    stored = apply()
    rows: list[list[object]] = [
        ["令和8年度 審査票", "", "審査員：上田三郎 様"],
        [],
        ["No", "整理番号", "備考", *ITEMS, "合計"],
        [1, stored["reference"].lower(), "", 8, "９", "7点", "－", 10, 34],
        ["", "合計", "", 8, 9, 7, 0, 10, 34],
    ]
    sheet = grants.reviews.review(grant_round.id)
    reading = read_score_sheets(write(tmp_path / "票.xlsx", {"Sheet1": rows}), sheet, grants.words())
    assert reading.changes == (MarkChange(stored.id, "上田 三郎", (8, 9, 7, None, 10)),)
    assert reading.problems == ("シート「Sheet1」5行目：整理番号「合計」の申請は、この募集回の審査にありません。",)


def test_what_cannot_be_read_is_said(apply: Apply, grants: GrantService, grant_round: Snapshot, tmp_path: Path) -> None:
    stored = apply()
    heading = ["整理番号", *ITEMS, "利害関係"]
    sheets: dict[str, list[list[object]]] = {
        "秋山 次郎": [heading, [stored["reference"], 11, 8, 8, 8, 8], [stored["reference"], "良", 8, 8, 8, 8]],
        "江藤 五郎": [heading, [stored["reference"], 8, 8, 8, 8, 8]],
        "上田 三郎": [["なにもない"]],
        "井上 花子": [heading, [stored["reference"], "", "", "", "", "", "○"]],
    }
    reading = read_score_sheets(
        write(tmp_path / "票.xlsx", sheets), grants.reviews.review(grant_round.id), grants.words()
    )
    assert reading.changes == (MarkChange(stored.id, "井上 花子", (None,) * 5, interest=True),)
    assert [problem.split("。")[0] for problem in reading.problems] == [
        "シート「秋山 次郎」2行目：「公益性」は0点から10点までです（11点と入力されています）",
        "シート「秋山 次郎」3行目：「良」は数として読めません",
        "シート「江藤 五郎」の審査員が分かりません",
        "シート「上田 三郎」に、「整理番号」と審査項目の見出しがありません",
    ]


def test_an_interest_that_was_denied_stays_denied(
    apply: Apply, grants: GrantService, grant_round: Snapshot, tmp_path: Path
) -> None:
    stored = apply(organization="青葉の会")
    changes = [MarkChange(stored.id, "井上 花子", (8, 7, 6, 5, 4), interest=False)]
    grants.reviews.enter_marks("窓口", grant_round.id, changes)
    before = grants.reviews.review(grant_round.id)
    path = tmp_path / "審査票.xlsx"
    write_score_sheets(path, before, grants.words())
    grants.reviews.enter_marks("窓口", grant_round.id, read_score_sheets(path, before, grants.words()).changes)
    assert grants.reviews.review(grant_round.id) == before


def test_a_name_within_another_name_is_told_apart(
    apply: Apply, grants: GrantService, rounds: GrantRoundService, grant_round: Snapshot, tmp_path: Path
) -> None:
    reviewers = [Draft({"name": name}) for name in ("関", "関口")]
    rounds.save("窓口", Draft(children={"reviewers": reviewers}, id=grant_round.id))
    stored = apply()
    rows = {name: [["整理番号", *ITEMS], [stored["reference"], *marks]] for name, marks in _MARKS.items()}
    path = write(tmp_path / "点数.xlsx", rows)
    reading = read_score_sheets(path, grants.reviews.review(grant_round.id), grants.words())
    assert {each.reviewer: each.marks for each in reading.changes} == _MARKS
    both = write(tmp_path / "二人.xlsx", {"関と関口": rows["関"]})
    reading = read_score_sheets(both, grants.reviews.review(grant_round.id), grants.words())
    assert reading.changes == ()
    assert "審査員が分かりません" in reading.problems[0]


_MARKS = {"関": (1, 2, 3, 4, 5), "関口": (5, 4, 3, 2, 1)}
