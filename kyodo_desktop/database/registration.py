"""Records with a registration that is valid to a day: their states as filters, renewal and withdrawal."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any, TypeVar

from kyodo_desktop.core.dates import era
from kyodo_desktop.core.errors import InputError, Problem
from kyodo_desktop.core.schema import Draft, Snapshot, merged_values
from kyodo_desktop.core.taxonomy import Words
from kyodo_desktop.core.validity import EXPIRING_DAYS, Status
from kyodo_desktop.database.base import Record
from kyodo_desktop.database.record_service import RecordService

if TYPE_CHECKING:
    from sqlalchemy import ColumnElement

    from kyodo_desktop.database.work import Changes

R = TypeVar("R", bound=Record)

_NAMED = 5
"""Registrations that one message names; more of them nobody reads."""


def by_status(mapped: Any, codes: tuple[str, ...], words: Words) -> ColumnElement[bool]:
    """The filter ``status`` of a record with ``valid_until``, ``withdrawn_on`` and perhaps missing documents.

    The same order of reasons as :func:`kyodo_desktop.core.validity.status_of`.
    """
    from sqlalchemy import and_, false, func, or_

    day = words.today
    missing = getattr(mapped, "missing_documents", None)
    withdrawn = func.coalesce(mapped.withdrawn_on <= day, False)
    expired = func.coalesce(mapped.valid_until < day, False)
    waiting = func.coalesce(missing > 0, False) if missing is not None else false()
    expiring = func.coalesce(mapped.valid_until <= day + dt.timedelta(days=EXPIRING_DAYS), False)
    meaning = {
        Status.WITHDRAWN: withdrawn,
        Status.EXPIRED: and_(~withdrawn, expired),
        Status.WAITING: and_(~withdrawn, ~expired, waiting),
        Status.EXPIRING: and_(~withdrawn, ~expired, ~waiting, expiring),
        Status.VALID: and_(~withdrawn, ~expired, ~waiting, ~expiring),
    }
    return or_(*(meaning[Status(code)] for code in codes))


class RegistrationService(RecordService[R]):
    """The service of records with ``registered_on``, ``valid_until``, ``withdrawn_on`` and ``withdrawal_reason``."""

    own = RecordService.own | {"valid_until", "withdrawn_on", "withdrawal_reason"}

    def derive(self, draft: Draft, stored: Snapshot | None) -> dict[str, Any]:
        """Return the day of registration and the end of its term where a new draft leaves them open."""
        if stored is not None:
            return {}
        registered = draft.values.get("registered_on") or self.words().today
        term = self.profile.renewal[self.mapped.__tablename__]
        until = draft.values.get("valid_until") or term.valid_until(registered)
        return {"registered_on": registered, "valid_until": until}

    def check(self, draft: Draft, stored: Snapshot | None = None) -> list[Problem]:
        """Return everything that keeps a draft from being saved, a registration that ends without a reason included.

        An older list that brings ended registrations as new records need not say why they ended.
        """
        problems = super().check(draft, stored)
        ends = stored is not None and draft.values.get("withdrawn_on") and not stored["withdrawn_on"]
        if ends and not (merged_values(draft, stored)["withdrawal_reason"] or "").strip():
            problems.append(Problem("廃止・抹消の理由を入力してください。", "withdrawal_reason"))
        return problems

    def renew(self, staff: str, ids: Sequence[int]) -> Changes:
        """Extend each registration by one term of the profile's rule, in one operation.

        A term begins on the day after the old end, or today where that is past. Raises InputError and renews none when
        one is withdrawn, or has its next term already, which is not about to end: it would be given two terms
        unnoticed. It has one when it was renewed, and when it is valid beyond the day on which terms end next.
        """
        from kyodo_desktop.database import history, records

        rule = self.profile.renewal[self.mapped.__tablename__]
        with self.database.write(staff, f"{self.schema.label}の更新") as work:
            today = work.now.date()
            this_term = replace(rule, years=1).valid_until(today)
            renewed = history.days_set(work.connection, self.mapped, ids, "valid_until", work.action)
            problems: list[Problem] = []
            for stored in records.read_many(work.connection, self.mapped, tuple(dict.fromkeys(ids))):
                until: dt.date | None = stored.row["valid_until"]
                renewed_on = renewed.get((stored.id, until))
                if refused := _against_renewal(stored.row, renewed_on, this_term, today):
                    problems.append(refused)
                    continue
                begins = max(today, until + dt.timedelta(days=1)) if until else today
                records.change(work, stored, {"valid_until": rule.valid_until(begins)})
            if problems:
                raise InputError(_told(problems, len(ids)))
        return work.changes

    def withdraw(self, staff: str, record_id: int, on: dt.date, reason: str) -> Changes:
        """End a registration by 廃止 or 抹消.

        Raises InputError without a reason, for a day that the rules refuse, or when it has ended already.
        """
        from kyodo_desktop.database import records

        if not reason.strip():
            raise InputError("廃止・抹消の理由を入力してください。")
        with self.database.write(staff, f"{self.schema.label}の廃止・抹消") as work:
            stored = records.read(work.connection, self.mapped, record_id)
            if stored.row["withdrawn_on"]:
                raise InputError(f"「{stored.row['name']}」は、すでに廃止・抹消されています。")
            ended = Draft({"withdrawn_on": on, "withdrawal_reason": reason.strip()}, id=record_id)
            refused = self.problems(ended, stored.snapshot())
            if about_the_day := [problem for problem in refused if problem.attribute == "withdrawn_on"]:
                raise InputError(about_the_day)
            records.change(work, stored, ended.values)
        return work.changes


def _against_renewal(
    row: Mapping[str, Any], renewed_on: dt.date | None, this_term: dt.date, today: dt.date
) -> Problem | None:
    """Return why a registration is not renewed, given the day of the renewal that made it valid as it is.

    ``this_term`` is the day on which terms end next.
    """
    if row["withdrawn_on"]:
        return Problem(f"「{row['name']}」は廃止・抹消されているため、更新できません。")
    until = row["valid_until"]
    if until is None or (renewed_on is None and until <= this_term):
        return None
    again = until - dt.timedelta(days=EXPIRING_DAYS)
    if renewed_on is not None:
        again = max(again, renewed_on + dt.timedelta(days=1))
    if again <= today:
        return None
    done = f"{era(renewed_on)}に更新済みで、" if renewed_on is not None else "すでに"
    return Problem(f"「{row['name']}」は、{done}{era(until)}まで有効です。次の更新は{era(again)}からできます。")


def _told(problems: Sequence[Problem], of: int) -> list[Problem]:
    """Return what is said of the first of the registrations that cannot be renewed, and what to do with the others."""
    told = list(problems[:_NAMED])
    if len(problems) > _NAMED:
        told.append(Problem(f"ほかに{len(problems) - _NAMED:,}件、更新できない登録があります。"))
    if of > 1:
        told.append(Problem("まだ1件も更新していません。更新できない登録を除いて、もう一度更新してください。"))
    return told
