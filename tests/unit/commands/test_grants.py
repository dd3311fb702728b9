"""Projects and grants on the command line: registers, parts of them, the ranking of a round."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import Any

import pytest

from kyodo_desktop.application import Office, create_office
from kyodo_desktop.cli import main
from kyodo_desktop.core.clock import FixedClock
from kyodo_desktop.core.schema import Draft
from kyodo_desktop.features.grants.review_service import MarkChange
from kyodo_desktop.features.grants.round_service import GrantRoundService
from kyodo_desktop.features.grants.service import GrantService
from kyodo_desktop.features.office.settings import OfficeSettings


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An office with three projects and a round of two applications, of which the budget pays one."""
    path = tmp_path_factory.mktemp("town") / "office"
    clock = FixedClock(dt.datetime(2026, 11, 21, 10, 0))
    create_office(path, OfficeSettings(town="汐見野市", profile="muroran"), clock)
    with Office(path, clock) as office:
        for name, form in (
            ("夏まつり", "endorsement"),
            ("災害時の協力", "cooperation_agreement"),
            ("清掃", "commission"),
        ):
            office.service("projects").save("窓口", Draft({"name": name, "form": form, "fiscal_year": 2026}))
        rounds, grants = office.service("grant_rounds"), office.service("grants")
        assert isinstance(rounds, GrantRoundService)
        assert isinstance(grants, GrantService)
        begins = rounds.begins_with("civic_activity", 2026, 1)
        begins.values |= {"budget": 200_000, "frames_flow_over": False, "runner_up_rule": "declines"}
        begins.children["reviewers"] = [Draft({"name": "秋山 次郎"})]
        grant_round = rounds.save("窓口", begins).snapshot
        for name, mark in (("花の道", 7), ("本の森", 9)):
            draft = Draft({"round": grant_round["reference"], "name": name, "organization": f"{name}の会"})
            draft.values |= {"frame": "一般", "requested_amount": 150_000}
            draft.children["expenses"] = [Draft({"category": "materials", "budget": 300_000})]
            stored = grants.save("窓口", draft).snapshot
            marks = MarkChange(stored.id, "秋山 次郎", (mark,) * 5)
            grants.reviews.enter_marks("窓口", grant_round.id, [marks])
    return path


def run(capsys: pytest.CaptureFixture[str], *arguments: object) -> tuple[int, str, str]:
    code = main([str(each) for each in arguments])
    answer = capsys.readouterr()
    return code, answer.out, answer.err


def read_json(capsys: pytest.CaptureFixture[str], *arguments: object) -> list[dict[str, Any]]:
    code, out, err = run(capsys, *arguments, "--json")
    assert (code, err) == (0, "")
    found: list[dict[str, Any]] = json.loads(out)
    return found


@pytest.mark.parametrize(
    ("register", "names"),
    [
        ("projects", {"夏まつり", "災害時の協力", "清掃"}),
        ("endorsements", {"夏まつり"}),
        ("agreements", {"災害時の協力"}),
        ("commissions", {"清掃"}),
        ("steering_committees", set()),
        ("grants", {"花の道", "本の森"}),
        ("grant_rounds", {"令和8年度 第1回 まちづくり活動支援補助金"}),
    ],
)
def test_registers_and_their_parts_are_listed(
    root: Path, capsys: pytest.CaptureFixture[str], register: str, names: set[str]
) -> None:
    assert {each["name"] for each in read_json(capsys, "list", root, register)} == names


def test_a_part_is_shown_and_exported_like_the_whole(
    root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    [listed] = read_json(capsys, "list", root, "agreements")
    [shown] = read_json(capsys, "show", root, "agreements", listed["reference"])
    assert (shown["form"], shown["steps"]) == ("事業協力・協定", [])
    path = tmp_path / "agreements.csv"
    assert run(capsys, "export", root, "agreements", "-o", path)[0] == 0
    written = path.read_text(encoding="utf-8-sig")
    assert "災害時の協力" in written
    assert "夏まつり" not in written


def test_a_list_of_past_agreements_comes_in(root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "協定一覧.csv"
    path.write_text("件名,相手方,締結年月日,年度\n物資の提供,浜商店,H30.5.1,平成30年度\n", encoding="utf-8")
    rows = read_json_of_import(capsys, root, path)
    assert [(row["action"], row["name"], row["from_on"] or row["approved_on"]) for row in rows] == [
        ("add", "物資の提供", "2018-05-01")
    ]


def read_json_of_import(capsys: pytest.CaptureFixture[str], root: Path, path: Path) -> list[dict[str, Any]]:
    form = "form=事業協力・協定"
    code, out, err = run(capsys, "import", root, "agreements", path, "--default", form, "--dry-run", "--json")
    assert code == 0, err
    found: list[dict[str, Any]] = json.loads(out)
    return found


@pytest.mark.parametrize("named", ["R8-B01", "r8-b01", "1", "令和8年度第1回"])
def test_the_ranking_of_a_round(root: Path, capsys: pytest.CaptureFixture[str], named: str) -> None:
    first, second = read_json(capsys, "grant", "round", root, named)
    assert first == {
        "rank": 1,
        "tied": False,
        "reference": "R8-H002",
        "name": "本の森",
        "organization": "本の森の会",
        "frame": "一般",
        "total": 45,
        "full": 50,
        "requested_amount": 150_000,
        "amount": 150_000,
        "decision": "採択",
        "cumulative": 150_000,
        "left": 50_000,
        "reason": None,
    }
    assert (second["decision"], second["amount"]) == ("次点", 0)
    assert "50,000円" in second["reason"]


def test_another_budget_is_tried(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    tried = read_json(capsys, "grant", "round", root, "R8-B01", "--budget", 300_000)
    assert [each["decision"] for each in tried] == ["採択", "採択"]
    lower = read_json(capsys, "grant", "round", root, "R8-B01", "--ceiling", 100_000)
    assert [each["amount"] for each in lower] == [100_000, 100_000]
    code, out, _ = run(capsys, "grant", "round", root, "R8-B01", "--budget", 300_000)
    assert code == 0
    assert out.splitlines()[1].split("\t")[:3] == ["1", "R8-H002", "本の森"]
    assert "採択2件　補助額300,000円" in out.splitlines()[-1]


def test_a_round_that_there_is_not(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = run(capsys, "grant", "round", root, "R9-B07", "--json")
    assert (code, out) == (2, "")
    assert "「R9-B07」という募集回はありません" in err
    assert "R8-B01" in err
