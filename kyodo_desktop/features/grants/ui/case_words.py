"""What the rules say of an application, in the words and marks that stand above, beside and below its tables."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from kyodo_desktop.core.money import yen
from kyodo_desktop.core.taxonomy import Words
from kyodo_desktop.features.grants.assessment import Lines
from kyodo_desktop.features.grants.changing import ChangeStanding, Changing
from kyodo_desktop.features.grants.checks import BESIDE, UNKNOWN_PLAN, still_told
from kyodo_desktop.features.grants.rules.derivation import Line
from kyodo_desktop.features.grants.rules.findings import Finding, Level
from kyodo_desktop.features.grants.rules.terms import share_text
from kyodo_desktop.features.grants.ui.reading import CaseReading
from kyodo_desktop.ui.colours import Mark, Tone

TONES = {Level.OK: Tone.GOOD, Level.LOOK: Tone.SOON, Level.REFUSED: Tone.LATE}

_SUMS: Mapping[str, Mapping[str, str]] = {
    "incomes": {"budget": "予算", "settled": "決算"},
    "expenses": {"budget": "予算", "eligible": "対象経費", "settled": "決算", "settled_eligible": "決算の対象経費"},
    "receipts": {"amount": "領収書"},
}
"""The columns that are summed below a table, and what their sums are called."""

REFUSED_STAYS = "変更は承認されていませんが、この記録の計画は、申請された変更のままです。"
"""What is said after 不承認, for what was typed stays until a person puts the decided plan back."""

SAID_BELOW = frozenset(table for table, _ in BESIDE.values() if table)
"""The tables below which findings stand."""


def above(reading: CaseReading, values: Mapping[str, Any]) -> list[str]:
    """Return the sentences above the record: what keeps it from going on, then what is to be looked at."""
    of_fields = [
        finding
        for finding in still_told(reading.findings, values)
        if finding.code == "documents" or not (_table(finding) or finding.code == "amount")
    ]
    return [
        finding.sentence for level in (Level.REFUSED, Level.LOOK) for finding in of_fields if finding.level is level
    ]


def beside(reading: CaseReading, values: Mapping[str, Any]) -> list[str | Mark]:
    """Return 収支, what comes out, then how, line by line; the bound that is the smallest is marked."""
    found = {finding.code: finding for finding in reading.findings}
    told: list[str | Mark] = []
    if balance := found.get("balance"):
        told.append(Mark(balance.sentence, TONES[balance.level]))
    requested = values.get("requested_amount")
    if reading.derivation and requested is not None and "amount" in found:
        told.append(Mark(found["amount"].sentence, TONES[found["amount"].level]))
    return told + [_derived(line) for line in reading.derivation]


def _derived(line: Line) -> str | Mark:
    return Mark(f"{line.text} ← 最も小さい額", Tone.GOOD) if line.decisive else line.text


def change(standing: ChangeStanding) -> list[str | Mark]:
    """Return what is said of a change of the decided plan; nothing while nothing differs from it."""
    if standing.is_unknown:
        return [Mark(UNKNOWN_PLAN, Tone.SOON) if standing.is_pending else UNKNOWN_PLAN]
    if standing.asked is None or not standing.asked.is_one:
        return []
    refused = [Mark(REFUSED_STAYS, Tone.LATE)] if standing.was_refused else []
    return [*refused, *_changed(standing.asked)]


def _changed(found: Changing) -> list[str | Mark]:
    """Return what a change needs, the grant before and after, then what moves by how much."""
    verdict, limit = found.verdict, found.rules.category_permille
    needs = "変更承認が必要です。" if verdict.needs_approval else "軽微な変更です。変更承認の申請は要りません。"
    told: list[str | Mark] = [Mark(needs, Tone.SOON if verdict.needs_approval else Tone.GOOD)]
    if limit is not None:
        told.append(f"費目か合計の増減が{share_text(limit)}を超えると、承認が要ります。")
    after = found.amount.amount if found.amount else found.after.grant
    told.append(f"交付決定額：{yen(found.before.grant)} → {yen(after)}")
    told += [
        f"収入　{_moved(each.label, each.budgeted, each.actual)}"
        for each in found.incomes
        if each.difference and not each.total
    ]
    for line in verdict.lines:
        moved = f"支出　{_moved(line.label, line.before, line.after, line.permille)}"
        if line.difference:
            told.append(Mark(f"{moved} ← 承認が要る増減", Tone.SOON) if line.needs_approval else moved)
    return told


def _moved(label: str, before: int, after: int, permille: int | None = None) -> str:
    share = "" if permille is None else f"、{share_text(permille)}"
    sign = "＋" if after > before else "△"
    return f"{label}：{yen(before)} → {yen(after)}（{sign}{yen(abs(after - before))}{share}）"


def below(reading: CaseReading | None, lines: Lines, words: Words) -> Iterator[tuple[str, list[str | Mark]]]:
    """Yield each table with what stands below it: its sums, then what is said of it as a whole."""
    for table in ("incomes", "expenses", "documents", "receipts"):
        told: list[str | Mark] = list(sums(table, lines.get(table, ()), words))
        findings = reading.findings if reading is not None else ()
        told += [
            Mark(finding.sentence, TONES[finding.level])
            for finding in findings
            if _table(finding) == table and finding.row is None and (finding.level is not Level.OK or lines.get(table))
        ]
        if refused := [finding for finding in findings if finding.code == "receipt" and table == "receipts"]:
            total = yen(sum(finding.yen or 0 for finding in refused))
            told.append(Mark(f"認められない領収書が{len(refused)}件、{total}あります（■の行）。", Tone.LATE))
        yield table, told


def sums(table: str, lines: Sequence[Mapping[str, Any]], words: Words) -> Iterator[str]:
    """Yield the totals of a table in words; receipts also by 費目."""
    totals = []
    for column, label in _SUMS.get(table, {}).items():
        told = [line[column] for line in lines if line.get(column) is not None]
        if told:
            totals.append(f"{label} {yen(sum(told))}")
    if totals:
        yield f"合計　{'　'.join(totals)}"
    if table == "receipts" and len(lines) > 1:
        by_category: dict[str, int] = {}
        for line in lines:
            category = line.get("category") or ""
            by_category[category] = by_category.get(category, 0) + (line.get("amount") or 0)
        named = words.taxonomy("expense_categories").label_of
        yield "費目別　" + "　".join(f"{named(code) or '未入力'} {yen(total)}" for code, total in by_category.items())


def hints(reading: CaseReading) -> dict[str, dict[int, dict[str, str]]]:
    """Return the sentences beside single cells, by table, line and attribute."""
    found: dict[str, dict[int, dict[str, str]]] = {table: {} for table in SAID_BELOW}
    for finding in reading.findings:
        table, attribute = BESIDE.get(finding.code, ("", ""))
        if table and attribute and finding.row is not None and finding.level is not Level.OK:
            found[table].setdefault(finding.row, {})[attribute] = finding.sentence
    return found


def _table(finding: Finding) -> str:
    return BESIDE.get(finding.code, ("", ""))[0]
