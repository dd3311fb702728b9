"""Messy files come in by the command line as a clerk would expect, or are refused with every reason."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from kyodo_desktop import cli
from tests.scenarios.messy_files import group_list, old_workbook, partner_roster

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run commands on one new office and return exit code, output and errors."""

    def run(command: str, *arguments: str | Path) -> tuple[int, str, str]:
        code = cli.main([command, str(tmp_path / "事務所"), *map(str, arguments)])
        return code, *capsys.readouterr()

    run("init", "--town", "汐見野市")
    return run


def records(run: Run, name: str) -> dict[str, dict[str, Any]]:
    _, output, _ = run("list", name, "--json")
    return {each["name"]: each for each in json.loads(output)}


def whole(run: Run, name: str, reference: str) -> dict[str, Any]:
    _, output, _ = run("show", name, reference, "--json")
    [record] = json.loads(output)
    return dict(record)


def test_a_roster_under_title_rows_is_told_before_it_enters(run: Run, tmp_path: Path) -> None:
    roster = tmp_path / "名簿.xlsx"
    partner_roster(roster)
    code, output, errors = run("import", "volunteers", roster, "--dry-run")
    assert (code, errors) == (0, "")
    for said in (
        "見出しは4行目から5行目",
        "B列「氏名」→ 氏名・団体名",
        "I列「登録 期間」→ 登録年月日・有効期限",
        "1行目は取り込みません（表題など、見出しより上の行）：令和８年度 まちづくりパートナー登録者名簿",
        "9行目は取り込みません（合計の行）：小計　2名",
        "16行目は取り込みません（注記）：※番号は受付順です。",
        "8行目 E列「連絡先 〒」：「〃」を、上のセルの「051-0011」として読みました。",
        "11行目 D列「生年月日」：「昭和41年13月1日」という日はありません。",
        "12行目 B列「氏名」：「〓」は、元の文字が失われたことを示す記号です。",
        "追加 4件、更新 0件、変更なし 0件、要確認 1件",
    ):
        assert said in output
    assert records(run, "volunteers") == {}


def test_a_roster_with_a_wrong_cell_is_refused_whole(run: Run, tmp_path: Path) -> None:
    roster = tmp_path / "名簿.xlsx"
    partner_roster(roster)
    code, output, errors = run("import", "volunteers", roster)
    assert (code, output) == (2, "")
    assert errors.startswith("11行目 D列「生年月日」：")
    assert "--skip-problems" in errors
    assert records(run, "volunteers") == {}


def test_a_roster_without_its_wrong_row_comes_in_right(run: Run, tmp_path: Path) -> None:
    roster = tmp_path / "名簿.xlsx"
    partner_roster(roster)
    code, output, errors = run("import", "volunteers", roster, "--skip-problems")
    assert code == 0
    assert "取り込みました：追加 4件、更新 0件、変更なし 0件、除外 1件（操作番号 1。" in output
    assert "11行目 D列「生年月日」" in errors
    assert "12行目 B列：「〓」は、元の文字が失われたことを示す記号です。（「佐々木〓子」）" in errors
    people = records(run, "volunteers")
    assert sorted(people) == ["みどり清掃クラブ", "佐々木〓子", "渡邉　花子", "髙﨑　一郎"]
    first = whole(run, "volunteers", people["髙﨑　一郎"]["reference"])
    assert {
        name: first[name] for name in ("furigana", "kind", "birth_on", "postal_code", "phone", "registered_on")
    } == {
        "furigana": "たかさき　いちろう",
        "kind": "個人",
        "birth_on": "1955-04-01",
        "postal_code": "051-0011",
        "phone": "0143-22-1111",
        "registered_on": "2026-04-01",
    }
    assert (first["valid_until"], first["notes"]) == ("2027-03-31", "草刈機\n持参可")
    second = whole(run, "volunteers", people["渡邉　花子"]["reference"])
    assert (second["postal_code"], second["birth_on"]) == ("051-0011", "1962-05-06")
    assert [line["programme"] for line in second["registrations"]] == ["無償ボランティア", "美化ボランティア"]
    assert people["みどり清掃クラブ"]["kind"] == "団体"


def test_a_list_of_an_old_program_is_understood_and_its_lost_characters_are_told(run: Run, tmp_path: Path) -> None:
    groups = tmp_path / "団体.csv"
    group_list(groups)
    code, output, _ = run("import", "organizations", groups, "--dry-run")
    assert code == 0
    assert "外字" in output
    assert "「?」は、元の文字が失われた跡のようです。" in output
    assert "4行目 J列「設立」：「平成15年7月」は日付として読めません。" in output
    assert "（候補：「平成15年7月1日」）" in output
    code, output, _ = run("import", "organizations", groups, "--skip-problems")
    assert (code, "追加 2件" in output) == (0, True)
    bodies = records(run, "organizations")
    assert sorted(bodies) == ["東町内会", "西町内会"]
    east, west = bodies["東町内会"], bodies["西町内会"]
    assert (east["reference"], east["furigana"], east["kind"]) == ("101", "ひがしちょうないかい", "町内会・自治会")
    assert (east["representative_title"], east["representative"]) == ("会長", "山田　太郎")
    assert (east["established_on"], east["valid_until"]) == ("1951-05-01", "2027-03-31")
    assert (west["kind"], west["phone"], west["fax"]) == ("町内会・自治会", "0143-22-2222", "0143-22-2222")
    assert (west["member_count"], west["valid_until"]) == (180, "2027-03-31")
    assert west["activities"] == "夏まつり、\n盆踊り"


