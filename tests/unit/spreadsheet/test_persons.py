"""Several persons in one cell, and titles beside names."""

from __future__ import annotations

import pytest

from kyodo_desktop.core.fields import Name, Text
from kyodo_desktop.spreadsheet.persons import Person, is_person, is_unclear, split_persons, split_title


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("山田太郎・佐藤花子", ["山田太郎", "佐藤花子"]),
        ("山田太郎、佐藤花子、髙橋𠮷男", ["山田太郎", "佐藤花子", "髙橋𠮷男"]),
        ("山田 太郎\n佐藤 花子", ["山田 太郎", "佐藤 花子"]),
        ("髙橋葛󠄀子／辻󠄀一郎", ["髙橋葛󠄀子", "辻󠄀一郎"]),
        ("林 一・森 二", ["林 一", "森 二"]),
        ("山田　太郎　佐藤　花子", ["山田　太郎", "佐藤　花子"]),
        ("山田\n太郎", ["山田 太郎"]),
        ("山田　太郎", ["山田　太郎"]),
        ("ジョン・スミス", ["ジョン・スミス"]),
        ("佐々木 はなこ", ["佐々木 はなこ"]),
        ("末長　太郎", ["末長　太郎"]),
        ("末長　健太郎", ["末長　健太郎"]),
        ("山田太郎、佐藤花子\n鈴木　一郎 高橋 二郎", ["山田太郎", "佐藤花子", "鈴木　一郎", "高橋 二郎"]),
        ("山田 太郎 佐藤 花子 鈴木 一郎", ["山田 太郎", "佐藤 花子", "鈴木 一郎"]),
        ("山田太郎 佐藤花子 鈴木一郎", ["山田太郎", "佐藤花子", "鈴木一郎"]),
        ("1.山田太郎 2.佐藤花子 3.鈴木一郎", ["山田太郎", "佐藤花子", "鈴木一郎"]),
        ("①山田太郎②佐藤花子", ["山田太郎", "佐藤花子"]),
        ("長谷川 健太郎", ["長谷川 健太郎"]),
        ("", []),
    ],
)
def test_names_are_told_apart(text: str, names: list[str]) -> None:
    assert [person.name for person in split_persons(text)] == names


@pytest.mark.parametrize(
    ("text", "person"),
    [
        ("会長　山田太郎", Person("山田太郎", "会長")),
        ("会長山田太郎", Person("山田太郎", "会長")),
        ("副会長:佐藤花子", Person("佐藤花子", "副会長")),
        ("山田太郎（事務局長）", Person("山田太郎", "事務局長")),
        ("環境部会長　山田 太郎", Person("山田 太郎", "環境部会長")),
        ("会計　森 二", Person("森 二", "会計")),
        ("代表理事　山田\n花子", Person("山田 花子", "代表理事")),
        ("山田太郎", Person("山田太郎")),
        ("長谷川 一郎", Person("長谷川 一郎")),
        ("会田誠一", Person("会田誠一")),
    ],
)
def test_titles_are_told_from_names(text: str, person: Person) -> None:
    assert split_title(text) == person


def test_titles_in_a_list_go_with_their_names() -> None:
    assert split_persons("会長　山田太郎\n会計 佐藤 花子") == (Person("山田太郎", "会長"), Person("佐藤 花子", "会計"))


@pytest.mark.parametrize(
    "text",
    [
        "会長 小鳥遊 太郎 会計 佐藤 花子",
        "会長：小鳥遊 太郎　会計：佐藤 花子",
        "（会長）小鳥遊 太郎　（会計）佐藤 花子",
        "小鳥遊 太郎（会長）　佐藤 花子（会計）",
    ],
)
def test_titles_tell_names_apart(text: str) -> None:
    assert split_persons(text) == (Person("小鳥遊 太郎", "会長"), Person("佐藤 花子", "会計"))


@pytest.mark.parametrize(
    ("name", "unclear"),
    [
        ("山田太郎他5名", True),
        ("山田太郎（ほか２名）", True),
        ("佐藤　花子・Ｊ・スミス", True),
        ("山田太郎 佐藤花子", True),
        ("部長 山田 太郎", True),
        ("(1)山田太郎(2)佐藤花子", True),
        ("山田　太郎", False),
        ("山田花子（旧姓佐藤）", False),
        ("㈱山田建設", False),
        ("（株）山田建設", False),
        ("ジョン・スミス", False),
        ("マリア デ ラ クルス", False),
        ("勅使河原 慶四郎", False),
    ],
)
def test_what_can_hardly_be_one_name_is_unclear(name: str, unclear: bool) -> None:
    assert is_unclear(name) is unclear


def test_bodies_keep_their_middle_dots() -> None:
    assert len(split_persons("北町会・南町会", bodies=True)) == 1


def test_names_of_persons_are_told_from_names_of_bodies() -> None:
    assert is_person(Name("代表者氏名"))
    assert is_person(Name("担当者"))
    assert not is_person(Name("団体名"))
    assert not is_person(Name("氏名・団体名"))
    assert not is_person(Text("保護者の意見"))
