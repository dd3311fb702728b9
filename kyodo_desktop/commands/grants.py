"""Commands about grants: the ranking of a round."""

from __future__ import annotations

import argparse
from typing import Any

from kyodo_desktop.commands.output import open_office, print_columns, print_json
from kyodo_desktop.core.money import yen
from kyodo_desktop.features.grants.review import ReviewRow
from kyodo_desktop.features.grants.rules.outcome import Placing, Ranking
from kyodo_desktop.features.grants.service import GrantService


def add(commands: Any) -> None:
    """Add these commands to the parser."""
    grant = commands.add_parser("grant", help="補助金の審査の結果を見る")
    parts = grant.add_subparsers(required=True, metavar="何を")
    ranking = parts.add_parser("round", help="募集回の順位と採択の案")
    ranking.add_argument("office", metavar="OFFICE")
    ranking.add_argument("round", metavar="ID", help="募集回の番号（R8-B01 など）")
    ranking.add_argument("--budget", type=int, metavar="YEN", help="一般の予算がこの額だったときの案")
    ranking.add_argument("--ceiling", type=int, metavar="YEN", help="一般の上限額がこの額だったときの案")
    ranking.add_argument("--json", action="store_true")
    ranking.set_defaults(run=run_ranking)


def run_ranking(options: argparse.Namespace) -> None:
    """Print the ranking of a round, best first, with what the budget gives to each."""
    with open_office(options, read_only=True) as office:
        grants = office.service("grants")
        assert isinstance(grants, GrantService)
        round_id = grants.rounds.of_text(options.round).id
        ranking = grants.reviews.ranking(round_id, budget=options.budget, ceiling=options.ceiling)
        rows = {row.application_id: row for row in grants.reviews.review(round_id).rows}
    if options.json:
        print_json([_object(placing, rows[placing.key]) for placing in ranking.placings])
        return
    heading = ("順位", "整理番号", "事業名", "団体名", "得点", "申請額", "補助額", "結果", "累計", "理由")
    print_columns([heading, *(_line(placing, rows[placing.key]) for placing in ranking.placings)])
    print(_closing(ranking))


def _object(placing: Placing, row: ReviewRow) -> dict[str, Any]:
    """Return one application for ``--json`` (``docs/json.md``)."""
    return {
        "rank": placing.rank,
        "tied": placing.tied,
        "reference": row.reference,
        "name": row.name,
        "organization": row.organization,
        "frame": row.frame or None,
        "total": placing.total,
        "full": row.score.full,
        "requested_amount": row.requested,
        "amount": placing.amount,
        "decision": placing.decision.label,
        "cumulative": placing.cumulative,
        "left": placing.left,
        "reason": placing.reason or None,
    }


def _line(placing: Placing, row: ReviewRow) -> tuple[str, ...]:
    numbers = [placing.total, row.requested, placing.amount]
    total, requested, amount = ("" if number is None else f"{number:,}" for number in numbers)
    return (
        str(placing.rank or ""),
        row.reference,
        row.name,
        row.organization,
        total,
        requested,
        amount,
        placing.decision.label,
        f"{placing.cumulative:,}",
        placing.reason,
    )


def _closing(ranking: Ranking) -> str:
    adopted = f"採択{len(ranking.adopted)}件　補助額{yen(ranking.spent)}"
    return f"予算{yen(ranking.budget)}　{adopted}　残り{yen(ranking.left)}"
