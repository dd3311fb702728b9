"""What is wrong in a file that people write is named by file and key."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from kyodo_desktop.core.checked_toml import Section, read_file
from kyodo_desktop.core.errors import WorldError


@pytest.fixture
def section(tmp_path: Path) -> Section:
    path = tmp_path / "words.toml"
    path.write_text(
        """
[town]
name = " 室蘭市 "
size = 7
names = ["輪西", " 中島 "]
open = true

[town.inner]
word = 1

[[town.rows]]
label = "一"

[[town.rows]]
label = 2
""",
        encoding="utf-8",
    )
    return read_file(path).section("town")


def test_values_are_read_with_their_types(section: Section) -> None:
    assert section.text("name") == "室蘭市"
    assert section.text("nickname", "なし") == "なし"
    assert section.texts("names") == ("輪西", "中島")
    assert section.texts("others") == ()
    assert section.number("size", 1, 9) == 7
    assert section.flag("open")
    assert not section.flag("closed")
    assert [row.path for row in section.tables("rows")] == ["town.rows[1]", "town.rows[2]"]
    assert next(section.tables("rows")).text("label") == "一"
    assert list(section.tables("columns")) == []
    assert list(section.section("empty").sections()) == []


@pytest.mark.parametrize(
    ("read", "key"),
    [
        (lambda town: town.text("size"), "town.size"),
        (lambda town: town.text("nickname"), "town.nickname"),
        (lambda town: town.texts("name"), "town.name"),
        (lambda town: town.number("size", 8, 9), "town.size"),
        (lambda town: town.number("open", 0, 9), "town.open"),
        (lambda town: town.flag("size"), "town.size"),
        (lambda town: town.section("size"), "town.size"),
        (lambda town: list(town.section("inner").sections()), "town.inner.word"),
        (lambda town: list(town.tables("inner")), "town.inner"),
        (lambda town: [row.text("label") for row in town.tables("rows")], "town.rows[2].label"),
        (lambda town: town.allow(("name", "names", "open", "inner", "rows")), "town.size"),
    ],
)
def test_a_wrong_value_is_named(section: Section, read: Callable[[Section], object], key: str) -> None:
    with pytest.raises(WorldError) as caught:
        read(section)
    assert caught.value.happened.startswith("設定ファイル「words.toml」の")
    assert f"の {key} を" in caught.value.happened
    assert caught.value.next_step.endswith("。")


def test_a_table_laid_over_another_names_the_file_of_each_key() -> None:
    below = Section("town.toml", {"budget": "x", "frames": [{"rate": 1}], "rules": {"a": 1}}, "rounds")
    above = Section("settings.toml", {"budget": "y"}, "rounds").over(below)
    assert above.data == {"budget": "y", "frames": [{"rate": 1}], "rules": {"a": 1}}
    for read, where in (
        (lambda: above.number("budget", 1, 9), "「settings.toml」の rounds.budget"),
        (lambda: next(above.tables("frames")).text("rate"), "「town.toml」の rounds.frames[1].rate"),
        (lambda: above.section("rules").text("a"), "「town.toml」の rounds.rules.a"),
        (lambda: above.text("label"), "「settings.toml」の rounds.label"),
        (lambda: Section("office.toml", {}, "rounds").over(above).flag("budget"), "「settings.toml」の rounds.budget"),
    ):
        with pytest.raises(WorldError) as caught:
            read()
        assert where in caught.value.happened
