"""Lists and texts that are too long: sums, lists beside each other, over several sheets, and nothing too small."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from kyodo_desktop.core.errors import WorldError
from kyodo_desktop.core.schema import Schema
from kyodo_desktop.printing import pdf
from kyodo_desktop.printing.forms.fill import FormData, FormSetting, fill
from kyodo_desktop.printing.forms.reader import read_template
from kyodo_desktop.printing.forms.room import LEAST
from kyodo_desktop.printing.page import Document

Setting = Callable[[str], FormSetting]
FormFile = Callable[..., Path]
Printed = Callable[[bytes], list[Any]]

HEAD = 'title = "届"\nrecord = "grants"\n'
COSTS = """[[blocks]]
kind = "list"
heading = "支出"
child = "expenses"
count = 3
sums = ["budget", "eligible"]
columns = [
    { label = "費目", value = "{description}" },
    { label = "予算額", value = "{budget|number}", width = 30, align = "right" },
    { label = "対象経費", value = "{eligible|number}", width = 30, align = "right" },
]
"""
LONG = "見本市立総合体育館と周辺の公園の一帯を会場とする催しの会場設営と撤去及び清掃に係る一式の費用" * 3


def rows(count: int, **more: Any) -> list[dict[str, Any]]:
    return [{"description": f"費用{number:02}", "budget": 1_000 * number, **more} for number in range(1, count + 1)]


def texts(document: Document) -> list[list[str]]:
    """Return the texts of each page, in the order in which they stand there."""
    return [[item.text for item in page.items if hasattr(item, "text")] for page in document.pages]


@pytest.fixture(scope="module")
def made(
    form_file: FormFile, schemas: Mapping[str, Schema], settings: Setting
) -> Callable[[str, dict[str, Any] | None], Document]:
    """Return a function that makes a form of some blocks with the rows of its tables; None is a blank one."""

    def make(blocks: str, children: dict[str, Any] | None, **values: Any) -> Document:
        template = read_template(form_file(blocks, HEAD), schemas)
        data = None if children is None else FormData({"name": "花の会", **values}, children)
        return fill(template, data, settings("muroran"))

    return make


def test_a_last_row_shows_the_sums_of_all_rows_even_of_those_that_are_continued(made: Callable[..., Document]) -> None:
    first, second = texts(made(COSTS, {"expenses": rows(5, eligible=500)}))
    assert first[-4:] == ["15,000", "2,500", "（続紙に続く）", "1／2"]
    assert "計" in first
    assert {"費用04", "費用05"} <= set(second)


def test_a_blank_form_leaves_the_sums_open(made: Callable[..., Document]) -> None:
    (page,) = texts(made(COSTS, None))
    assert page[-3:] == ["計", "", ""]


def test_sums_of_what_is_no_number_are_refused(form_file: FormFile, schemas: Mapping[str, Schema]) -> None:
    wrong = COSTS.replace('"budget", "eligible"', '"description"')
    with pytest.raises(WorldError) as refused:
        read_template(form_file(wrong, HEAD), schemas)
    assert "数や金額の項目" in f"{refused.value} {refused.value.next_step}"


def test_a_list_that_flows_goes_on_over_the_foot_under_its_headings(made: Callable[..., Document]) -> None:
    document = made(COSTS.replace("count = 3", "count = 3\nflows = true"), {"expenses": rows(40)})
    pages = texts(document)
    assert [name for page in pages for name in page if name.startswith("費用")] == [
        f"費用{number:02}" for number in range(1, 41)
    ]
    assert [page.count("費目") for page in pages] == [1] * len(pages) == [1, 1]
    assert "820,000" in pages[-1], "the sums stand once, at the end"
    assert document.continued == ()


def test_rows_that_flow_are_as_high_as_their_texts(made: Callable[..., Document], printed: Printed) -> None:
    long = [{"description": LONG, "budget": 1}]
    document = made(COSTS.replace("count = 3", "count = 1\nflows = true"), {"expenses": long})
    sizes = {item.size for page in document.pages for item in page.items if getattr(item, "text", "") == LONG}
    assert sizes == {10.5}


def test_rows_that_flow_break_where_a_reader_would(made: Callable[..., Document]) -> None:
    blocks = COSTS.replace('sums = ["budget", "eligible"]', "flows = true")
    said = texts(
        made(blocks, {"expenses": [{"description": "みなとの花と緑をそだてて分け合うつどいのボランティア保険料"}]})
    )
    assert "みなとの花と緑をそだてて分け合うつどいのボランティア\n保険料" in said[0]


def test_a_large_number_stays_on_one_line_where_rows_flow(made: Callable[..., Document]) -> None:
    narrow = COSTS.replace("count = 3", "count = 1\nflows = true").replace("width = 30", "width = 18")
    document = made(narrow, {"expenses": [{"description": "会場", "budget": 9_999_999_999}]})
    numbers = [item for item in document.pages[0].items if getattr(item, "text", "") == "9,999,999,999"]
    assert {(number.overflow, round(number.height, 1)) for number in numbers} == {("shrink", 6.4)}


def test_what_would_be_too_small_stands_whole_on_a_continuation_sheet(
    made: Callable[..., Document], printed: Printed, settings: Setting
) -> None:
    document = made(COSTS, {"expenses": [{"description": LONG, "budget": 1}]})
    drawn = printed(pdf.render(document, settings("muroran").fonts))
    assert min(text.size for text in drawn if text.text.strip()) >= LEAST
    assert any(text.text.endswith("…※") for text in drawn if text.page == 1)
    behind = "".join(text.text for text in drawn if text.page == 2)
    assert LONG in behind
    assert "※【支出　1行目　費目】（全文）" in behind
    assert document.continued == ("支出　1行目　費目",)


def test_a_narrow_cell_of_a_table_keeps_its_beginning(
    made: Callable[..., Document], printed: Printed, settings: Setting
) -> None:
    cell = """[[blocks]]
