"""協働事業: what the rest of the program may ask of the register of projects."""

from __future__ import annotations

import datetime as dt
import functools
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, ClassVar

from kyodo_desktop.core import office_days
from kyodo_desktop.core.dates import era
from kyodo_desktop.core.errors import Problem
from kyodo_desktop.core.lifecycle import Lifecycle, Step
from kyodo_desktop.core.schema import Draft, Snapshot, merged_values
from kyodo_desktop.core.suggestion import Suggestion
from kyodo_desktop.core.taxonomy import Words
from kyodo_desktop.core.text import fold
from kyodo_desktop.database.conditions import Condition, any_of, by_closing, by_deadline, of_number
from kyodo_desktop.database.step_service import StepService
from kyodo_desktop.features.organizations.service import OrganizationService
from kyodo_desktop.features.projects import approvals, guards, rules
from kyodo_desktop.features.projects.models import Project

if TYPE_CHECKING:
    from sqlalchemy import ColumnElement

    from kyodo_desktop.database.work import Work

DEFAULT_LIFE = "cooperation"
"""The life of projects whose 形態 names none."""

ANSWER_DAYS = 14
"""Within which 補正 or 手直し is asked for: two weeks, which leave a group one meeting."""


def by_register(mapped: Any, codes: tuple[str, ...], words: Words) -> ColumnElement[bool]:
    """The filter ``register``: the 形態 whose projects stand in one register (協定, 後援 …)."""
    forms = [term.code for term in words.taxonomy("collaboration_forms").terms if term.extra.get("register") in codes]
    found: ColumnElement[bool] = mapped.form.in_(forms)
    return found


