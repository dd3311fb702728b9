"""The page 会議."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import Slot

from kyodo_desktop.core.schema import Schema, Snapshot
from kyodo_desktop.core.taxonomy import Term, Words
from kyodo_desktop.features.committees import MEETINGS
from kyodo_desktop.features.committees.advice import of_meeting
from kyodo_desktop.features.committees.meeting_service import PRESENTATION, MeetingService
from kyodo_desktop.ui.colours import Mark, Tone
from kyodo_desktop.ui.columns import Column, arranged, columns_of
from kyodo_desktop.ui.messages import NextStep, Notice, NoticeKind
from kyodo_desktop.ui.page import KeyAction
from kyodo_desktop.ui.place import Place
from kyodo_desktop.ui.record_source import Filter, RecordPageDesign
from kyodo_desktop.ui.register_page import RegisterPage
from kyodo_desktop.ui.registration_filters import ARCHIVE
from kyodo_desktop.ui.side_panel import Link, LinkBlock
from kyodo_desktop.ui.step_filters import YEAR

SEEN = ("reference", "held_on", "name", "present_count", "place")
"""The columns that are seen unless a person chooses others."""

READS = ("held_on", "is_recorded")
"""The attributes of which the mark is made."""


def build(place: Place) -> MeetingPage:
    """Return the page 会議."""
    return MeetingPage(place, place.office.service("meetings"), DESIGN, place.office.folder.drafts)


class MeetingPage(RegisterPage):
    """The register of meetings; F5 fills the tables of one: who is invited, who came, when each item begins."""

    def __init__(
        self, place: Place, source: MeetingService, design: RecordPageDesign, drafts: Path | None = None
    ) -> None:
        super().__init__(place, source, design, drafts)
        self.meetings = source

    def actions_by_key(self) -> dict[int, KeyAction]:
        """Return the keys of every register, and 会議の準備."""
        idle = not self.place.read_only and not self.editing.is_active and bool(self.chosen_ids())
        return super().actions_by_key() | {5: KeyAction(self.prepare, idle, "表に入れる")}

    def links_of(self, snapshot: Snapshot) -> Sequence[LinkBlock]:
        """Return what fills the tables and the way to the committee, then the papers and files."""
        links = [] if self.place.read_only else [Link(words, run) for words, run in self._fillings(snapshot)]
        if snapshot["committee_id"] is not None:
            opened = partial(self.place.open_record, "committees", snapshot["committee_id"])
            links.append(Link("会議体と委員を開く", opened))
        if snapshot["round_id"] is not None:
            opened = partial(self.place.open_record, "grant_rounds", snapshot["round_id"])
            links.append(Link("募集回を開く", opened))
        return (LinkBlock("この会議の仕事", links), *super().links_of(snapshot))

    @Slot()
    def prepare(self) -> None:
        """Ask which of the tables is to be filled."""
        self.when_come(self._prepare)

    def _prepare(self) -> None:
        if self.snapshot is None:
            return
        steps = [NextStep("やめる", self.notices.clear)]
        steps += [NextStep(words, partial(self._fill, run)) for words, run in self._fillings(self.snapshot)]
        words = "この会議の表に何を入れますか。あとで元に戻せます。"
        self.notices.show_notice(Notice(NoticeKind.WARNING, words, steps, topic="filling", asks=True))
        self.notices.buttons[1].setFocus()

    def _fill(self, run: Callable[[], None]) -> None:
        self.notices.clear()
        run()

    def _fillings(self, meeting: Snapshot) -> list[tuple[str, Callable[[], None]]]:
        """Return what can be filled into the tables of a meeting, in words and as what does it, the likeliest first."""
        staff, source = self.place.staff, self.meetings
        found: list[tuple[str, Callable[[], None]]] = []

        def offer(words: str, fill: Callable[[str, int], Any], done: str) -> None:
            found.append((words, lambda: self.write(lambda: fill(staff(), meeting.id), done)))

        if meeting["kind"] == PRESENTATION:
            offer("発表の時間割を作る", source.fill_timetable, "発表の順に時間割を作りました。")
        lines = meeting.children["attendance"]
        if any(not line["attendance"] for line in lines):
            offer("残りの全員を出席にする", source.mark_present, "出欠の空いている人を出席にしました。")
        if meeting["committee_id"] is not None:
            offer("在任の委員を出欠に加える", source.fill_attendance, "開催日に在任の委員を出欠の表に加えました。")
        offer("次第の時刻を計算する", source.time_agenda, "開会の時刻から、次第の時刻を計算しました。")
        return found


def record_mark(values: Mapping[str, Any], words: Words) -> Mark | None:
    """Return how a meeting stands: to come, over with its record or without."""
    held = values.get("held_on")
    if held is None:
        return None
    if values.get("is_recorded"):
        return Mark("記録済", Tone.QUIET)
    if held < words.today:
        return Mark("記録待ち", Tone.WAITING)
    return Mark("今日", Tone.SOON) if held == words.today else Mark("予定", Tone.GOOD)


def _columns(schema: Schema, words: Words) -> Sequence[Column]:
    return arranged(columns_of(schema, words), SEEN)


def _extra_fields(values: Mapping[str, Any], words: Words) -> Collection[str]:
    term = words.taxonomy("meeting_kinds").get(values.get("kind") or "")
    found = term.extra.get("fields", ()) if term else ()
    return tuple(found) if isinstance(found, (list, tuple)) else ()


DESIGN = RecordPageDesign(
    filters=(
        Filter("kind", "種類", taxonomy="meeting_kinds"),
        YEAR,
        Filter(
            "record",
            "記録",
            terms=lambda _words: (
                Term("coming", "これから"),
                Term("missing", "終わって記録なし"),
                Term("there", "記録あり"),
            ),
        ),
        ARCHIVE,
    ),
    extra_fields=_extra_fields,
    mark=record_mark,
    mark_reads=READS,
    mark_sort="held_on",
    columns=_columns,
    looked_alike=("name",),
    copied_without=frozenset(
        {
            *("reference", "name", "number", "held_on", "next_on", "observers", "participants", "minutes"),
            *("decisions", "summary", "lecture", "discussion", "comments"),
        }
    ),
    begins_with=lambda _words: {"kind": "committee"},
    advice=lambda values, words: tuple(of_meeting(values, words)),
    sort=MEETINGS.sort,
)
