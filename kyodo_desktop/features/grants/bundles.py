"""What is bound together: everything about one application, the papers of a committee, the sheets of its reviewers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kyodo_desktop.core.errors import InputError
from kyodo_desktop.core.lifecycle import STEPS
from kyodo_desktop.core.schema import Snapshot
from kyodo_desktop.core.text import common_shape
from kyodo_desktop.features.grants.round_facts import grants_of
from kyodo_desktop.printing.slice_papers import Bundle, BundlePart, papers_of_steps

if TYPE_CHECKING:
    from kyodo_desktop.features.grants.round_service import GrantRoundService
    from kyodo_desktop.features.grants.service import GrantService

SHEET, DERIVATION, SUMMARY, RANKING, SCORES = (
    "grant-sheet",
    "grant-derivation",
    "grant-summary",
    "grant-ranking",
    "grant-score-sheet",
)
"""The forms that are bound, by their ids."""


def of_application(service: GrantService, record: Snapshot, _asked: str) -> list[BundlePart]:
    """Return the sheet of an application, the papers of the steps that it took, and the derivation of its amount."""
    taken = (line.values for line in record.children[STEPS])
    papers = [paper for paper in papers_of_steps(service.lifecycle(record.values), taken) if paper != SCORES]
    return [BundlePart(form, record.id) for form in dict.fromkeys([SHEET, *papers, DERIVATION])]


def of_committee(service: GrantRoundService, record: Snapshot, _asked: str) -> list[BundlePart]:
    """Return the ranking of a round, and one page for each application in the order of 整理番号."""
    rows = grants_of(service).reviews.review(record.id).rows
    return [
        BundlePart(RANKING, record.id),
        *(BundlePart(SUMMARY, row.application_id, f"{row.reference}　{row.name}") for row in rows),
    ]


def of_reviewers(service: GrantRoundService, record: Snapshot, asked: str) -> list[BundlePart]:
    """Return the 審査票 of all applications of a round, reviewer by reviewer, or those of the one who is ``asked`` for.

    Raises InputError when the round has no such reviewer.
    """
    names = [line["name"] for line in record.children["reviewers"]]
    wanted = [name for name in names if not asked or common_shape(asked) in common_shape(name)]
    if not wanted:
        known = "、".join(names) or "まだ登録がありません"
        raise InputError(f"「{asked}」という審査員はいません。{known} から選んでください。")
    rows = grants_of(service).reviews.review(record.id).rows
    return [
        BundlePart(SCORES, row.application_id, f"{name}　{row.reference}　{row.name}", name)
        for name in wanted
        for row in rows
    ]


DOSSIER = Bundle("grant-dossier", "補助金一件書類綴", of_application)
COMMITTEE_PACK = Bundle("grant-committee-pack", "審査会資料", of_committee)
SCORE_SHEETS = Bundle("grant-score-sheets", "審査票綴", of_reviewers, asks="審査員")
