"""Records with a life of steps: which are offered, how one is taken and taken back, what follows from them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any, TypeVar

from kyodo_desktop.core import lifecycle, office_days
from kyodo_desktop.core.dates import fiscal_year, fiscal_year_bounds
from kyodo_desktop.core.errors import InputError, Problem
from kyodo_desktop.core.lifecycle import STEPS, Lifecycle, Step
from kyodo_desktop.core.references import counted_up
from kyodo_desktop.core.schema import Draft, Snapshot, merged_values
from kyodo_desktop.core.taking import Taking
from kyodo_desktop.database.base import Record, lines_of, table_of
from kyodo_desktop.database.record_service import RecordService, Saved

if TYPE_CHECKING:
    from kyodo_desktop.database.work import Changes

R = TypeVar("R", bound=Record)

NO_DAY = "一覧に日付がないため、{}の日付で記録しました。"
"""The note of a step from an older list that tells no day at all; the blank is the last day of its 年度, or today."""

UNKNOWN_STEP = "「{}」という手続はこの事務所にないため、手続の経過は取り込まず、額と日付から手続を記録します。"
"""The note of a record from a list whose steps are those of another life."""


class StepService(RecordService[R]):
    """The service of records that have the table ``steps``, ``state``, ``due_on`` and ``due_what``."""

    own = RecordService.own | {"state", "due_on", "due_what"}

    def lifecycle(self, values: Mapping[str, Any]) -> Lifecycle:
        """Return the life of a record with these values, as the profile declares it."""
        raise NotImplementedError

    def hinders(self, step: Step, line: Mapping[str, Any], stored: Snapshot) -> list[Problem]:
        """Return what the slice's rules have against a step, beyond what the lifecycle says.

        ``stored`` has the values already that are to be saved along with the step.
        """
        return []

    def offered(self, stored: Snapshot) -> tuple[Step, ...]:
        """Return the steps that may be taken now."""
        life = self.lifecycle(stored.values)
        return life.offered(life.state_after(line.values for line in stored.children[STEPS]))

    def last_step(self, stored: Snapshot) -> Snapshot | None:
        """Return the line of the step that may be taken back: the last one that stands."""
        return next((line for line in reversed(stored.children[STEPS]) if not line["taken_back_on"]), None)

    def proposal(self, stored: Snapshot, step: Step) -> Mapping[str, Any]:
        """Return what the inputs of a step begin with: the day, and amount and due day where rules give them."""
        return {"happened_on": self.today()}

    def terms(self, values: Mapping[str, Any]) -> Mapping[str, Any]:
        """Return what the deadlines of a record count from instead of its own values: the days of its round."""
        return {}

    def following_days(self, life: Lifecycle, taken: Sequence[Mapping[str, Any]]) -> Mapping[str, dt.date | None]:
        """Return days that follow from steps without being brought by one, for deadlines to count from."""
        return {}

    def derive(self, draft: Draft, stored: Snapshot | None) -> dict[str, Any]:
        """Return the state, what the steps brought and what is due next.

        A new record without steps that brings what steps bring, from an older list, is given those steps.
        """
        values = merged_values(draft, stored)
        life = self.lifecycle(values)
        if stored is None and not draft.children.get(STEPS):
            draft.children[STEPS] = [Draft(line) for line in self._steps_of_old(life, values)]
        taken = self.taken(draft, stored)
        days = {**self.terms(values), **self.following_days(life, taken)}
        found = life.standing(taken, {**values, **days}, office_days.MOVES)
        nearest = found.deadlines[0] if found.deadlines else None
        return {
            **found.values,
            "state": found.state,
            "due_on": nearest.on if nearest else None,
            "due_what": nearest.label if nearest else None,
        }

    def recognise_lines(self, values: Mapping[str, Any], tables: dict[str, list[dict[str, Any]]]) -> Sequence[str]:
        """Give each step the code of its words; with a step that this life does not have, none of them is taken."""
        codes = {step.done: step.code for step in self.lifecycle(values).steps}
        unknown = [str(line.get("words")) for line in tables.get(STEPS, ()) if line.get("words") not in codes]
        if unknown:
            del tables[STEPS]
            return (UNKNOWN_STEP.format("、".join(dict.fromkeys(unknown))),)
        for line in tables.get(STEPS, ()):
            line["step"] = codes[line["words"]]
        return ()

    def taken(self, draft: Draft, stored: Snapshot | None) -> list[Mapping[str, Any]]:
        """Return the steps as they will be after a draft is saved."""
        return self.lines_after(STEPS, draft, stored)

    def lines_after(self, inside: str, draft: Draft, stored: Snapshot | None) -> list[Mapping[str, Any]]:
        """Return the lines of a table inside the record as they will be after a draft is saved."""
        before = {line.id: line.values for line in stored.children[inside]} if stored else {}
        if inside in draft.children:
            return [{**before.get(line.id or 0, {}), **line.values} for line in draft.children[inside]]
        return list(before.values())

    def take(self, staff: str, takings: Sequence[Taking], *, action: str = "") -> Changes:
        """Take a step with each of the records, in one operation; all or none.

        ``action`` names the operation in the history, else it is called as the last of its steps. Raises InputError
        with what is wrong; ``row`` of a problem is the place of its record from 0. Raises ValueError for two steps of
        one record.
        """
        if len({taking.record_id for taking in takings}) != len(takings):
            raise ValueError("each record takes one step at a time")
        stored = {snapshot.id: snapshot for snapshot in self.load_many([taking.record_id for taking in takings])}
        drafts, problems, words = [], [], ""
        for row, taking in enumerate(takings):
            record = stored[taking.record_id]
            step = next((each for each in self.offered(record) if each.code == taking.step), None)
            if step is None:
                raise InputError(f"「{record['name']}」は、いまこの手続ができる状態ではありません。")
            words = step.done
            line = {"person": staff, **taking.line, "step": step.code, "words": step.done}
            before = lifecycle.standing(each.values for each in record.children[STEPS])
            filled = replace(record, values={**record.values, **taking.values})
            refused = [*lifecycle.refused(step, line, before), *self.hinders(step, line, filled)]
            problems += [Problem(each.message, each.attribute, each.child, row) for each in refused]
            draft = Draft(dict(taking.values), id=record.id, version=record.version)
            draft.children[STEPS] = [*map(Draft.of, record.children[STEPS]), Draft(line)]
            drafts.append(draft)
        if problems:
            raise InputError(problems)
        return self.save_all(staff, action or words, drafts)

    def take_back(self, staff: str, record_id: int, reason: str) -> Changes:
        """Take the last step back, with what it had brought. Raises InputError without a reason or a step."""
        if not reason.strip():
            raise InputError([Problem("取り消す理由を入力してください。", "taken_back_reason")])
        record = self.load(record_id)
        last = self.last_step(record)
        if last is None:
            raise InputError("取り消せる手続がありません。")
        draft = Draft(id=record.id, version=record.version)
        draft.children[STEPS] = list(map(Draft.of, record.children[STEPS]))
        for line in draft.children[STEPS]:
            if line.id == last.id:
                line.values |= {"taken_back_on": self.today(), "taken_back_reason": reason.strip()}
        return self.save_all(staff, f"{last['words']}の取消", [draft])

    def merge(self, staff: str, kept_id: int, merged_id: int) -> Saved:
        """Make two records one, as :meth:`RecordService.merge` does; the steps of one become those of the other.

        Raises InputError where both have gone steps of their own: one after the other they would tell of a life that
        nobody led, and of money that was paid twice.
        """
        kept, merged = (self._gone(self.load(each)) for each in (kept_id, merged_id))
        if kept and merged and not all(each in kept for each in merged):
            raise InputError(
                "両方の記録に、内容の異なる手続の経過があるため、統合できません。"
                "一方の手続を取り消してから統合するか、使わないほうを保管庫に移してください。"
            )
        return super().merge(staff, kept_id, merged_id)

    @staticmethod
    def _gone(stored: Snapshot) -> list[Mapping[str, Any]]:
        """Return the steps that stand."""
        return lifecycle.standing(line.values for line in stored.children[STEPS])

    def next_document_number(self) -> str | None:
        """Return the 文書番号 after the last one of this 年度, None before the first; a person may correct it."""
        from sqlalchemy import select

        steps = lines_of(self.mapped)[STEPS]
        first, last = fiscal_year_bounds(fiscal_year(self.today()))
        table = table_of(steps)
        numbered = select(table.c.document_number).where(
            table.c.document_number.is_not(None),
            table.c.happened_on.between(first, last),
        )
        with self.database.read() as session:
            found = session.scalar(numbered.order_by(table.c.id.desc()).limit(1))
        return counted_up(found, 1) if found else None

    def today(self) -> dt.date:
        """Return the office's day."""
        return self.words().today

    def _steps_of_old(self, life: Lifecycle, values: Mapping[str, Any]) -> list[dict[str, Any]]:
        """Return the steps that a record from an older list must have taken; of a list without days, with a note."""
        lines = life.steps_from(values)
        if lines:
            return lines
        day, called = self.today(), "取り込んだ日"
        if values.get("fiscal_year") and (last := fiscal_year_bounds(values["fiscal_year"])[1]) <= day:
            day, called = last, "年度の末日"
        return [line | {"note": NO_DAY.format(called)} for line in life.steps_from({**values, "received_on": day})]
