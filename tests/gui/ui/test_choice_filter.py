from __future__ import annotations

import pytest

from kyodo_desktop.core.taxonomy import Taxonomy, Term
from kyodo_desktop.ui.choice_filter import matching, offered

KINDS = Taxonomy(
    "kinds",
    "種別",
    (
        Term("neighbourhood", "町内会・自治会", ("自治会", "町会"), "ちょうないかい"),
        Term("civic", "市民活動団体", ("NPO",), "しみんかつどうだんたい"),
        Term("university", "大学等", (), "だいがく"),
        Term("old", "旧区分", (), "きゅうくぶん", retired=True),
        Term("company", "企業・団体", ("会社",), "きぎょう"),
    ),
)
TERMS = offered(KINDS)


@pytest.mark.parametrize(
    ("typed", "codes"),
    [
        ("", ["neighbourhood", "civic", "university", "company"]),
        ("2", ["civic"]),
        ("２", ["civic"]),
        ("9", []),
        ("ちょう", ["neighbourhood"]),
        ("ﾁｮｳ", ["neighbourhood"]),
        ("チョウ", ["neighbourhood"]),
        ("chou", ["neighbourhood"]),
        ("tyou", ["neighbourhood"]),
        ("tyoun", ["neighbourhood"]),
        ("ch", ["neighbourhood"]),
        ("ｃｈｏ", ["neighbourhood"]),
        ("simin", ["civic"]),
        ("shimi", ["civic"]),
        ("npo", ["civic"]),
        ("大", ["university"]),
        ("団体", ["civic", "company"]),
        ("会社", ["company"]),
        ("・", []),
        ("x", []),
    ],
)
def test_few_keystrokes_find_a_choice(typed: str, codes: list[str]) -> None:
    assert [term.code for term in matching(TERMS, typed)] == codes


def test_what_begins_so_comes_before_what_contains_it() -> None:
    terms = (Term("a", "活動団体"), Term("b", "団体登録"), Term("c", "団体"))
    assert [term.code for term in matching(terms, "団体")] == ["c", "b", "a"]


def test_a_retired_choice_is_offered_only_to_the_record_that_has_it() -> None:
    assert "old" not in {term.code for term in offered(KINDS)}
    assert "old" in {term.code for term in offered(KINDS, "old")}
