"""Lists of figures, 年表 and cases as offices keep them: years across, times in two columns, partners in rows."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from kyodo_desktop.application import Office, create_office
from kyodo_desktop.cli import main
from kyodo_desktop.core.clock import FixedClock
from kyodo_desktop.core.listing import ListQuery
from kyodo_desktop.core.schema import Snapshot
from kyodo_desktop.features.office.settings import OfficeSettings
from kyodo_desktop.features.reports import figure_sheets, rules
from kyodo_desktop.features.reports.service import FigureService

Rows = list[list[object]]

STAFF = "窓口"
CLOCK = FixedClock(dt.datetime(2026, 11, 21, 10, 0))

ACROSS: Rows = [
    ["参加の機会の実績（令和8年4月1日現在）"],
    [],
    ["区分", None, "平成24年度", "平成25年度", "Ｈ２６", "合計"],
    ["パブリックコメント", "事業", 3, 4, "３", 10],
    ["えんとーく", "回", 13, 11, 12, 36],
    [None, "名", 270, 225, "約240名（うち学生30名）", 735],
    ["人材育成研修", "回", 1, "－", 1, 2],
    ["市民活動センターの利用", None, "5,010", 5120, "5,100人", 15230],
    ["合計", None, 5297, 5360, 5356],
]

TWO_ROWS: Rows = [
    ["行政パートナー登録状況（各年度末）"],
    ["項目", "年度", "登録", None, "備考"],
    [None, None, "団体・事業数", "人数", None],
    ["まかせてパートナー", "平成26年度", "2団体", "12名", "有償"],
    ["まごころパートナー", "〃", "13事業", "２１１名", "無償"],
    ["まち「ピカ」パートナー", "〃", None, "約7,300名", "美化"],
    ["計", None, 15, "7,523"],
]

DOWN: Rows = [
    ["参加の機会"],
    ["年度", "パブリックコメント（事業）", "えんとーく\n（回）", "えんとーく\n（名）", "計", "備考"],
    ["平成25年度", 4, 11, 225, 240, None],
    ["H26", "－", 12, "約240名", 252, "台風で1回中止"],
    ["計", 4, 23, 465, 492, None],
]

CP932 = """\
令和8年度　協働のまちづくり　実績一覧,,,,
（単位：件・人）,,,,
項目,年度,件数,参加者数,備考
パブリックコメント,平成25年度,４事業,,総務課調べ
〃,H26,３,－,〃
えんとーく,令和元年度,11,約230,
合計,,18,230,
"""

CHRONOLOGY = """\
協働のまちづくりの経緯,,
年,月,内容
平成15年,４月,協働改革プランにおいて、市民の参加を推進
,７月,協働担当部署の設置（企画課内）
平成16年,６月,まち「ピカ」パートナー事業の開始
,,花壇の貸出しの開始
〃,８月,市民活動の窓口を設置
平成31年,３月,指針の改定
令和元年,５月,改元後初の会議
"""

TIMES: Rows = [
    ["年　表"],
    ["年月日", "区分", "できごと", "備考"],
    ["H18.3", "計画", "協働のまちづくり指針の策定", "初版"],
    [dt.date(2009, 10, 1), "制度", "パブリックコメントの制度化", None],
    ["平成２３年度", "事業", "en（えん）とーく開始", None],
    ["平成25年4月頃", "〃", "まちづくり協議会", None],
    ["平成15年度～平成18年度", "計画", "協働改革プラン", None],
]

CASES: Rows = [
    ["協働事例一覧（令和7年度）"],
    ["№", "事業名", "協働の形態", "年度", "主体", None, "概要", "成果", "課題"],
    [None, None, None, None, "団体名", "役割", None, None, None],
    [1, "港の花いっぱい運動", "補助", "R7", "浜の会", "植付け", "花壇をつくった", "100人参加", "水やり"],
    [None, None, None, None, "市民協働課", "補助金", None, None, None],
    [2, "海辺の学校", "共催", "〃", "海を学ぶ会", "講師", "観察会", "４回６１０人", ""],
    [3, "見守り配達", "協定", "Ｒ６", "新聞販売所会、町内会連合会", "配達", "見守り", "", ""],
]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    create_office(tmp_path / "office", OfficeSettings(town="汐見野市", profile="muroran"))
    return tmp_path / "office"


def written(root: Path, rows: Rows | str) -> Path:
    """Write a list as people do: rows into a workbook, a text into a CSV file of Excel's."""
    if isinstance(rows, str):
        path = root.parent / "in.csv"
        path.write_bytes(rows.encode("cp932"))
        return path
    path = root.parent / "in.xlsx"
    book = openpyxl.Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    for row in rows:
        sheet.append(row)
    book.save(path)
    return path


