"""Past lists of grants, 後援 and agreements come in by the command line with the steps that they tell of."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from kyodo_desktop import cli
from tests.scenarios.messy_files import agreement_list, endorsement_list, grant_list

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run commands on one new office and return exit code, output and errors."""

    def run(command: str, *arguments: str | Path) -> tuple[int, str, str]:
        code = cli.main([command, str(tmp_path / "事務所"), *map(str, arguments)])
        return code, *capsys.readouterr()

    run("init", "--town", "汐見野市", "--profile", "muroran")
    return run


def records(run: Run, name: str) -> dict[tuple[Any, str], dict[str, Any]]:
    """Return the records of a register by 年度 and name."""
    _, output, _ = run("list", name, "--json")
    return {(each["fiscal_year"], each["name"]): each for each in json.loads(output)}


def steps(run: Run, name: str, reference: str) -> list[str]:
    _, output, _ = run("show", name, reference, "--json")
    [record] = json.loads(output)
    assert all("step" not in line for line in record["steps"])
    return [line["words"] for line in record["steps"]]


@pytest.fixture
def grants(tmp_path: Path) -> Path:
    path = tmp_path / "交付実績.xlsx"
    grant_list(path)
    return path


def test_a_list_of_grants_is_told_before_it_enters(run: Run, grants: Path) -> None:
    code, output, _ = run("import", "grants", grants, "--dry-run")
    assert code == 0
    for said in (
        "見出しは4行目から5行目",
        "G列「補助金額 申請額」→ 交付申請額",
        "H列「補助金額 決定額」→ 交付決定額",
        "I列「補助金額 確定額」→ 確定額",
        "単位が千円と書かれているため、交付申請額の6か所を円に直して読みました（300 → 300,000円）。",
        "単位が千円と書かれているため、交付決定額の3か所を円に直して読みました（300（うち概算払240） → 300,000円）。",
        "8行目 H列「補助金額 決定額」：200,000円として読みました。（「200千円」）",
        "「※辞退」は備考に入れます。",
        "募集回：表題から、「令和4年度 まちづくり活動支援補助金」として読みました。（3行）",
        "募集回「令和4年度 第1回 まちづくり活動支援補助金」が登録されていないため、完了した募集回として同時に登録します"
        "（申請3件）。",
        "12行目は取り込みません（合計の行）",
        "「90→80」は数として読めません。",
        "要確認 1件",
    ):
        assert said in output
    assert json.loads(run("list", "grants", "--json")[1]) == []
    assert json.loads(run("list", "grant_rounds", "--json")[1]) == []


def test_a_list_of_grants_enters_with_its_steps_and_rounds(run: Run, grants: Path) -> None:
    code, _, errors = run("import", "grants", grants)
    assert code == 2
    assert "「90→80」は数として読めません。" in errors
    code, output, _ = run("import", "grants", grants, "--skip-problems")
    assert (code, "追加 5件" in output) == (0, True)
    found = records(run, "grants")
    told = ("requested_amount", "result", "decided_amount", "settled_amount", "paid_amount", "returned_amount", "state")
    assert {key: tuple(each[name] for name in told) for key, each in found.items()} == {
        (2022, "花いっぱい事業"): (300_000, "採択", 300_000, 280_000, 280_000, None, "完了"),
        (2022, "合唱のつどい"): (150_000, "不採択", None, None, None, None, "不採択"),
        (2022, "子どもまつり"): (200_000, "採択", 200_000, 150_000, 200_000, 50_000, "完了"),
        (2023, "花いっぱい事業"): (300_000, "採択", 250_000, 250_000, 250_000, None, "完了"),
        (2023, "朗読会"): (100_000, "採択", 100_000, None, None, None, "交付決定"),
    }
    first = found[2022, "花いっぱい事業"]
    assert (first["received_on"], first["closed_on"]) == ("2022-05-10", "2023-03-31")
    assert first["notes"] == "交付決定額：(うち概算払240)"
    assert steps(run, "grants", first["reference"]) == ["内定", "交付決定", "額の確定", "精算払", "完了"]
    assert {"round_id", "organization_id"}.isdisjoint(first)
    rounds = records(run, "grant_rounds")
    assert {key: each["state"] for key, each in rounds.items()} == {
        (2022, "令和4年度 第1回 まちづくり活動支援補助金"): "完了",
        (2023, "令和5年度 第1回 まちづくり活動支援補助金"): "完了",
    }
    assert first["round"] == "令和4年度 第1回 まちづくり活動支援補助金"


