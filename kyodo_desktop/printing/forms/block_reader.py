"""The blocks of a form's file, each checked key by key."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from kyodo_desktop.core.fields import Choice, Choices, Count, Flag, WeekGrid
from kyodo_desktop.printing.forms.drawn_charts import CHART
from kyodo_desktop.printing.forms.grid import place_cells
from kyodo_desktop.printing.forms.phrases import NOTHING, Phrase
from kyodo_desktop.printing.forms.pictures import PICTURE
from kyodo_desktop.printing.forms.scope import Scope
from kyodo_desktop.printing.forms.section import FormSection
from kyodo_desktop.printing.forms.template import (
    Addressee,
    AnyCell,
    AppealText,
    Block,
    Charts,
    ChildList,
    ChoiceCell,
    ChoiceLine,
    Depending,
    DisclosureCell,
    FieldTable,
    Header,
    Issuer,
    ItemRow,
    Items,
    Kept,
    LabelCell,
    ListColumn,
    ListPair,
    NewPage,
    Notes,
    Paragraph,
    Party,
    PartyRow,
    Pictures,
    PublishedCell,
    Row,
    Space,
    Stamps,
    Title,
    ValueCell,
    WeekCell,
)

_DEPENDING = {"if_filled": True, "if_empty": False}
"""The keys of any block that is printed only where something is filled, or is not."""

_CELL_KINDS = ("label", "value", "choose", "disclose", "publish", "week")


def read_block(section: FormSection, scope: Scope) -> Block:
    """Return the block that a table of the file describes. Raises WorldError for what it cannot mean."""
    kind = str(section.data.get("kind"))
    if kind not in _BLOCKS:
        section.fail("kind", f"ブロックの種類は {'、'.join(_BLOCKS)} のどれかです。")
    read, keys = _BLOCKS[kind]
    section.allow(("kind", *keys, "keep", *_DEPENDING))
    block = read(section, scope)
    if section.flag("keep"):
        block = Kept(block)
    for key, filled in _DEPENDING.items():
        if key in section:
            block = Depending(scope.fillable(section, key), filled, block)
    return block


def _header(section: FormSection, scope: Scope) -> Block:
    number = section.flag("number") if "number" in section else True
    return Header(scope.phrase_list(section, "right"), number)


def _addressee(section: FormSection, scope: Scope) -> Block:
    return Addressee(scope.phrase_list(section, "lines"))


def _party(section: FormSection, scope: Scope) -> Block:
    rows = []
    for row in section.inner("rows"):
        row.allow(("label", "value", "seal"))
        rows.append(PartyRow(scope.phrase(row, "label"), scope.phrase(row, "value"), row.flag("seal")))
    return Party(scope.phrase(section, "heading"), tuple(rows))


def _issuer(section: FormSection, scope: Scope) -> Block:
    seal = section.flag("seal") if "seal" in section else True
    return Issuer(scope.phrase_list(section, "lines"), _size(section), seal)


def _title(section: FormSection, scope: Scope) -> Block:
    return Title(scope.phrase(section, "text", "{form.title}"), section.length("size", 16, 6, 60))


def _paragraph(section: FormSection, scope: Scope) -> Block:
    return Paragraph(
        scope.phrase(section, "text"),
        align=section.one_of("align", ("justify", "left", "center", "right"), "justify"),
        size=_size(section),
        leading=section.length("leading", 1.7, 1, 4),
        gap=section.length("gap", 4),
        lines=section.number("lines", 0, 20) if "lines" in section else 0,
    )


def _items(section: FormSection, scope: Scope) -> Block:
    rows = []
    for row in section.inner("rows"):
        row.allow(("label", "value", "needed"))
        rows.append(ItemRow(scope.phrase(row, "label"), scope.phrase(row, "value"), row.flag("needed")))
    numbered = section.flag("numbered") if "numbered" in section else True
    return Items(tuple(rows), numbered, section.length("indent", 10), _size(section))


def _table(section: FormSection, scope: Scope) -> Block:
    widths = section.data.get("widths")
    if not isinstance(widths, list) or not all(isinstance(width, (int, float)) for width in widths):
        section.fail("widths", "列の幅をmmで [30, 0, 25, 0] のように書いてください（0は残りを分け合います）。")
    scope.check_widths(section, "widths", widths)
    inner = section.inner("rows")
    rows = tuple(_row(row, scope) for row in inner)
    try:
        place_cells(rows, len(widths))
    except ValueError as error:
        hint = "この行に入りきらないますがあります。span と down を確かめてください。"
        inner[error.args[0]].fail("cells", f"列の数は{len(widths)}です。{hint}")
    return FieldTable(tuple(float(width) for width in widths), rows, scope.phrase(section, "heading"))


def _row(row: FormSection, scope: Scope) -> Row:
    row.allow(("cells", "height", "grow", "dotted"))
    cells: list[AnyCell] = []
    title = NOTHING
    for section in row.inner("cells"):
        cell = _cell(section, scope, title)
        if isinstance(cell, LabelCell):
            title = cell.text
        cells.append(cell)
    return Row(tuple(cells), row.length("height", 8, 4, 150), row.length("grow", 0), row.flag("dotted"))


def _cell(section: FormSection, scope: Scope, title: Phrase) -> AnyCell:
    """Return one cell: exactly one of the kinds says what it is."""
    kinds = [kind for kind in _CELL_KINDS if kind in section]
    if len(kinds) != 1:
        section.fail(kinds[-1] if kinds else "cells", f"{'、'.join(_CELL_KINDS)} のうち1つを書いてください。")
    span = section.number("span", 1, 20) if "span" in section else 1
    down = section.number("down", 1, 40) if "down" in section else 1
    match kinds[0]:
        case "label":
            section.allow(("label", "align", "span", "down"))
            align = section.one_of("align", ("left", "center", "distribute"), "center")
            return LabelCell(scope.phrase(section, "label"), align, span=span, down=down)
        case "value":
            section.allow(("value", "align", "size", "continued", "span", "down"))
            align = section.one_of("align", ("left", "center", "right"), "left")
            text = scope.phrase(section, "value")
            continued = section.flag("continued")
            return ValueCell(text, align, _size(section), continued, title, span=span, down=down)
        case "choose":
            section.allow(("choose", "columns", "when", "without", "before", "after", "span", "down"))
            return _choice(section, scope, span, down)
        case "disclose":
            section.allow(("disclose", "span", "down"))
            name = scope.disclosable(section, "disclose", section.text("disclose"))
            return DisclosureCell(name, span=span, down=down)
        case "publish":
            section.allow(("publish", "columns", "span", "down"))
            names = tuple(scope.disclosable(section, "publish", name) for name in section.texts("publish"))
            columns = section.number("columns", 0, 12) if "columns" in section else 0
            return PublishedCell(names, columns, span=span, down=down)
        case _:
            section.allow(("week", "span", "down"))
            return WeekCell(scope.attribute(section, "week", (WeekGrid,)), span=span, down=down)


def _choice(section: FormSection, scope: Scope, span: int = 1, down: int = 1) -> ChoiceCell:
    attribute, when = scope.choice(section, (Choice, Choices, Flag))
    return ChoiceCell(
        attribute,
        section.number("columns", 0, 12) if "columns" in section else 0,
        when,
        section.texts("without"),
        scope.phrase(section, "before"),
        scope.phrase(section, "after"),
        span=span,
        down=down,
    )


def _choice_line(section: FormSection, scope: Scope) -> Block:
    return ChoiceLine(_choice(section, scope), section.one_of("align", ("left", "center", "right"), "left"))


_LIST_KEYS = ("child", "columns", "count", "heading", "row_height", "grow", "flows", "sums", "sum_label")


def _list_pair(section: FormSection, scope: Scope) -> Block:
    sides = []
    for side in ("left", "right"):
        inner = section.section(side)
        inner.allow(_LIST_KEYS)
        sides.append(_child_list(inner, replace(scope, width=(scope.width - 4) / 2)))
    if sides[0].count != sides[1].count:
        section.section("right").fail("count", f"左の一覧と同じ行数（{sides[0].count}）を書いてください。")
    return ListPair(sides[0], sides[1])


def _child_list(section: FormSection, scope: Scope) -> ChildList:
    child = section.text("child")
    children = scope.children()
    if child not in children:
        section.fail("child", f"{'、'.join(children)} のどれかを書いてください。")
    columns = []
    for column in section.inner("columns"):
        column.allow(("label", "value", "width", "align"))
        columns.append(
            ListColumn(
                scope.phrase(column, "label"),
                scope.phrase(column, "value", child=children[child]),
                column.length("width", 0),
                column.one_of("align", ("left", "center", "right"), "left"),
            )
        )
    scope.check_widths(section, "columns", [column.width for column in columns])
    sums = section.texts("sums")
    for name in sums:
        summed = [place.name for column in columns[1:] for place in column.value.placeholders]
        if name not in summed or not isinstance(children[child].fields[name], Count):
            section.fail("sums", "2列目から後ろの列にある、数や金額の項目を書いてください。")
    return ChildList(
        child,
        tuple(columns),
        section.number("count", 1, 60),
        scope.phrase(section, "heading"),
        section.length("row_height", 8, 5, 40),
        section.length("grow", 0),
        section.flag("flows"),
        sums,
        section.text("sum_label", "計"),
    )


def _pictures(section: FormSection, scope: Scope) -> Block:
    child, children = section.text("child"), scope.children()
    drawn = [name for name, schema in children.items() if PICTURE in schema.fields]
    if child not in drawn:
        section.fail("child", f"写真のある表は次のとおりです：{'、'.join(drawn) or 'なし'}")
    return Pictures(
        child,
        scope.phrase(section, "caption", child=children[child]),
        section.number("columns", 1, 4),
        section.length("height", 45, 15, 200),
    )


def _charts(section: FormSection, scope: Scope) -> Block:
    child, children = section.text("child"), scope.children()
    drawn = [name for name, schema in children.items() if CHART in schema.fields]
    if child not in drawn:
        section.fail("child", f"図のある表は次のとおりです：{'、'.join(drawn) or 'なし'}")
    columns = section.number("columns", 1, 4) if "columns" in section else 2
    return Charts(child, columns, section.length("height", 70, 30, 240), section.flag("colour"))


def _stamps(section: FormSection, scope: Scope) -> Block:
    boxes = []
    for box in section.inner("boxes"):
        box.allow(("label", "width"))
        boxes.append((scope.phrase(box, "label"), box.length("width", 28, 8, 200)))
    scope.check_widths(section, "boxes", [width for _, width in boxes])
    return Stamps(tuple(boxes), section.length("height", 22, 8, 100), scope.phrase(section, "heading"))


def _notes(section: FormSection, scope: Scope) -> Block:
    heading = scope.phrase(section, "heading", "備考")
    return Notes(scope.phrase_list(section, "items"), heading, section.length("size", 9, 6, 20))


def _appeal(section: FormSection, _scope: Scope) -> Block:
    return AppealText(section.flag("printed") if "printed" in section else None)


def _space(section: FormSection, _scope: Scope) -> Block:
    return Space(section.length("height", 4), section.length("grow", 0))


def _new_page(_section: FormSection, _scope: Scope) -> Block:
    return NewPage()


def _size(section: FormSection) -> float | None:
    """Return a size of type in points; None leaves the form's own."""
    return section.length("size", 0, 6, 60) if "size" in section else None


_BLOCKS: Mapping[str, tuple[Callable[[FormSection, Scope], Block], tuple[str, ...]]] = {
    "header": (_header, ("number", "right")),
    "addressee": (_addressee, ("lines",)),
    "applicant": (_party, ("heading", "rows")),
    "issuer": (_issuer, ("lines", "size", "seal")),
    "title": (_title, ("text", "size")),
    "paragraph": (_paragraph, ("text", "align", "size", "leading", "gap", "lines")),
    "items": (_items, ("rows", "numbered", "indent", "size")),
    "table": (_table, ("widths", "rows", "heading")),
    "list": (_child_list, _LIST_KEYS),
    "lists": (_list_pair, ("left", "right")),
    "pictures": (_pictures, ("child", "caption", "columns", "height")),
    "charts": (_charts, ("child", "columns", "height", "colour")),
    "choice": (_choice_line, ("choose", "columns", "when", "without", "before", "after", "align")),
    "stamps": (_stamps, ("boxes", "height", "heading")),
    "notes": (_notes, ("heading", "items", "size")),
    "appeal": (_appeal, ("printed",)),
    "space": (_space, ("height", "grow")),
    "page": (_new_page, ()),
}
