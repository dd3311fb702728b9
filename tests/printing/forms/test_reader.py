"""A town's own files: they take the place of the shipped ones, and their mistakes are named where they stand."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from kyodo_desktop.core.errors import InputError, KnownError
from kyodo_desktop.core.resources import shipped
from kyodo_desktop.core.schema import Schema
from kyodo_desktop.printing.forms.reader import load_templates, read_template
from kyodo_desktop.printing.forms.template import FormTemplates

FormFile = Callable[..., Path]


def test_every_shipped_form_can_be_read(templates: FormTemplates) -> None:
    assert not templates.broken
    assert set(templates.forms) >= {
        "organization-application",
        "organization-sheet",
        "organization-decision",
        "organization-certificate",
        "organization-change",
        "volunteer-application",
        "volunteer-group-application",
        "talent-bank-sheet",
    }


def test_a_town_own_copy_wins_and_a_new_form_is_added(schemas: Mapping[str, Schema], tmp_path: Path) -> None:
    own = tmp_path / "forms"
    own.mkdir()
    shipped_file = shipped("forms") / "organization-change.toml"
    changed = shipped_file.read_text(encoding="utf-8").replace("変更・廃止届", "異動届")
    (own / shipped_file.name).write_text(changed, encoding="utf-8")
    (own / "our-own.toml").write_text('title = "独自の様式"\nrecord = "volunteers"\n', encoding="utf-8")
    templates = load_templates(shipped("forms"), own, schemas)
    assert templates.get("organization-change").title == "市民活動団体登録事項異動届"
    assert templates.get("our-own").title == "独自の様式"
    assert templates.get("organization-sheet").title == "団体情報登録票"


def test_a_broken_own_copy_spoils_no_other_form(schemas: Mapping[str, Schema], tmp_path: Path) -> None:
    (tmp_path / "organization-change.toml").write_text('title = "届\n', encoding="utf-8")
    templates = load_templates(shipped("forms"), tmp_path, schemas)
    assert list(templates.broken) == ["organization-change"]
    with pytest.raises(KnownError, match=r"organization-change\.toml"):
        templates.get("organization-change")
    assert templates.get("organization-sheet").title == "団体情報登録票"


def test_an_unknown_form_is_refused_with_the_known_ones(templates: FormTemplates) -> None:
    with pytest.raises(InputError, match="organization-sheet"):
        templates.get("organisation-sheet")


MISTAKES = {
    'kind = "tabel"': "ブロックの種類",
    'kind = "paragraph"\ntxt = "あ"': "つづり",
    'kind = "paragraph"\ntext = "{naem}"': "差し込み項目",
    'kind = "paragraph"\ntext = "{name"': "組が合っていません",
    'kind = "paragraph"\ntext = "{name|short}"': "書式",
    'kind = "paragraph"\ntext = "{established_on|yen}"': "era、short、western、full",
    'kind = "paragraph"\ntext = "{office.mayor}"': "差し込み項目",
    'kind = "paragraph"\ntext = 3': "文字を",
    'kind = "paragraph"\nalign = "middle"': "justify、left、center、right",
    'kind = "paragraph"\nsize = "大"': "数字",
    'kind = "header"\nright = "日付"': "並び",
    'kind = "list"\ncount = 3\nchild = "officer"': "officers",
    'kind = "list"\nchild = "officers"\ncount = 3\ncolumns = [{ label = "氏名", value = "{address}" }]': "差し込み項目",
    'kind = "list"\nchild = "officers"\ncount = 3\ncolumns = [{ label = "", value = "{name}", width = 300 }]': "165",
    'kind = "table"\nrows = []\nwidths = "30"': "列の幅",
    'kind = "table"\nrows = []\nwidths = [160, 0]': "165mm",
    'kind = "table"\nwidths = [0, 0]\nrows = [{ cells = [{ label = "あ", span = 3 }] }]': "列の数は2です",
    'kind = "table"\nwidths = [0, 0]\n'
    'rows = [{ cells = [{ label = "あ", down = 2 }] }, { cells = [{ label = "い", span = 2 }] }]': "列の数は2です",
    'kind = "table"\nwidths = [0]\nrows = [{ cells = [{ label = "あ", value = "い" }] }]': "うち1つ",
    'kind = "table"\nwidths = [0]\nrows = [{ cells = [{ value = "い", align = "top" }] }]': "left、center、right",
    'kind = "table"\nwidths = [0]\nrows = [{ cells = [{ choose = "name" }] }]': "kind",
    'kind = "table"\nwidths = [0]\nrows = [{ cells = [{ choose = "papers.kind" }] }]': "documents",
    'kind = "table"\nwidths = [0]\nrows = [{ cells = [{ choose = "documents.note" }] }]': "kind",
    'kind = "table"\nwidths = [0]\nrows = [{ cells = [{ choose = "documents.kind", when = "on" }] }]': "received_on",
    'kind = "table"\nwidths = [0]\nrows = [{ cells = [{ choose = "kind", when = "name" }] }]': "表.項目",
    'kind = "table"\nwidths = [0]\nrows = [{ cells = [{ week = "schedule" }] }]': "ここに書ける項目",
    'kind = "table"\nwidths = [0]\nrows = [{ cells = [{ disclose = "purpose" }] }]': "representative",
    'kind = "table"\nwidths = [0]\nrows = [3]': "並べて",
    'kind = "stamps"\nboxes = [{ label = "受付", width = 170 }]': "165mm",
}


@pytest.mark.parametrize("block", MISTAKES)
def test_a_mistake_is_named_with_its_file_its_line_and_what_is_accepted(
    block: str, schemas: Mapping[str, Schema], form_file: FormFile
) -> None:
    path = form_file(f'\n[[blocks]]\nkind = "title"\n\n[[blocks]]\n{block}\n')
    with pytest.raises(KnownError) as raised:
        read_template(path, schemas)
    message = str(raised.value)
    assert "own.toml" in message
    assert "2番目のブロック" in message
    assert f"の{7 + len(block.splitlines())}行目" in message
    assert MISTAKES[block] in message


@pytest.mark.parametrize(
    ("head", "said"),
    [
        ('title = "届"\nrecord = "clubs"\n', "organizations、volunteers"),
        ('record = "organizations"\n', "title"),
        ('title = "届"\nrecord = "organizations"\npaper = "B5"\n', "A4"),
        ('title = "届"\nrecord = "organizations"\nmargins = { left = 90 }\n', "left"),
        ('title = "届"\nrecord = "organizations"\nmargin = 3\n', "つづり"),
        ('title = "届"\nrecord = "organizations"\n[parameters.x]\nlabel = "日"\nkind = "day"\n', "text、date、yen"),
        ('title = "届"\nrecord = "organizations"\n[parameters.x]\nlabel = "日"\nchoices = { a = 1 }\n', "own.toml"),
        ('title = "届"\nrecord = "organizations"\nrule = "{x}"\n', "差し込み項目"),
    ],
)
def test_a_mistake_at_the_head_is_named(
    head: str, said: str, schemas: Mapping[str, Schema], form_file: FormFile
) -> None:
    with pytest.raises(KnownError, match=r"own\.toml") as raised:
        read_template(form_file("", head), schemas)
    assert said in str(raised.value)
