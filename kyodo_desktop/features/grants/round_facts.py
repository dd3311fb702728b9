"""What the papers of a round may name beside its attributes: ranking, budgets, applications, rules in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from kyodo_desktop.core.dates import fiscal_year_label
from kyodo_desktop.core.fields import Count, Field, Text, Yen
from kyodo_desktop.core.schema import Schema, Snapshot
from kyodo_desktop.features.grants import placings
from kyodo_desktop.features.grants.facts import share_words, terms_words
from kyodo_desktop.features.grants.review import ReviewSheet
from kyodo_desktop.features.grants.rules.outcome import Decision, Ranking
from kyodo_desktop.printing.slice_papers import Facts, Gathered, Values

if TYPE_CHECKING:
    from kyodo_desktop.features.grants.round_service import GrantRoundService
    from kyodo_desktop.features.grants.service import GrantService

FIELDS: Mapping[str, Field] = {
    "year_label": Text("年度"),
    "application_count": Count("申請の件数", unit="件"),
    "requested_total": Yen("申請額の合計"),
    "adopted_count": Count("採択の件数", unit="件"),
    "adopted_total": Yen("採択額の合計"),
    "runner_up_count": Count("次点の件数", unit="件"),
    "rejected_count": Count("不採択の件数", unit="件"),
    "whole_budget": Yen("予算の合計"),
    "spent": Yen("配分した額"),
    "left": Yen("予算の残額"),
    "reviewer_count": Count("審査員の人数", unit="名"),
    "floor_words": Text("採択の最低点"),
    "rule_words": Text("同点と次点の扱い"),
    "missing_words": Text("評点についての注意"),
}

TABLES: Mapping[str, Schema] = {
    "placings": Schema(
        "placings",
        "審査結果",
        {
            "rank": Text("順位"),
            "reference": Text("整理番号"),
            "organization": Text("団体名"),
            "name": Text("事業名"),
            "frame": Text("部門・枠"),
            "requested": Yen("申請額"),
            "score": Text("得点"),
            "decision": Text("結果"),
            "amount": Yen("交付予定額"),
            "cumulative": Yen("累計"),
            "reason": Text("理由"),
        },
    ),
    "pots": Schema(
        "pots",
        "予算の配分",
        {
            "label": Text("区分"),
            "budget": Yen("予算額"),
            "flowed_in": Yen("他からの繰入れ"),
            "spent": Yen("配分した額"),
            "flowed_out": Yen("他への繰出し"),
            "left": Yen("残額"),
        },
    ),
    "marks": Schema(
        "marks",
        "審査員ごとの得点",
        {"reference": Text("整理番号"), "name": Text("事業名"), "given": Text("得点"), "score": Text("合計")},
    ),
    "frame_terms": Schema("frame_terms", "部門・枠", {"name": Text("部門・枠"), "words": Text("補助率と上限")}),
}


def gather(service: GrantRoundService, records: Sequence[Snapshot]) -> list[Gathered]:
    """Return the facts of rounds, in order."""
    grants = grants_of(service)
    return [_of_one(grants, record) for record in records]


def grants_of(service: GrantRoundService) -> GrantService:
    """Return the service of the applications to the rounds."""
    from kyodo_desktop.features.grants.service import GrantService

    return GrantService(service.database, service.profile, service.attachment_folder)


def _of_one(grants: GrantService, record: Snapshot) -> Gathered:
    sheet, ranking = grants.reviews.review(record.id), grants.reviews.ranking(record.id)
    rows = {row.application_id: row for row in sheet.rows}
    placed = [
        {
            "rank": "" if placing.rank is None else f"{placing.rank}{'（同）' if placing.tied else ''}",
            "reference": rows[placing.key].reference,
            "organization": rows[placing.key].organization,
            "name": rows[placing.key].name,
            "frame": rows[placing.key].frame,
            "requested": rows[placing.key].requested,
            "score": _score(placing.total, placing.full),
            "decision": placing.decision.label,
            "amount": placing.amount,
            "cumulative": placing.cumulative,
            "reason": placing.reason,
        }
        for placing in ranking.placings
    ]
    tables: dict[str, Sequence[Values]] = {
        "placings": placed,
        "pots": [
            {
                "label": pot.label,
                "budget": pot.budget,
                "flowed_in": pot.flowed_in,
                "spent": pot.spent,
                "flowed_out": pot.flowed_out,
                "left": pot.left,
            }
            for pot in ranking.pots
        ],
        "marks": _marks(sheet),
        "frame_terms": [
            {"name": line["name"], "words": terms_words(line.values)} for line in record.children["frames"]
        ],
    }
    return Gathered(_sums(record, sheet, ranking) | _words(grants, record, sheet, ranking), tables)


def _score(total: int | None, full: int) -> str:
    return "" if total is None else f"{total}／{full}"


def _marks(sheet: ReviewSheet) -> list[Values]:
    return [
        {
            "reference": row.reference,
            "name": row.name,
            "given": "　".join(_given(total.total, replaced=total.replaced) for total in row.score.totals),
            "score": _score(row.score.total, row.score.full),
        }
        for row in sheet.rows
    ]


def _given(total: int | None, *, replaced: bool) -> str:
    return "－" if total is None else f"（{total}）" if replaced else str(total)


def _sums(record: Snapshot, sheet: ReviewSheet, ranking: Ranking) -> dict[str, Any]:
    counts = [placing.decision for placing in ranking.placings]
    return {
        "year_label": fiscal_year_label(record["fiscal_year"]),
        "application_count": len(sheet.rows),
        "requested_total": sum(row.requested for row in sheet.rows),
        "adopted_count": len(ranking.adopted),
        "adopted_total": sum(placing.amount for placing in ranking.adopted),
        "runner_up_count": counts.count(Decision.RUNNER_UP),
        "rejected_count": counts.count(Decision.REJECTED),
        "whole_budget": ranking.budget,
        "spent": ranking.spent,
        "left": ranking.left,
        "reviewer_count": len(sheet.reviewers),
    }


def _words(grants: GrantService, record: Snapshot, sheet: ReviewSheet, ranking: Ranking) -> dict[str, str]:
    fields, words = grants.rounds.schema.fields, grants.words()
    said = {name: fields[name].show(record[name], words) for name in ("tie_rule", "runner_up_rule", "interest_rule")}
    floor = record["floor_share"]
    waiting = [row for row in sheet.rows if row.result is None and row.score.missing]
    unmarked = f"評点のそろっていない申請が{len(waiting)}件あります。" if waiting else ""
    said_of_marks = (unmarked, placings.difference_words(placings.differing(sheet.rows, ranking)))
    return {
        "floor_words": f"満点の{share_words(floor)}" if floor else "定めなし",
        "rule_words": "、".join(f"{label}：{said[name]}" for name, label in _RULES.items() if said[name]),
        "missing_words": "".join(filter(None, said_of_marks)),
    }


_RULES = {"tie_rule": "同点", "runner_up_rule": "次点", "interest_rule": "利害関係"}

FACTS = Facts(FIELDS, TABLES, gather)
