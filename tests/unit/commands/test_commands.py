"""The commands as a person runs them: a real office, real files, Japanese on stderr, honest exit codes."""

from __future__ import annotations

import datetime as dt
import json
import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pypdfium2
import pytest

from kyodo_desktop.application import Office, create_sample
from kyodo_desktop.cli import main
from kyodo_desktop.core.clock import FixedClock, SystemClock
from kyodo_desktop.core.listing import ListQuery
from kyodo_desktop.core.schema import Draft
from kyodo_desktop.database import migrate
from kyodo_desktop.features.papers.print_job import PrintJob
from kyodo_desktop.features.papers.service import PapersService
from kyodo_desktop.slices import PAGES
from tests.printing.reading import page_texts, squeezed

NOW = dt.datetime(2026, 11, 21, 10, 0)


@pytest.fixture(autouse=True)
def day_of_the_sample(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the commands ask a clock that stands still: what is in force in the sample is not for ever."""
    monkeypatch.setattr(SystemClock, "now", lambda _clock: NOW)


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("sample") / "office"
    create_sample(root, volunteers=300, clock=FixedClock(NOW))
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


def test_every_form_prints_blank_and_filled(sample: Path) -> None:
    records = fitting(sample)
    with Office(sample, read_only=True) as office:
        forms = office.papers.templates().forms
        assert len(forms) >= 42
        for form in forms.values():
            record_id, called = records[form.schema.name, form.id]
            for job in (office.papers.blank_form(form.id), office.papers.filled_form(form.id, [record_id])):
                drawn = job.draw()
                text = squeezed("".join(page_texts(drawn.pdf)))
                assert form.title.replace("（", "")[:4] in text, form.id
                assert not drawn.people or any(word in text for word in called), form.id


def test_forms_and_bundles_are_listed_and_printed(
    sample: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    listed = read_json(capsys, "forms", sample)
    assert {each["id"] for each in listed if each["bundle"]} == {
        *("project-dossier", "grant-dossier", "grant-committee-pack", "grant-score-sheets", "meeting-pack"),
        *("annual-report", "case-book"),
    }
    assert "grant-dossier\t補助金一件書類綴（綴り）" in run(capsys, "forms", sample)[1]
    path = tmp_path / "paper.pdf"
    chosen = {"volunteer-application": "volunteers", "grant-dossier": "grants", "grant-score-sheets": "grant_rounds"}
    for paper, records in chosen.items():
        with Office(sample, read_only=True) as office:
            record_id, _ = fitting(sample)[records, paper if records == "volunteers" else ""]
            record = office.service(records).load(record_id)
        assert run(capsys, "print", sample, paper, "--record", record["reference"], "-o", path)[0] == 0
        assert squeezed(record["name"]) in squeezed(text_of(path))


def fitting(root: Path) -> dict[tuple[str, str], tuple[int, tuple[str, ...]]]:
    """Return a record that each form is for, with what papers call it, by slice and form; any without a form."""
    found: dict[tuple[str, str], tuple[int, tuple[str, ...]]] = {}
    with Office(root, read_only=True) as office:
        for records, service in office.services.items():
            known = {form.id for form in office.papers.offer(records).forms}
            called = [name for name in ("reference", "name", "organization") if name in service.schema.fields]
            for record_id, row in service.rows(service.list_ids(ListQuery()).ids, called).items():
                words = tuple(squeezed(word) for word in row if word)
                found.setdefault((records, ""), (record_id, words))
                if not known:
                    break
                fits = office.papers.offer(records, record_id).fitting & known
                found |= {(records, form): (record_id, words) for form in fits}
                known -= fits
    return found


def test_a_form_is_refused_for_records_that_it_is_not_for(
    sample: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _, (reference, *_) = fitting(sample)["volunteers", "volunteer-application"]
    path = tmp_path / "form.pdf"
    code, _, said = run(capsys, "print", sample, "volunteer-group-application", "--record", reference, "-o", path)
    assert code == 2
    assert "この様式に当てはまらない記録が1件あります" in said
    assert run(capsys, "print", sample, "grant-dossier", "--blank", "-o", path)[0] == 2
    assert not path.exists()


def test_what_a_person_should_know_of_a_print_is_said(
    sample: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with Office(sample, read_only=True) as office:
        service = office.service("organizations")
        records = service.load_many(service.list_ids(ListQuery()).ids)
    many = max(records, key=lambda record: len(record.children["members"]))
    assert len(many.children["members"]) > 8
    path = tmp_path / "sheet.pdf"
    code, _, said = run(capsys, "print", sample, "organization-sheet", "--record", many["reference"], "-o", path)
    assert code == 0
    assert "続紙に続きます：会員" in said


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


def test_labels_of_others_are_printed_where_one_has_no_address(
    sample: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = tmp_path / "office"
    shutil.copytree(sample, root)
    with Office(root) as office:
        service = office.service("organizations")
        lacking = service.find("D0001")
        service.save("窓口", Draft({"address": None}, id=lacking.id, version=lacking.version))
    path = tmp_path / "labels.pdf"
    asked = ["labels", root, "a-one-31512", "organizations", "--record", "D0001", "-o", path]
    code, _, said = run(capsys, *asked, "--skip-missing")
    assert (code, path.exists()) == (2, False)
    assert "--skip-missing" not in said
    code, _, said = run(capsys, *asked, "--record", "D0002")
    assert (code, path.exists()) == (2, False)
    assert said.endswith("ほかの1件だけを印刷するときは、--skip-missing を付けてください。\n")
    code, _, said = run(capsys, *asked, "--record", "D0002", "--skip-missing")
    assert code == 0
    assert "住所のない1件は" in said
    assert said.endswith("ほかの1件だけを印刷します。\n")
    assert lacking["name"] in said
    assert squeezed("御中") in squeezed(page_texts(path.read_bytes())[0])


def test_a_reading_command_says_how_an_older_office_is_brought_to_this_version(
    sample: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(migrate, "HEAD", "9999")
    code, out, said = run(capsys, "list", sample, "organizations")
    assert (code, out) == (1, "")
    assert "古い版の協働デスクで作られている" in said
    assert f"（kyodo-desktop export {sample} organizations -o 団体.xlsx）" in said


@pytest.mark.parametrize(
    ("register", "attribute", "descending"),
    [("chronology", "when_key", False), ("agreements", "reference", True), ("organizations", "sort_key", False)],
)
def test_a_register_is_listed_and_written_in_its_order(
    sample: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], register: str, attribute: str, descending: bool
) -> None:
    listed = [each["reference"] for each in read_json(capsys, "list", sample, register)]
    with Office(sample, read_only=True) as office:
        service = office.service(office.register(register).slice_name)
        ids = [service.find(reference).id for reference in listed]
        keys = [service.rows(ids, (attribute,))[record_id][0] for record_id in ids]
    assert keys == sorted(keys, reverse=descending)
    assert len(set(keys)) > 1
    path = tmp_path / "list.csv"
    assert run(capsys, "export", sample, register, "--columns", "reference", "-o", path)[0] == 0
    assert path.read_text(encoding="utf-8-sig").split()[1:] == listed


@pytest.mark.parametrize("register", ["organizations", "projects", "grants"])
def test_labels_go_to_what_is_in_force_in_each_register(
    sample: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, register: str
) -> None:
    asked: list[list[int]] = []
    labels = PapersService.labels

    def watched(self: PapersService, sheet: str, slice_name: str, ids: Sequence[int], **options: Any) -> PrintJob:
        asked.append(list(ids))
        return labels(self, sheet, slice_name, ids, **options)

    monkeypatch.setattr(PapersService, "labels", watched)
    code, _, said = run(capsys, "labels", sample, "a-one-31512", register, "-o", tmp_path / "labels.pdf")
    assert code == 0 or "住所のない" in said
    with Office(sample, read_only=True) as office:
        in_force = next(each.in_force for each in office.slices if each.name == register)
        everything = len(office.service(register).list_ids(ListQuery()).ids)
        assert asked == [list(office.service(register).list_ids(ListQuery(filters=in_force)).ids)]
    assert 0 < len(asked[0]) < everything


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
        (["labels", "OFFICE", "ma-506t", "organizations", "--offset", "nan,0", "-o", "x.pdf"], "50 mm まで"),
        (["labels", "OFFICE", "ma-506t", "organizations", "--offset", "0,1e9", "-o", "x.pdf"], "50 mm まで"),
        (["init", "new", "--town", "  "], "市町村名"),
        (["restore", "OFFICE", "new"], "はフォルダーです"),
        (["screenshot", "OFFICE", "today", "--size", "99999999x9", "-o", "x.png"], "200から8000まで"),
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


def test_the_help_of_pictures_names_every_page(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["screenshot", "--help"])
    said = "".join(capsys.readouterr().out.split())
    assert "、".join(PAGES) in said
