"""What the papers of a project may name beside its attributes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from kyodo_desktop.core.dates import era, fiscal_year_label
from kyodo_desktop.core.fields import EraDate, Field, Name, Text, Yen
from kyodo_desktop.core.lifecycle import STEPS, Lifecycle, standing
from kyodo_desktop.core.schema import Schema, Snapshot
from kyodo_desktop.printing.slice_papers import Facts, Gathered

if TYPE_CHECKING:
    from kyodo_desktop.features.projects.service import ProjectService

DECLINED = "declined"
"""The state behind 不承認."""

FIELDS: Mapping[str, Field] = {
    "year_label": Text("年度"),
    "form_label": Text("協働の形態"),
    "agreement_title": Text("協定書の表題"),
    "period": Text("期日・期間"),
    "renewal_words": Text("更新の定め"),
    "declined_number": Text("不承認の番号"),
    "declined_on": EraDate("不承認の日"),
    "declined_reason": Text("承認しない理由"),
}

TABLES: Mapping[str, Schema] = {
    "taken_steps": Schema(
        "taken_steps",
        "手続の経過",
        {
            "happened_on": EraDate("年月日"),
            "words": Text("手続"),
            "document_number": Text("文書番号"),
            "amount": Yen("金額"),
            "note": Text("摘要"),
            "person": Name("担当"),
        },
    )
}


def gather(service: ProjectService, records: Sequence[Snapshot]) -> list[Gathered]:
    """Return the facts of projects, in order."""
    forms = service.words().taxonomy("collaboration_forms")
    found = []
    for record in records:
        steps = standing(line.values for line in record.children[STEPS])
        values = {
            "year_label": fiscal_year_label(record["fiscal_year"]),
            "form_label": forms.label_of(record["form"]),
            "agreement_title": agreement_title(record["name"]),
            "period": period(record.values),
            "renewal_words": renewal_words(record.values),
            **_declined(service.lifecycle(record.values), steps),
        }
        found.append(Gathered(values, {"taken_steps": steps}))
    return found


def agreement_title(name: str) -> str:
    """Return what the paper of an agreement is called; many are registered by a name that says 協定 already."""
    if name.endswith("協定書"):
        return name
    return f"{name}書" if name.endswith("協定") else f"{name}に関する協定書"


def period(values: Mapping[str, Any]) -> str:
    """Return when a project takes place: one day, or from a day until another."""
    days = dict.fromkeys(era(day) for day in (values.get("from_on"), values.get("until_on")) if day)
    return "から".join(days) + ("まで" if len(days) > 1 else "")


def renewal_words(values: Mapping[str, Any]) -> str:
    """Return how an agreement is renewed; empty when it ends by itself."""
    if not values.get("automatic_renewal"):
        return ""
    years = values.get("renewal_years") or 1
    return f"期間が満了する日の１か月前までに申出がないときは、更に{years}年間更新し、その後も同じとする。"


def _declined(life: Lifecycle, steps: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """Return number, day and reason of the step that declined an application, if one did."""
    for line in reversed(steps):
        step = life.step(line["step"])
        if step is not None and step.to == DECLINED:
            return {
                "declined_number": line.get("document_number"),
                "declined_on": line["happened_on"],
                "declined_reason": line.get("note"),
            }
    return {}


FACTS = Facts(FIELDS, TABLES, gather)
