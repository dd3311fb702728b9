from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from kyodo_desktop.core.errors import WorldError
from kyodo_desktop.core.whole_file import write_whole
from kyodo_desktop.ui.draft_keeper import DraftKeeper
from kyodo_desktop.ui.tasks import Tasks

from .conftest import Told


class SlowDisk:
    """A disk that ``writes`` a draft and is ready when it ``goes_on``."""

    def __init__(self) -> None:
        self.writes, self.goes_on = threading.Event(), threading.Event()

    def write(self, path: Path, content: bytes) -> None:
        self.writes.set()
        assert self.goes_on.wait(60)
        write_whole(path, content)


@pytest.fixture
def slow_disk(monkeypatch: pytest.MonkeyPatch) -> Iterator[SlowDisk]:
    disk = SlowDisk()
    monkeypatch.setattr("kyodo_desktop.ui.draft_keeper.write_whole", disk.write)
    yield disk
    disk.goes_on.set()


def test_the_latest_draft_stays_and_is_read_back(qtbot: QtBot, tasks: Tasks, tmp_path: Path) -> None:
    keeper = DraftKeeper(tmp_path / "drafts", "circles", tasks)
    for number in range(20):
        keeper.keep("new", "湖畔合唱団", {"fields": {"phone": str(number)}})
    keeper.keep("7", "髙橋会", {"fields": {}})
    path = tmp_path / "drafts" / "circles-new.json"
    qtbot.waitUntil(lambda: path.exists() and json.loads(path.read_text("utf-8"))["state"]["fields"]["phone"] == "19")
    qtbot.waitUntil((tmp_path / "drafts" / "circles-7.json").exists)
    assert {(draft.key, draft.title) for draft in keeper.kept()} == {("new", "湖畔合唱団"), ("7", "髙橋会")}


def test_a_new_record_never_takes_the_place_of_another_draft(qtbot: QtBot, tasks: Tasks, tmp_path: Path) -> None:
    keeper = DraftKeeper(tmp_path, "circles", tasks)
    assert keeper.new_key() == "new"
    keeper.keep("new", "湖畔合唱団", {})
    assert keeper.new_key() == "new2"  # before it is on the disk as well as after
    qtbot.waitUntil((tmp_path / "circles-new.json").exists)
    again = DraftKeeper(tmp_path, "circles", tasks)
    assert again.has("new")
    assert again.new_key() == "new2"
    again.forget("new")
    assert again.new_key() == "new"


def test_a_forgotten_draft_does_not_come_back(qtbot: QtBot, tasks: Tasks, tmp_path: Path) -> None:
    keeper = DraftKeeper(tmp_path, "circles", tasks)
    keeper.keep("new", "湖畔合唱団", {})
    keeper.forget("new")
    done: list[None] = []
    tasks.compute(lambda: None, done.append)
    tasks.close()
    assert keeper.kept() == []
    assert not list(tmp_path.iterdir())


def test_to_forget_a_draft_never_waits_for_a_slow_disk(
    qtbot: QtBot, tasks: Tasks, slow_disk: SlowDisk, tmp_path: Path
) -> None:
    keeper = DraftKeeper(tmp_path, "circles", tasks)
    keeper.keep("new", "湖畔合唱団", {})
    assert slow_disk.writes.wait(60)
    keeper.forget("new")  # a lock held by the writer would stop the window here
    assert not keeper.has("new")
    slow_disk.goes_on.set()
    qtbot.waitUntil(tasks.is_idle)
    assert not list(tmp_path.iterdir())


def test_a_draft_typed_again_while_the_disk_is_slow_is_kept(
    qtbot: QtBot, tasks: Tasks, slow_disk: SlowDisk, tmp_path: Path
) -> None:
    keeper = DraftKeeper(tmp_path, "circles", tasks)
    keeper.keep("new", "湖畔合唱団", {})
    assert slow_disk.writes.wait(60)
    keeper.forget("new")
    keeper.keep("new", "髙橋会", {})
    slow_disk.goes_on.set()
    qtbot.waitUntil(tasks.is_idle)
    assert [draft.title for draft in keeper.kept()] == ["髙橋会"]


def test_drafts_of_other_records_and_broken_files_are_left_alone(tasks: Tasks, tmp_path: Path) -> None:
    keeper = DraftKeeper(tmp_path, "circles", tasks)
    (tmp_path / "volunteers-3.json").write_text('{"title": "x", "state": {}}', encoding="utf-8")
    (tmp_path / "circles-4.json").write_text('{"title": "途', encoding="utf-8")
    (tmp_path / "circles-5.json").write_text("[]", encoding="utf-8")
    assert keeper.kept() == []
    assert len(list(tmp_path.iterdir())) == 3


def test_a_draft_that_cannot_be_written_is_told(qtbot: QtBot, tasks: Tasks, told: Told, tmp_path: Path) -> None:
    (tmp_path / "drafts").write_text("a file where the folder should be", encoding="utf-8")
    DraftKeeper(tmp_path / "drafts", "circles", tasks).keep("new", "湖畔合唱団", {})
    qtbot.waitUntil(lambda: bool(told.troubles))
    assert isinstance(told.troubles[0], WorldError)
    assert "下書きを書き込めませんでした。" in str(told.troubles[0])