def imported(root: Path, slice_name: str, *lists: Rows | str) -> list[Snapshot]:
    for rows in lists:
        assert main(["import", str(root), slice_name, str(written(root, rows))]) == 0
    with Office(root, CLOCK) as office:
        service = office.service(slice_name)
        return service.load_many(service.list_ids(ListQuery(sort="reference")).ids)


def numbers(figures: list[Snapshot]) -> dict[tuple[str, int], tuple[int | None, int | None]]:
    return {(each["measure"], each["fiscal_year"]): (each["count"], each["people"]) for each in figures}


# ------------------------------------------------------------------------------------------------------------- figures


def test_years_across_become_a_figure_for_each_measure_and_year(root: Path) -> None:
    found = imported(root, "figures", ACROSS)
    assert numbers(found) == {
        ("public_comments", 2012): (3, None),
        ("public_comments", 2013): (4, None),
        ("public_comments", 2014): (3, None),
        ("town_talks", 2012): (13, 270),
        ("town_talks", 2013): (11, 225),
        ("town_talks", 2014): (12, 240),
        ("facilitator_training", 2012): (1, None),
        ("facilitator_training", 2014): (1, None),
        ("centre_users", 2012): (None, 5010),
        ("centre_users", 2013): (None, 5120),
        ("centre_users", 2014): (None, 5100),
    }
    [talks] = [each for each in found if (each["measure"], each["fiscal_year"]) == ("town_talks", 2014)]
    assert talks["note"] == "人数：約(うち学生30名)"


def test_years_down_become_a_figure_for_each_measure_and_year(root: Path) -> None:
    assert numbers(imported(root, "figures", DOWN)) == {
        ("public_comments", 2013): (4, None),
        ("town_talks", 2013): (11, 225),
        ("town_talks", 2014): (12, 240),
    }


def test_a_list_of_one_measure_keeps_its_rows(root: Path) -> None:
    path = written(root, [["年度", "回数", "参加者数"], ["平成25年度", 11, 225], ["平成26年度", 12, 240]])
    assert main(["import", str(root), "figures", str(path), "--default", "measure=en（えん）とーく"]) == 0
    with Office(root, CLOCK) as office:
        service = office.service("figures")
        found = service.load_many(service.list_ids(ListQuery()).ids)
    assert numbers(found) == {("town_talks", 2013): (11, 225), ("town_talks", 2014): (12, 240)}


def test_the_workbook_of_the_table_brings_the_entered_figures_back_and_no_counted_one(
    root: Path, tmp_path: Path
) -> None:
    book = tmp_path / "実績.xlsx"
    entered = [("free_work", 2014, {"count": 13, "people": 211}), ("town_talks", 2015, {"count": 12, "people": 250})]
    entered += [(code, 2014, {"count": 3}) for code in ("public_comments", "town_council_workshops")]
    with Office(root, CLOCK) as office:
        service = office.service("figures")
        assert isinstance(service, FigureService)
        for code, year, values in entered:
            service.enter(STAFF, code, year, dict(values))
        stats = service.stats(range(2012, 2027))
        figure_sheets.write_stats(book, stats, service.words())
        ids = service.list_ids(ListQuery()).ids
        before = numbers(list(service.load_many(ids)))
        for record in service.load_many(ids):
            service.enter(STAFF, record["measure"], record["fiscal_year"], dict.fromkeys(("count", "people")))
        assert service.list_ids(ListQuery()).total == 0
    for sheet in openpyxl.load_workbook(book).sheetnames:
        assert main(["import", str(root), "figures", str(book), "--sheet", sheet]) == 0
    with Office(root, CLOCK) as office:
        service = office.service("figures")
        assert numbers(list(service.load_many(service.list_ids(ListQuery()).ids))) == before


def test_two_heading_rows_units_and_about_are_read(root: Path) -> None:
    found = imported(root, "figures", TWO_ROWS)
    assert numbers(found) == {
        ("paid_work", 2014): (2, 12),
        ("free_work", 2014): (13, 211),
        ("beautification", 2014): (None, 7300),
    }
    assert [each["note"] for each in found] == ["有償", "無償", "美化\n人数：約"]