kind = "table"
widths = [30, 25, 0]
[[blocks.rows]]
cells = [{ label = "会場" }, { value = "{place}" }, { value = "" }]
"""
    document = made(cell, {}, place=LONG)
    drawn = printed(pdf.render(document, settings("muroran").fonts))
    assert min(text.size for text in drawn) >= LEAST
    assert document.continued == ("会場",)
    assert made(cell, {}, place="市民会館").continued == ()


PAIR = """[[blocks]]
kind = "lists"
[blocks.left]
child = "incomes"
heading = "収入"
count = 4
columns = [{ label = "科目", value = "{description}" }, { label = "額", value = "{budget|number}", width = 25 }]
[blocks.right]
child = "expenses"
heading = "支出"
count = 4
columns = [{ label = "費目", value = "{description}" }, { label = "額", value = "{budget|number}", width = 25 }]
"""


def test_two_lists_stand_beside_each_other(made: Callable[..., Document]) -> None:
    incomes = [{"description": "会費", "budget": 7}]
    document = made(PAIR, {"incomes": incomes, "expenses": rows(6)})
    placed = {item.text: item for item in document.pages[0].items if hasattr(item, "text")}
    assert placed["収入"].y == placed["支出"].y
    assert placed["会費"].y == placed["費用01"].y
    assert placed["会費"].x < 105 < placed["費用01"].x
    assert "費用05" in texts(document)[1], "what has no room on one side goes on behind the form"


def test_two_lists_beside_each_other_have_as_many_rows(form_file: FormFile, schemas: Mapping[str, Schema]) -> None:
    uneven = PAIR.replace("count = 4", "count = 5", 1)
    with pytest.raises(WorldError) as refused:
        read_template(form_file(uneven, HEAD), schemas)
    assert "同じ行数（5）" in f"{refused.value} {refused.value.next_step}"


DEPENDING = """[[blocks]]
kind = "paragraph"
if_filled = "place"
text = "会場は{place}"
[[blocks]]
kind = "paragraph"
if_empty = "receipts"
text = "領収書なし"
"""


def test_blocks_are_printed_where_something_is_filled_or_is_not(made: Callable[..., Document]) -> None:
    assert texts(made(DEPENDING, {"receipts": [{"amount": 1}]}, place="港")) == [["会場は港"]]
    assert texts(made(DEPENDING, {})) == [["領収書なし"]]
    assert texts(made(DEPENDING, None)) == [["領収書なし"]], "nothing is filled on a blank form"


def test_a_block_cannot_depend_on_what_there_is_not(form_file: FormFile, schemas: Mapping[str, Schema]) -> None:
    with pytest.raises(WorldError) as refused:
        read_template(form_file(DEPENDING.replace('"place"\n', '"venue"\n'), HEAD), schemas)
    assert "項目か表の名前" in f"{refused.value} {refused.value.next_step}"


def test_a_block_that_is_kept_goes_to_the_next_page_with_what_follows(made: Callable[..., Document]) -> None:
    blocks = """[[blocks]]
