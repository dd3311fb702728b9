"""Which attributes a file may bring, a list may show and JSON may tell: imported ones may come, hidden ones never."""

from __future__ import annotations

import datetime as dt

import pytest

from kyodo_desktop.core.errors import InputError
from kyodo_desktop.core.json_values import json_object
from kyodo_desktop.core.profiles import load_profile
from kyodo_desktop.core.schema import Draft, Schema, Snapshot
from kyodo_desktop.database.base import schema_of
from kyodo_desktop.features.exchange.combining import Holding
from kyodo_desktop.features.exchange.exporting import exportable
from kyodo_desktop.features.exchange.interpreting import interpret
from kyodo_desktop.features.exchange.ui.target_terms import target_terms
from kyodo_desktop.features.grants.documents import PAPERS
from kyodo_desktop.features.grants.models.applications import GrantApplication
from kyodo_desktop.features.grants.models.rounds import GrantRound
from kyodo_desktop.features.grants.sheets import SHEETS
from kyodo_desktop.features.papers.rosters import offered_columns
from kyodo_desktop.features.projects.models import Project
from kyodo_desktop.spreadsheet.candidates import MatchingWords
from kyodo_desktop.spreadsheet.export import export_of
from kyodo_desktop.spreadsheet.headings import heading_words
from kyodo_desktop.spreadsheet.mapping import TableMapping
from kyodo_desktop.spreadsheet.tables import Table
from kyodo_desktop.spreadsheet.targets import Target, importable_fields

SCHEMAS = [schema_of(GrantApplication), schema_of(GrantRound), schema_of(Project)]
GRANTS = SCHEMAS[0]
IN_SCHEMA = pytest.mark.parametrize("schema", SCHEMAS, ids=lambda schema: schema.name)


def hidden(schema: Schema) -> set[str]:
    return {name for name, field in schema.fields.items() if field.hidden}


def brought(targets: list[Target]) -> set[tuple[str, str]]:
    return {(target.child, name) for target in targets for name in target.attributes}


@IN_SCHEMA
def test_hidden_attributes_are_neither_written_nor_told(schema: Schema) -> None:
    never = hidden(schema)
    assert never.isdisjoint(exportable(schema))
    assert never.isdisjoint(export_of(schema, None, include_private=True).columns)
    words = load_profile("muroran").words(dt.date(2026, 11, 21))
    assert never.isdisjoint(json_object(schema.fields, dict.fromkeys(schema.fields), words))
    for inner in schema.children.values():
        assert "step" not in json_object(inner.fields, dict.fromkeys(inner.fields), words)


def test_hidden_attributes_are_no_column_of_a_roster() -> None:
    assert hidden(GRANTS) == {"round_id", "organization_id", "placing"}
    assert hidden(GRANTS).isdisjoint(offered_columns(PAPERS.rosters[0], GRANTS))


@IN_SCHEMA
def test_a_file_brings_what_is_typed_or_imported_and_nothing_else(schema: Schema) -> None:
    known = brought([*heading_words(schema).folded.values()])
    offered = brought([target for target in target_terms(schema)[1].values() if target])
    for name, field in schema.fields.items():
        may_come = not field.hidden and (field.imported or not field.derived)
        assert (("", name) in offered) == may_come, name
        assert may_come or ("", name) not in known, name
    assert not {child for child, _ in known | offered} & {"steps"}
    assert "steps" not in MatchingWords.of(schema).persons


def test_derived_amounts_of_an_old_list_are_known_by_their_headings() -> None:
    words = heading_words(GRANTS)
    for heading, name in (("確定額", "settled_amount"), ("決定額", "decided_amount"), ("採否", "result")):
        found = words.resolve(heading)
        assert found is not None
        assert found.attributes == (name,)


def test_a_target_that_may_not_come_fits_nowhere() -> None:
    assert Target(("decided_amount",)).fits(GRANTS)
    assert not Target(("round_id",)).fits(GRANTS)
    assert not Target(("computed_amount",)).fits(GRANTS)


@pytest.mark.parametrize("name", ["round_id", "computed_amount", "steps.step"])
def test_no_default_for_what_may_not_come(name: str) -> None:
    table = Table("表", (), (), 1, 1, (), (), (), (), True)
    words = load_profile("muroran").words(dt.date(2026, 11, 21))
    with pytest.raises(InputError) as refused:
        interpret(GRANTS, SHEETS, table, TableMapping(()), words, defaults={name: "1"}, corrections={})
    listed = str(refused.value).split("次から選んでください：")[1].split("、")
    assert GRANTS.fields["decided_amount"].label in listed
    assert GRANTS.fields["computed_amount"].label not in listed
    assert len(listed) == len(importable_fields(GRANTS))  # round_id has the label of the text that may come
    assert "round_id" not in importable_fields(GRANTS)


def test_what_steps_brought_is_not_overwritten_by_a_list() -> None:
    values = dict.fromkeys(GRANTS.fields) | {"name": "花いっぱい", "decided_amount": 100_000}
    holding = Holding.of(GRANTS, Snapshot("grants", 1, 1, values))
    addition = holding.lay({"decided_amount": 90_000, "settled_amount": 80_000, "place": "中央通"}, {})
    assert addition.values == {"place": "中央通"}
    assert addition.kept == ("decided_amount", "settled_amount")
    assert holding.draft() == Draft({"place": "中央通"}, id=1, version=1)


def test_every_imported_attribute_may_come() -> None:
    for schema in SCHEMAS:
        assert {name for name, field in schema.fields.items() if field.imported} <= importable_fields(schema).keys()
