"""ボランティア: what the rest of the program may ask of volunteers."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any, ClassVar

from kyodo_desktop.core.errors import Problem
from kyodo_desktop.core.schema import Draft, Snapshot, merged_values
from kyodo_desktop.core.taxonomy import Words
from kyodo_desktop.core.validity import EXPIRING_DAYS
from kyodo_desktop.database.conditions import Condition, any_line, any_of, contains_any, in_fiscal_year
from kyodo_desktop.database.registration import RegistrationService, by_status
from kyodo_desktop.features.volunteers import rules
from kyodo_desktop.features.volunteers.models import Registration, Volunteer

if TYPE_CHECKING:
    from sqlalchemy import ColumnElement


def insured(_mapped: Any, codes: tuple[str, ...], words: Words) -> ColumnElement[bool]:
    """The filter ``insured``: whose insurance runs today (``yes``), and whose does not (``no``)."""
    from sqlalchemy import and_, func, or_

    running = and_(Volunteer.insured.is_(True), func.coalesce(Volunteer.insured_until >= words.today, True))
    return or_(*(running if code == "yes" else ~func.coalesce(running, False) for code in codes))


def insurance_ending(_mapped: Any, _codes: tuple[str, ...], words: Words) -> ColumnElement[bool]:
    """The filter ``insurance``: registered ones whose insurance ends within the days of まもなく期限."""
    from sqlalchemy import and_, func

    soon = words.today + dt.timedelta(days=EXPIRING_DAYS)
    ending = and_(Volunteer.insured.is_(True), Volunteer.insured_until.between(words.today, soon))
    return and_(func.coalesce(ending, False), Volunteer.withdrawn_on.is_(None))


class VolunteerService(RegistrationService[Volunteer]):
    """Registers, finds and keeps volunteers."""

    mapped = Volunteer
    conditions: ClassVar[dict[str, Condition]] = {
        "kind": any_of("kind"),
        "programme": any_line(Registration, "programme"),
        "skills": contains_any("skills"),
        "areas": contains_any("areas"),
        "status": by_status,
        "insured": insured,
        "insurance": insurance_ending,
        "fiscal_year": in_fiscal_year("registered_on"),
    }

    def problems(self, draft: Draft, stored: Snapshot | None) -> list[Problem]:
        return rules.check(merged_values(draft, stored), self.words())

    def derive(self, draft: Draft, stored: Snapshot | None) -> dict[str, Any]:
        derived = super().derive(draft, stored)
        values = merged_values(draft, stored) | derived
        registered = values.get("registered_on")
        if values.get("insured") and registered and not values.get("insured_until"):
            derived["insured_until"] = self.profile.renewal["insurance"].valid_until(
                max(registered, self.words().today)
            )
        return derived
