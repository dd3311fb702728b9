"""A file is there whole, as it was before or as it is now, and nothing beside it."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from kyodo_desktop.core.errors import WorldError
from kyodo_desktop.core.whole_file import replacing, write_whole


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "設定.toml"
    path.write_bytes(b"before")
    return path


def test_a_new_file_takes_the_place_of_the_old_one(path: Path) -> None:
    with replacing(path) as beside:
        beside.write_bytes(b"after")
        assert path.read_bytes() == b"before"
    assert path.read_bytes() == b"after"
    write_whole(path, b"later")
    assert path.read_bytes() == b"later"
    assert list(path.parent.iterdir()) == [path]


def test_what_fails_in_the_middle_leaves_the_old_file_alone(path: Path) -> None:
    def write_half() -> None:
        with replacing(path) as beside:
            beside.write_bytes(b"half")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        write_half()
    assert path.read_bytes() == b"before"
    assert list(path.parent.iterdir()) == [path]


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (errno.ENOSPC, "空き容量が足りない"),
        (errno.EDQUOT, "空き容量が足りない"),
        (errno.EACCES, "Excelなどで開いている"),
        (errno.EIO, "ディスクの読み書きに失敗しました"),
    ],
)
def test_what_the_world_did_is_said_and_nothing_changed(
    path: Path, monkeypatch: pytest.MonkeyPatch, number: int, said: str
) -> None:
    def refuse(_descriptor: int) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, "fsync", refuse)
    with pytest.raises(WorldError, match=said) as refused:
        write_whole(path, b"after")
    assert "もとのファイルは変わっていません" in str(refused.value)
    assert path.read_bytes() == b"before"
    assert list(path.parent.iterdir()) == [path]


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(WorldError, match=r"「名簿\.csv」に書き込めません。.*ない場所」というフォルダーがありません"):
        write_whole(tmp_path / "ない場所" / "名簿.csv", b"")