def test_officers_and_members_in_one_cell_become_lines(run: Run, tmp_path: Path) -> None:
    old = tmp_path / "一覧.xls"
    old_workbook(old)
    code, _, errors = run("import", "organizations", old)
    assert (code, errors) == (0, "")
    record = whole(run, "organizations", "D0001")
    assert [(line["title"], line["name"]) for line in record["officers"]] == [
        ("会長", "山田太郎"),
        ("会計", "佐藤花子"),
    ]
    assert [line["name"] for line in record["members"]] == ["鈴木一郎", "髙橋二郎"]


@pytest.mark.parametrize(
    ("write", "name", "suffix"), [(partner_roster, "volunteers", "xlsx"), (group_list, "organizations", "csv")]
)
def test_the_same_file_again_is_all_there_already(
    run: Run, tmp_path: Path, write: Callable[[Path], None], name: str, suffix: str
) -> None:
    path = tmp_path / f"名簿.{suffix}"
    write(path)
    run("import", name, path, "--skip-problems")
    before = records(run, name)
    code, output, _ = run("import", name, path, "--dry-run", "--json")
    assert code == 0
    rows = json.loads(output)
    assert {row["action"] for row in rows} == {"skip", "refuse"}
    assert sum(row["action"] == "refuse" for row in rows) == 1
    code, output, _ = run("import", name, path, "--skip-problems")
    assert "登録は変わりませんでした" in output
    assert records(run, name) == before


def test_rows_as_json_name_everything_by_its_attribute(run: Run, tmp_path: Path) -> None:
    roster = tmp_path / "名簿.xlsx"
    partner_roster(roster)
    _, output, errors = run("import", "volunteers", roster, "--dry-run", "--json")
    rows = json.loads(output)
    assert [row["row"] for row in rows] == [7, 8, 11, 12, 13]
    assert [row["action"] for row in rows] == ["add", "add", "refuse", "add", "add"]
    assert (rows[0]["name"], rows[0]["birth_on"], rows[0]["email"]) == ("髙﨑　一郎", "1955-04-01", None)
    assert rows[0]["registrations"][0]["programme"] == "有償ボランティア"
    [problem] = rows[2]["problems"]
    assert (problem["column"], problem["heading"], problem["attribute"], problem["text"]) == (
        "D",
        "生年月日",
        "birth_on",
        "昭和41年13月1日",
    )
    assert (rows[2]["birth_on"], rows[2]["match"], rows[2]["question"]) == (None, None, None)
    assert "見出しは4行目から5行目" in errors


def test_a_list_without_kinds_says_how_to_give_one(run: Run, tmp_path: Path) -> None:
    groups = tmp_path / "団体.csv"
    groups.write_text("団体名,電話番号\nみどりの家,0143-22-1111\nあおぞら,\n", encoding="utf-8")
    code, _, errors = run("import", "organizations", groups)
    assert code == 2
    assert "このファイルの見出しは「団体名」「電話番号」" in errors
    assert "--default kind=" in errors
    _, output, _ = run("import", "organizations", groups, "--dry-run", "--json")
    assert [row["action"] for row in json.loads(output)] == ["refuse", "refuse"]
    code, _, errors = run("import", "organizations", groups, "--default", "kind=宇宙人")
    assert (code, "次から選んでください" in errors) == (2, True)
    for named in ("団体の種別", "種別"):
        code, output, _ = run("import", "organizations", groups, "--default", f"{named}=市民活動団体", "--dry-run")
        assert (code, "追加 2件" in output) == (0, True)


def test_a_row_of_a_single_text_is_told_before_it_enters(run: Run, tmp_path: Path) -> None:
    roster = tmp_path / "名簿.csv"
    roster.write_text("氏名,住所,電話番号\n髙橋　一郎,幸町1,0143-22-1111\n台帳は別冊,,\n", encoding="utf-8")
    code, output, _ = run("import", "volunteers", roster, "--dry-run")
    assert (code, "3行目：1つのセルだけに文字がある行です。" in output) == (0, True)