@pytest.mark.parametrize(("reports", "state"), [(False, "完了"), (True, "承認")])
def test_an_old_register_without_reports_is_not_late(run: Run, tmp_path: Path, reports: bool, state: str) -> None:
    path = tmp_path / "後援.csv"
    more = ",実績報告日" if reports else ""
    path.write_text(
        "後援名義使用承認台帳\n\n"
        f"行事名,主催者,開催日,承認年月日,承認番号{more}\n"
        f"ジャズの夕べ,汐風ジャズ同好会,R6.8.2,R6.6.20,第12号{',' if reports else ''}\n"
        f"書道展,書道連盟,R8.8.2,R8.6.20,第31号{',' if reports else ''}\n",
        encoding="utf-8-sig",
    )
    preview = run("import", "projects", path, "--dry-run")[1]
    assert ("実績報告の欄がない過年度の一覧のため、「令和7年3月31日」として読みました" in preview) == (not reports)
    assert run("import", "projects", path)[0] == 0
    found = records(run, "projects")
    assert found[2024, "ジャズの夕べ"]["state"] == state
    assert found[2026, "書道展"]["state"] == "承認", "a report of this year is still asked for"


def test_an_empty_year_is_not_filled_from_above_unasked(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "交付一覧.csv"
    rows = ("令和4年度,青葉の会,花いっぱい,R4.5.10", "〃,麦の会,音楽会,", ",若葉の会,朗読会,R5.5.11")
    path.write_text("\n".join(["年度,団体名,事業名,受付日", *rows]), encoding="utf-8-sig")
    preview = run("import", "grants", path, "--dry-run")[1]
    said = "年度の空いた行が1行あります。上の行の年度は写さず、その行の日付から読みます。"
    assert f"{said}上と同じ年度なら、そのセルに「〃」を入れてください。" in preview
    assert run("import", "grants", path, "--skip-problems")[0] == 0
    assert records(run, "grants").keys() == {(2022, "花いっぱい"), (2023, "朗読会"), (2022, "音楽会")}


def test_a_withdrawal_in_a_list_of_grants_becomes_the_step(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "申請者一覧.csv"
    path.write_text(
        "令和5年度 第1回 まちづくり活動支援補助金　申請一覧\n\n"
        "団体名,事業名,受付日,採否,申請額,決定額\n"
        "青葉の会,花いっぱい,R5.5.10,辞退,100000,\n"
        "若葉の会,朗読会,R5.5.11,取り下げ,90000,80000\n",
        encoding="utf-8-sig",
    )
    code, output, _ = run("import", "grants", path)
    assert (code, "追加 2件" in output) == (0, True)
    found = records(run, "grants")
    assert {each["state"] for each in found.values()} == {"取下げ"}
    assert {each["result"] for each in found.values()} == {"取下げ・辞退"}
    assert steps(run, "grants", found[2023, "花いっぱい"]["reference"]) == ["取下げ"]
    assert steps(run, "grants", found[2023, "朗読会"]["reference"]) == ["交付決定", "取下げ"]


def test_the_same_list_again_changes_nothing_and_one_undo_takes_all_back(run: Run, grants: Path) -> None:
    run("import", "grants", grants, "--skip-problems")
    _, again, _ = run("import", "grants", grants, "--skip-problems")
    assert "追加 0件、更新 0件、変更なし 5件" in again
    assert run("undo", "1")[0] == 0
    assert records(run, "grants") == {}
    assert records(run, "grant_rounds") == {}


def test_what_steps_decide_is_kept_against_a_later_list(run: Run, grants: Path) -> None:
    run("import", "grants", grants, "--skip-problems")
    [reference] = [each["reference"] for key, each in records(run, "grants").items() if key == (2023, "朗読会")]
    changed = grants.with_name("直し.csv")
    changed.write_text(
        f"整理番号,団体名,事業名,年度,決定額,会場\n{reference},麦の会,朗読会,R5,80000,図書館\n", encoding="utf-8"
    )
    _, output, _ = run("import", "grants", changed, "--dry-run")
    assert "登録の「100,000円」をそのままにしました（ファイルでは「80,000円」）。手続か明細で決まる項目です。" in output
    run("import", "grants", changed)
    after = records(run, "grants")[2023, "朗読会"]
    assert (after["decided_amount"], after["place"]) == (100_000, "図書館")


def test_a_register_of_endorsements_in_cp932(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "後援台帳.csv"
    endorsement_list(path)
    code, output, _ = run("import", "projects", path, "--dry-run")
    assert code == 0
    assert "協働の形態：表題から、「後援」として読みました。（3行）" in output
    assert run("import", "projects", path)[0] == 0
    found = records(run, "projects")
    told = ("form", "from_on", "until_on", "approved_on", "approval_number", "reported_on", "state")
    assert [tuple(found[2025, name][each] for each in told) for name in ("ｼﾞｬｽﾞの夕べ", "健康歩こう会", "書道展")] == [
        ("後援", "2025-08-02", "2025-08-03", "2025-06-20", "汐教第12号", "2025-08-20", "報告受理"),
        ("後援", "2025-10-04", "2025-10-04", "2025-08-27", "汐教第31号", None, "承認"),
        ("後援", "2026-01-10", "2026-01-18", None, None, None, "受付"),
    ]


def test_a_list_of_agreements_with_the_days_of_their_term(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "協定.xlsx"
    agreement_list(path)
    _, output, _ = run("import", "projects", path)
    assert "追加 2件" in output
    found = records(run, "projects")
    supplies = found[2018, "食料等の供給に関する協定"]
    assert (supplies["approved_on"], supplies["until_on"], supplies["automatic_renewal"], supplies["state"]) == (
        "2018-04-01",
        "2027-03-31",
        True,
        "締結",
    )
    shelter = found[2024, "一時避難施設の協定"]
    assert (shelter["agreement_kind"], shelter["closed_on"], shelter["state"]) == (
        "災害時の応援",
        "2026-09-30",
        "期間満了",
    )


def test_years_and_rounds_that_stand_between_the_rows(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "決定状況.csv"
    lines = (
        "市民活動の補助金　交付決定状況（令和４～６年度）",
        "団体名（代表者）,事業名,交付申請金額,交付決定年月日,交付決定金額,備考",
        "【令和4年度　第1回】",
        "はまかぜの会,海の学校,250000,R4.6.1,200000,",
        "【令和4年度　第2回】",
        "くるみの会,手話教室,80000,,,次点",
        "【令和5年度　第1回】",
        "はまかぜの会,海の学校,250000,,,",
    )
    path.write_text("\n".join(lines), encoding="utf-8-sig")
    code, output, _ = run("import", "grants", path)
    assert (code, "追加 3件" in output) == (0, True)
    found = records(run, "grants")
    assert {key: each["round"] for key, each in found.items()} == {
        (2022, "海の学校"): "令和4年度 第1回 まちづくり活動支援補助金",
        (2022, "手話教室"): "令和4年度 第2回 まちづくり活動支援補助金",
        (2023, "海の学校"): "令和5年度 第1回 まちづくり活動支援補助金",
    }
    assert len(records(run, "grant_rounds")) == 3
