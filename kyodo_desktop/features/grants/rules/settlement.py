"""額の確定: the amount that the result supports, what stays unused, what is still paid and what is returned."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from kyodo_desktop.core.money import yen
from kyodo_desktop.features.grants.rules.amount import AmountRequest, grant_amount
from kyodo_desktop.features.grants.rules.derivation import Line
from kyodo_desktop.features.grants.rules.findings import Finding, Level
from kyodo_desktop.features.grants.rules.terms import AmountTerms, Frame, cut, share_text

ASSET_THRESHOLD = 500_000
"""Yen: what many 要綱 name for 財産処分の制限, after the 50万円 of the state's subsidies; a programme may name less."""


@dataclass(frozen=True, slots=True)
class Settlement:
    """決定額, 確定額, 不用額, 既払額, 精算払額 and 返還額 in yen, with their derivation.

    ``reason`` is the sentence why nothing is left of the grant.
    """

    decided: int
    determined: int
    unused: int
    paid: int
    to_pay: int
    to_return: int
    lines: tuple[Line, ...]
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Asset:
    """取得財産: its name and its price in yen."""

    name: str
    price: int


def settle(
    terms: AmountTerms,
    result: AmountRequest,
    decided: int,
    paid: int,
    frame: Frame | None = None,
    *,
    applies_floor: bool = False,
) -> Settlement:
    """Return the settlement: 確定額 is the smaller of 決定額 and the amount that the result gives by the same terms.

    ``result`` holds the actual 対象経費 and other income; its 申請額 is no bound any more. ``paid`` is what was paid
    before (既払額, less what was returned). The floor is a condition of applying: a result below it keeps its amount
    unless ``applies_floor``.
    """
    terms = replace(terms, year_limit=None)
    if not applies_floor:
        terms = replace(terms, floor=0)
        frame = replace(frame, floor=None) if frame else None
    computed = grant_amount(terms, replace(result, requested=None), frame)
    determined = min(decided, computed.amount)
    held = decided < computed.amount
    lines = (
        *(replace(line, decisive=line.decisive and not held) for line in computed.lines[:-1]),
        replace(computed.lines[-1], label="実績から算出した額"),
        Line("交付決定額", "", decided, decisive=held),
    )
    reason = "" if determined else "実績では補助額が0円になるため、交付決定額の全額が不用になります。"
    return _concluded(decided, determined, paid, lines, reason)


def advance_ceiling(decided: int, permille: int, unit: int = 1000) -> int:
    """Return the most that may be paid before the settlement (概算払), cut to the unit, in yen."""
    return cut(decided * permille // 1000, unit)


def check_advance(decided: int, permille: int, paid: int, asked: int, unit: int = 1000) -> Finding:
    """Return whether a 概算払 may be made; ``yen`` is what may still be paid. ``paid`` is what was paid before."""
    ceiling = advance_ceiling(decided, permille, unit)
    room = max(0, ceiling - paid)
    if asked <= 0:
        return Finding("advance", Level.REFUSED, "概算払の額を1円以上で入力してください。", room)
    if asked > room:
        before = f"（支払済み{yen(paid)}）" if paid else ""
        sentence = (
            f"概算払は交付決定額（{yen(decided)}）の{share_text(permille)}、{yen(ceiling)}までです{before}。"
            f"{yen(room)}以下で入力してください。"
            if room
            else f"概算払の上限（{yen(ceiling)}）まで支払済みです。これ以上は概算払できません。"
        )
        return Finding("advance", Level.REFUSED, sentence, room)
    return Finding("advance", Level.OK, f"概算払の上限（{yen(ceiling)}）の範囲内です。", room)


def restricted_assets(assets: Sequence[Asset], threshold: int = ASSET_THRESHOLD) -> tuple[Finding, ...]:
    """Return a note for each asset whose disposal needs consent (財産処分); ``row`` is its place, ``yen`` its price."""
    return tuple(
        Finding(
            "asset",
            Level.LOOK,
            f"「{asset.name}」（{yen(asset.price)}）は取得価格が{yen(threshold)}以上です。"
            "処分の制限がある間に処分するときは、承認が必要です。",
            asset.price,
            row,
        )
        for row, asset in enumerate(assets)
        if asset.price >= threshold
    )


def _concluded(decided: int, determined: int, paid: int, lines: tuple[Line, ...], reason: str) -> Settlement:
    unused, to_pay, to_return = decided - determined, max(0, determined - paid), max(0, paid - determined)
    closing = [
        Line("確定額", "", determined),
        Line("不用額", f"{yen(decided)}－{yen(determined)}", unused),
        Line("既払額", "", paid),
        Line("返還額", f"{yen(paid)}－{yen(determined)}", to_return)
        if to_return
        else Line("精算払額", f"{yen(determined)}－{yen(paid)}", to_pay),
    ]
    return Settlement(decided, determined, unused, paid, to_pay, to_return, (*lines, *closing), reason)
