"""What is said of a sheet while it is read or filled in: its scale, its score, the reasons that it wants."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from kyodo_desktop.core.evaluation_sheets import EvaluationSheet
from kyodo_desktop.features.evaluations import laying, rules
from kyodo_desktop.features.evaluations.service import reason_wanted
from kyodo_desktop.ui.colours import Mark, Tone

Lines = Sequence[Mapping[str, Any]]


def above(sheet: EvaluationSheet | None) -> tuple[str, ...]:
    """Return the scale of a sheet in words, and how it is filled in."""
    if sheet is None:
        return ()
    scale = "　".join(f"{mark}＝{words}" for mark, words in sheet.scale())
    return tuple(filter(None, (f"評点：{scale}", sheet.note)))


def asked(sheet: EvaluationSheet | None, line: Mapping[str, Any]) -> list[str | Mark]:
    """Return the whole question of the line that is being marked, with what its mark means."""
    mark = line.get("mark")
    meant = f"　→　{mark}＝{words}" if sheet and mark is not None and (words := sheet.anchor(mark)) else ""
    return [f"「{line.get('label') or ''}」{line.get('question') or ''}{meant}"]


def below(sheet: EvaluationSheet | None, lines: Lines) -> list[str | Mark]:
    """Return what the marks come to, and what is still missing."""
    if sheet is None:
        return []
    counted = rules.score(sheet, laying.marks_of(lines))
    if counted.total is None:
        return ["評点はまだありません。"]
    parts = "　".join(
        f"{each.group.label} 平均{rules.decimal(each.mean)}（重み{each.group.weight}）"
        for each in counted.groups
        if each.mean is not None
    )
    told: list[str | Mark] = [f"評価点 {rules.decimal(counted.total)}点　{parts}"]
    if counted.missing:
        told.append(Mark(f"未記入 {counted.missing}項目（評価点には数えていません）", Tone.SOON))
    wanting = rules.unexplained(sheet, laying.marks_of(lines), laying.reasons_of(lines))
    if wanting:
        told.append(Mark(f"理由が必要な項目 {len(wanting)}項目", Tone.LATE))
    return told


def hints(sheet: EvaluationSheet | None, lines: Lines) -> dict[int, dict[str, str]]:
    """Return the sentence beside each reason that a low mark wants, by line."""
    if sheet is None:
        return {}
    return {
        row: {"reason": reason_wanted(sheet)}
        for row, line in enumerate(lines)
        if sheet.needs_reason(line.get("mark")) and not (line.get("reason") or "").strip()
    }
