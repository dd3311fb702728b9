"""settings.toml: what people wrote stays, what is wrong is said with its line."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest

from kyodo_desktop.core.errors import InputError, WorldError
from kyodo_desktop.features.office.settings import OfficeSettings, read_settings, write_settings


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "settings.toml"
    write_settings(path, OfficeSettings(town="汐見野市", staff=("窓口", "髙橋")))
    return path


def test_what_was_written_is_read(path: Path) -> None:
    settings = read_settings(path)
    assert (settings.town, settings.staff) == ("汐見野市", ("窓口", "髙橋"))


def test_a_comment_and_another_table_survive_a_change(path: Path) -> None:
    own = '# 市長が代わったら直す\n[references]\norganizations = "S{number:03}"\n'
    path.write_text(own + path.read_text(encoding="utf-8"), encoding="utf-8")
    write_settings(path, dataclasses.replace(read_settings(path), town="潮見町"))
    assert path.read_text(encoding="utf-8").startswith(own)
    assert read_settings(path).town == "潮見町"


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b'[office]\ntown = "x', "2行目の書き方に誤り"),
        ('[office]\ntown = "室蘭市"'.encode("cp932"), "UTF-8ではありません"),
        (b"[office]\n", "town か staff"),
        (b"[office]\ntown = 3\n", "town に誤り"),
    ],
)
def test_a_wrong_file_is_refused_in_japanese(path: Path, content: bytes, said: str) -> None:
    path.write_bytes(content)
    with pytest.raises(InputError, match=said):
        read_settings(path)
    assert path.read_bytes() == content


def test_a_file_that_cannot_be_written_is_said_and_stays(path: Path) -> None:
    before = path.read_bytes()
    (path.parent / "settings.toml.part").mkdir()
    with pytest.raises(WorldError, match="もとのファイルは変わっていません"):
        write_settings(path, OfficeSettings(town="潮見町"))
    assert path.read_bytes() == before
