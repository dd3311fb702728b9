"""Mistakes in the file of a form are named where they stand."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from kyodo_desktop.core.errors import KnownError
from kyodo_desktop.core.schema import Schema
from kyodo_desktop.printing.forms.reader import read_template

FormFile = Callable[..., Path]


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
