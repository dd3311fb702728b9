"""The commands as a person runs them: a real office, real files, Japanese on stderr, honest exit codes."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import Any

import pypdfium2
import pytest

from kyodo_desktop.application import Office, create_sample
from kyodo_desktop.cli import main
from kyodo_desktop.core.clock import FixedClock
from kyodo_desktop.core.schema import Draft


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("sample") / "office"
    create_sample(root, volunteers=300, clock=FixedClock(dt.datetime(2026, 11, 21, 10, 0)))
    return root


def run(capsys: pytest.CaptureFixture[str], *arguments: object) -> tuple[int, str, str]:
    code = main([str(each) for each in arguments])
    answer = capsys.readouterr()
    return code, answer.out, answer.err


def read_json(capsys: pytest.CaptureFixture[str], *arguments: object) -> list[dict[str, Any]]:
    code, out, err = run(capsys, *arguments, "--json")
    assert (code, err) == (0, "")
    found = json.loads(out)
    assert isinstance(found, list)
    return found


@pytest.mark.parametrize("profile", ["standard", "muroran", "tomakomai", "ishioka", "nagaoka"])
def test_an_office_is_made_of_every_profile(tmp_path: Path, capsys: pytest.CaptureFixture[str], profile: str) -> None:
    root = tmp_path / "office"
    assert run(capsys, "init", root, "--profile", profile, "--town", "汐見野市")[0] == 0
    assert read_json(capsys, "list", root, "organizations") == []
    assert read_json(capsys, "check", root) == []


def test_a_folder_in_use_is_not_made_an_office(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "大切.txt").write_text("消さない", encoding="utf-8")
    code, out, err = run(capsys, "init", tmp_path, "--town", "汐見野市")
    assert (code, out) == (2, "")
    assert "空のフォルダーではありません" in err
    assert [path.name for path in tmp_path.iterdir()] == ["大切.txt"]


def test_the_sample_is_the_same_for_a_seed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    offices = [tmp_path / "one", tmp_path / "two"]
    for root in offices:
        assert run(capsys, "sample", root, "--volunteers", 50, "--seed", 7)[0] == 0
    one, two = (read_json(capsys, "list", root, "volunteers") for root in offices)
    assert len(one) == 50
    assert one == two


def test_lists_are_keyed_by_attributes_in_furigana_order(sample: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found = read_json(capsys, "list", sample, "organizations")
    assert len(found) == 120
    assert {"reference", "name", "furigana", "representative", "established_on"} <= found[0].keys()
    dt.date.fromisoformat(next(each["established_on"] for each in found if each["established_on"]))
    assert all(isinstance(each["kind"], str) and not each["kind"].isascii() for each in found)


def test_search_finds_in_any_width_and_shape(sample: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with Office(sample) as office:
        office.service("volunteers").save(
            "窓口", Draft({"kind": "individual", "name": "渡邉　髙太", "furigana": "わたなべ　こうた"})
        )
    for text in ("渡辺 高太", "ﾜﾀﾅﾍﾞ ｺｳﾀ", "わたなべこうた", "髙太"):
        assert "渡邉　髙太" in [each["name"] for each in read_json(capsys, "search", sample, text)], text
    assert read_json(capsys, "search", sample, "※・（）") == []


def test_one_record_is_shown_whole(sample: Path, capsys: pytest.CaptureFixture[str]) -> None:
    [shown] = read_json(capsys, "show", sample, "organizations", "d0001")
    assert shown["reference"] == "D0001"
    assert {"officers", "members", "documents", "events"} <= shown.keys()


def test_every_form_prints_blank_and_filled(sample: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    forms = read_json(capsys, "forms", sample)
    assert len(forms) >= 8
    for form in forms:
        reference = {"organizations": "D0001", "volunteers": "V00001"}[form["records"]]
        for how in (["--blank"], ["--record", reference]):
            path = tmp_path / "form.pdf"
            assert run(capsys, "print", sample, form["id"], *how, "-o", path)[0] == 0, form["id"]
            text = text_of(path)
            assert form["title"].replace("（", "")[:4] in text.replace("\r\n", "").replace(" ", ""), form["id"]
            assert (reference in text or how == ["--blank"]) or form["id"].endswith("application"), form["id"]


def test_every_roster_prints_and_is_recorded(sample: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for roster in read_json(capsys, "roster", sample, "--list"):
        path = tmp_path / "roster.pdf"
        assert run(capsys, "roster", sample, roster["name"], "-o", path)[0] == 0
        assert "令和" in text_of(path)
    with Office(sample, read_only=True) as office, office.database.read() as session:
        from sqlalchemy import func, select

        from kyodo_desktop.database.audit import Handout

        assert session.scalar(select(func.count()).select_from(Handout)) >= 7


def test_labels_begin_where_the_sheet_is_unused(
    sample: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "labels.pdf"
    arguments = ["--record", "D0001", "--start", 12, "--copies", 2, "-o", path]
    assert run(capsys, "labels", sample, "a-one-31512", "organizations", *arguments)[0] == 0
    assert len(pypdfium2.PdfDocument(path)) == 2


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["list", "OFFICE", "things"], "コマンドの書き方"),
        (["show", "OFFICE", "organizations", "D9999"], "登録はありません"),
        (["print", "OFFICE", "nothing", "--blank", "-o", "x.pdf"], "様式はありません"),
        (["print", "OFFICE", "organization-sheet", "-o", "x.pdf"], "コマンドの書き方"),
        (["roster", "OFFICE", "nobody", "-o", "x.pdf"], "名簿はありません"),
        (["roster", "OFFICE", "volunteers", "--columns", "name,shoe_size", "-o", "x.pdf"], "shoe_size"),
        (["labels", "OFFICE", "nothing", "organizations", "-o", "x.pdf"], "ラベル用紙はありません"),
        (["labels", "OFFICE", "ma-506t", "organizations", "--start", "25", "-o", "x.pdf"], "1から24"),
        (["labels", "OFFICE", "ma-506t", "organizations", "--offset", "1", "-o", "x.pdf"], "mm"),
        (["list", "NOWHERE", "organizations"], "事務所がありません"),
        (["screenshot", "OFFICE", "nothing", "-o", "x.png"], "画面はありません"),
    ],
)
def test_wrong_input_is_said_in_japanese_and_ends_with_2(
    sample: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    arguments: list[str],
    said: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    code, out, err = run(capsys, *(str(sample) if each == "OFFICE" else each for each in arguments))
    assert (code, out) == (2, "")
    assert said in err
    assert list(tmp_path.iterdir()) == []


def test_a_target_that_cannot_be_written_ends_with_1(sample: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, _, err = run(capsys, "print", sample, "organization-sheet", "--blank", "-o", sample / "ない" / "x.pdf")
    assert code == 1
    assert "書き込めません" in err


@pytest.mark.parametrize(
    "command",
    [
        ["print", "OFFICE", "organization-sheet", "--record", "D0001"],
        ["roster", "OFFICE", "volunteers"],
        ["labels", "OFFICE", "ma-506t", "organizations"],
        ["export", "OFFICE", "volunteers"],
    ],
    ids=lambda command: command[0],
)
def test_what_names_people_is_handed_out_by_the_one_who_holds_the_office(
    sample: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], command: list[str]
) -> None:
    target = tmp_path / "out"
    with Office(sample):
        code, out, err = run(capsys, *(sample if each == "OFFICE" else each for each in command), "-o", target)
    assert (code, out) == (1, "")
    assert "この事務所は、ほかで開かれています（" in err
    assert "まだ何も書き出していません。" in err
    assert "開いている画面で印刷（F6）か書出（F8）をするか、その画面を閉じてから" in err
    assert not target.exists()


def test_while_the_office_is_held_a_change_is_refused_and_a_blank_form_is_not(
    sample: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with Office(sample):
        code, _, err = run(capsys, "undo", sample, 1)
        assert code == 1
        assert "開いているほうで同じ操作をするか、そちらを閉じてから" in err
        assert "閲覧だけ" not in err, "a command has no such choice"
        blank = tmp_path / "blank.pdf"
        assert run(capsys, "print", sample, "organization-sheet", "--blank", "-o", blank)[0] == 0
        assert run(capsys, "roster", sample, "--list")[0] == 0


def test_a_backup_goes_round(sample: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "控え.kyodo-backup"
    assert run(capsys, "backup", sample, "-o", path)[0] == 0
    code, out, _ = run(capsys, "restore", path, tmp_path / "new")
    assert code == 0
    assert "異常はありません" in out
    assert read_json(capsys, "list", tmp_path / "new", "organizations") == read_json(
        capsys, "list", sample, "organizations"
    )


def test_an_operation_is_taken_back_by_its_number(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = tmp_path / "office"
    run(capsys, "sample", root, "--volunteers", 5)
    assert run(capsys, "undo", root, 2)[0] == 0
    assert read_json(capsys, "list", root, "volunteers") == []
    assert len(read_json(capsys, "list", root, "organizations")) == 120
    code, _, err = run(capsys, "undo", root, 2)
    assert code == 2
    assert "すでに元に戻されています" in err


def test_damage_is_found(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = tmp_path / "office"
    run(capsys, "sample", root, "--volunteers", 5)
    with Office(root) as office, office.database.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE volunteers SET name = 'すり替え' WHERE id = 1")
    code, out, _ = run(capsys, "check", root, "--json")
    assert code == 1
    assert [finding["what"] for finding in json.loads(out)] == ["index"]
    assert run(capsys, "check", root, "--repair-index") == (0, "異常はありません。\n", "")
    assert len(read_json(capsys, "search", root, "すり替え")) == 1


def text_of(path: Path) -> str:
    document = pypdfium2.PdfDocument(path)
    return "\n".join(page.get_textpage().get_text_bounded() for page in document)


def test_a_restored_office_that_is_not_sound_is_a_failure(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root, copy, paper = tmp_path / "office", tmp_path / "copy.kyodo-backup", tmp_path / "規約.txt"
    paper.write_text("第1条", encoding="utf-8")
    create_sample(root, volunteers=1, clock=FixedClock(dt.datetime(2026, 11, 21, 10, 0)))
    with Office(root) as office:
        service = office.service("organizations")
        service.attach("窓口", service.find("D0001").id, paper)
        [(_, stored)] = service.attachments(service.find("D0001").id)
        stored.unlink()
    assert run(capsys, "backup", root, "-o", copy)[0] == 0
    code, _, err = run(capsys, "restore", copy, tmp_path / "restored")
    assert code == 1
    assert "規約.txt" in err
