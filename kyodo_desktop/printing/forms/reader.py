"""A form template from its TOML file.

Whatever a file says wrongly is a KnownError that names the file, the line and the key; it spoils no other form.
``docs/forms.md`` tells how such a file is written.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

from kyodo_desktop.core.checked_toml import read_file
from kyodo_desktop.core.fields import Choice, EraDate, Field, FiscalYear, Text, Yen
from kyodo_desktop.core.schema import Schema
from kyodo_desktop.core.taxonomy import Taxonomy, Term
from kyodo_desktop.printing import page
from kyodo_desktop.printing.forms.block_reader import read_block
from kyodo_desktop.printing.forms.scope import Scope
from kyodo_desktop.printing.forms.section import FormSection
from kyodo_desktop.printing.forms.template import Block, FormTemplate

PAPERS: Mapping[str, tuple[float, float]] = {"A4": page.A4, "A4横": page.A4_LANDSCAPE, "はがき": page.POSTCARD}
PARAMETER_KINDS: Mapping[str, Callable[[str], Field]] = {
    "text": Text,
    "date": EraDate,
    "yen": Yen,
    "year": FiscalYear,
}
MARGINS: Mapping[str, float] = {"top": 18.0, "right": 20.0, "bottom": 16.0, "left": 25.0}
"""In mm, where a file names none; the left one is for the binding."""

_KEYS = (
    *("title", "number", "rule", "record", "only", "each", "paper", "margins", "size", "frame"),
    *("parameters", "tables", "blanks", "blocks"),
)


def read_template(path: Path, schemas: Mapping[str, Schema]) -> FormTemplate:
    """Return the form of one file. Raises WorldError that says what is wrong in it, and where."""
    data = read_file(path).data
    lines = list(enumerate(path.read_text(encoding="utf-8").splitlines(), start=1)) or [(1, "")]
    top = FormSection(path.name, data, "", lines)
    top.allow(_KEYS)
    record = top.text("record")
    if record not in schemas:
        top.fail("record", f"{'、'.join(schemas)} のどれかを書いてください。")
    fields, hints, taxonomies = _parameters(top)
    paper = PAPERS[top.one_of("paper", tuple(PAPERS), "A4")]
    margins = _margins(top, paper)
    parameters = Schema(path.stem, top.text("title"), fields, _tables(top))
    each = top.optional_text("each")
    scope = Scope(_with_each(top, schemas[record], each), parameters, paper[0] - margins["left"] - margins["right"])
    return FormTemplate(
        id=path.stem,
        title=top.text("title"),
        number=top.optional_text("number"),
        rule=scope.phrase(top, "rule"),
        schema=scope.schema,
        parameters=scope.parameters,
        hints={**hints, **_blanks(top, scope)},
        taxonomies=taxonomies,
        blocks=_blocks(top, scope),
        paper=paper,
        **margins,
        size=top.length("size", 10.5, 6, 40),
        frame=top.flag("frame"),
        only=_only(top, scope.schema),
        each=each,
    )


def _with_each(top: FormSection, schema: Schema, each: str) -> Schema:
    """Return the record with the attributes of the table of which every row gets the form."""
    if not each:
        return schema
    if each not in schema.children:
        top.fail("each", f"表の名前は {'、'.join(schema.children)} のどれかです。")
    row = {f"{each}.{name}": field for name, field in schema.children[each].fields.items()}
    return replace(schema, fields={**schema.fields, **row})


def _only(top: FormSection, schema: Schema) -> dict[str, tuple[str, ...]]:
    """Return for which records a form is: codes by attribute, perhaps with a word of the profile behind a point."""
    section = top.section("only")
    for name in section.data:
        attribute, _, word = name.partition(".")
        declared = schema.fields.get(attribute)
        if declared is None or (word and not isinstance(declared, Choice)):
            choices = [found for found, field in schema.fields.items() if isinstance(field, Choice)]
            section.fail(name, f"ここに書けるのは次の項目です：{'、'.join(choices)}")
    return {name: section.texts(name) for name in section.data}


def _margins(top: FormSection, paper: tuple[float, float]) -> dict[str, float]:
    """Return the margins in mm; each may take at most a third of the paper, so that room is left between them."""
    section = top.section("margins")
    section.allow(tuple(MARGINS))
    most = {"top": paper[1] / 3, "bottom": paper[1] / 3, "left": paper[0] / 3, "right": paper[0] / 3}
    return {side: section.length(side, MARGINS[side], 0.0, most[side]) for side in MARGINS}


def _parameters(top: FormSection) -> tuple[dict[str, Field], dict[str, str], dict[str, Taxonomy]]:
    """Return what is given at the time of printing: its fields, what a blank form shows for them, their choices."""
    fields: dict[str, Field] = {}
    hints: dict[str, str] = {}
    taxonomies: dict[str, Taxonomy] = {}
    for name, section in _named(top, "parameters"):
        section.allow(("label", "kind", "choices", "blank"))
        label = section.text("label")
        if "choices" in section:
            words = section.section("choices")
            taxonomy = f"{top.source}:{name}"
            taxonomies[taxonomy] = Taxonomy(taxonomy, label, tuple(Term(code, words.text(code)) for code in words.data))
            fields[name] = Choice(label, taxonomy=taxonomy)
        else:
            fields[name] = PARAMETER_KINDS[section.one_of("kind", tuple(PARAMETER_KINDS), "text")](label)
        if "blank" in section:
            hints[name] = section.optional_text("blank")
    return fields, hints, taxonomies


def _blanks(top: FormSection, scope: Scope) -> dict[str, str]:
    """Return what a blank form shows in the place of attributes of the record."""
    section = top.section("blanks")
    section.allow(tuple(scope.schema.fields))
    return {name: section.optional_text(name) for name in section.data}


def _tables(top: FormSection) -> dict[str, Schema]:
    """Return the tables of texts that are given at the time of printing."""
    return {
        name: Schema(name, name, {column: Text(section.text(column)) for column in section.data})
        for name, section in _named(top, "tables")
    }


def _named(top: FormSection, key: str) -> list[tuple[str, FormSection]]:
    table = top.section(key)
    return [(name, table.section(name)) for name in table.data]


def _blocks(top: FormSection, scope: Scope) -> tuple[Block, ...]:
    starts = [index for index, (_, text) in enumerate(top.lines) if text.strip().startswith("[[blocks]]")]
    starts.append(len(top.lines))
    blocks = []
    for number, inner in enumerate(top.inner("blocks")):
        written = number + 1 < len(starts)
        lines = top.lines[starts[number] : starts[number + 1]] if written else top.lines
        blocks.append(read_block(FormSection(top.source, inner.data, f"{number + 1}番目のブロック", lines), scope))
    return tuple(blocks)
