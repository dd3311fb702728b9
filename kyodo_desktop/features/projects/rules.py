"""Rules of the register of projects."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any

from kyodo_desktop.core.dates import years_later
from kyodo_desktop.core.errors import Problem
from kyodo_desktop.core.taxonomy import Term, Words


def form_of(values: Mapping[str, Any], words: Words) -> Term | None:
    """Return the 形態 of a project as the office's profile declares it."""
    return words.taxonomy("collaboration_forms").get(values.get("form") or "")


def extra(term: Term | None, name: str) -> tuple[str, ...]:
    """Return a list of words that a profile says of a 形態: its own ``fields``, what it ``wants``, its papers."""
    found = term.extra.get(name, ()) if term else ()
    return tuple(found) if isinstance(found, (list, tuple)) else ()


def missing_items(values: Mapping[str, Any], words: Words) -> tuple[str, ...]:
    """Return the attributes that a 形態 wants to be agreed upon and that are still empty."""
    return tuple(name for name in extra(form_of(values, words), "wants") if values.get(name) in (None, "", ()))


def wanted_documents(values: Mapping[str, Any], words: Words) -> tuple[str, ...]:
    """Return the codes of the papers that a 形態 asks for; waived ones need not come."""
    form = form_of(values, words)
    waived = extra(form, "waived") if values.get("waived_documents") else ()
    return tuple(code for code in extra(form, "documents") if code not in waived)


def missing_documents(
    values: Mapping[str, Any], received: Iterable[Mapping[str, Any]], words: Words
) -> tuple[str, ...]:
    """Return the codes of the papers that a 形態 asks for and that have not come."""
    here = {line.get("kind") for line in received if line.get("received_on")}
    return tuple(code for code in wanted_documents(values, words) if code not in here)


def renewed_until(values: Mapping[str, Any], today: dt.date) -> dt.date | None:
    """Return the end of an agreement: one that is renewed by itself ends after the term that runs today."""
    until: dt.date | None = values.get("until_on")
    years = values.get("renewal_years") or 1
    if until is None or not values.get("automatic_renewal"):
        return until
    terms = 0
    while (end := years_later(until, years * terms)) < today:
        terms += 1
    return end


def renewed_unnoted(values: Mapping[str, Any], today: dt.date) -> dt.date | None:
    """Return the end of the term that runs today where the record still tells the deadline of one that is over.

    A deadline follows from the record at its save, and no agreement is saved by renewing itself.
    """
    until, due = values.get("until_on"), values.get("due_on")
    renewed = renewed_until(values, today)
    return renewed if renewed != until and due is not None and due < today else None


def days_before(values: Mapping[str, Any]) -> int | None:
    """Return how many days lie between the receipt of an application and the day it is for."""
    received, begins = values.get("received_on"), values.get("from_on")
    return (begins - received).days if received and begins else None


def check(values: Mapping[str, Any]) -> list[Problem]:
    """Return what contradicts itself in the values of one project."""
    problems = []
    begins, ends = values.get("from_on"), values.get("until_on")
    if begins and ends and ends < begins:
        problems.append(Problem("終了日が開始日より前になっています。", "until_on"))
    total = values.get("budget")
    shares = [values.get(name) or 0 for name in ("our_share", "their_share")]
    if total is not None and sum(shares) > total:
        problems.append(Problem(f"負担額の合計が事業費より{sum(shares) - total:,}円多くなっています。", "our_share"))
    return problems
