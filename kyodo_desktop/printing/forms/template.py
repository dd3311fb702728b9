"""What a printed form is: blocks in the order of the sheet, with placeholders for declared attributes.

``reader`` makes these from a TOML file; ``fill`` makes sheets of them. Lengths are mm, sizes of type are points.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from kyodo_desktop.core.errors import InputError, KnownError
from kyodo_desktop.core.fields import Choice
from kyodo_desktop.core.schema import Schema
from kyodo_desktop.core.taxonomy import Taxonomy, Words
from kyodo_desktop.printing.forms.phrases import NOTHING, Phrase
from kyodo_desktop.printing.page import A4, Align


@dataclass(frozen=True, slots=True)
class Header:
    """The form's number at the upper left, and lines such as 文書番号 and the date at the upper right."""

    right: tuple[Phrase, ...] = ()
    number: bool = True


@dataclass(frozen=True, slots=True)
class Addressee:
    """宛先, at the left."""

    lines: tuple[Phrase, ...]


@dataclass(frozen=True, slots=True)
class PartyRow:
    """One line of who applies. ``seal`` puts the place of a seal at its end, as the town's habit is."""

    label: Phrase
    value: Phrase
    seal: bool = False


@dataclass(frozen=True, slots=True)
class Party:
    """Who applies, at the right, under a heading."""

    heading: Phrase
    rows: tuple[PartyRow, ...]


@dataclass(frozen=True, slots=True)
class Issuer:
    """The head of the town who decides, at the right, with the place of the office's seal."""

    lines: tuple[Phrase, ...]
    size: float | None = None
    seal: bool = True


@dataclass(frozen=True, slots=True)
class Title:
    """The title in the middle."""

    text: Phrase
    size: float = 16.0


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text; also 記 (``center``) and 以上 (``right``). ``lines`` makes it smaller to be no higher than that."""

    text: Phrase
    align: Align = "justify"
    size: float | None = None
    leading: float = 1.7
    gap: float = 4.0
    lines: int = 0


@dataclass(frozen=True, slots=True)
class ItemRow:
    """One item of a list: a label and its value. A ``needed`` one stands even where the record says nothing."""

    label: Phrase
    value: Phrase
    needed: bool = False


@dataclass(frozen=True, slots=True)
class Items:
    """Items below 記, numbered in full width when ``numbered``; all values begin at one place."""

    rows: tuple[ItemRow, ...]
    numbered: bool = True
    indent: float = 10.0
    size: float | None = None


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table. ``span`` counts columns, ``down`` rows."""

    span: int = field(default=1, kw_only=True)
    down: int = field(default=1, kw_only=True)


@dataclass(frozen=True, slots=True)
class LabelCell(Cell):
    """The words of the form, on a light ground."""

    text: Phrase
    align: Align = "center"


@dataclass(frozen=True, slots=True)
class ValueCell(Cell):
    """What is filled in. ``continued`` carries a long text to a continuation sheet instead of making it small."""

    text: Phrase
    align: Align = "left"
    size: float | None = None
    continued: bool = False
    title: Phrase = NOTHING
    """What a continuation sheet calls it: the label before it."""


@dataclass(frozen=True, slots=True)
class ChoiceCell(Cell):
    """Boxes to tick for the terms of a choice, in ``columns`` (0 lets them flow).

    ``attribute`` of the form ``documents.kind`` ticks what the rows of a table inside the record name; ``when`` counts
    only rows in which that attribute is filled. ``without`` names terms that the form does not offer.
    """

    attribute: str
    columns: int = 0
    when: str = ""
    without: tuple[str, ...] = ()
    before: Phrase = NOTHING
    after: Phrase = NOTHING


@dataclass(frozen=True, slots=True)
class DisclosureCell(Cell):
    """公開 / 一部公開 / 非公開 for one attribute."""

    attribute: str


@dataclass(frozen=True, slots=True)
class PublishedCell(Cell):
    """Boxes for attributes, ticked where the record makes them public; ``columns`` as in :class:`ChoiceCell`."""

    attributes: tuple[str, ...]
    columns: int = 0


@dataclass(frozen=True, slots=True)
class WeekCell(Cell):
    """The week as a grid of 曜日 × 午前/午後/夜."""

    attribute: str


