"""The blocks of a form that are no tables: letter head, parties, title, text, items, stamps, notes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kyodo_desktop.core.profiles import AppealNotice, Seal
from kyodo_desktop.printing.forms import choices
from kyodo_desktop.printing.forms.phrases import Phrase
from kyodo_desktop.printing.forms.strips import Sheet, Strip
from kyodo_desktop.printing.forms.template import (
    Addressee,
    Block,
    ChoiceLine,
    Header,
    Issuer,
    Items,
    NewPage,
    Notes,
    Paragraph,
    Space,
    Stamps,
    Title,
)
from kyodo_desktop.printing.layout import ASCENT, block_height, break_lines, broken_in_two, fit, text_of
from kyodo_desktop.printing.name_lines import broken_name
from kyodo_desktop.printing.page import MM_PER_POINT, THIN, Align, Box, Item, Rule, Text, TextBox
from kyodo_desktop.printing.page import Seal as SealItem

_TO_A_PERSON, _TO_A_BODY = "様", "御中"

_LEAST_PART = 3
"""A name is not parted so that fewer characters stand alone, such as its honorific."""

_OFFICE_SEAL = 21.0
"""Side of the town's seal in mm, the commonest of 公印規則."""

_DIGITS = str.maketrans("0123456789", "０１２３４５６７８９")


def text_strip(
    sheet: Sheet,
    text: str,
    *,
    size: float | None = None,
    align: Align = "left",
    leading: float = 1.5,
    gap: float = 0.0,
    indent: float = 0.0,
    keep: bool = False,
) -> Strip:
    """Return a paragraph over the width of the sheet, as high as its lines need."""
    points = size or sheet.size
    width = sheet.width - indent
    lines, _ = break_lines(text, width, points, sheet.fonts.widths("mincho"))
    height = block_height(len(lines), points, leading)

    def draw(top: float, _height: float) -> list[Item]:
        box = TextBox(
            sheet.left + indent,
            top,
            width,
            height,
            text,
            points,
            align=align,
            valign="top",
            overflow="wrap",
            leading=leading,
        )
        return [box]

    return Strip(height, draw, gap=gap, keep=keep)


_LINES_TOGETHER = 8
"""How many lines of a long text stay on one page."""


def text_strips(
    sheet: Sheet, text: str, *, size: float | None = None, align: Align = "left", leading: float = 1.5, gap: float = 0.0
) -> list[Strip]:
    """Return a text as strips of a few lines, so that it may run over the foot of a page."""
    points = size or sheet.size
    lines, _ = break_lines(text, sheet.width, points, sheet.fonts.widths("mincho"))
    step = points * (leading - 1) * MM_PER_POINT
    strips = []
    for start in range(0, len(lines), _LINES_TOGETHER):
        part = text_strip(
            sheet, text_of(lines[start : start + _LINES_TOGETHER]), size=size, align=align, leading=leading
        )
        strips.append(replace(part, gap=step if start else gap))
    return strips


def strips_of(block: Block, sheet: Sheet) -> list[Strip]:
    """Return the strips of a block that needs nothing but the sheet."""
    match block:
        case Header():
            strips = header(block, sheet)
        case Addressee():
            strips = addressee(block, sheet)
        case Title():
            strips = title(block, sheet)
        case Paragraph():
            strips = paragraph(block, sheet)
        case Items():
            strips = items(block, sheet)
        case Stamps():
            strips = stamps(block, sheet)
        case Notes():
            strips = notes(block, sheet)
        case ChoiceLine():
            strips = choice_line(block, sheet)
        case Space():
            strips = [Strip(block.height, _nothing, grow=block.grow)]
        case NewPage():
            strips = [Strip(0.0, _nothing, breaks=True, keep=True)]
        case _:
            raise TypeError(f"{type(block).__name__} needs more than the sheet")
    return strips


def _nothing(_top: float, _height: float) -> list[Item]:
    return []


def header(block: Header, sheet: Sheet) -> list[Strip]:
    """Return the form's number at the left and, below it, the lines at the right."""
    right = [sheet.values.write(line, running=True) for line in block.right]
    step = sheet.size * 1.7 * MM_PER_POINT
    number = sheet.template.number if block.number else ""
    first = 1 if number else 0

    def draw(top: float, _height: float) -> list[Item]:
        baseline = top + sheet.size * ASCENT * MM_PER_POINT
        items: list[Item] = [Text(sheet.left, baseline, number, sheet.size)] if number else []
        for line, text in enumerate(right, start=first):
            box = TextBox(sheet.left, top + line * step, sheet.width, step * 0.75, text, sheet.size, align="right")
            items.append(replace(box, valign="top"))
        return items

    return [Strip(step * (first + len(right)), draw)]


