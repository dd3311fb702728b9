"""審査: the marks of the reviewers, those of an interested one replaced by the average of the others."""

from __future__ import annotations

import enum
import operator
from collections.abc import Sequence
from dataclasses import dataclass

from kyodo_desktop.features.grants.rules.findings import Finding, Level


class Vacancy(enum.StrEnum):
    """What becomes of the place of a reviewer with 利害関係, who gives no marks.

    LEAVES_OUT: full marks are lower by that reviewer, and applications are compared by their averages. AVERAGES: the
    average of the others stands in the place.
    """

    LEAVES_OUT = "leaves_out"
    AVERAGES = "averages"


@dataclass(frozen=True, slots=True)
class ReviewItem:
    """One 審査項目: its highest mark, and how many times it counts."""

    key: str
    label: str
    maximum: int
    weight: int = 1


@dataclass(frozen=True, slots=True)
class Reviewer:
    """One 審査員."""

    key: str
    name: str


@dataclass(frozen=True, slots=True)
class ReviewRules:
    """Items, reviewers, and how a round makes up for marks; ``floor_permille`` of full marks must be reached.

    ``interest`` says what a reviewer with 利害関係 means for that application.
    """

    items: tuple[ReviewItem, ...]
    reviewers: tuple[Reviewer, ...]
    interest: Vacancy = Vacancy.AVERAGES
    floor_permille: int = 700

    @property
    def full_per_reviewer(self) -> int:
        """The highest total that one reviewer can give."""
        return sum(item.maximum * item.weight for item in self.items)


@dataclass(frozen=True, slots=True)
class Sheet:
    """One reviewer's marks for one application, in the order of the items; None is not entered yet."""

    reviewer: str
    marks: tuple[int | None, ...]
    interest: bool = False


@dataclass(frozen=True, slots=True)
class ReviewerTotal:
    """What one reviewer gives an application: None while marks are missing, or when left out.

    ``replaced`` marks a total that is the average of the others.
    """

    reviewer: str
    name: str
    total: int | None
    replaced: bool = False
    interest: bool = False
    missing_items: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Score:
    """The result of one application.

    ``total`` is None until every mark is there; ``full`` are full marks of the ``counted`` reviewers, ``passing`` the
    lowest total that reaches the floor. ``item_totals`` (weighted, in the order of the items) are empty until then.
    ``missing`` are sentences.
    """

    totals: tuple[ReviewerTotal, ...]
    total: int | None
    full: int
    counted: int
    item_totals: tuple[int, ...]
    passing: int
    missing: tuple[str, ...] = ()


