"""Which column of a table is which attribute: proposed with a reason, changed by a person, remembered by the office."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from kyodo_desktop.core.schema import Schema
from kyodo_desktop.core.taxonomy import Words
from kyodo_desktop.spreadsheet.candidates import Candidate, MatchingWords, SplitRule, candidates_for
from kyodo_desktop.spreadsheet.continuing import headings_below
from kyodo_desktop.spreadsheet.headings import ROW_NUMBER_HEADINGS, fold_heading
from kyodo_desktop.spreadsheet.samples import column_samples, counts_rows, fitness
from kyodo_desktop.spreadsheet.sheets import RawCell
from kyodo_desktop.spreadsheet.tables import SECTION_HEADING, Table
from kyodo_desktop.spreadsheet.targets import Target, importable_fields

IGNORED = ""
"""What is remembered of a heading whose column is left out."""
_LEAST = 0.4
_FITS = 0.6
"""The share of fitting cells below which a person is told to look."""


@dataclass(frozen=True, slots=True)
class ColumnMatch:
    """What one column of a table is taken for.

    ``column`` counts the columns of the table from 0; ``target`` is None for a column that is left out. ``confidence``
    is 1 for what is certain; below 0.9 a person should look.
    """

    column: int
    heading: str
    target: Target | None
    confidence: float
    reason: str


@dataclass(frozen=True, slots=True)
class TableMapping:
    """One match for every column of a table, in their order; no attribute is filled twice."""

    matches: tuple[ColumnMatch, ...]

    def with_target(self, column: int, target: Target | None) -> TableMapping:
        """Return the mapping with one column decided by a person; a column that held the same place is left out."""
        places = target.places if target else frozenset()
        matches = []
        for match in self.matches:
            if match.column == column:
                matches.append(replace(match, target=target, confidence=1.0, reason="手で選びました"))
            elif match.target and places & match.target.places:
                matches.append(replace(match, target=None, reason="ほかの列に割り当てました"))
            else:
                matches.append(match)
        return TableMapping(tuple(matches))

    def remember(self) -> dict[str, str]:
        """Return what the office keeps for the next file, as JSON can hold it: folded heading to target."""
        keys = heading_keys([match.heading for match in self.matches])
        return {
            key: str(match.target) if match.target else IGNORED
            for key, match in zip(keys, self.matches, strict=True)
            if key
        }


def heading_keys(headings: Sequence[str]) -> list[str]:
    """Return the key of each heading; the second of the same name ends in ``#2``. A column without heading has none."""
    keys: list[str] = []
    seen: dict[str, int] = {}
    for heading in headings:
        folded = fold_heading(heading)
        seen[folded] = seen.get(folded, 0) + 1
        keys.append(f"{folded}#{seen[folded]}" if folded and seen[folded] > 1 else folded)
    return keys


def propose_mapping(
    schema: Schema,
    table: Table,
    words: Words,
    remembered: Mapping[str, str] | None = None,
    rules: Sequence[SplitRule] = (),
) -> TableMapping:
    """Return what each column most likely is, by its heading and by what its first cells hold.

    ``remembered`` is what :meth:`TableMapping.remember` returned before (several may be joined) and is followed where
    the attributes still exist. ``rules`` are a slice's own words, of which those are followed that hold in this file.
    """
    settled = _remembered(schema, table.header, remembered or {})
    taken = {place for match in settled.values() if match.target for place in match.target.places}
    offers: list[_Offer] = []
    headings = frozenset(map(fold_heading, table.header))
    going_on = headings_below(schema, table) if any(rule.below or rule.among for rule in rules) else frozenset()
    rules = [replace(rule, headings=held) for rule in rules if (held := rule.holding(headings, going_on))]
    known = MatchingWords.of(schema, rules)
    computed = _computed(schema) | _refused(rules)
    for column, heading in enumerate(table.header):
        if column in settled:
            continue
        samples = column_samples(table, column)
        if left_out := computed.get(fold_heading(heading)) or _left_out(heading, samples):
            settled[column] = ColumnMatch(column, heading, None, 1.0, left_out)
            continue
        for candidate in candidates_for(heading, known):
            fit = fitness(candidate.target, schema, samples, words, both_named=candidate.both_named)
            offers.append(_Offer(candidate.confidence * (0.5 + 0.5 * fit), column, candidate, fit))
    _settle(offers, table.header, settled, taken)
    return TableMapping(tuple(settled[column] for column in range(len(table.header))))


@dataclass(frozen=True, slots=True)
class _Offer:
    score: float
    column: int
    candidate: Candidate
    fit: float

    def match(self, heading: str) -> ColumnMatch:
        unfit = "（内容の合わないセルが多い）" if self.fit < _FITS else ""
        return ColumnMatch(
            self.column, heading, self.candidate.target, round(self.score, 2), self.candidate.reason + unfit
        )


def _settle(
    offers: Sequence[_Offer],
    header: Sequence[str],
    settled: dict[int, ColumnMatch],
    taken: set[tuple[str, int, str]],
) -> None:
    """Give each column its best offer, the best of all first; a place that is taken is offered to nobody else."""
    good = [offer for offer in offers if offer.score >= _LEAST]
    for offer in sorted(good, key=lambda offer: (-offer.score, offer.column)):
        if offer.column not in settled and not offer.candidate.target.places & taken:
            taken |= offer.candidate.target.places
            settled[offer.column] = offer.match(header[offer.column])
    offered = {offer.column for offer in good}
    for column, heading in enumerate(header):
        reason = "同じ項目がほかの列にあります" if column in offered else "当てはまる項目が見つかりません"
        settled.setdefault(column, ColumnMatch(column, heading, None, 0.0, reason))


def _remembered(schema: Schema, header: Sequence[str], remembered: Mapping[str, str]) -> dict[int, ColumnMatch]:
    """Return the columns that are remembered; what no longer exists, or is taken by an earlier column, is not."""
    found: dict[int, ColumnMatch] = {}
    taken: set[tuple[str, int, str]] = set()
    for column, (key, heading) in enumerate(zip(heading_keys(header), header, strict=True)):
        if key not in remembered:
            continue
        target = Target.of(remembered[key]) if remembered[key] else None
        if target is None or (target.fits(schema) and not target.places & taken):
            found[column] = ColumnMatch(column, heading, target, 1.0, "前回と同じ")
            taken |= target.places if target else set()
    return found


def _computed(schema: Schema) -> dict[str, str]:
    """Return why the headings of attributes are left out that the program computes: those of its own lists."""
    typed = {fold_heading(declared.label) for declared in importable_fields(schema).values()}
    labels = {fold_heading(declared.label) for declared in schema.shown().values() if declared.derived}
    return dict.fromkeys(labels - typed, "プログラムが計算する項目です")


def _refused(rules: Sequence[SplitRule]) -> dict[str, str]:
    """Return why the headings are left out for which a slice's rules name nothing."""
    headings = [fold_heading(heading) for rule in rules if rule.target is None for heading in rule.headings]
    return dict.fromkeys(headings, "この形の名簿では、入れる項目がありません")


def _left_out(heading: str, samples: Sequence[RawCell]) -> str:
    """Return why a column is left out whatever its heading resembles, empty if it is not."""
    if heading == SECTION_HEADING:
        return "行の間にあった区切りの見出しです。使うときは項目を選んでください"
    if fold_heading(heading) in ROW_NUMBER_HEADINGS and counts_rows(samples):
        return "行の通し番号です"
    return "" if heading else "見出しがありません"
