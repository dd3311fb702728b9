"""Folding many texts at once gives what folding each gives."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from kyodo_desktop.core.text import common_shape, common_shapes, fold, fold_each

signs = st.sampled_from("髙高橋々辺邉か゛が゙ｶﾞﾊﾟ　 -ーＡa１1㌔ﷺ葛\U000e0100\n\r〓?ΰ") | st.characters()
written = st.text(signs, max_size=8)


@given(st.lists(written, max_size=6))
def test_many_are_folded_as_one_by_one(texts: list[str]) -> None:
    assert fold_each(texts) == [fold(text) for text in texts]
    assert common_shapes(texts) == [common_shape(text) for text in texts]


def test_a_text_of_several_lines_stays_one() -> None:
    assert fold_each(["室蘭市\n東町", "髙橋　太郎"]) == ["室蘭市東町", "高橋太郎"]
    assert common_shapes(["佐々木", "佐佐木"]) == ["佐佐木", "佐佐木"]


def test_more_texts_than_are_folded_at_once_keep_their_order() -> None:
    texts = [f"髙{number}" for number in range(4001)]
    assert fold_each(texts) == [f"高{number}" for number in range(4001)]


def test_nothing_gives_nothing() -> None:
    assert fold_each([]) == []
    assert fold_each([""]) == [""]
