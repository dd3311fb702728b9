"""The entries of a list for visitors: of each record what it publishes."""

from __future__ import annotations

from collections.abc import Sequence

from kyodo_desktop.core.fields import Privacy
from kyodo_desktop.core.schema import Schema
from kyodo_desktop.core.taxonomy import Words
from kyodo_desktop.features.papers.rosters import OTHER, Row, privacy_of
from kyodo_desktop.printing.browsing_list import BrowsingEntry, BrowsingList
from kyodo_desktop.printing.slice_papers import BrowsingPaper

UNNAMED = "（お名前は窓口へ）"
"""What stands in the place of a name that is not published."""


def attributes_needed(paper: BrowsingPaper) -> tuple[str, ...]:
    """Return the attributes of the record that a list reads."""
    shown = ("reference", "name", "furigana", paper.summary, *paper.details, paper.group, "disclosure")
    return tuple(dict.fromkeys(shown))


def compose(paper: BrowsingPaper, schema: Schema, records: Sequence[Row], words: Words, office: str) -> BrowsingList:
    """Return the list of records in their order, under the headings in the order of the office's words.

    A record stands under each of its headings, so that a visitor finds it under what is sought. One that publishes
    neither its name nor anything that it can do does not stand there at all: its number would say nothing.
    """
    taxonomy = words.taxonomy(getattr(schema.fields[paper.group], "taxonomy", ""))
    headings = {term.code: term.label for term in taxonomy.terms} | {"": OTHER}
    under: dict[str, list[BrowsingEntry]] = {code: [] for code in headings}
    for record in records:
        codes = record[paper.group] if _is_public(schema, record, paper.group) else None
        for code in codes or ("",):
            place = code if code in headings else ""
            entry = _entry(paper, schema, record, words, headings[place])
            if codes or _says_something(entry):
                under[place].append(entry)
    return BrowsingList(
        title=paper.title,
        entries=[entry for entries in under.values() for entry in entries],
        as_of=words.today,
        office=office,
    )


def _entry(paper: BrowsingPaper, schema: Schema, record: Row, words: Words, heading: str) -> BrowsingEntry:
    named = _is_public(schema, record, "name")

    def published(attribute: str) -> str:
        if not _is_public(schema, record, attribute):
            return ""
        return schema.fields[attribute].show(record[attribute], words)

    return BrowsingEntry(
        heading=heading,
        reference=record["reference"],
        name=record["name"] if named else UNNAMED,
        furigana=(record["furigana"] or "") if named else "",
        summary=published(paper.summary),
        details=tuple((words_before, published(name)) for name, words_before in paper.details.items()),
    )


def _says_something(entry: BrowsingEntry) -> bool:
    return entry.name != UNNAMED or bool(entry.summary) or any(text for _, text in entry.details)


def _is_public(schema: Schema, record: Row, attribute: str) -> bool:
    return privacy_of(schema, record, attribute) is Privacy.PUBLIC
