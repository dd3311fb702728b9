from __future__ import annotations

import pytest

from kyodo_desktop.ui.reading import Composition, ReadingProposal


@pytest.mark.parametrize(
    ("events", "reading"),
    [
        ([("た", ""), ("たな", ""), ("たなか", ""), ("田中", ""), ("", "田中")], "たなか"),
        ([("しｎ", ""), ("しんぶｎ", ""), ("新聞", ""), ("", "新聞")], "しんぶん"),
        ([("タナカ", ""), ("", "田中")], "たなか"),
        ([("ひまわり", ""), ("", "ひまわり")], "ひまわり"),
        ([("k", ""), ("か", ""), ("", ""), ("", "　")], ""),
        ([("", "ＡＢＣ")], ""),
        ([("", "田中")], ""),
    ],
    ids=["converted", "final n", "katakana", "left as kana", "given up", "letters", "nothing typed"],
)
def test_the_kana_before_the_conversion_are_the_reading(events: list[tuple[str, str]], reading: str) -> None:
    composition = Composition()
    heard = [composition.hear(preedit, commit) for preedit, commit in events]
    assert heard[-1] == reading
    assert not any(heard[:-1])


def test_pieces_are_heard_one_after_the_other() -> None:
    composition = Composition()
    composition.hear("やまだ", "")
    assert composition.hear("", "山田") == "やまだ"
    composition.hear("たろう", "")
    assert composition.hear("", "太郎") == "たろう"
    assert composition.hear("", "様") == ""


def test_a_proposal_grows_with_the_parts_of_the_name() -> None:
    proposal = ReadingProposal()
    first = proposal.add("やまだ", "", "")
    assert first == "やまだ"
    assert proposal.add("たろう", "山田　", first) == "やまだ　たろう"
    assert ReadingProposal().add("かい", "湖畔合唱", "") == "かい"


def test_a_correction_by_hand_is_kept() -> None:
    proposal = ReadingProposal()
    proposal.add("やまだ", "", "")
    assert proposal.add("たろう", "山田　", "やまた") is None
    assert proposal.propose("やまだたろう", "やまた") is None


def test_a_name_typed_anew_gets_a_new_reading() -> None:
    proposal = ReadingProposal()
    proposal.add("やまだ", "", "")
    assert proposal.add("すずき", "", "やまだ") == "すずき"
    assert proposal.propose("スズキ イチロー", "すずき") == "すずき　いちろー"
    assert proposal.propose("", "") is None
