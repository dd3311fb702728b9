"""The sheets of one project side by side: marks of every party item by item, gaps, comments, means and charts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from kyodo_desktop.core.charts.chart import Chart, Kind, Series
from kyodo_desktop.core.dates import fiscal_year_label
from kyodo_desktop.core.evaluation_sheets import EvaluationSheet
from kyodo_desktop.core.schema import Snapshot
from kyodo_desktop.core.taxonomy import Taxonomy
from kyodo_desktop.features.evaluations import rules

REMARKS = ("good_points", "issues", "requests")
"""What each party says in words, by attribute."""

FEWEST_AXES = 3
"""A radar of fewer axes shows nothing."""

FEWEST_YEARS = 2
"""A single year is no trend."""


@dataclass(frozen=True, slots=True)
class Party:
    """One sheet in the comparison; ``score`` is in tenths of a point."""

    evaluation_id: int
    kind: str
    label: str
    evaluator: str
    score: int | None
    agrees: bool
    remarks: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class ComparedItem:
    """One item: a mark and a comment for each party, in their order. ``gap`` leaves out what was agreed."""

    item: str
    part: str
    label: str
    question: str
    marks: tuple[int | None, ...]
    reasons: tuple[str, ...]
    gap: int

    @property
    def is_wide(self) -> bool:
        """Whether the parties are so far apart that it is talked about."""
        return self.gap >= rules.GAP


@dataclass(frozen=True, slots=True)
class Comparison:
    """Everything that is seen of one project in one 年度 and stage."""

    name: str
    organization: str
    department: str
    fiscal_year: int
    stage: str
    project_id: int | None
    grant_id: int | None
    sheet: EvaluationSheet | None
    parties: tuple[Party, ...]
    items: tuple[ComparedItem, ...]
    means: tuple[tuple[str, tuple[Fraction | None, ...]], ...]
    agreed: str
    agreement_id: int | None
    trend: tuple[tuple[str, tuple[tuple[int, Fraction | None], ...]], ...] = ()
    """By the label of a kind: its mean score of every year."""

    def seen(self) -> list[int]:
        """Return the places of the parties whose marks are seen: an agreement in words alone has no column."""
        marked = [any(item.marks[at] is not None for item in self.items) for at in range(len(self.parties))]
        return [at for at, party in enumerate(self.parties) if marked[at] or not party.agrees]

    @property
    def wide(self) -> tuple[ComparedItem, ...]:
        """The items that the parties judge differently."""
        return tuple(item for item in self.items if item.is_wide)


def compare(
    records: Sequence[Snapshot], sheets: Mapping[str, EvaluationSheet], kinds: Taxonomy, stages: Taxonomy
) -> Comparison:
    """Return the sheets of one project and time side by side, the kinds in the order of the profile.

    Raises ValueError without any sheet.
    """
    if not records:
        raise ValueError("there is nothing to compare")
    order = [term.code for term in kinds.terms]
    records = sorted(records, key=lambda each: (order.index(each["kind"]) if each["kind"] in order else 99, each.id))
    parties = tuple(_party(each, records, kinds) for each in records)
    first = next((each for each, party in zip(records, parties, strict=True) if not party.agrees), records[0])
    items = tuple(_items(records, parties))
    agreements = [each for each, party in zip(records, parties, strict=True) if party.agrees]
    return Comparison(
        name=first["name"],
        organization=first["organization"] or "",
        department=first["department"] or "",
        fiscal_year=first["fiscal_year"],
        stage=stages.label_of(first["stage"]),
        project_id=first["project_id"],
        grant_id=first["grant_id"],
        sheet=sheets.get(first["sheet"]),
        parties=parties,
        items=items,
        means=tuple(_means(items, len(parties))),
        agreed="\n".join(filter(None, (each["agreed"] for each in agreements))),
        agreement_id=agreements[0].id if agreements else None,
    )


def _party(record: Snapshot, records: Sequence[Snapshot], kinds: Taxonomy) -> Party:
    label = kinds.label_of(record["kind"])
    same = [each.id for each in records if each["kind"] == record["kind"]]
    if len(same) > 1:
        label += f" {same.index(record.id) + 1}"
    return Party(
        evaluation_id=record.id,
        kind=record["kind"],
        label=label,
        evaluator=record["evaluator"] or "",
        score=record["score"],
        agrees=_agrees(record["kind"], kinds),
        remarks={name: record[name] or "" for name in REMARKS},
    )


def _agrees(code: str, kinds: Taxonomy) -> bool:
    term = kinds.get(code)
    return bool(term and term.extra.get("agrees"))


def _items(records: Sequence[Snapshot], parties: Sequence[Party]) -> list[ComparedItem]:
    """Return the items of all sheets, each once, in the order of the first sheet that has it."""
    words: dict[str, Mapping[str, Any]] = {}
    lines: list[dict[str, Mapping[str, Any]]] = []
    for record in records:
        own = {line["item"]: line.values for line in record.children["marks"] if line["item"]}
        lines.append(own)
        words |= {code: line for code, line in own.items() if code not in words}
    found = []
    for code, line in words.items():
        marks = tuple(own.get(code, {}).get("mark") for own in lines)
        judged = [mark for mark, party in zip(marks, parties, strict=True) if not party.agrees]
        found.append(
            ComparedItem(
                item=code,
                part=line["part"] or "",
                label=line["label"] or "",
                question=line["question"] or "",
                marks=marks,
                reasons=tuple((own.get(code, {}).get("reason") or "").strip() for own in lines),
                gap=rules.gap(judged),
            )
        )
    return found


def _means(items: Sequence[ComparedItem], parties: int) -> list[tuple[str, tuple[Fraction | None, ...]]]:
    found = []
    for part in dict.fromkeys(item.part for item in items):
        inside = [item.marks for item in items if item.part == part]
        means = []
        for at in range(parties):
            given = [mark for marks in inside if (mark := marks[at]) is not None]
            means.append(Fraction(sum(given), len(given)) if given else None)
        found.append((part, tuple(means)))
    return found


# ---------------------------------------------------------------------------------------------------------- charts


def radar(compared: Comparison) -> Chart | None:
    """Return the marks of each party on the items of the first part; None where that has too few of them."""
    part = compared.items[0].part if compared.items else ""
    items = [item for item in compared.items if item.part == part]
    series = _series(compared, [[item.marks[at] for item in items] for at in range(len(compared.parties))])
    if len(items) < FEWEST_AXES or not series:
        return None
    return Chart(
        Kind.RADAR,
        tuple(item.label for item in items),
        series,
        title=f"{part}（項目ごとの評点）",
        scale=_scale(compared),
    )


def bars(compared: Comparison) -> Chart | None:
    """Return the mean of each party in each part; None without any mark."""
    values = [[_number(means[at]) for _, means in compared.means] for at in range(len(compared.parties))]
    series = _series(compared, values)
    if not series:
        return None
    parts = tuple(part for part, _ in compared.means)
    low, high = _scale(compared) or (0, 0)
    scale = (0.0, high) if low >= 0 and high else None
    return Chart(Kind.BARS, parts, series, title="まとまりごとの平均", decimals=1, scale=scale)


def lines(compared: Comparison) -> Chart | None:
    """Return the scores over the years, a line for each kind; None of fewer than two years."""
    years = [year for year, _ in compared.trend[0][1]] if compared.trend else []
    if len(years) < FEWEST_YEARS:
        return None
    series = tuple(Series(label, tuple(_number(value) for _, value in found)) for label, found in compared.trend)
    labels = tuple(fiscal_year_label(year) for year in years)
    return Chart(Kind.LINES, labels, series, title="評価点の推移", unit="点", decimals=1, scale=(0, rules.FULL))


def _series(compared: Comparison, values: Sequence[Sequence[float | None]]) -> tuple[Series, ...]:
    """Return a series for each kind that has figures: the mean where several sheets are of one kind."""
    gathered: dict[str, list[Sequence[float | None]]] = {}
    for party, row in zip(compared.parties, values, strict=True):
        gathered.setdefault(party.label.split(" ")[0], []).append(row)
    series = tuple(
        Series(label, tuple(_mean([row[at] for row in rows]) for at in range(len(rows[0]))))
        for label, rows in gathered.items()
    )
    return tuple(each for each in series if any(value is not None for value in each.values))


def _mean(values: Sequence[float | None]) -> float | None:
    given = [value for value in values if value is not None]
    return sum(given) / len(given) if given else None


def _number(value: Fraction | None) -> float | None:
    return None if value is None else float(value)


def _scale(compared: Comparison) -> tuple[float, float] | None:
    return (compared.sheet.least, compared.sheet.most) if compared.sheet else None