TickCell = ChoiceCell | DisclosureCell | PublishedCell
AnyCell = LabelCell | ValueCell | WeekCell | TickCell


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table. ``grow`` shares what is left of the sheet; ``dotted`` draws the line below it in dots."""

    cells: tuple[AnyCell, ...]
    height: float = 8.0
    grow: float = 0.0
    dotted: bool = False


@dataclass(frozen=True, slots=True)
class FieldTable:
    """Labels and values under rules. A width of 0 shares what the other columns leave."""

    widths: tuple[float, ...]
    rows: tuple[Row, ...]
    heading: Phrase = NOTHING


@dataclass(frozen=True, slots=True)
class ListColumn:
    """A column of a :class:`ChildList`."""

    label: Phrase
    value: Phrase
    width: float = 0.0
    align: Align = "left"


@dataclass(frozen=True, slots=True)
class ChildList:
    """The rows of a table inside the record. ``count`` rows stand on the form; more go to a continuation sheet.

    With ``flows`` there are at least so many rows, as high as their texts need, and more go on over the foot of the
    page. ``sums`` names attributes of which a last row shows the total over all rows.
    """

    child: str
    columns: tuple[ListColumn, ...]
    count: int
    heading: Phrase = NOTHING
    row_height: float = 8.0
    grow: float = 0.0
    flows: bool = False
    sums: tuple[str, ...] = ()
    sum_label: str = "計"


@dataclass(frozen=True, slots=True)
class ListPair:
    """Two lists beside each other, such as 収入 and 支出, with as many rows each."""

    left: ChildList
    right: ChildList


@dataclass(frozen=True, slots=True)
class Pictures:
    """The first ``columns`` pictures in the rows of a table, beside each other, ``height`` mm each."""

    child: str
    caption: Phrase = NOTHING
    columns: int = 2
    height: float = 45.0


@dataclass(frozen=True, slots=True)
class Charts:
    """The charts in the rows of a table, at most ``columns`` beside each other, ``height`` mm each.

    They are in greys unless ``colour`` is asked for.
    """

    child: str
    columns: int = 2
    height: float = 70.0
    colour: bool = False


@dataclass(frozen=True, slots=True)
class Depending:
    """A block that is printed only where an attribute, or a table, of the record is filled (or is not).

    On a blank form nothing is filled.
    """

    name: str
    filled: bool
    block: Block


@dataclass(frozen=True, slots=True)
class Kept:
    """A block that stands on one page with the beginning of the next."""

    block: Block


@dataclass(frozen=True, slots=True)
class Stamps:
    """Empty boxes for the office: 受付印, 決裁. ``boxes`` holds label and width."""

    boxes: tuple[tuple[Phrase, float], ...]
    height: float = 22.0
    heading: Phrase = NOTHING


@dataclass(frozen=True, slots=True)
class Notes:
    """備考: numbered when there is more than one."""

    items: tuple[Phrase, ...]
    heading: Phrase = NOTHING
    size: float = 9.0


@dataclass(frozen=True, slots=True)
class AppealText:
    """教示, in the town's words. ``printed`` None follows the town's habit."""

    printed: bool | None = None


@dataclass(frozen=True, slots=True)
class ChoiceLine:
    """Boxes to tick in one line, under no table."""

    cell: ChoiceCell
    align: Align = "left"


@dataclass(frozen=True, slots=True)
class Space:
    """Free space; with ``grow`` it shares what is left of the sheet."""

    height: float = 4.0
    grow: float = 0.0


@dataclass(frozen=True, slots=True)
class NewPage:
    """The next block begins a new sheet."""


Block = (
    Header
    | Addressee
    | Party
    | Issuer
    | Title
    | Paragraph
    | Items
    | FieldTable
    | ChildList
    | Pictures
    | ListPair
    | Charts
    | Depending
    | Kept
    | Stamps
    | Notes
    | AppealText
    | ChoiceLine
    | Space
    | NewPage
)


@dataclass(frozen=True, slots=True)
class FormTemplate:
    """One printed form. ``schema`` is its record's; ``parameters`` declares what is given at the time of printing."""

    id: str
    title: str
    number: str
    rule: Phrase
    schema: Schema
    parameters: Schema
    hints: Mapping[str, str]
    """What a blank form shows in the place of a parameter (``第　　号``)."""
    taxonomies: Mapping[str, Taxonomy]
    """The choices of its own parameters, by the name of their taxonomy."""
    blocks: tuple[Block, ...]
    paper: tuple[float, float] = A4
    top: float = 18.0
    right: float = 20.0
    bottom: float = 16.0
    left: float = 25.0
    size: float = 10.5
    frame: bool = False
    """Whether a double frame goes around the sheet, as on a certificate."""
    only: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """For which records it is: codes by attribute, or, by ``attribute.word``, what the profile says of its term."""
    each: str = ""
    """The table of which every row gets the form once; its attributes are named with the table's name before them."""

    @property
    def width(self) -> float:
        """The width between the margins in mm."""
        return self.paper[0] - self.left - self.right

    def fits(self, values: Mapping[str, Any], words: Words) -> bool:
        """Return whether the form is for a record with these values."""
        return all(_is_among(self.schema, name, codes, values, words) for name, codes in self.only.items())


def _is_among(schema: Schema, name: str, codes: tuple[str, ...], values: Mapping[str, Any], words: Words) -> bool:
    attribute, _, word = name.partition(".")
    value = values.get(attribute)
    if not word:
        return value in codes
    declared = schema.fields[attribute]
    assert isinstance(declared, Choice), "the reader lets nothing else through"
    term = words.taxonomy(declared.taxonomy).get(value or "")
    return term is not None and term.extra.get(word) in codes


@dataclass(frozen=True, slots=True)
class FormTemplates:
    """The forms of an office: those that can be printed, and what is wrong with those that cannot."""

    forms: Mapping[str, FormTemplate]
    broken: Mapping[str, KnownError] = field(default_factory=dict)

    def get(self, form: str) -> FormTemplate:
        """Return a form by its id. Raises InputError that says which ids there are, or the KnownError of its file."""
        if form in self.broken:
            raise self.broken[form]
        if form not in self.forms:
            raise InputError(f"「{form}」という様式はありません。次から選んでください：{'、'.join(sorted(self.forms))}")
        return self.forms[form]
