"""The page 会議体と委員."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import Slot

from kyodo_desktop.core.dates import era
from kyodo_desktop.core.schema import Draft, Schema, Snapshot
from kyodo_desktop.core.taxonomy import Term, Words
from kyodo_desktop.features.committees.advice import of_committee
from kyodo_desktop.features.committees.service import SOON_DAYS, CommitteeService
from kyodo_desktop.ui.colours import Mark, Tone
from kyodo_desktop.ui.columns import Column, arranged, columns_of
from kyodo_desktop.ui.page import KeyAction
from kyodo_desktop.ui.place import Place
from kyodo_desktop.ui.record_page import RecordPage
from kyodo_desktop.ui.record_source import Filter, RecordPageDesign
from kyodo_desktop.ui.register_page import RegisterPage
from kyodo_desktop.ui.registration_filters import ARCHIVE
from kyodo_desktop.ui.side_panel import Link, LinkBlock

SEEN = ("reference", "name", "member_count", "due_on", "secretariat")
"""The columns that are seen unless a person chooses others."""

READS = ("due_on", "abolished_on")
"""The attributes of which the mark is made."""


def build(place: Place) -> CommitteePage:
    """Return the page 会議体と委員."""
    return CommitteePage(place, place.office.service("committees"), DESIGN, place.office.folder.drafts)


class CommitteePage(RegisterPage):
    """The register of committees; F5 gives the members whose term ends next another term."""

    def __init__(
        self, place: Place, source: CommitteeService, design: RecordPageDesign, drafts: Path | None = None
    ) -> None:
        super().__init__(place, source, design, drafts)
        self.committees = source

    def actions_by_key(self) -> dict[int, KeyAction]:
        """Return the keys of every register, and 再任."""
        idle = not self.place.read_only and not self.editing.is_active and bool(self.chosen_ids())
        return super().actions_by_key() | {5: KeyAction(self.reappoint, idle, "再任")}

    def links_of(self, snapshot: Snapshot) -> Sequence[LinkBlock]:
        """Return the terms that end next and the meetings, then the papers and files."""
        return (self._terms_block(snapshot), self._meetings_block(snapshot), *super().links_of(snapshot))

    @Slot()
    def reappoint(self) -> None:
        """Ask, then give all members whose term ends next another one."""
        self.when_come(self._reappoint_all)

    def _reappoint_all(self) -> None:
        if self.snapshot is None:
            return
        _, ending = self.committees.ending_next(self.snapshot)
        if ending:
            self._ask_reappointment(self.snapshot, ending)
        else:
            self.tell("任期の満了日が入っている委員がいません。F4 で委員の表に委嘱日と任期満了日を入力してください。")

    def _ask_reappointment(self, committee: Snapshot, ending: Sequence[Snapshot]) -> None:
        day = ending[0]["until_on"]
        whom = f"「{ending[0]['name']}」" if len(ending) == 1 else f"委員{len(ending)}名"
        names = "" if len(ending) == 1 else f"（{'、'.join(line['name'] for line in ending)}）"
        self.ask(
            f"{era(day)}に任期の切れる{whom}{names}を、次の任期に再任します。これまでの任期は経歴として残ります。"
            "再任しない委員がいるときは、先に F4 で退任の理由を入力してください。",
            "再任する",
            lambda: self.write(
                partial(
                    self.committees.reappoint, self.place.staff(), committee.id, frozenset(line.id for line in ending)
                ),
                f"{whom}を再任しました。",
            ),
        )

    def _terms_block(self, committee: Snapshot) -> LinkBlock:
        day, ending = self.committees.ending_next(committee)
        if day is None:
            return LinkBlock("任期", (), empty="満了日の入った委員はいません")
        mark = term_mark({"due_on": day}, self.place.words())
        told = [Mark(f"{era(day)}に{len(ending)}名", mark.tone)] if mark else []
        links = (
            ()
            if self.place.read_only
            else tuple(
                Link(f"{line['name']}を再任する…", partial(self._ask_reappointment, committee, [line]))
                for line in ending
            )
        )
        return LinkBlock("任期", links, told=told)

    def _meetings_block(self, committee: Snapshot) -> LinkBlock:
        links = [Link("会議の一覧を開く", partial(self._open_meetings, committee.id))]
        if not self.place.read_only:
            links.append(Link("次の会議を登録する…", partial(self._begin_meeting, committee)))
        return LinkBlock("会議", links)

    def _open_meetings(self, committee_id: int) -> None:
        page = self.place.go_to_tab("meetings")
        if page is not None:
            page.show_list({"committee": (str(committee_id),)})
            page.call_list(f"{self.shown_name()}の会議")

    def _begin_meeting(self, committee: Snapshot) -> None:
        page = self.place.go_to_tab("meetings")
        if isinstance(page, RecordPage):
            kind = "coordination" if committee["kind"] == "coordination" else "committee"
            page.editing.begin_with(Draft({"kind": kind, "committee": committee["name"], "committee_id": committee.id}))


def term_mark(values: Mapping[str, Any], words: Words) -> Mark | None:
    """Return how the terms of a committee stand: ended, about to end, running; abolished committees are quiet."""
    if values.get("abolished_on") and values["abolished_on"] <= words.today:
        return Mark("廃止", Tone.QUIET)
    day = values.get("due_on")
    if day is None:
        return None
    if day < words.today:
        return Mark("任期切れ", Tone.LATE)
    return Mark("まもなく満了", Tone.SOON) if (day - words.today).days <= SOON_DAYS else Mark("任期中", Tone.GOOD)


def _columns(schema: Schema, words: Words) -> Sequence[Column]:
    return arranged(columns_of(schema, words), SEEN)


DESIGN = RecordPageDesign(
    filters=(
        Filter("kind", "種類", taxonomy="committee_kinds"),
        Filter(
            "term",
            "任期",
            terms=lambda _words: (Term("ended", "切れた"), Term("soon", "3か月以内"), Term("later", "それより先")),
        ),
        Filter("active", "設置", terms=lambda _words: (Term("yes", "設置中"), Term("no", "廃止"))),
        ARCHIVE,
    ),
    mark=term_mark,
    mark_reads=READS,
    mark_sort="due_on",
    columns=_columns,
    looked_alike=("name", "furigana"),
    copied_without=frozenset({"reference", "established_on", "abolished_on"}),
    advice=lambda values, words: tuple(of_committee(values, words)),
)