def addressee(block: Addressee, sheet: Sheet) -> list[Strip]:
    """Return 宛先, one character in from the margin; a body of which nobody is named is addressed itself (御中)."""
    size, indent = sheet.size + 1, sheet.size * MM_PER_POINT
    lines: list[str] = []
    for line in block.lines:
        text = sheet.values.write(line, running=True)
        if lines and _names_nobody(line, text, sheet):
            lines[-1] += f"\u3000{_TO_A_BODY}"
        else:
            lines.append(text)
    text = read_name("\n".join(lines), sheet.width - indent, size, sheet)
    return [text_strip(sheet, text, size=size, gap=4.0, indent=indent, leading=1.6)]


def _names_nobody(phrase: Phrase, text: str, sheet: Sheet) -> bool:
    """Return whether nothing but 様 is left of a phrase, because the record itself names no person.

    Who is named by a row of a table is a person: there, a name is to be written by hand.
    """
    of_record = all("." not in place.name for place in phrase.placeholders)
    return of_record and text.strip("\u3000") == _TO_A_PERSON and sheet.values.lacks(phrase)


def read_well(text: str, width: float, size: float, sheet: Sheet) -> str:
    """Return a text with those of its paragraphs that take two lines broken where a reader would break them."""
    measured = sheet.fonts.widths("mincho")
    return "\n".join(broken_in_two(each, width, size, measured, least=_LEAST_PART) for each in text.split("\n"))


def read_name(text: str, width: float, size: float, sheet: Sheet) -> str:
    """Return a name or an address broken where a reader would break it, however many lines it takes."""
    return broken_name(text, width, size, sheet.fonts.widths("mincho"), least=_LEAST_PART)


def issuer(block: Issuer, sheet: Sheet, seal: Seal) -> list[Strip]:
    """Return who decides, with room for the office's seal over the end of the name."""
    size = block.size or sheet.size + 1
    lines = [sheet.values.write(line) for line in block.lines]
    if block.seal and seal is Seal.OMITTED:
        lines.append(seal.words)
    sealed = block.seal and seal is Seal.STAMP
    inset = 14.0 if sealed else 4.0
    step = size * 1.6 * MM_PER_POINT
    spare = max(0.0, (_OFFICE_SEAL - step * len(lines)) / 2) if sealed else 0.0

    def draw(top: float, _height: float) -> list[Item]:
        items: list[Item] = []
        for number, line in enumerate(lines):
            y = top + spare + number * step
            items.append(
                TextBox(sheet.left, y, sheet.width - inset, step * 0.75, line, size, align="right", valign="top")
            )
        if sealed:
            middle = top + spare + step * len(lines) / 2 - step * 0.15
            items.insert(0, SealItem(sheet.right - _OFFICE_SEAL / 2, middle, _OFFICE_SEAL, "公印", "square"))
        return items

    return [Strip(step * len(lines) + 2 * spare, draw, gap=5.0)]


def title(block: Title, sheet: Sheet) -> list[Strip]:
    """Return the title in the middle."""
    text = sheet.values.write(block.text, running=True)
    height = block.size * 1.1 * MM_PER_POINT

    def draw(top: float, _height: float) -> list[Item]:
        return [TextBox(sheet.left, top, sheet.width, height, text, block.size, align="center")]

    return [Strip(height, draw, gap=6.0, keep=True)]


def paragraph(block: Paragraph, sheet: Sheet) -> list[Strip]:
    """Return running text, made smaller where it must keep to some lines; 様 without a name becomes 御中."""
    text = sheet.values.write(block.text, running=True)
    if _names_nobody(block.text, text, sheet):
        text = _TO_A_BODY
    size = block.size or sheet.size
    if block.lines:
        height = block_height(block.lines, size, block.leading)
        box = TextBox(sheet.left, 0.0, sheet.width, height, text, size, leading=block.leading)
        size = fit(box, sheet.fonts).size
    if block.lines or block.align in ("center", "right"):
        text = read_name(text, sheet.width, size, sheet)
    return text_strips(sheet, text, size=size, align=block.align, leading=block.leading, gap=block.gap)