kind = "space"
height = 240
[[blocks]]
kind = "paragraph"
keep = true
text = "記名"
[[blocks]]
kind = "space"
height = 30
[[blocks]]
kind = "paragraph"
text = "終わり"
"""
    assert texts(made(blocks, {})) == [["1／2"], ["記名", "終わり", "2／2"]]
    assert texts(made(blocks.replace("keep = true\n", ""), {}))[0] == ["記名", "1／2"]


def test_every_row_of_a_table_gets_the_form_once(
    form_file: FormFile, schemas: Mapping[str, Schema], settings: Setting
) -> None:
    blocks = '[[blocks]]\nkind = "paragraph"\ntext = "{reviewers.name}様　{name}"\n'
    template = read_template(form_file(blocks, HEAD + 'each = "reviewers"\n'), schemas)
    people = [{"name": "髙橋"}, {"name": "佐々木"}]
    setting = settings("muroran")
    assert texts(fill(template, FormData({"name": "花"}, {"reviewers": people}), setting)) == [
        ["髙橋様　花"],
        ["佐々木様　花"],
    ]
    assert len(fill(template, None, setting).pages) == 1
    with pytest.raises(WorldError):
        read_template(form_file(blocks, HEAD + 'each = "judges"\n'), schemas)


def test_a_blank_form_shows_the_words_that_its_file_gives(
    form_file: FormFile, schemas: Mapping[str, Schema], settings: Setting
) -> None:
    blocks = '[blanks]\ndecision_number = "　　第　号"\n[[blocks]]\nkind = "paragraph"\ntext = "{decision_number}"\n'
    template = read_template(form_file(blocks, HEAD), schemas)
    assert texts(fill(template, None, settings("muroran"))) == [["　　第　号"]]
    assert texts(fill(template, FormData({}), settings("muroran"))) == [[""]]


def test_an_item_that_is_needed_stands_though_nothing_is_said(made: Callable[..., Document]) -> None:
    items = """[[blocks]]
kind = "items"
rows = [{ label = "会場", value = "{place}" }, { label = "理由", value = "{refusal_reason}", needed = true }]
"""
    assert texts(made(items, {})) == [["１　理由", ""]]


def test_a_form_says_for_which_records_it_is(
    form_file: FormFile, schemas: Mapping[str, Schema], settings: Setting
) -> None:
    words = settings("muroran").words
    by_code = read_template(
        form_file("", 'title = "届"\nrecord = "volunteers"\nonly = { kind = ["group"] }\n'), schemas
    )
    assert [by_code.fits({"kind": kind}, words) for kind in ("group", "individual", None)] == [True, False, False]
    head = 'title = "届"\nrecord = "projects"\nonly = { "form.register" = ["joint", "endorsement"] }\n'
    by_register = read_template(form_file("", head), schemas)
    assert [by_register.fits({"form": form}, words) for form in ("endorsement", "commission", None)] == [
        True,
        False,
        False,
    ]
    for wrong in ('only = { shape = ["a"] }', 'only = { "name.register" = ["a"] }'):
        with pytest.raises(WorldError) as refused:
            read_template(form_file("", f'title = "届"\nrecord = "projects"\n{wrong}\n'), schemas)
        assert "ここに書けるのは次の項目です" in f"{refused.value} {refused.value.next_step}"
