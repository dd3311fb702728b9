"""What the papers of an application may name of its applicant: the registered organisation, and its earlier grants."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from kyodo_desktop.core.dates import fiscal_year_label
from kyodo_desktop.core.fields import Count, EraDate, Field, Furigana, Name, Text, Yen
from kyodo_desktop.core.listing import ListQuery
from kyodo_desktop.core.schema import Schema, Snapshot
from kyodo_desktop.printing.slice_papers import Values

if TYPE_CHECKING:
    from kyodo_desktop.features.grants.service import GrantService

FIELDS: Mapping[str, Field] = {
    "organization_reference": Text("団体の登録番号"),
    "organization_furigana": Furigana("団体名のふりがな"),
    "organization_kind": Text("団体の種別"),
    "established_on": EraDate("設立年月日"),
    "member_count": Count("会員数", unit="名"),
    "fee": Text("会費"),
    "annual_budget": Yen("年間の予算"),
    "organization_purpose": Text("団体の目的", lines=3),
    "organization_activities": Text("団体の活動", lines=3),
}

TABLES = (
    Schema("officers", "役員", {"title": Text("役職"), "name": Name("氏名"), "furigana": Furigana("ふりがな")}),
    Schema(
        "previous_grants",
        "これまでに受けた補助金",
        {"year": Text("年度"), "round": Text("補助金の名称"), "name": Text("事業の名称"), "amount": Yen("金額")},
    ),
)

_READ = {
    "reference": "organization_reference",
    "furigana": "organization_furigana",
    "kind": "organization_kind",
    "established_on": "established_on",
    "member_count": "member_count",
    "fee": "fee",
    "annual_budget": "annual_budget",
    "purpose": "organization_purpose",
    "activities": "organization_activities",
}
"""The attributes of an organisation, with the facts that they become."""

_GRANTED = ("fiscal_year", "round", "name", "decided_amount", "settled_amount")


def facts_of(service: GrantService, record: Snapshot) -> tuple[dict[str, Any], dict[str, Sequence[Values]]]:
    """Return the facts of the applicant; none where it is no registered organisation."""
    organization_id = record["organization_id"]
    organizations = service.organizations
    rows = organizations.rows([organization_id], tuple(_READ)) if organization_id else {}
    if organization_id not in rows:
        return {}, {}
    values = dict(zip(_READ.values(), rows[organization_id], strict=True))
    kind = organizations.schema.fields["kind"]
    values["organization_kind"] = kind.show(values["organization_kind"], service.words())
    officers = organizations.lines("officers", [organization_id], ("title", "name", "furigana"))
    return values, {
        "officers": officers.get(organization_id, []),
        "previous_grants": _previous(service, record, organization_id),
    }


def _previous(service: GrantService, record: Snapshot, organization_id: int) -> list[Values]:
    """Return what was granted to an organisation before an application, the oldest first."""
    ids = service.list_ids(ListQuery(filters={"organization": (str(organization_id),)})).ids
    rows = [
        dict(zip(_GRANTED, row, strict=True))
        for row in service.rows([each for each in ids if each != record.id], _GRANTED).values()
    ]
    granted = [
        row for row in rows if row["decided_amount"] and (row["fiscal_year"] or 0) < (record["fiscal_year"] or 0)
    ]
    return [
        {
            "year": fiscal_year_label(row["fiscal_year"]),
            "round": row["round"],
            "name": row["name"],
            "amount": row["decided_amount"] if row["settled_amount"] is None else row["settled_amount"],
        }
        for row in sorted(granted, key=lambda row: (row["fiscal_year"], row["name"]))
    ]
