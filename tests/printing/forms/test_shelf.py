"""A town's own forms take the place of the shipped ones, and a file is read again once it was changed."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

import pytest

from kyodo_desktop.core.errors import InputError, KnownError
from kyodo_desktop.core.resources import shipped
from kyodo_desktop.core.schema import Schema
from kyodo_desktop.printing.forms.shelf import FormShelf
from kyodo_desktop.printing.forms.template import FormTemplates


def test_every_shipped_form_can_be_read(templates: FormTemplates) -> None:
    assert not templates.broken
    assert set(templates.forms) >= {
        "organization-application",
        "organization-sheet",
        "organization-decision",
        "organization-certificate",
        "organization-change",
        "volunteer-application",
        "volunteer-group-application",
        "talent-bank-sheet",
    }


def test_a_town_own_copy_wins_and_a_new_form_is_added(schemas: Mapping[str, Schema], tmp_path: Path) -> None:
    own = tmp_path / "forms"
    own.mkdir()
    shipped_file = shipped("forms") / "organization-change.toml"
    changed = shipped_file.read_text(encoding="utf-8").replace("変更・廃止届", "異動届")
    (own / shipped_file.name).write_text(changed, encoding="utf-8")
    (own / "our-own.toml").write_text('title = "独自の様式"\nrecord = "volunteers"\n', encoding="utf-8")
    templates = FormShelf(shipped("forms"), own, schemas).templates()
    assert templates.get("organization-change").title == "市民活動団体登録事項異動届"
    assert templates.get("our-own").title == "独自の様式"
    assert templates.get("organization-sheet").title == "団体情報登録票"


def test_a_broken_own_copy_spoils_no_other_form(schemas: Mapping[str, Schema], tmp_path: Path) -> None:
    (tmp_path / "organization-change.toml").write_text('title = "届\n', encoding="utf-8")
    templates = FormShelf(shipped("forms"), tmp_path, schemas).templates()
    assert list(templates.broken) == ["organization-change"]
    with pytest.raises(KnownError, match=r"organization-change\.toml"):
        templates.get("organization-change")
    assert templates.get("organization-sheet").title == "団体情報登録票"


def test_an_unknown_form_is_refused_with_the_known_ones(templates: FormTemplates) -> None:
    with pytest.raises(InputError, match="organization-sheet"):
        templates.get("organisation-sheet")


def test_a_file_is_read_again_once_it_was_changed(schemas: Mapping[str, Schema], tmp_path: Path) -> None:
    shelf, own = FormShelf(shipped("forms"), tmp_path, schemas), tmp_path / "organization-change.toml"
    at_first = shelf.templates()
    assert shelf.templates().get("organization-sheet") is at_first.get("organization-sheet")
    for second, (text, title) in enumerate((("記録票", "記録票"), ("異動届", "異動届"))):
        own.write_text(f'title = "{text}"\nrecord = "organizations"\n', encoding="utf-8")
        os.utime(own, (second, second))
        assert shelf.templates().get("organization-change").title == title
    own.write_text('title = "届\n', encoding="utf-8")
    assert list(shelf.templates().broken) == ["organization-change"]
    own.unlink()
    assert shelf.templates().get("organization-change") is at_first.get("organization-change")
