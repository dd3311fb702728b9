"""What the papers of an application may name of its review: the marks of each reviewer and of each item."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from kyodo_desktop.core.schema import Snapshot
from kyodo_desktop.features.grants.review import ReviewRow, ReviewSheet
from kyodo_desktop.printing.slice_papers import Values

SCORE_DIFFERS = (
    "得点は結果を決めたときのものです。評点か審査の決まりがその後に変わったため、下の評点の合計と異なります。"
)

INTERESTED = "利害関係のため、この申請の審査には加わりません。"


def of_review(
    row: ReviewRow, sheet: ReviewSheet, grant_round: Snapshot, placing: Mapping[str, Any] | None
) -> tuple[dict[str, Any], dict[str, Sequence[Values]]]:
    """Return the marks of one application as they stand: those of each reviewer, and those of each item.

    The full marks are those by which its result was settled; where its score is another by now, that is said.
    """
    found = row.score
    settled = (placing["total"], placing["full"]) if placing else (found.total, found.full)
    differs = SCORE_DIFFERS if settled != (found.total, found.full) else ""
    affiliations = {line["name"]: line["affiliation"] for line in grant_round.children["reviewers"]}
    values: dict[str, Any] = {
        "score_full": settled[1] or None,
        "score_passing": found.passing or None,
        "score_words": "".join((*found.missing, differs)),
    }
    totals = found.item_totals or (None,) * len(sheet.items)
    return values, {
        "reviewers": [
            {
                "name": total.name,
                "affiliation": affiliations.get(total.name),
                "total": total.total,
                "remark": cell.remark,
                "notice": INTERESTED if cell.interest else "",
            }
            for total, cell in zip(found.totals, row.cells, strict=True)
        ],
        "item_scores": [
            {"name": item.label, "full": item.maximum * item.weight * found.counted, "total": total}
            for item, total in zip(sheet.items, totals, strict=True)
        ],
    }
