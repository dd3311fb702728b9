"""The chapters of a yearly report: what a new one begins with, and what stands in them unless a person writes it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from kyodo_desktop.core.dates import fiscal_year_label
from kyodo_desktop.core.schema import Draft, Snapshot
from kyodo_desktop.core.taxonomy import Words

COVER, CONTENTS, CHRONOLOGY, FIGURES = "cover", "contents", "chronology", "figures"
GRANTS, EVALUATIONS, CASES, PLANS = "grants", "evaluations", "cases", "plans"

YEARS = 10
"""How many years the tables of a report show unless a person says otherwise."""

BEGINNINGS = {
    CHRONOLOGY: "協働のまちづくりに関する計画・制度・事業などの経緯は、次のとおりです。",
    FIGURES: "主な取組の実績は、次のとおりです。「＊」は、台帳によらず年度ごとに入力した数値です。",
    GRANTS: "市民の自主的なまちづくり活動への補助金の交付状況は、次のとおりです。",
    EVALUATIONS: "協働で行った事業について、団体と担当課などが行った評価の結果をまとめました。",
    CASES: "市民・団体・企業・行政が力を合わせた取組を、協働の形ごとに紹介します。",
    PLANS: "推進計画に掲げた取組の、今年度の進み具合は次のとおりです。",
}
"""The words before what is computed, by chapter."""


@dataclass(frozen=True, slots=True)
class Chapter:
    """One chapter as a report is to have it."""

    code: str
    heading: str
    words: str


def new_report(year: int, before: Snapshot | None, words: Words, empty: Collection[str]) -> Draft:
    """Return a new report: with the chapters and words of last year's, else with those that are not ``empty``."""
    title = f"{fiscal_year_label(year)}　協働のまちづくり年次報告書"
    if before is not None:
        kept = ("section", "included", "heading", "words")
        lines = [Draft({name: line[name] for name in kept}) for line in before.children["sections"]]
        return Draft({"fiscal_year": year, "name": title, "years": before["years"]}, {"sections": lines})
    lines = [
        Draft(
            {
                "section": term.code,
                "included": term.code not in empty,
                "heading": term.label,
                "words": BEGINNINGS.get(term.code),
            }
        )
        for term in words.taxonomy("report_sections").terms
        if not term.retired
    ]
    return Draft({"fiscal_year": year, "name": title, "years": YEARS}, {"sections": lines})


def chapters(report: Draft, words: Words) -> list[Chapter]:
    """Return the chapters of a report that are included, in order."""
    labels = words.taxonomy("report_sections")
    lines = [line.values for line in report.children.get("sections", ()) if line.values.get("included")]
    return [
        Chapter(
            values["section"],
            values.get("heading") or labels.label_of(values["section"]),
            values.get("words") or "",
        )
        for values in lines
    ]