def passing_total(full: int, floor_permille: int) -> int:
    """Return the lowest whole total that reaches a share of full marks."""
    return -(-full * floor_permille // 1000)


def check_marks(items: Sequence[ReviewItem], sheet: Sheet) -> tuple[Finding, ...]:
    """Return what is wrong with the marks of a sheet; ``row`` is the item's place. Empty when all can be entered."""
    if len(sheet.marks) != len(items):
        sentence = f"点数が{len(sheet.marks)}項目分あります。{len(items)}項目分を入力してください。"
        return (Finding("items", Level.REFUSED, sentence),)
    return tuple(
        Finding(
            "mark",
            Level.REFUSED,
            f"「{item.label}」は0点から{item.maximum}点までです（{mark}点と入力されています）。",
            None,
            row,
        )
        for row, (item, mark) in enumerate(zip(items, sheet.marks, strict=True))
        if mark is not None and not 0 <= mark <= item.maximum
    )


def score(rules: ReviewRules, sheets: Sequence[Sheet]) -> Score:
    """Return the score of one application. A reviewer without a sheet has entered nothing yet.

    An average in the place of a reviewer is that of the totals of those who gave marks, decimals dropped. Raises
    ValueError for a sheet of an unknown reviewer, a second sheet of one, and for marks that ``check_marks`` refuses.
    """
    by_reviewer = _by_reviewer(rules, sheets)
    weights = [item.weight for item in rules.items]
    given: list[tuple[int, ...]] = []
    totals: list[ReviewerTotal] = []
    for reviewer in rules.reviewers:
        sheet = by_reviewer.get(reviewer.key)
        if sheet is not None and sheet.interest:
            replaced = rules.interest is Vacancy.AVERAGES
            totals.append(ReviewerTotal(reviewer.key, reviewer.name, None, replaced, interest=True))
            continue
        marks = sheet.marks if sheet else (None,) * len(rules.items)
        entered = tuple(mark for mark in marks if mark is not None)
        if len(entered) == len(rules.items):
            given.append(entered)
            totals.append(ReviewerTotal(reviewer.key, reviewer.name, sum(map(operator.mul, weights, entered))))
        else:
            lacking = tuple(item.label for item, mark in zip(rules.items, marks, strict=True) if mark is None)
            totals.append(ReviewerTotal(reviewer.key, reviewer.name, None, missing_items=lacking))
    missing = _missing(totals, len(rules.items), bool(given))
    counted = len(rules.reviewers) - sum(one.interest and not one.replaced for one in totals)
    full = rules.full_per_reviewer * counted
    passing = passing_total(full, rules.floor_permille)
    if missing:
        return Score(tuple(totals), None, full, counted, (), passing, missing)
    return _filled(rules, totals, given, full=full, counted=counted, passing=passing)


def _by_reviewer(rules: ReviewRules, sheets: Sequence[Sheet]) -> dict[str, Sheet]:
    known = {reviewer.key for reviewer in rules.reviewers}
    found = {sheet.reviewer: sheet for sheet in sheets}
    if len(found) != len(sheets) or not found.keys() <= known:
        raise ValueError("each sheet belongs to one reviewer of the round, and each reviewer has one")
    maxima = [item.maximum for item in rules.items]
    for sheet in sheets:
        if not sheet.interest and not _within(maxima, sheet.marks):
            raise ValueError(f"the marks of {sheet.reviewer} are outside their items")
    return found


def _within(maxima: Sequence[int], marks: Sequence[int | None]) -> bool:
    """Return whether :func:`check_marks` finds nothing; a round asks this for thousands of sheets at once."""
    if len(marks) != len(maxima):
        return False
    return all(mark is None or 0 <= mark <= maximum for mark, maximum in zip(marks, maxima, strict=True))


def _weighted(items: Sequence[ReviewItem], marks: Sequence[int]) -> int:
    return sum(item.weight * mark for item, mark in zip(items, marks, strict=True))


def _missing(totals: Sequence[ReviewerTotal], items: int, any_given: bool) -> tuple[str, ...]:
    """Return a sentence for each reviewer whose marks lack; one where nothing, or nobody, is left to mark."""
    if not items:
        return ("審査項目がないため、点数を付けられません。募集回に審査項目を加えてください。",)
    waiting = [one for one in totals if one.missing_items]
    sentences = [
        f"{one.name}さんの点数がまだ入力されていません。"
        if len(one.missing_items) == items
        else f"{one.name}さんの「{'」「'.join(one.missing_items)}」の点数がまだ入力されていません。"
        for one in waiting
    ]
    if not waiting and not any_given:
        sentences.append("点数を付けた審査員がいないため、平均を計算できません。審査員を加えてください。")
    return tuple(sentences)


def _filled(
    rules: ReviewRules,
    totals: Sequence[ReviewerTotal],
    given: Sequence[tuple[int, ...]],
    *,
    full: int,
    counted: int,
    passing: int,
) -> Score:
    """Return the score with the averages of the others in the place of those who are replaced."""
    sums = [sum(marks) for marks in zip(*given, strict=True)]
    average_marks = [total // len(given) for total in sums]
    average = _weighted(rules.items, sums) // len(given)
    filled = tuple(
        ReviewerTotal(one.reviewer, one.name, average, True, one.interest) if one.replaced else one for one in totals
    )
    made_up = counted - len(given)
    item_totals = tuple(
        item.weight * (marks + made_up * one) for item, marks, one in zip(rules.items, sums, average_marks, strict=True)
    )
    total = sum(one.total for one in filled if one.total is not None)
    return Score(filled, total, full, counted, item_totals, passing)
