"""Whatever is done to records, undoing it all backwards gives the first state, and the office stays sound."""

from __future__ import annotations

import datetime as dt
import tempfile
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from sqlalchemy import select

from kyodo_desktop.application import Office, create_office
from kyodo_desktop.core.clock import FixedClock
from kyodo_desktop.core.schema import Draft
from kyodo_desktop.database import attachments
from kyodo_desktop.database.base import lines_of, table_of
from kyodo_desktop.features.office.settings import OfficeSettings
from kyodo_desktop.features.organizations.models import Organization

WORDS = st.sampled_from(("青葉会", "若葉会", "髙橋", "𠮷田の会", "ﾜﾀﾅﾍﾞ"))
LINES = st.lists(st.builds(lambda name: Draft({"name": name}), WORDS), max_size=3)
PLACE = st.integers(min_value=0, max_value=50)

Stored = dict[str, list[tuple[Any, ...]]]


class Lifecycle(RuleBasedStateMachine):
    """One office at work; ``before`` keeps what was stored before each operation that is still in effect."""

    @initialize()
    def open(self) -> None:
        self.folder = tempfile.TemporaryDirectory()
        root = Path(self.folder.name) / "office"
        clock = FixedClock(dt.datetime(2026, 11, 21, 10, 0))
        create_office(root, OfficeSettings(town="汐見野市"), clock)
        self.office = Office(root, clock)
        self.service = self.office.service("organizations")
        self.before: list[tuple[int, Stored]] = []
        self.paper = Path(self.folder.name) / "規約.txt"
        self.paper.write_text("第1条", encoding="utf-8")

    def stored(self) -> Stored:
        """Return every row of a record, of the lines inside it and of its files, but what only goes forward."""
        with self.office.database.read() as session:
            tables = [table_of(Organization), attachments.TABLE]
            tables += [table_of(line) for line in lines_of(Organization).values()]
            columns = {t.name: [c for c in t.c if c.name not in ("version", "updated_at")] for t in tables}
            return {
                name: [tuple(row) for row in session.execute(select(*each).order_by(each[0]))]
                for name, each in columns.items()
            }

    def ids(self, *, archived: bool = False) -> list[int]:
        with self.office.database.read() as session:
            table = table_of(Organization)
            wanted = table.c.archived_at.is_not(None) if archived else table.c.archived_at.is_(None)
            return list(session.scalars(select(table.c.id).where(wanted).order_by(table.c.id)))

    def done(self, before: Stored, operation_id: int | None) -> None:
        if operation_id is None:
            assert self.stored() == before
        else:
            self.before.append((operation_id, before))

    @rule(name=WORDS, officers=LINES, members=LINES)
    def register(self, name: str, officers: list[Draft], members: list[Draft]) -> None:
        before = self.stored()
        draft = Draft({"kind": "neighbourhood", "name": name}, {"officers": officers, "members": members})
        self.done(before, self.service.save("窓口", draft).changes.operation_id)

    @rule(names=st.lists(WORDS, min_size=1, max_size=4), officers=LINES, place=PLACE)
    def bring_in(self, names: list[str], officers: list[Draft], place: int) -> None:
        before = self.stored()
        drafts = [Draft({"kind": "neighbourhood", "name": name}, {"officers": list(officers)}) for name in names]
        if ids := self.ids():
            drafts.append(Draft({"notes": names[0]}, id=ids[place % len(ids)]))
        self.done(before, self.service.save_all("窓口", "団体の取込", drafts).operation_id)

    @precondition(lambda self: self.ids())
    @rule(place=PLACE, name=WORDS, added=LINES, kept=st.integers(min_value=0, max_value=3))
    def change(self, place: int, name: str, added: list[Draft], kept: int) -> None:
        before, ids = self.stored(), self.ids()
        draft = Draft.of(self.service.load(ids[place % len(ids)]))
        draft.values["name"] = name
        draft.children["officers"] = [*added, *reversed(draft.children["officers"][:kept])]
        draft.children["members"] = draft.children["members"][kept:]
        self.done(before, self.service.save("窓口", draft).changes.operation_id)

    @precondition(lambda self: len(self.ids()) > 1)
    @rule(place=PLACE, other=PLACE)
    def merge(self, place: int, other: int) -> None:
        before, ids = self.stored(), self.ids()
        kept = ids.pop(place % len(ids))
        self.done(before, self.service.merge("窓口", kept, ids[other % len(ids)]).changes.operation_id)

    @precondition(lambda self: self.ids())
    @rule(place=PLACE)
    def archive(self, place: int) -> None:
        before, ids = self.stored(), self.ids()
        self.done(before, self.service.archive("窓口", ids[place % len(ids)], "重複").operation_id)

    @precondition(lambda self: self.ids(archived=True))
    @rule(place=PLACE)
    def unarchive(self, place: int) -> None:
        before, ids = self.stored(), self.ids(archived=True)
        self.done(before, self.service.unarchive("窓口", ids[place % len(ids)]).operation_id)

    @precondition(lambda self: self.ids())
    @rule(place=PLACE)
    def attach(self, place: int) -> None:
        before, ids = self.stored(), self.ids()
        self.done(before, self.service.attach("窓口", ids[place % len(ids)], self.paper).operation_id)

    @precondition(lambda self: self.before)
    @rule()
    def take_back_and_do_again(self) -> None:
        """Undo the latest operation and undo that: the latest in effect is then the second undo."""
        latest, before = self.before.pop()
        after = self.stored()
        undone = self.service.undo("窓口", latest).operation_id
        assert self.stored() == before
        assert undone is not None
        again = self.service.undo("窓口", undone).operation_id
        assert self.stored() == after
        assert again is not None
        self.before.append((again, before))

    @invariant()
    def is_sound(self) -> None:
        if hasattr(self, "office"):
            assert self.office.check() == []

    def teardown(self) -> None:
        if hasattr(self, "office"):
            while self.before:
                operation_id, before = self.before.pop()
                self.service.undo("窓口", operation_id)
                assert self.stored() == before
            assert self.office.check() == []
            self.office.close()
            self.folder.cleanup()


TestLifecycle = Lifecycle.TestCase
TestLifecycle.settings = settings(
    max_examples=12, stateful_step_count=12, deadline=None, suppress_health_check=list(HealthCheck)
)
