"""What the papers of an evaluation may name beside its attributes: its scale, the sheets beside it, what came of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from kyodo_desktop.core.evaluation_sheets import EvaluationSheet
from kyodo_desktop.core.fields import EraDate, Field, Name, Text
from kyodo_desktop.core.schema import Schema, Snapshot
from kyodo_desktop.core.taxonomy import Words
from kyodo_desktop.database.base import schema_of
from kyodo_desktop.features.evaluations import comparison, laying, rules
from kyodo_desktop.features.evaluations.comparison import Comparison
from kyodo_desktop.features.evaluations.models.evaluations import Evaluation
from kyodo_desktop.printing.slice_papers import Facts, Gathered, Values

if TYPE_CHECKING:
    from kyodo_desktop.features.evaluations.service import EvaluationService

MOST_PARTIES = 6
"""So many columns of marks a sheet of paper holds."""

_PLACES = range(1, MOST_PARTIES + 1)

FIELDS: Mapping[str, Field] = {
    "sheet_note": Text("シートの説明"),
    "scale_words": Text("評点の意味"),
    "reason_words": Text("理由の決まり"),
    "weight_words": Text("まとまりの重み"),
    "score_words": Text("評価点"),
    "missing_words": Text("未記入の項目"),
    "gap_words": Text("差のある項目"),
    "agreed_words": Text("話し合って合意したこと"),
    "further_words": Text("表に入らない評価"),
    **{f"party{at}": Text(f"評価者{at}") for at in _PLACES},
}

TABLES: Mapping[str, Schema] = {
    "handed_out": Schema("handed_out", "配る相手", {"name": Text("評価の種類"), "kind": Text("評価の種類の記号")}),
    "blank_items": Schema(
        "blank_items",
        "評価の項目",
        {"part": Text("まとまり"), "label": Text("項目"), "question": Text("評価の視点")},
    ),
    "compared": Schema(
        "compared",
        "並べた評点",
        {
            "part": Text("まとまり"),
            "label": Text("項目"),
            **{f"mark{at}": Text(f"評点{at}") for at in _PLACES},
            "gap": Text("差"),
            "comments": Text("コメント"),
        },
    ),
    "remarks": Schema(
        "remarks", "所見", {"what": Text("区分"), "party": Text("評価者"), "words": Text("内容", lines=3)}
    ),
    "scores": Schema(
        "scores",
        "評価点",
        {
            "party": Text("評価の種類"),
            "evaluator": Text("評価者"),
            "score": Text("評価点"),
            "change": Text("前の年度から"),
            "means": Text("まとまりごとの平均"),
        },
    ),
    "improvements": Schema(
        "improvements",
        "改善の取組",
        {
            "reference": Text("取組番号"),
            "name": Text("取組"),
            "details": Text("内容", lines=3),
            "owner": Name("担当者"),
            "department": Text("担当課・団体"),
            "finish_by": EraDate("期限"),
            "state": Text("状態"),
            "outcome": Text("結果", lines=3),
        },
    ),
    "radar": Schema("radar", "レーダー図", {"chart": Text("図")}),
    "graphs": Schema("graphs", "グラフ", {"chart": Text("図")}),
    "trends": Schema("trends", "推移の図", {"chart": Text("図")}),
}

IMPROVED = ("reference", "name", "details", "owner", "department", "finish_by", "state", "outcome")
"""What is printed of an improvement."""


def gather(service: EvaluationService, records: Sequence[Snapshot]) -> list[Gathered]:
    """Return the facts of sheets, in order."""
    return [_of_one(service, record) for record in records]


def _of_one(service: EvaluationService, record: Snapshot) -> Gathered:
    compared = service.comparing.comparison(service.comparing.of_sheet(record.values) or [record.id])
    ids = [party.evaluation_id for party in compared.parties]
    improved = service.improvements.of_evaluations(ids, IMPROVED)
    return told(record, service.sheet_of(record.values), compared, improved, service.words())


def told(
    record: Snapshot,
    sheet: EvaluationSheet | None,
    compared: Comparison,
    improved: Sequence[Mapping[str, Any]],
    words: Words,
) -> Gathered:
    """Return the facts of a sheet, from those beside it and from what came of them."""
    kinds, states = words.taxonomy("evaluation_kinds"), words.taxonomy("states")
    judging = [code for code in (sheet.kinds if sheet else (record["kind"],)) if not _agrees(kinds.get(code))]
    values = {
        "score_words": "" if record["score"] is None else f"{record['score'] / 10:.1f}点（100点満点）",
        "missing_words": f"未記入の項目が{record['missing']}つあります。" if record["missing"] else "",
        **(_sheet_words(sheet) if sheet else {}),
        **_comparison_words(compared),
    }
    tables: dict[str, Sequence[Values]] = {
        "handed_out": [{"name": kinds.label_of(code), "kind": code} for code in judging],
        "blank_items": laying.blank_lines(sheet) if sheet else [],
        "compared": [_compared_line(compared, item) for item in compared.items],
        "remarks": _remarks(compared),
        "scores": _scores(compared),
        "improvements": [{**each, "state": states.label_of(each["state"] or "")} for each in improved],
        **_charts(compared),
    }
    return Gathered(values, tables)


def _agrees(term: Any) -> bool:
    return bool(term is not None and term.extra.get("agrees"))


def _sheet_words(sheet: EvaluationSheet) -> dict[str, str]:
    weights = "　".join(f"{group.label} {group.weight}" for group in sheet.groups)
    return {
        "sheet_note": sheet.note,
        "scale_words": "　".join(f"{mark}：{words}" for mark, words in sheet.scale()),
        "reason_words": f"{sheet.reason_at}点以下の項目には、理由を書いてください。",
        "weight_words": weights,
    }


def _comparison_words(compared: Comparison) -> dict[str, str]:
    seen = compared.seen()
    wide = "、".join(f"{item.label}（差{item.gap}）" for item in compared.wide)
    further = len(seen) - MOST_PARTIES
    return {
        **{f"party{at}": compared.parties[seen[at - 1]].label for at in _PLACES if at <= len(seen)},
        "gap_words": wide or "ありません",
        "agreed_words": compared.agreed,
        "further_words": f"このほかに{further}件の評価があります。" if further > 0 else "",
    }


def _compared_line(compared: Comparison, item: comparison.ComparedItem) -> Values:
    comments = [f"{party.label}：{said}" for party, said in zip(compared.parties, item.reasons, strict=True) if said]
    shown = [item.marks[at] for at in compared.seen()][:MOST_PARTIES]
    return {
        "part": item.part,
        "label": item.label,
        **{f"mark{at}": "－" if mark is None else str(mark) for at, mark in enumerate(shown, 1)},
        "gap": f"▲{item.gap}" if item.is_wide else str(item.gap),
        "comments": "\n".join(comments),
    }


def _remarks(compared: Comparison) -> list[Values]:
    fields = schema_of(Evaluation).fields
    return [
        {"what": fields[name].label, "party": party.label, "words": party.remarks[name]}
        for name in comparison.REMARKS
        for party in compared.parties
        if party.remarks[name]
    ]


def _scores(compared: Comparison) -> list[Values]:
    trends = {label: dict(found) for label, found in compared.trend}
    lines: list[Values] = []
    for at in compared.seen():
        party = compared.parties[at]
        years = trends.get(party.label, {})
        before = years.get(compared.fiscal_year - 1)
        now = years.get(compared.fiscal_year)
        means = [f"{part} {rules.decimal(found[at])}" for part, found in compared.means if found[at] is not None]
        lines.append(
            {
                "party": party.label,
                "evaluator": party.evaluator,
                "score": "－" if party.score is None else f"{party.score / 10:.1f}点",
                "change": rules.change(before, now),
                "means": "　".join(means),
            }
        )
    return lines


def _charts(compared: Comparison) -> dict[str, Sequence[Values]]:
    drawn = {"radar": (comparison.radar,), "graphs": (comparison.radar, comparison.bars), "trends": (comparison.lines,)}
    found = {name: [draw(compared) for draw in charts] for name, charts in drawn.items()}
    return {name: [{"chart": chart} for chart in charts if chart is not None] for name, charts in found.items()}


FACTS = Facts(FIELDS, TABLES, gather)
