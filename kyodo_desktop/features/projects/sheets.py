"""Lists of projects as offices keep them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from typing import Any

from kyodo_desktop.core.dates import fiscal_year, fiscal_year_bounds
from kyodo_desktop.core.taxonomy import Words
from kyodo_desktop.core.text import fold
from kyodo_desktop.features.projects.approvals import REGISTERS
from kyodo_desktop.spreadsheet.candidates import SplitRule
from kyodo_desktop.spreadsheet.slice_sheets import Inference, RowSays, SliceSheets
from kyodo_desktop.spreadsheet.targets import Rule, Target

_DAYS = ("from_on", "approved_on", "received_on")
"""Which days tell the 年度 of a project, the first that is known."""


def is_body(_values: Mapping[str, Any]) -> bool:
    """Return True: what is named is a project or a body, never a person."""
    return True


def complete(says: RowSays, words: Words) -> tuple[Inference, ...]:
    """Return 形態 and 年度 of a project where its row leaves them to the title (後援名義台帳) and to its days."""
    return tuple(_completed(says, words))


def _completed(says: RowSays, words: Words) -> Iterator[Inference]:
    values = says.values
    code = values.get("form") or _titled(says.titles, words)
    if values.get("form") is None and code:
        yield Inference("form", code, "表題から")
    if values.get("fiscal_year") is None:
        day = next((values[name] for name in _DAYS if isinstance(values.get(name), dt.date)), None)
        if day is not None:
            yield Inference("fiscal_year", fiscal_year(day), "日付から")
    form = words.taxonomy("collaboration_forms").get(code or "")
    register = form.extra.get("register") if form is not None else None
    if register == "agreement":
        yield from _agreement(values, words.today)
    if register in REGISTERS and not {"reported_on", "closed_on"} & says.brought:
        yield from _approved(values, words.today)


def _agreement(values: Mapping[str, Any], today: dt.date) -> Iterator[Inference]:
    """Yield when an agreement was concluded and when it ended, where a list has no more than its term."""
    begins, ends = values.get("from_on"), values.get("until_on")
    if begins and begins <= today and values.get("approved_on") is None:
        yield Inference("approved_on", begins, "協定の始まった日から")
    if begins and ends and ends < today and not values.get("automatic_renewal") and values.get("closed_on") is None:
        yield Inference("closed_on", ends, "満了日を過ぎた自動更新でない協定のため")


def _approved(values: Mapping[str, Any], today: dt.date) -> Iterator[Inference]:
    """Yield the end of a 後援 or 共催 of a year gone by from a list that tells of no reports.

    Whether a report came is not known then, and nobody will ask for it any more. Where the list has a column for it, an
    empty cell says that the report is missing: that one stays late until it comes, or is closed by a clerk.
    """
    ended = values.get("until_on") or values.get("from_on")
    if values.get("approved_on") is not None and ended is not None:
        last = fiscal_year_bounds(fiscal_year(ended))[1]
        if last < today:
            yield Inference("closed_on", last, "実績報告の欄がない過年度の一覧のため")


def _titled(titles: tuple[str, ...], words: Words) -> str | None:
    """Return the 形態 that the texts above a table name; None where they name none, or two that are as long."""
    together = fold("　".join(titles))
    found: dict[int, set[str]] = {}
    for term in words.taxonomy("collaboration_forms").terms:
        for spelling in map(fold, (term.label, *term.aliases)):
            if spelling and spelling in together and not term.retired:
                found.setdefault(len(spelling), set()).add(term.code)
    longest = found[max(found)] if found else set()
    return longest.pop() if len(longest) == 1 else None


SHEETS = SliceSheets(
    title="協働事業台帳",
    is_body=is_body,
    rules=(
        SplitRule(
            ("期間", "事業期間", "協定期間", "有効期間"),
            Target(("from_on", "until_on"), Rule.PERIOD),
        ),
        SplitRule(
            ("契約期間", "履行期間", "開催期間", "開催日", "開催日時", "開催年月日", "実施期間", "実施日", "実施日時"),
            Target(("from_on", "until_on"), Rule.DAYS),
        ),
        SplitRule(("支払額", "支払金額", "支払済"), Target(("paid_amount",))),
    ),
    complete=complete,
    told_by=("organization", "fiscal_year", "from_on"),
)
