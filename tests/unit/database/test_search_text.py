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
    entry_texts,
    fields_of,
    is_held_whole,
    search_texts,
    tokens,
    tokens_of,
    whole_tokens,
)

TEXTS = st.text(alphabet="高髙橋佐々木たカｶﾞ0123456789ａB・-— ", max_size=12)


def entry(reference: str = "", names: tuple[str, ...] = (), **texts: tuple[str, ...]) -> Entry:
    return Entry("people", 1, "", reference, names, **texts)


def search_text(entry: Entry) -> str:
    [text] = entry_texts([entry])
    return text


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
    assert [held.split() for held in tokens(["", "", "«林"])] == [[], [], ["«林", "林¦"]]


def test_a_token_is_a_pair_or_three_digits() -> None:
    text = search_text(entry("V1", ("林",), other=("12345", "3丁目12")))
    assert tokens([text])[0].split() == [
        *("§v", "v1", "1«", "«林", "林¦", "¦1", "123", "234", "345", "45", "5¦"),
        *("¦3", "3丁", "丁目", "目1", "12", "2¦", *whole_tokens(["§v1", "¦3丁目12"])),
    ]


ANY_TEXT = st.text(alphabet=MARKS + "0123456789٣²é高𠮷a", max_size=12)


@given(st.lists(ANY_TEXT, max_size=5))
def test_tokens_made_in_one_go_are_those_of_each_text(texts: list[str]) -> None:
    for text, held in zip(texts, tokens(texts), strict=True):
        wholes = whole_tokens(mark + field for mark, field in fields_of(text) if is_held_whole(mark + field))
        assert held.split() == tokens_of(text + OTHER) + wholes


@given(st.lists(st.builds(entry, TEXTS, st.tuples(TEXTS), other=st.tuples(TEXTS, TEXTS)), max_size=5))
def test_texts_of_many_entries_are_those_of_each(entries: list[Entry]) -> None:
    assert entry_texts(entries) == list(map(search_text, entries))


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


@given(st.text())
def test_a_field_folded_is_one_line(text: str) -> None:
    assert "\n" not in fold(f"{text}\n{text}\r\n"), "lines are what sets the texts of many records apart"


def test_each_of_many_texts_has_the_tokens_of_its_own_whole_fields() -> None:
    texts = ["§v1¦港町3", "", "«林", "¦港町1234", "§v2", "¦港町3"]
    wholes = [["§v1", "¦港町3"], [], [], [], ["§v2"], ["¦港町3"]]
    assert [held.split()[len(tokens_of(text + OTHER)) :] for text, held in zip(texts, tokens(texts), strict=True)] == [
        whole_tokens(each) for each in wholes
    ]
    assert tokens([]) == []


def test_a_whole_field_with_a_rare_kanji_has_its_own_token() -> None:
    [held, other] = tokens(["¦𠮷野町3", "¦吉野町3"])
    assert held.split()[-1:] == whole_tokens(["¦𠮷野町3"])
    assert held.split()[-1] != other.split()[-1]


def test_references_and_further_fields_without_a_long_number_are_held_whole() -> None:
    fields = ("¦港町3丁目12番105号", "¦港町", "¦0143222703", "¦コーポ1234号", "§v12345", "«高橋")
    assert [is_held_whole(field) for field in fields] == [True, True, False, False, True, False]


def test_tokens_of_whole_fields_are_short_and_no_others() -> None:
    tokens_of_fields = whole_tokens([OTHER + field for field in ("港町1番1号", "港町1番2号", "高")])
    assert len(set(tokens_of_fields)) == len(tokens_of_fields)
    assert all(2 < len(token) <= 5 and token[0] == token[-1] == OTHER for token in tokens_of_fields)