class ProjectService(StepService[Project]):
    """Registers projects and leads them through their steps."""

    mapped = Project
    own = StepService.own | {"form", "fiscal_year"}
    conditions: ClassVar[dict[str, Condition]] = {
        "form": any_of("form"),
        "register": by_register,
        "domain": any_of("domain"),
        "organization": of_number("organization_id"),
        "state": any_of("state"),
        "open": by_closing("state"),
        "due": by_deadline("due_on"),
        "fiscal_year": of_number("fiscal_year"),
    }

    @functools.cached_property
    def organizations(self) -> OrganizationService:
        """The register of organisations, of which partners are suggested."""
        return OrganizationService(self.database, self.profile, self.attachment_folder)

    def lifecycle(self, values: Mapping[str, Any]) -> Lifecycle:
        form = rules.form_of(values, self.words())
        name = form.extra.get("lifecycle") if form else None
        return self.profile.lifecycles[str(name or DEFAULT_LIFE)]

    def terms(self, values: Mapping[str, Any]) -> Mapping[str, Any]:
        return {"until_on": rules.renewed_until(values, self.today())}

    def problems(self, draft: Draft, stored: Snapshot | None) -> list[Problem]:
        return rules.check(merged_values(draft, stored))

    def derive(self, draft: Draft, stored: Snapshot | None) -> dict[str, Any]:
        """Return everything that follows from what was entered, after the partner was looked up."""
        draft.values["organization_id"] = self.organizations.partner(draft, stored)
        derived = super().derive(draft, stored)
        derived |= self._earlier(merged_values(draft, stored) | derived, stored.id if stored else None)
        values = merged_values(draft, stored) | derived
        derived["missing_items"] = self._missing(values, self.lines_after("documents", draft, stored))
        derived["days_before"] = rules.days_before(values)
        return derived

    def _missing(self, values: Mapping[str, Any], received: Sequence[Mapping[str, Any]]) -> int:
        """Return how many items and papers a project still waits for; nothing is missing of one that is over."""
        if values["state"] in self.lifecycle(values).closed:
            return 0
        words = self.words()
        return len(rules.missing_items(values, words)) + len(rules.missing_documents(values, received, words))

    def follow(self, work: Work, before: Snapshot | None, after: Snapshot) -> None:
        """Tell the partner's other open projects of an approval that came, changed or went: papers may be needless."""
        if before is not None and all(before[name] == after[name] for name in ("organization_id", *approvals.TOLD)):
            return
        if not after["approved_on"] and (before is None or not before["approved_on"]):
            return
        from kyodo_desktop.database import records

        partners = {each["organization_id"] for each in (before, after) if each is not None} - {None}
        ids = {each for partner in partners for each in self.ids_with("organization_id", partner)} - {after.id}
        for stored in records.read_many(work.connection, self.mapped, sorted(ids)):
            values = stored.snapshot().values
            if values["state"] in self.lifecycle(values).closed:
                continue
            told = self._earlier(values, stored.id, foreseen=after)
            received = [each.values for each in stored.snapshot().children["documents"]]
            told["missing_items"] = self._missing({**values, **told}, received)
            if changed := {name: value for name, value in told.items() if value != stored.row[name]}:
                records.change(work, stored, changed)

    def wanted_documents(self, values: Mapping[str, Any], record_id: int | None = None) -> tuple[str, ...]:
        """Return the codes of the papers that go with a project as it is being typed; none without a 形態.

        What an earlier approval of its partner makes needless is not among them.
        """
        known = values.get("organization_id") or self.organizations.identify(values.get("organization"))
        earlier = self._earlier({**values, "organization_id": known}, record_id)
        return rules.wanted_documents({**values, **earlier}, self.words())

    def suggest(self, attribute: str, text: str, values: Mapping[str, Any]) -> Sequence[Suggestion]:
        match attribute:
            case "organization":
                return self.organizations.suggestions(text)
            case "department":
                return [Suggestion(each) for each in self.used("department") if fold(text) in fold(each)]
        return ()

    def hinders(self, step: Step, line: Mapping[str, Any], stored: Snapshot) -> list[Problem]:
        labels = self.words().taxonomy("project_documents").label_of
        absent = self._absent(stored)
        overdue = self._overdue(stored) if step.guards else ()
        return guards.problems_of(guards.Taken(step, line, stored.values, tuple(map(labels, absent)), overdue))

    def proposal(self, stored: Snapshot, step: Step) -> Mapping[str, Any]:
        """Return the day, the next 文書番号, what is still to be paid, and a day for what is asked for."""
        due = office_days.office_day_from(self.today() + dt.timedelta(days=ANSWER_DAYS))
        agreed, paid = stored["contract_amount"], stored["paid_amount"] or 0
        amounts = {"paid_amount": None if agreed is None else max(0, agreed - paid), "contract_amount": agreed}
        proposed = {
            "happened_on": self.today(),
            "amount": amounts.get(step.amount) if "amount" in step.asks else None,
            "due_on": due if "due_on" in step.asks else None,
            "document_number": self.next_document_number() if "document_number" in step.asks else None,
        }
        return {name: value for name, value in proposed.items() if value is not None}

    # Earlier projects of the same partner

    def _earlier(
        self, values: Mapping[str, Any], record_id: int | None, foreseen: Snapshot | None = None
    ) -> dict[str, Any]:
        """Return the previous approval in the registers of 後援 and 共催, and whether it makes papers needless.

        ``foreseen`` is another project as it will be once the present write is through.
        """
        form = rules.form_of(values, self.words())
        if self._register(values) not in approvals.REGISTERS:
            return {"previous_approval": None, "waived_documents": None}
        received = values.get("received_on") or self.today()
        last = approvals.last_approved(self._others(values, record_id, foreseen), received)
        return {
            "previous_approval": approvals.words_of(last),
            "waived_documents": approvals.waives(form, last, received),
        }

    def reminders(self, stored: Snapshot) -> tuple[str, ...]:
        """Return what is to be looked after in a stored project: papers that lack, late reports of the partner."""
        if stored["state"] in self.lifecycle(stored.values).closed:
            return ()
        label = self.words().taxonomy("project_documents").label_of
        absent = [label(code) for code in self._absent(stored)]
        late = self._overdue(stored)
        told = [f"まだ受け取っていない書類：{'、'.join(absent)}"] if absent else []
        if late:
            told.insert(
                0, f"前の実施報告が期限までに出ていません：{'、'.join(late)}。次の承認は、提出を受けてからです。"
            )
        if renewed := rules.renewed_unnoted(stored.values, self.today()):
            told.insert(
                0,
                f"この協定は自動更新され、いまの期間は{era(renewed)}までです。"
                "手続の「更新する」で終わりの日を改めると、期限も次の期間のものになります。",
            )
        return tuple(told)

    def _absent(self, stored: Snapshot) -> tuple[str, ...]:
        """Return the codes of the papers that are still to come, by the partner's approvals as they are now."""
        received = [each.values for each in stored.children["documents"]]
        values = {**stored.values, **self._earlier(stored.values, stored.id)}
        return rules.missing_documents(values, received, self.words())

    def _overdue(self, stored: Snapshot) -> tuple[str, ...]:
        """Return the partner's other projects in these registers whose report is late, as a clerk calls them."""
        closed = self.lifecycle(stored.values).closed
        return tuple(
            f"{each['reference']} {each['name']}"
            for each in self._others(stored.values, stored.id)
            if approvals.report_is_late(each, closed, self.today())
        )

    def _others(
        self, values: Mapping[str, Any], record_id: int | None, foreseen: Snapshot | None = None
    ) -> list[dict[str, Any]]:
        """Return the other projects of the same registered partner in the registers of 後援 and 共催."""
        organization_id = values.get("organization_id")
        if organization_id is None:
            return []
        ids = [each for each in self.ids_with("organization_id", organization_id) if each != record_id]
        rows = self.rows(ids, approvals.LOOKED_AT)
        found = {each: dict(zip(approvals.LOOKED_AT, row, strict=True)) for each, row in rows.items()}
        if foreseen is not None:
            found.pop(foreseen.id, None)
            if foreseen["organization_id"] == organization_id:
                found[foreseen.id] = {name: foreseen[name] for name in approvals.LOOKED_AT}
        others = list(found.values())
        return [each for each in others if self._register(each) in approvals.REGISTERS]

    def _register(self, values: Mapping[str, Any]) -> object:
        form = rules.form_of(values, self.words())
        return form.extra.get("register") if form else None
