"""A workbook that was exported brings the tables inside its records back; a stored record is given nothing twice."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from kyodo_desktop.application import Office, create_office
from kyodo_desktop.core.clock import FixedClock
from kyodo_desktop.core.listing import ListQuery
from kyodo_desktop.core.schema import Draft, Snapshot
from kyodo_desktop.core.taking import Taking
from kyodo_desktop.database import searchable
from kyodo_desktop.database.base import schema_of
from kyodo_desktop.features.exchange.plan import ImportPlan
from kyodo_desktop.features.office.settings import OfficeSettings
from kyodo_desktop.spreadsheet.export import sheet_name
from tests.unit.features.exchange.rosters import BODIES, body, everything

Open = Callable[[str], Office]


@pytest.fixture
def open_office(tmp_path: Path, clock: FixedClock) -> Iterator[Open]:
    opened: list[Office] = []

    def new(name: str) -> Office:
        create_office(tmp_path / name, OfficeSettings(town="汐見野市", profile="muroran"), clock)
        opened.append(Office(tmp_path / name, clock))
        return opened[-1]

    yield new
    for office in opened:
        office.close()


def written(office: Office, records: str, path: Path) -> Path:
    ids = office.service(records).list_ids(ListQuery()).ids
    office.exchange.export(records, ids, path, include_private=True)
    return path


def plan_of(office: Office, records: str, path: Path) -> ImportPlan:
    exchange = office.exchange
    sheets = exchange.read(path)
    table = exchange.table(records, exchange.choose_sheet(records, sheets))
    read = exchange.interpret(records, table, exchange.propose(records, table), sheets=sheets)
    return exchange.plan(records, read)


def said(record: Snapshot) -> dict[str, Any]:
    """Return a record without what each office gives it: ids and versions; with the 公開区分 that hold."""
    tables = {name: [dict(line.values) for line in lines] for name, lines in record.children.items()}
    values = dict(record.values) | tables
    if "disclosure" in values:
        values["disclosure"] = open_to(record)
    return values


def open_to(record: Snapshot) -> dict[str, str]:
    """Return the 公開区分 of everything that a record may keep to itself, decided or not."""
    fields, levels = schema_of(searchable.records()[record.schema]).fields, record["disclosure"] or {}
    return {name: levels.get(name, field.privacy.value) for name, field in fields.items() if field.disclosable}


def test_lines_go_back_to_their_records(open_office: Open, tmp_path: Path) -> None:
    here, there = open_office("こちら"), open_office("あちら")
    officers = [
        {"title": "会長", "name": "髙橋　一郎", "phone": "0143-22-1111", "from_on": dt.date(2024, 4, 1)},
        {"title": "会計", "name": "岬　花子"},
    ]
    body(here, children={"officers": officers, "documents": [{"kind": "rules", "received_on": dt.date(2026, 4, 1)}]})
    body(here, "青葉の会", children={"officers": [{"name": "岬　二郎"}]})
    path = written(here, BODIES, tmp_path / "団体一覧.xlsx")
    plan = plan_of(there, BODIES, path)
    assert "シート「役員」の3行を、番号が同じ記録の「役員」に入れます。" in plan.notes
    there.exchange.carry_out("窓口", plan)
    assert list(map(said, everything(there, BODIES))) == list(map(said, everything(here, BODIES)))
    assert plan_of(there, BODIES, path).outcome({}).words == "追加 0件、更新 0件、変更なし 2件"

    book = openpyxl.load_workbook(path)
    first = everything(there, BODIES)[0]["reference"]
    book["役員"].append([first, "監事", "海野　三郎"])
    book.save(path)
    plan = plan_of(there, BODIES, path)
    assert plan.outcome({}).words == "追加 0件、更新 1件、変更なし 1件"
    there.exchange.carry_out("窓口", plan)
    lines = everything(there, BODIES)[0].children["officers"]
    assert lines[-1]["name"] == "海野　三郎"


def test_further_lists_are_told_and_the_tables_of_an_export_are_none(open_office: Open, tmp_path: Path) -> None:
    office = open_office("office")
    body(office, "花町内会")
    path = written(office, BODIES, tmp_path / "団体.xlsx")
    book = openpyxl.load_workbook(path)
    book.create_sheet("西地区").append(["団体名", "種別", "代表者"])
    book.save(path)
    told = [note for note in plan_of(office, BODIES, path).notes if "同じ形の一覧" in note]
    assert told == ["ほかのシート「西地区」にも同じ形の一覧があります。取り込むのはこのシートだけです。"]


def test_what_is_wrong_in_such_a_sheet_is_said_of_its_record(open_office: Open, tmp_path: Path) -> None:
    here, there = open_office("こちら"), open_office("あちら")
    body(here, children={"officers": [{"title": "会長", "name": "髙橋　一郎"}]})
    path = written(here, BODIES, tmp_path / "団体一覧.xlsx")
    book = openpyxl.load_workbook(path)
    sheet = book["役員"]
    number = sheet["A2"].value
    sheet["F2"] = "きのう"
    sheet.append([number, "監事"])
    sheet.append(["X-9", "監事", "岬　花子"])
    book.save(path)
    [row] = (plan := plan_of(there, BODIES, path)).rows
    assert [problem.message.partition("：")[0] for problem in row.problems] == [
        "シート「役員」の2行目",
        "シート「役員」の3行目",
    ]
    assert row.problems[1].message.endswith("氏名を入力してください。")
    assert plan.blocking({})
    assert "シート「役員」の行のうち、一覧にない番号のものは取り込みません（X-9）。" in plan.notes


def test_who_may_read_what_goes_back_to_its_record(open_office: Open, tmp_path: Path) -> None:
    here, there = open_office("こちら"), open_office("あちら")
    body(here, phone="0143-22-1111", disclosure={"phone": "public", "representative": "private"})
    body(here, "青葉の会")
    path = written(here, BODIES, tmp_path / "団体一覧.xlsx")
    plan = plan_of(there, BODIES, path)
    assert "シート「公開区分」の2行を、番号が同じ記録の「公開区分」にします。" in plan.notes
    there.exchange.carry_out("窓口", plan)
    assert list(map(open_to, everything(there, BODIES))) == list(map(open_to, everything(here, BODIES)))
    assert open_to(everything(there, BODIES)[0])["representative"] == "private"
    assert plan_of(there, BODIES, path).outcome({}).words == "追加 0件、更新 0件、変更なし 2件"


def test_another_openness_is_said_before_it_holds_and_leaves_the_others_as_they_are(
    open_office: Open, tmp_path: Path
) -> None:
    office = open_office("窓口")
    body(office, phone="0143-22-1111", disclosure={"phone": "public", "fax": "private"})
    path = written(office, BODIES, tmp_path / "団体一覧.xlsx")
    book = openpyxl.load_workbook(path)
    places = {cell.value: cell.column for cell in book["公開区分"][1]}
    book["公開区分"].cell(2, places["電話番号"], "非公開")
    book["公開区分"].cell(2, places["ファクス番号"], "")
    book.save(path)
    [row] = (plan := plan_of(office, BODIES, path)).rows
    assert [note.message for note in row.notes] == ["公開区分を変えます（電話番号は非公開）。"]
    office.exchange.carry_out("窓口", plan)
    levels = open_to(everything(office, BODIES)[0])
    assert (levels["phone"], levels["fax"]) == ("private", "private")

    book["公開区分"].cell(2, places["電話番号"], "秘密")
    book.save(path)
    [row] = plan_of(office, BODIES, path).rows
    [problem] = row.problems
    assert "電話番号の「秘密」は公開区分にありません。公開・一部公開・非公開のどれかにしてください。" in problem.message


def project(office: Office) -> Snapshot:
    """Return a 後援 that was approved, and whose approval was taken back and given again."""
    service: Any = office.service("projects")
    papers = ("application", "plan", "budget", "rules", "member_list")
    day = dt.date(2026, 5, 1)
    draft = Draft({"name": "夏まつり", "form": "endorsement", "fiscal_year": 2026, "organization": "浜の会"})
    draft.values |= {"received_on": day, "from_on": dt.date(2026, 7, 1), "until_on": dt.date(2026, 7, 2)}
    draft.children["documents"] = [Draft({"kind": kind, "received_on": day}) for kind in papers]
    draft.children["partners"] = [Draft({"name": "浜の会", "share": 12_000})]
    stored = service.save("窓口", draft).snapshot
    for number in ("汐協第3号", "汐協第4号"):
        line = {"happened_on": dt.date(2026, 5, 20), "document_number": number}
        service.take("窓口", [Taking(stored.id, "approve", line, {})])
        if number == "汐協第3号":
            service.take_back("窓口", stored.id, "番号の誤り")
    return service.load(stored.id)  # type: ignore[no-any-return]  # the service is Any


def test_a_new_record_lives_on_with_its_steps(open_office: Open, tmp_path: Path) -> None:
    here, there = open_office("こちら"), open_office("あちら")
    stored = project(here)
    path = written(here, "projects", tmp_path / "台帳.xlsx")
    there.exchange.carry_out("窓口", plan_of(there, "projects", path))
    [brought] = everything(there, "projects")
    assert said(brought) == said(stored)
    assert [line["document_number"] for line in brought.children["steps"]] == ["汐協第3号", "汐協第4号"]
    assert brought.children["steps"][0]["taken_back_reason"] == "番号の誤り"


def test_a_stored_record_is_given_no_steps(open_office: Open, tmp_path: Path) -> None:
    here = open_office("こちら")
    stored = project(here)
    path = written(here, "projects", tmp_path / "台帳.xlsx")
    book = openpyxl.load_workbook(path)
    book["手続の経過"].append([stored["reference"], "実施報告", dt.date(2026, 8, 1)])
    book.save(path)
    assert plan_of(here, "projects", path).outcome({}).words == "追加 0件、更新 0件、変更なし 1件"


def test_steps_of_another_life_are_left_out_and_said(open_office: Open, tmp_path: Path) -> None:
    here, there = open_office("こちら"), open_office("あちら")
    project(here)
    path = written(here, "projects", tmp_path / "台帳.xlsx")
    book = openpyxl.load_workbook(path)
    book["手続の経過"]["B2"] = "どこにもない手続"
    book.save(path)
    plan = plan_of(there, "projects", path)
    [row] = plan.rows
    assert "「どこにもない手続」という手続はこの事務所にない" in row.notes[-1].message
    there.exchange.carry_out("窓口", plan)
    [brought] = everything(there, "projects")
    assert [line["words"] for line in brought.children["steps"]] != []
    assert brought["approved_on"] == dt.date(2026, 5, 20)


def test_every_list_is_told_from_the_sheets_beside_it(open_office: Open, tmp_path: Path) -> None:
    office = open_office("こちら")
    for each in office.slices:
        schema = schema_of(office.service(each.name).mapped)
        labels = [sheet_name(inner.label) for inner in schema.children.values()]
        title = sheet_name(office.exchange.sheets[each.name].title)
        assert len({title, *labels}) == len(labels) + 1, f"{each.name}: two sheets of one name"
        path = written(office, each.name, tmp_path / f"{each.name}.xlsx")
        sheets = office.exchange.read(path)
        assert office.exchange.choose_sheet(each.name, sheets).name == title


def test_applications_with_marks_wait_for_their_round(open_office: Open, tmp_path: Path) -> None:
    here, there = open_office("こちら"), open_office("あちら")
    rounds: Any = here.service("grant_rounds")
    begun = rounds.begins_with("civic_activity", 2025, 1)
    begun.values["review_on"] = dt.date(2025, 5, 29)
    begun.children["reviewers"] = [Draft({"name": "秋山　次郎"})]
    grant_round = rounds.save("窓口", begun).snapshot
    asked = {"round": grant_round["reference"], "frame": "一般", "name": "花いっぱい事業", "organization": "浜の会"}
    marks = [Draft({"reviewer": "秋山　次郎", "marks": (4, 3, None)})]
    here.service("grants").save("窓口", Draft({**asked, "requested_amount": 100_000}, {"scores": marks}))
    list_of_rounds = written(here, "grant_rounds", tmp_path / "募集回一覧.xlsx")
    applications = written(here, "grants", tmp_path / "補助金申請一覧.xlsx")

    plan = plan_of(there, "grants", applications)
    [problem] = plan.rows[0].problems
    assert f"募集回「{grant_round['name']}」がまだ登録されていない" in problem.message
    assert "先に、書き出した「募集回」の一覧を取り込むか、募集回を登録してください。" in problem.message
    assert not any("同時に登録します" in note for note in plan.notes)

    for records, path in (("grant_rounds", list_of_rounds), ("grants", applications)):
        there.exchange.carry_out("窓口", plan_of(there, records, path))
    [brought] = everything(there, "grants")
    assert brought["round_id"] == everything(there, "grant_rounds")[0].id
    assert [line["marks"] for line in brought.children["scores"]] == [(4, 3, None)]
