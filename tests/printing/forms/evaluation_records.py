"""Sheets of one project by three parties, with their facts, to fill the forms with; all of it is fictional."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from typing import Any

from kyodo_desktop.core.profiles import load_profile
from kyodo_desktop.core.schema import Snapshot
from kyodo_desktop.features.evaluations import comparison, facts, laying, rules

PROFILE = load_profile("muroran")
SHEET = PROFILE.evaluation_sheets["collaboration"]
MARKS = {
    "self": (5, 4, 4, 4, 5, 4, 3, 4, 4, 3, 4, 5, 4, 4, 4, 3),
    "department": (4, 4, 4, 3, 2, 4, 3, 4, 3, 3, 4, 4, 4, 4, 3, 3),
    "committee": (4, 3, 4, 4, 3, 4, 3, 3, 4, 1, 4, 4, 5, 4, 4, 4),
}
EVALUATORS = {
    "self": "みなと花いっぱいの会 髙橋 𠮷美",
    "department": "市民協働課 見本 花子",
    "committee": "市民協働推進委員会",
}
REASONS = {4: "水やりの分担を決めないまま夏になった。", 9: "雨で中止になったときの連絡が遅れた。"}
REMARKS = {
    "self": (
        "通りがかりの人が声をかけてくれるようになった。",
        "夏の水やりの担い手が足りない。",
        "打合せを4月に始めてほしい。",
    ),
    "department": ("小学校とのつながりができた。", "連絡が代表者ひとりに偏った。", "連絡網を2人以上にしてほしい。"),
    "committee": ("協働の効果がよく表れている。", "", "ほかの地区に広げる方法を考えてほしい。"),
}


def _record(at: int, kind: str) -> Snapshot:
    given = dict(zip((item.code for _, item in SHEET.items()), MARKS[kind], strict=True))
    counted = rules.score(SHEET, given)
    good, issues, requests = REMARKS[kind]
    values = {
        "reference": f"R8-E{at:03}",
        "name": "駅前花いっぱい大作戦",
        "organization": "みなと花いっぱいの会",
        "department": "市民協働課",
        "project_id": 7,
        "grant_id": None,
        "fiscal_year": 2026,
        "stage": "final",
        "kind": kind,
        "sheet": SHEET.name,
        "evaluator": EVALUATORS[kind],
        "evaluated_on": dt.date(2026, 11, 10),
        "good_points": good,
        "issues": issues,
        "requests": requests,
        "agreed": None,
        "score": rules.tenths(counted.total),
        "means": "　".join(f"{each.group.label} {rules.decimal(each.mean)}" for each in counted.groups),
        "missing": 0,
    }
    lines = [
        Snapshot(
            "evaluation_marks", place, 1, {**words, "mark": mark, "reason": REASONS.get(place) if mark <= 2 else None}
        )
        for place, (words, mark) in enumerate(zip(laying.blank_lines(SHEET), MARKS[kind], strict=True))
    ]
    return Snapshot("evaluations", at, 1, values, {"marks": tuple(lines)})


def _sheets() -> comparison.Comparison:
    words = PROFILE.words(dt.date(2026, 11, 21))
    kinds, stages = words.taxonomy("evaluation_kinds"), words.taxonomy("evaluation_stages")
    records = [_record(at, kind) for at, kind in enumerate(MARKS, 1)]
    found = comparison.compare(records, PROFILE.evaluation_sheets, kinds, stages)
    trend = tuple(
        (party.label, ((2025, Fraction(70 + at)), (2026, Fraction(party.score or 0, 10))))
        for at, party in enumerate(found.parties)
    )
    return replace(found, trend=trend, agreed="4月に打合せを開き、水やりと連絡の当番を表にする。")


IMPROVED = [
    {
        "reference": "R8-K001",
        "name": "水やり当番表を作る",
        "details": "町内会と小学校にも声をかけ、7月までに表を配る。",
        "owner": "渡邉 德子",
        "department": "みなと花いっぱいの会",
        "finish_by": dt.date(2027, 5, 31),
        "state": "under_way",
        "outcome": "4月の打合せで案を確かめた。",
    }
]

_OWN = _record(2, "department")
_FACTS = facts.told(_OWN, SHEET, _sheets(), IMPROVED, PROFILE.words(dt.date(2026, 11, 21)))

EVALUATION: Mapping[str, Any] = {**_OWN.values, **_FACTS.values}
EVALUATION_TABLES: Mapping[str, Sequence[Mapping[str, Any]]] = {
    **_FACTS.tables,
    "marks": [line.values for line in _OWN.children["marks"]],
    "earlier": [
        {
            "source": "令和7年度 最終　委員会（第三者）",
            "request": "町内会とも分担を話し合う。",
            "became": "6月に話し合い、3つの町内会が加わった。",
        }
    ],
    "indicators": [{"name": "延べ参加者数", "unit": "名", "target": 120, "result": 152, "rate": 1267}],
}
