"""What a row adds to what is known: nothing is erased, nothing is said twice."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kyodo_desktop.core.fields import Choices, Field, Furigana, Name, Phone, Reference, Text
from kyodo_desktop.core.schema import Schema, Snapshot
from kyodo_desktop.features.exchange.combining import Holding, contradictions, says_less

LINES = Schema(
    "lines", "登録制度", {"programme": Text("制度", required=True), "work": Text("活動"), "from_on": Text("開始日")}
)
SCHEMA = Schema(
    "people",
    "名簿",
    {
        "reference": Reference("登録番号"),
        "name": Name("氏名", required=True),
        "furigana": Furigana("ふりがな"),
        "phone": Phone("電話番号"),
        "skills": Choices("特技", taxonomy="skills"),
        "notes": Text("備考", lines=3),
    },
    {"lines": LINES},
)


def stored(*lines: dict[str, Any], **values: Any) -> Snapshot:
    inside = tuple(Snapshot("lines", number, 0, line) for number, line in enumerate(lines, 11))
    return Snapshot("people", 7, 3, dict.fromkeys(SCHEMA.fields) | values, {"lines": inside})


def test_empty_cells_leave_what_is_stored() -> None:
    holding = Holding.of(SCHEMA, stored(name="髙橋", phone="0143-22-1111", skills=("music",)))
    assert not holding.lay({"name": "髙橋", "phone": None, "skills": (), "notes": ""}, {"lines": []})
    draft = holding.draft()
    assert (draft.id, draft.version, draft.values, draft.children) == (7, 3, {}, {})


def test_what_differs_replaces_and_what_was_empty_is_filled() -> None:
    holding = Holding.of(SCHEMA, stored(name="髙橋", phone="0143-22-1111"))
    addition = holding.lay({"phone": "0143-99-9999", "notes": "送迎可"}, {})
    assert addition.values == {"phone": "0143-99-9999", "notes": "送迎可"} == holding.draft().values


def test_a_record_keeps_its_own_number() -> None:
    addition = Holding.of(SCHEMA, stored(reference="V1")).lay({"reference": "12"}, {})
    assert (addition.values, addition.kept) == ({}, ("reference",))
    assert Holding.of(SCHEMA, stored()).lay({"reference": "12"}, {}).values == {"reference": "12"}


@pytest.mark.parametrize(
    ("field", "held", "value", "less"),
    [
        (Name("氏名"), "髙橋　一郎", "高橋　一郎", True),
        (Name("氏名"), "高橋　一郎", "髙橋　一郎", False),
        (Name("氏名"), "葛\U000e0100城", "葛城", True),
        (Name("氏名"), "鈴木　一郎", "高橋　一郎", False),
        (Name("氏名"), "髙橋　一郎", "〓橋　一郎", True),
        (Furigana("ふりがな"), "たかはし", "こうきょう", False),
        (Text("備考"), "送迎可", "送迎不可", False),
        (Text("備考"), "自転車", "自転?車", True),
    ],
)
def test_a_poorer_writing_of_the_same_is_kept_back(field: Field, held: str, value: str, less: bool) -> None:
    assert says_less(field, held, value) is less


def test_spaces_and_width_alone_change_nothing() -> None:
    holding = Holding.of(SCHEMA, stored(name="髙橋　一郎", furigana="たかはし　いちろう", notes="送迎 可"))
    addition = holding.lay({"name": "髙橋一郎", "furigana": "たかはしいちろう", "notes": "送迎可"}, {})
    assert (addition.values, addition.kept) == ({}, ())


def test_lines_that_are_there_already_are_not_added_again() -> None:
    holding = Holding.of(SCHEMA, stored({"programme": "まかせて", "work": None}, {"programme": "人材バンク"}))
    addition = holding.lay({}, {"lines": [{"programme": "まかせて", "work": "草刈り"}, {"programme": "人材バンク"}]})
    assert addition.lines == {"lines": [{"programme": "まかせて", "work": "草刈り"}]}
    assert [(line.id, line.values) for line in holding.draft().children["lines"]] == [
        (11, {"work": "草刈り"}),
        (12, {}),
    ]


def test_a_line_that_contradicts_is_a_further_one() -> None:
    holding = Holding.of(SCHEMA, stored({"programme": "まかせて", "work": "除雪"}))
    holding.lay({}, {"lines": [{"programme": "まかせて", "work": "草刈り", "from_on": None}]})
    assert [(line.id, line.values) for line in holding.draft().children["lines"]] == [
        (11, {}),
        (None, {"programme": "まかせて", "work": "草刈り"}),
    ]


def test_two_equal_lines_of_a_file_stay_two() -> None:
    holding = Holding.of(SCHEMA, stored({"programme": "まかせて"}))
    line = {"programme": "まかせて"}
    assert len(holding.lay({}, {"lines": [line, line]}).lines["lines"]) == 1
    assert not holding.lay({}, {"lines": [line, line]})


def test_a_new_record_has_everything_that_its_rows_say() -> None:
    holding = Holding.new(SCHEMA, {"name": "髙橋", "phone": None}, {"lines": [{"programme": "まかせて"}]})
    assert holding.lay({"name": "高橋", "phone": "0143-22-1111"}, {"lines": [{"programme": "人材バンク"}]})
    draft = holding.draft()
    assert (draft.id, draft.values) == (None, {"name": "髙橋", "phone": "0143-22-1111"})
    assert [line.values for line in draft.children["lines"]] == [{"programme": "まかせて"}, {"programme": "人材バンク"}]


def test_a_copy_may_be_tried_without_harm() -> None:
    holding = Holding.of(SCHEMA, stored({"programme": "まかせて"}, name="髙橋"))
    holding.copy().lay({"notes": "送迎可"}, {"lines": [{"programme": "人材バンク"}]})
    assert (holding.draft().values, holding.draft().children) == ({}, {})


def test_rows_contradict_each_other_only_where_both_say_something() -> None:
    first = {"name": "髙橋　一郎", "phone": "0143-22-1111", "notes": None, "reference": "V1"}
    second = {"name": "高橋一郎", "phone": "0143-99-9999", "notes": "送迎可", "reference": None}
    assert contradictions(SCHEMA.fields, first, second) == ["phone"]


values = st.fixed_dictionaries(
    {},
    optional={
        "name": st.sampled_from(["髙橋　一郎", "高橋一郎", "鈴木　一郎"]),
        "phone": st.sampled_from([None, "0143-22-1111", "0143-99-9999"]),
        "skills": st.sampled_from([None, ("music",), ("music", "games")]),
        "notes": st.sampled_from([None, "送迎可", "送迎 可"]),
    },
)
tables = st.lists(
    st.fixed_dictionaries(
        {"programme": st.sampled_from(["まかせて", "人材バンク"])},
        optional={"work": st.sampled_from([None, "除雪", "草刈り"])},
    ),
    max_size=3,
)


@given(values, tables, values, tables)
def test_laying_the_same_row_again_changes_nothing(
    held: dict[str, Any], inside: list[dict[str, Any]], row: dict[str, Any], lines: list[dict[str, Any]]
) -> None:
    holding = Holding.of(SCHEMA, stored(*inside, **held))
    holding.lay(row, {"lines": lines})
    before = holding.draft()
    assert not holding.lay(row, {"lines": lines})
    assert holding.draft() == before
    for name, value in held.items():
        assert value in (None, holding.values[name]) or row.get(name) is not None
