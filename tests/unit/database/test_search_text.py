from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from kyodo_desktop.core.text import fold
from kyodo_desktop.database.search_text import (
    MARKS,
    NAME,
    OTHER,
    READING,
    REFERENCE,
    Entry,
    fields_of,
    fours,
    pairs,
    search_text,
    search_texts,
    tokens,
    whole,
)

TEXTS = st.text(alphabet="高髙橋佐々木たカｶﾞ0123456789ａB・-— ", max_size=12)


def entry(reference: str = "", names: tuple[str, ...] = (), **texts: tuple[str, ...]) -> Entry:
    return Entry("people", 1, "", reference, names, **texts)


def test_fields_stand_behind_their_marks_folded() -> None:
    text = search_text(
        entry("Ｖ-12", ("髙橋　太郎", ""), readings=("ﾀｶﾊｼ タロウ",), other=("０１４３-２５", "・・・", "室蘭市"))
    )
    assert list(fields_of(text)) == [
        (REFERENCE, "v12"),
        (NAME, "高橋太郎"),
        (READING, "たかはしたろう"),
        (OTHER, "014325"),
        (OTHER, "室蘭市"),
    ]


def test_a_name_with_the_repetition_sign_is_also_written_out() -> None:
    assert list(fields_of(search_text(entry(names=("佐々木　一",))))) == [(NAME, "佐々木一"), (NAME, "佐佐木一")]


def test_an_entry_without_texts_has_no_tokens() -> None:
    assert search_text(entry(names=("・",))) == ""
    assert tokens(["", "", "«林"]) == ["", "", "«林 林¦"]


def test_tokens_are_pairs_then_fours_then_whole_fields() -> None:
    text = search_text(entry("V1", ("林",), other=("12345", "67890")))
    assert tokens([text])[0].split(" ") == [
        *("§v", "v1", "1«", "«林", "林¦", "¦1", "12", "23", "34", "45", "5¦", "¦6", "67", "78", "89", "90", "0¦"),
        *("1234", "2345", "345", "6789", "7890", "890"),
        *(whole("§v1"), whole("¦12345"), whole("¦67890")),
    ]


@given(st.lists(st.builds(entry, TEXTS, st.tuples(TEXTS), other=st.tuples(TEXTS, TEXTS)), max_size=5))
def test_tokens_of_many_texts_are_those_of_each(entries: list[Entry]) -> None:
    texts = list(map(search_text, entries))
    assert tokens(texts) == [tokens([text])[0] for text in texts]
    for text, held in zip(texts, tokens(texts), strict=True):
        assert held.startswith(pairs(text + OTHER))


people = st.builds(
    Entry,
    st.just("people"),
    st.just(1),
    st.just(""),
    TEXTS,
    st.tuples(TEXTS),
    st.lists(TEXTS.filter(bool), max_size=1).map(tuple),
    st.tuples(TEXTS, TEXTS),
)
lines = st.lists(TEXTS.filter(bool), max_size=2)


@given(st.lists(st.tuples(people, lines), max_size=4))
def test_texts_made_column_by_column_are_those_of_each(records: list[tuple[Entry, list[str]]]) -> None:
    entries = [entry for entry, _ in records]
    made = search_texts(
        [entry.reference for entry in entries],
        [entry.names[0] for entry in entries],
        [entry.readings[0] if entry.readings else None for entry in entries],
        [[entry.other[0] for entry in entries], [entry.other[1] for entry in entries]],
        [inside for _, inside in records],
    )
    assert made == [search_text(replace(entry, other=(*entry.other, *inside))) for entry, inside in records]


@given(st.text())
def test_no_mark_survives_folding(text: str) -> None:
    assert not set(MARKS) & set(fold(MARKS + text))


def test_fours_overlap() -> None:
    assert fours("0143252") == "0143 1432 4325 3252"


def test_whole_fields_differ_by_mark_and_text() -> None:
    tokens_of_fields = [whole(mark + field) for mark in MARKS for field in ("v1", "v12", "高")]
    assert len(set(tokens_of_fields)) == len(tokens_of_fields)
    assert all(len(token) > 2 and token[0] == token[-1] in MARKS for token in tokens_of_fields)