def test_what_is_wrong_in_many_rows_is_said_once_with_all_of_them(run: Run, tmp_path: Path) -> None:
    roster = tmp_path / "名簿.csv"
    kinds = ["宇宙人", "宇宙人", "町内会", "宇宙人", "地底人"]
    lines = [f"会{number},{kind}\n" for number, kind in enumerate(kinds)]
    roster.write_text(f"団体名,種別\n{''.join(lines)}", encoding="utf-8")
    for asked in ([], ["--skip-problems"], ["--dry-run"]):
        _, output, errors = run("import", "organizations", roster, *asked)
        said = [line for line in (output + errors).splitlines() if "選択肢にありません" in line]
        assert [line.split("」は")[0] for line in said] == [
            "2～3行目、5行目（3行） B列「種別」：「宇宙人",
            "6行目 B列「種別」：「地底人",
        ]


def test_columns_are_mapped_by_hand(run: Run, tmp_path: Path) -> None:
    roster = tmp_path / "名簿.csv"
    roster.write_text("なまえ,れんらく,ひみつ\n髙橋　一郎,0143-22-1111,あ\n", encoding="utf-8")
    code, _, errors = run("import", "volunteers", roster, "--map", "よびな=name")
    assert (code, "見出しは「なまえ」、「れんらく」、「ひみつ」です" in errors) == (2, True)
    code, _, errors = run("import", "volunteers", roster, "--map", "なまえ=colour")
    assert (code, "「colour」という項目はありません。次から選んでください：登録番号、氏名・団体名" in errors) == (
        2,
        True,
    )
    given = ["--map", "なまえ=name", "--map", "れんらく=電話番号", "--default", "kind=個人"]
    code, _, errors = run("import", "volunteers", roster, *given)
    assert (code, errors) == (0, "")
    assert records(run, "volunteers")["髙橋　一郎"]["phone"] == "0143-22-1111"
    code, output, _ = run("import", "volunteers", roster, "--dry-run", "--default", "kind=個人")
    assert "A列「なまえ」→ 氏名・団体名（前回と同じ）" in output
    assert "変更なし 1件" in output


def test_everybody_on_a_list_is_registered_in_its_programme(run: Run, tmp_path: Path) -> None:
    roster = tmp_path / "人材バンク.csv"
    roster.write_text("氏名,よびな,しごと\n髙橋　一郎,,囲碁\n鈴木　花子,美化,書道\n", encoding="utf-8")
    given = ["--default", "制度=人材バンク", "--map", "よびな=登録制度", "--map", "しごと=登録制度の事業・活動"]
    code, _, errors = run("import", "volunteers", roster, *given)
    assert (code, errors) == (0, "")
    lines = [whole(run, "volunteers", reference)["registrations"] for reference in ("V00001", "V00002")]
    assert [[(line["programme"], line["work"]) for line in each] for each in lines] == [
        [("人材バンク", "囲碁")],
        [("美化ボランティア", "書道")],
    ]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--sheet", "ない"], "「ない」というシートはありません。「名簿」から選んでください。"),
        (["--header-rows", "三"], "--header-rows は"),
        (["--header-rows", "4-3"], "--header-rows は"),
        (["--default", "kind"], "--default は"),
        (["--map", "氏名"], "--map の「氏名」"),
    ],
)
def test_a_wrong_argument_is_explained(run: Run, tmp_path: Path, arguments: list[str], said: str) -> None:
    roster = tmp_path / "名簿.csv"
    roster.write_text("氏名\n髙橋　一郎\n", encoding="utf-8")
    code, output, errors = run("import", "volunteers", roster, *arguments)
    assert (code, output) == (2, "")
    assert said in errors


def test_a_file_that_is_no_table_is_refused(run: Run, tmp_path: Path) -> None:
    picture = tmp_path / "名簿.xlsx"
    picture.write_bytes(b"\x89PNG\r\n\x1a\n")
    code, _, errors = run("import", "volunteers", picture)
    assert (code, "画像です" in errors) == (2, True)
    code, _, errors = run("import", "volunteers", tmp_path / "ない.xlsx")
    assert (code, "見つかりません" in errors) == (2, True)


def test_a_list_goes_out_and_is_recorded(run: Run, tmp_path: Path) -> None:
    roster = tmp_path / "名簿.xlsx"
    partner_roster(roster)
    run("import", "volunteers", roster, "--skip-problems")
    out = tmp_path / "書出.csv"
    code, output, errors = run(
        "export", "volunteers", "-o", out, "--columns", "reference,name,birth_on", "--encoding", "cp932"
    )
    assert (code, "4件を" in output) == (0, True)
    assert "非公開の項目は書き出していません：生年月日" in errors
    code, _, _ = run("export", "volunteers", "-o", out, "--columns", "name,birth_on", "--include-private")
    assert "1955/04/01" in out.read_text(encoding="utf-8-sig")
    code, _, errors = run("export", "volunteers", "-o", tmp_path / "名簿.pdf")
    assert (code, ".xlsx か .csv" in errors) == (2, True)
