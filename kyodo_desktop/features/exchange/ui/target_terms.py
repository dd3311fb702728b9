"""What a column of a file may be taken for, as terms to choose from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from kyodo_desktop.core.schema import Schema
from kyodo_desktop.core.taxonomy import Term
from kyodo_desktop.spreadsheet import structure
from kyodo_desktop.spreadsheet.targets import Rule, Target, importable_fields

LEFT_OUT = "取り込まない"
ROWS_OFFERED = 3
"""Lines of a table inside the record that may have columns of their own: 役員1の氏名, 役員2の氏名, 役員3の氏名."""


def target_label(target: Target | None, schema: Schema) -> str:
    """Return what a column is taken for in words of which no two are alike."""
    if target is None:
        return LEFT_OUT
    return target.label(schema) + ("（期間から）" if target.rule is Rule.UNTIL else "")


def target_terms(schema: Schema, used: Iterable[Target] = ()) -> tuple[tuple[Term, ...], dict[str, Target | None]]:
    """Return the terms to choose from, 取り込まない first, and the target of each label.

    ``used`` are targets that must be among them, such as those that the program itself proposed.
    """
    targets: dict[str, Target | None] = {LEFT_OUT: None}
    for target in (*_own(schema), *_inner(schema), *used):
        targets.setdefault(target_label(target, schema), target)
    terms = tuple(Term(label, label, _aliases(target, schema)) for label, target in targets.items())
    return terms, targets


def with_readings(terms: Sequence[Term]) -> tuple[Term, ...]:
    """Return the terms with the readings of their words, so that kana and rōmaji find them.

    The dictionary that knows them takes 0.2 s to open: not for the UI thread.
    """
    from kyodo_desktop.core import readings

    return tuple(replace(term, furigana=readings.propose(term.label)) for term in terms)


def _own(schema: Schema) -> Iterator[Target]:
    fields = importable_fields(schema)
    for name, more in structure.filling_more(fields).items():
        yield Target((name,))
        yield from more
    yield from (target for _, target in structure.period_targets(fields))


def _inner(schema: Schema) -> Iterator[Target]:
    for child, inner in schema.children.items():
        persons = structure.persons_target(child, inner)
        if persons:
            yield persons
        for row in range(ROWS_OFFERED):
            yield from (Target((name,), child=child, row=row) for name in importable_fields(inner))


def _aliases(target: Target | None, schema: Schema) -> tuple[str, ...]:
    """Return the other words for an attribute of the record itself, so that typing them finds it."""
    if target is None or target.child or target.rule is not Rule.VALUE:
        return ()
    return schema.fields[target.attributes[0]].aliases