def test_a_list_of_excel_in_its_own_encoding_is_read(root: Path) -> None:
    assert numbers(imported(root, "figures", CP932)) == {
        ("public_comments", 2013): (4, None),
        ("public_comments", 2014): (3, None),
        ("town_talks", 2019): (11, 230),
    }


def test_a_list_with_one_more_year_changes_what_differs_and_adds_the_rest(root: Path) -> None:
    later = [[*row] for row in TWO_ROWS]
    later[5][3] = "約7,400名"
    later.insert(6, ["まごころパートナー", "平成27年度", "14事業", "220名", None])
    found = numbers(imported(root, "figures", TWO_ROWS, later))
    assert found["beautification", 2014] == (None, 7400)
    assert found["free_work", 2015] == (14, 220)
    assert len(found) == 4


def test_a_year_without_its_era_is_a_problem_and_nothing_enters(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = written(root, [["項目", "年度", "件数"], ["パブリックコメント", "26年度", 3], ["〃", "H25", 4]])
    assert main(["import", str(root), "figures", str(path)]) != 0
    said = capsys.readouterr()
    assert "「26年度」は年度として読めません。" in said.out + said.err
    assert "年度の空いた行" not in said.out + said.err


# ---------------------------------------------------------------------------------------------------------- chronology


def test_years_and_months_in_two_columns_are_one_time(root: Path) -> None:
    found = imported(root, "chronology", CHRONOLOGY)
    assert [each["when_words"] for each in found] == [
        "平成15年4月",
        "平成15年7月",
        "平成16年6月",
        "平成16年6月",
        "平成16年8月",
        "平成31年3月",
        "令和元年5月",
    ]
    assert found[0]["name"] == "協働改革プランにおいて、市民の参加を推進"


def test_a_chronology_twice_adds_nothing(root: Path) -> None:
    assert len(imported(root, "chronology", CHRONOLOGY, CHRONOLOGY)) == 7
    found = imported(root, "chronology", TIMES, TIMES)
    assert len(found) == 12


def test_times_of_every_kind_stand_in_their_order(root: Path) -> None:
    found = imported(root, "chronology", TIMES)
    in_order = sorted(found, key=lambda each: str(each["when_key"]))
    assert [each["when_words"] for each in in_order] == [
        "平成15年度～平成18年度",
        "平成18年3月",
        "平成21年10月1日",
        "平成23年度",
        "平成25年4月頃",
    ]
    assert in_order[1]["text"] == "初版"


@pytest.mark.parametrize(
    ("earlier", "later"),
    [
        ("平成15年", "平成15年1月"),
        ("平成16年3月31日", "平成15年度末"),
        ("平成15年3月", "平成15年度"),
        ("平成15年3月31日", "平成15年度"),
        ("平成15年度", "平成15年4月"),
        ("平成15年4月上旬", "平成15年4月下旬"),
        ("平成15年4月頃", "平成15年4月1日"),
        ("平成15年11月", "平成15年末"),
        ("平成15年度～", "平成16年度"),
    ],
)
def test_one_time_stands_before_the_other(earlier: str, later: str) -> None:
    today = dt.date(2026, 11, 21)
    first, second = rules.parse_when(earlier, today), rules.parse_when(later, today)
    assert first.key < second.key
    assert (first.words, second.words) == (earlier, later)
    assert rules.parse_when(second.words, today) == second


# --------------------------------------------------------------------------------------------------------------- cases


def test_partners_below_each_other_are_those_of_one_case(root: Path) -> None:
    found = {each["name"]: each for each in imported(root, "cases", CASES)}
    assert {name: (each["pattern"], each["fiscal_year"]) for name, each in found.items()} == {
        "港の花いっぱい運動": ("subsidy", 2025),
        "海辺の学校": ("joint_hosting", 2025),
        "見守り配達": ("cooperation_agreement", 2024),
    }
    partners = {
        name: [(line["name"], line["brought"]) for line in each.children["partners"]] for name, each in found.items()
    }
    assert partners == {
        "港の花いっぱい運動": [("浜の会", "植付け"), ("市民協働課", "補助金")],
        "海辺の学校": [("海を学ぶ会", "講師")],
        "見守り配達": [("新聞販売所会", "配達"), ("町内会連合会", None)],
    }


def test_a_case_twice_adds_nothing(root: Path) -> None:
    found = imported(root, "cases", CASES, CASES)
    assert len(found) == 3
    assert [len(each.children["partners"]) for each in found] == [2, 1, 2]