def items(block: Items, sheet: Sheet) -> list[Strip]:
    """Return the items below 記: number, label, and the value; those of which a record says nothing are left out."""
    size = block.size or sheet.size
    rows = [row for row in block.rows if row.needed or not sheet.values.lacks(row.value)]
    labels = [
        (f"{str(number).translate(_DIGITS)}　" if block.numbered else "") + sheet.values.write(row.label)
        for number, row in enumerate(rows, start=1)
    ]
    label_width = max((sheet.fonts.width(label, size) for label in labels), default=0.0) + 6.0
    room = sheet.width - block.indent - label_width
    values = [read_well(sheet.values.write(row.value, running=True), room, size, sheet) for row in rows]
    strips = []
    for label, value in zip(labels, values, strict=True):
        lines, _ = break_lines(value, room, size, sheet.fonts.widths("mincho"))
        height = block_height(max(1, len(lines)), size, 1.6)

        def draw(top: float, height: float, label: str = label, value: str = value) -> list[Item]:
            left = sheet.left + block.indent
            first = TextBox(left, top, label_width, height, label, size, valign="top", overflow="wrap", leading=1.6)
            return [first, replace(first, x=left + label_width, width=room, text=value)]

        strips.append(Strip(height, draw, gap=size * 0.9 * MM_PER_POINT))
    return strips


def stamps(block: Stamps, sheet: Sheet) -> list[Strip]:
    """Return empty boxes for the office at the right, each with its words on top."""
    boxes = [(sheet.values.write(label), width) for label, width in block.boxes]
    heading = sheet.values.write(block.heading)
    label_height = 5.5
    left = sheet.right - sum(width for _, width in boxes)

    def draw(top: float, height: float) -> list[Item]:
        drawn: list[Item] = []
        if heading:
            drawn.append(TextBox(sheet.left, top, left - sheet.left - 3.0, height, heading, 9, valign="bottom"))
        x = left
        for label, width in boxes:
            drawn.append(Box(x, top, width, height, THIN))
            drawn.append(Rule(x, top + label_height, x + width, top + label_height, THIN))
            drawn.append(TextBox(x, top, width, label_height, label, 9, align="center"))
            x += width
        return drawn

    return [Strip(block.height, draw, gap=4.0)]


def notes(block: Notes, sheet: Sheet) -> list[Strip]:
    """Return 備考 with its numbered remarks."""
    remarks = [sheet.values.write(item) for item in block.items]
    heading = sheet.values.write(block.heading)
    strips = []
    if heading:
        strips.append(text_strip(sheet, heading, size=block.size, gap=4.0, keep=True))
    strips += numbered(remarks, sheet, block.size)
    return strips


def numbered(remarks: Sequence[str], sheet: Sheet, size: float) -> list[Strip]:
    """Return remarks with their numbers hanging before them; a single one has none."""
    strips = []
    em = size * MM_PER_POINT
    for number, remark in enumerate(remarks, start=1):
        mark = str(number).translate(_DIGITS) if len(remarks) > 1 else ""
        body = text_strip(sheet, remark, size=size, leading=1.4, indent=2 * em, align="justify")

        def draw(top: float, height: float, mark: str = mark, body: Strip = body) -> list[Item]:
            return [Text(sheet.left, top + size * ASCENT * MM_PER_POINT, mark, size), *body.draw(top, height)]

        strips.append(Strip(body.height, draw, gap=1.0))
    return strips


def appeal(notice: AppealNotice, sheet: Sheet) -> list[Strip]:
    """Return 教示 in the town's words."""
    town, head = (sheet.values.texts[f"office.{word}"] for word in ("town", "head_title"))
    strips = [text_strip(sheet, "（教示）", size=9, gap=4.0, keep=True)]
    for text in notice.write(town, head).split("\n"):
        strips.append(text_strip(sheet, text, size=9, leading=1.4, gap=1.0, align="justify"))
    return strips


def choice_line(block: ChoiceLine, sheet: Sheet) -> list[Strip]:
    """Return boxes to tick over the width of the sheet."""
    placed = choices.arrange(block.cell, sheet, sheet.width, sheet.size)
    height = choices.height_of(block.cell, sheet, sheet.width, sheet.size)
    length = max((one.x + one.width for one in placed), default=0.0)
    spare = {"left": 0.0, "center": (sheet.width - length) / 2, "right": sheet.width - length}.get(block.align, 0.0)

    def draw(top: float, height: float) -> list[Item]:
        area = (sheet.left + spare, top, sheet.width - spare, height)
        return choices.draw_choices(block.cell, sheet, area, sheet.size)

    return [Strip(height, draw, gap=4.0)]
