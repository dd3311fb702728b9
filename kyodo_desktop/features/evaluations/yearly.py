"""What the evaluations of a year come to: each project's scores side by side, the means of all, and what was agreed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from kyodo_desktop.core.charts.chart import Chart, Kind, Series
from kyodo_desktop.core.dates import fiscal_year_label
from kyodo_desktop.core.evaluation_sheets import EvaluationSheet
from kyodo_desktop.core.taxonomy import Taxonomy
from kyodo_desktop.features.evaluations import comparison, rules
from kyodo_desktop.features.evaluations.comparing import Evaluated
from kyodo_desktop.features.evaluations.comparison import Comparison

if TYPE_CHECKING:
    from kyodo_desktop.features.evaluations.service import EvaluationService

Means = Mapping[str, Sequence[float | None]]
"""By the label of a kind: the mean of all its sheets, place by place."""


@dataclass(frozen=True, slots=True)
class Yearly:
    """All projects that were evaluated in a year, with the kinds of evaluation that judged any of them.

    ``scores`` are the mean scores of each kind (of 100) for each of ``years``, which ascend and end with this one.
    """

    compared: tuple[Comparison, ...]
    kinds: tuple[str, ...]
    years: tuple[int, ...]
    scores: Means

    gap: int = rules.GAP
    """From which difference an item is talked about."""

    def name(self, compared: Comparison) -> str:
        """Return the name of a project, with the stage where it was evaluated more than once in the year."""
        times = sum(each.name == compared.name for each in self.compared)
        return f"{compared.name}（{compared.stage}）" if times > 1 else compared.name

    def score_words(self, compared: Comparison) -> list[str]:
        """Return the score of each kind with one decimal, empty where there is none."""
        return [rules.decimal(self.score(compared, kind)) for kind in self.kinds]

    def score(self, compared: Comparison, kind: str) -> Fraction | None:
        """Return what the sheets of one kind gave a project, of 100; None without any."""
        given = [
            Fraction(party.score, 10)
            for party in compared.parties
            if party.score is not None and kind_of(party.label) == kind and not party.agrees
        ]
        return sum(given, Fraction()) / len(given) if given else None

    def charts(self) -> tuple[Chart, ...]:
        """Return the means of the year by item and by part, and the scores over the years, as far as they are known."""
        return tuple(chart for chart in (self._radar(), self._bars(), self._lines()) if chart is not None)

    def _main(self) -> tuple[EvaluationSheet | None, list[Comparison]]:
        """Return the sheet that most projects were judged with, and those projects."""
        sheets = [each.sheet for each in self.compared if each.sheet is not None]
        if not sheets:
            return None, []
        main = max(sheets, key=lambda sheet: sum(each.name == sheet.name for each in sheets))
        return main, [each for each in self.compared if each.sheet is not None and each.sheet.name == main.name]

    def _radar(self) -> Chart | None:
        sheet, compared = self._main()
        if sheet is None or not sheet.groups:
            return None
        first = sheet.groups[0]
        if len(first.items) < comparison.FEWEST_AXES:
            return None
        items = {item.code: at for at, item in enumerate(first.items)}
        marks: dict[str, list[list[int]]] = {}
        for each in compared:
            for item in each.items:
                if item.item in items:
                    for party, mark in zip(each.parties, item.marks, strict=True):
                        if mark is not None and not party.agrees:
                            places = marks.setdefault(kind_of(party.label), [[] for _ in items])
                            places[items[item.item]].append(mark)
        means = {kind: [_mean(given) for given in places] for kind, places in marks.items()}
        title = f"{first.label}（評点の平均）"
        labels = tuple(item.label for item in first.items)
        return self._chart(Kind.RADAR, labels, means, title, decimals=1, scale=(sheet.least, sheet.most))

    def _bars(self) -> Chart | None:
        sheet, compared = self._main()
        if sheet is None:
            return None
        parts = {group.label: at for at, group in enumerate(sheet.groups)}
        given: dict[str, list[list[Fraction]]] = {}
        for each in compared:
            for part, found in each.means:
                for party, mean in zip(each.parties, found, strict=True):
                    if mean is not None and part in parts and not party.agrees:
                        given.setdefault(kind_of(party.label), [[] for _ in parts])[parts[part]].append(mean)
        means = {kind: [_mean(each) for each in places] for kind, places in given.items()}
        scale = (0.0, float(sheet.most)) if sheet.least >= 0 else None
        return self._chart(Kind.BARS, tuple(parts), means, "まとまりごとの評点の平均（点）", decimals=1, scale=scale)

    def _lines(self) -> Chart | None:
        if len(self.years) < comparison.FEWEST_YEARS:
            return None
        labels = tuple(map(fiscal_year_label, self.years))
        return self._chart(
            Kind.LINES,
            labels,
            self.scores,
            "評価点の平均の推移（100点満点）",
            unit="点",
            decimals=1,
            scale=(0, rules.FULL),
        )

    def _chart(self, kind: Kind, labels: tuple[str, ...], means: Means, title: str, **more: Any) -> Chart | None:
        series = tuple(
            Series(label, tuple(means[label]))
            for label in self.kinds
            if label in means and any(value is not None for value in means[label])
        )
        return Chart(kind, labels, series, title, **more) if series and labels else None


def of_year(evaluations: EvaluationService, year: int, years: int) -> Yearly:
    """Return what the evaluations of a 年度 come to, and the scores of up to so many years that end with it.

    Runs on the database thread.
    """
    words = evaluations.words()
    kinds, stages = words.taxonomy("evaluation_kinds"), words.taxonomy("evaluation_stages")
    compared = tuple(_compared(evaluations, each, kinds, stages) for each in evaluations.comparing.evaluated(year))
    judging = [term.label for term in kinds.terms if not term.extra.get("agrees")]
    seen = {kind_of(party.label) for each in compared for party in each.parties}
    scores = _scores(evaluations, kinds, range(year - years + 1, year + 1))
    known = sorted({at for found in scores.values() for at in found})
    every = tuple(range(known[0], year + 1)) if known else ()
    means = {kind: [_mean(found.get(each, ())) for each in every] for kind, found in scores.items()}
    return Yearly(compared, tuple(label for label in judging if label in seen), every, means)


def _compared(evaluations: EvaluationService, each: Evaluated, kinds: Taxonomy, stages: Taxonomy) -> Comparison:
    return comparison.compare(evaluations.load_many(each.ids), evaluations.profile.evaluation_sheets, kinds, stages)


def _scores(evaluations: EvaluationService, kinds: Taxonomy, years: range) -> dict[str, dict[int, list[Fraction]]]:
    """Return every score by kind and year."""
    found: dict[str, dict[int, list[Fraction]]] = {}
    for each in evaluations.seen(("kind", "fiscal_year", "score")):
        if each["score"] is not None and each["fiscal_year"] in years:
            of_kind = found.setdefault(kinds.label_of(each["kind"]), {})
            of_kind.setdefault(each["fiscal_year"], []).append(Fraction(each["score"], 10))
    return found


def kind_of(label: str) -> str:
    """Return the kind in the label of a party: 委員会 2 is one of several of 委員会."""
    head, _, number = label.rpartition(" ")
    return head if number.isdecimal() else label


def _mean(given: Sequence[Any]) -> float | None:
    return float(sum(given)) / len(given) if given else None
