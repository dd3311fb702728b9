"""Terms are found by every way to write them."""

from __future__ import annotations

import pytest

from kyodo_desktop.core.errors import FieldError
from kyodo_desktop.core.taxonomy import Taxonomy, Term
from kyodo_desktop.core.terms import code_of, codes_of, match_term

AREAS = Taxonomy(
    "areas",
    "分野",
    (
        Term("welfare", "保健、医療又は福祉", aliases=("福祉", "保健・医療")),
        Term("culture", "学術、文化、芸術又はスポーツ", aliases=("文化", "スポーツ")),
        Term("nature", "環境", aliases=("エコ", "☆")),
        Term("old", "旧区分", retired=True),
        Term("eco", "エコ"),
        Term("first", "第1号", aliases=("1",)),
        Term("third", "第3号", aliases=("3",)),
        Term("thirteenth", "第13号", aliases=("13",)),
    ),
)


@pytest.mark.parametrize(
    ("plain", "code"),
    [
        ("welfare", "welfare"),
        ("保健、医療又は福祉", "welfare"),
        ("保健・医療または福祉", None),
        ("保健医療", "welfare"),
        ("ｽﾎﾟｰﾂ", "culture"),
        ("旧区分", "old"),
        ("舊区分", "old"),
        ("エコ", "eco"),
        ("ｴｺ", "nature"),
        ("", None),
        ("☆", None),
        ("・", None),
        ("観光", None),
    ],
)
def test_match(plain: str, code: str | None) -> None:
    term = match_term(plain, iter(AREAS.terms))
    assert (term.code if term else None) == code


def test_what_may_be_chosen_is_said() -> None:
    with pytest.raises(FieldError, match="「観光」は選択肢にありません") as error:
        code_of("観光", AREAS)
    assert "環境" in str(error.value)
    assert "旧区分" not in str(error.value)


@pytest.mark.parametrize(
    ("plain", "codes"),
    [
        ("", set()),
        (" 、 ", set()),
        ("福祉、環境", {"welfare", "nature"}),
        ("福祉／文化\n環境", {"welfare", "culture", "nature"}),
        ("学術、文化、芸術又はスポーツ、環境", {"culture", "nature"}),
        ("環境, 学術，文化，芸術又はスポーツ", {"culture", "nature"}),
        ("福祉　　環境", {"welfare", "nature"}),
        ("①、３，13", {"first", "third", "thirteenth"}),
    ],
)
def test_several(plain: str, codes: set[str]) -> None:
    assert codes_of(plain, AREAS) == codes


def test_the_part_that_names_nothing_is_said() -> None:
    with pytest.raises(FieldError, match="「観光」は選択肢にありません"):
        codes_of("福祉、観光、環境", AREAS)
