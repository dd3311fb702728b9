"""The tables of kanji variants say what they should, once."""

from __future__ import annotations

import importlib.util
import tomllib
import unicodedata
from pathlib import Path
from types import ModuleType

import pytest

from kyodo_desktop.core.resources import shipped
from kyodo_desktop.core.text import fold, kanji_shapes

KANJI = shipped("resources", "kanji")


@pytest.fixture(scope="module")
def old_forms() -> ModuleType:
    spec = importlib.util.spec_from_file_location("old_forms", Path(__file__).with_name("old_forms.py"))
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def known(old_forms: ModuleType) -> dict[str, str]:
    forms: dict[str, str] = old_forms.pairs()
    return forms


def families() -> list[str]:
    listed: list[str] = tomllib.loads((KANJI / "names.toml").read_text(encoding="utf-8"))["families"]
    return listed


def test_the_list_of_old_forms_is_what_yosina_knows(old_forms: ModuleType, known: dict[str, str]) -> None:
    assert (KANJI / "old_forms.toml").read_text(encoding="utf-8") == old_forms.document(known)


def test_no_kanji_stands_in_two_families() -> None:
    kanji = "".join(families())
    assert sorted(set(kanji)) == sorted(kanji)


def test_a_family_says_nothing_that_is_known_already(known: dict[str, str]) -> None:
    said_twice = [
        family
        for family in families()
        if any(
            known.get(variant) == family[0] or unicodedata.normalize("NFKC", variant) != variant for variant in family
        )
    ]
    assert said_twice == []


def test_a_common_shape_has_no_other_shape() -> None:
    shapes = kanji_shapes()
    assert [shape for shape in shapes.values() if shape in shapes] == []


def test_every_variant_folds_to_its_common_shape() -> None:
    wrong = [family for family in families() if {fold(kanji) for kanji in family} != {fold(family[0])}]
    assert wrong == []
