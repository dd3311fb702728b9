"""A roster of 7,300 rows and 8 columns, beside a plain reportlab canvas that draws the same texts and rules.

The canvas gets every text and rule with its place ready made, so that it has nothing to lay out; both sides have read
their fonts before. typst and LibreOffice are measured, as whole processes, where they are installed.
"""

from __future__ import annotations

import datetime as dt
import html
import io
import random
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import accumulate
from pathlib import Path

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from kyodo_desktop.printing.fonts import FontBook
from kyodo_desktop.printing.page import MM_PER_POINT, Box, Page, Rule, Table, Text, TextBox
from kyodo_desktop.printing.pdf import render
from kyodo_desktop.printing.roster import Roster, compose_roster
from kyodo_desktop.printing.roster_layout import HeadedColumn
from tests.benchmarks.measure import Measurement, cost_of_process, cpu_milliseconds, medians

_ROWS = 7_300
_COLUMNS = (
    HeadedColumn("整理番号", 18),
    HeadedColumn("氏名", 34),
    HeadedColumn("ふりがな", 34),
    HeadedColumn("郵便番号", 20),
    HeadedColumn("住所", 66),
    HeadedColumn("電話番号", 28),
    HeadedColumn("制度", 30),
    HeadedColumn("年齢", 12, "right"),
)
_PLAIN_FONT = "plain-gothic"


def measure() -> Iterator[Measurement]:
    """Measure CPU time from rows to the bytes of a PDF."""
    roster = sample_roster(_ROWS)
    fonts = FontBook()
    drawing = [_drawn(page) for page in compose_roster(roster, fonts).pages]
    pdfmetrics.registerFont(TTFont(_PLAIN_FONT, str(fonts.faces("gothic")[0].path)))
    ours, plain = medians(
        5,
        lambda: cpu_milliseconds(lambda: render(compose_roster(roster, fonts), fonts)),
        lambda: cpu_milliseconds(lambda: _plain_canvas(drawing)),
    )
    yield Measurement("roster of 7,300 rows", ours, plain, "ms CPU", 0.25, "limit: plain reportlab canvas")
    if typst := shutil.which("typst"):
        cost = _process_cost(typst, "compile", source=_typst_source(roster), suffix=".typ")
        yield Measurement("roster of 7,300 rows", ours, cost, "ms CPU", 1.0, "limit: typst")
    if office := shutil.which("soffice"):
        convert = ("--headless", "--convert-to", "pdf")
        cost = _process_cost(office, *convert, source=_spreadsheet_source(roster), suffix=".fods")
        yield Measurement("roster of 7,300 rows", ours, cost, "ms CPU", 1.0, "limit: LibreOffice")


def sample_roster(count: int) -> Roster:
    """Return a roster of fictional people whose names are drawn from all of JIS X 0208's first level."""
    chance = random.Random(count)
    kanji = [bytes((row, cell)).decode("euc_jp") for row in range(0xB0, 0xCF) for cell in range(0xA1, 0xFF)]
    kana = "あいうえおかきくけこさしすせそたちつてとなにぬねのはひふへほまみむめもやゆよらりるれろわ"
    towns = ("中央町", "港北町", "東町", "本輪西町", "八丁平", "知利別町")
    programmes = ("まかせて", "まごころ", "まち「ピカ」", "人材バンク")

    def row(number: int) -> tuple[str, ...]:
        name = "".join(chance.choices(kanji, k=2)) + "\u3000" + "".join(chance.choices(kanji, k=2))
        furigana = "".join(chance.choices(kana, k=4)) + "\u3000" + "".join(chance.choices(kana, k=3))
        block, house, gate = chance.randrange(1, 9), chance.randrange(1, 40), chance.randrange(1, 30)
        return (
            f"V{number:05}",
            name.replace(kanji[number % len(kanji)], "𠮷") if number % 100 == 0 else name,
            furigana,
            f"050-{chance.randrange(10_000):04}",
            f"みなと市{chance.choice(towns)}{block}丁目{house}番{gate}号",
            f"000-{chance.randrange(1_000):03}-{chance.randrange(10_000):04}",
            chance.choice(programmes),
            f"{chance.randrange(18, 90)}歳",
        )

    rows = [row(number) for number in range(1, count + 1)]
    return Roster("ボランティア名簿", _COLUMNS, rows, dt.date(2026, 11, 21), office="みなと市", numbered=False)


@dataclass(slots=True)
class _Drawing:
    """What a page holds, in points from its lower left corner."""

    size: tuple[float, float]
    texts: list[tuple[float, float, float, str]] = field(default_factory=list)
    lines: list[tuple[float, float, float, float]] = field(default_factory=list)


def _drawn(page: Page) -> _Drawing:
    """Return the texts and rules of a page; a text's left end is that of its cell, where it stands matters not."""
    drawing = _Drawing((page.width / MM_PER_POINT, page.height / MM_PER_POINT))

    def text(x: float, y: float, size: float, words: str) -> None:
        drawing.texts.append((x / MM_PER_POINT, (page.height - y) / MM_PER_POINT, size, words))

    def line(x1: float, y1: float, x2: float, y2: float) -> None:
        ends = (x1, page.height - y1, x2, page.height - y2)
        drawing.lines.append(
            (ends[0] / MM_PER_POINT, ends[1] / MM_PER_POINT, ends[2] / MM_PER_POINT, ends[3] / MM_PER_POINT)
        )

    for item in page.items:
        match item:
            case Text():
                text(item.x, item.y, item.size, item.text)
            case TextBox():
                text(item.x, item.y + item.height, item.size, item.text)
            case Rule():
                line(item.x1, item.y1, item.x2, item.y2)
            case Box():
                left, top, right, foot = item.x, item.y, item.x + item.width, item.y + item.height
                for corners in (
                    (left, top, right, top),
                    (right, top, right, foot),
                    (right, foot, left, foot),
                    (left, foot, left, top),
                ):
                    line(*corners)
            case Table():
                strips = [(item.header, item.header_height)] if item.header else []
                lefts = list(accumulate((column.width for column in item.columns), initial=item.x))
                y = item.y
                for cells, height in [*strips, *((row, item.row_height) for row in item.rows)]:
                    y += height
                    line(item.x, y, item.x + item.width, y)
                    for x, words in zip(lefts, cells, strict=False):
                        text(x + item.padding, y - 1.5, item.size, words)
                for x in lefts[1:-1]:
                    line(x, item.y, x, item.y + item.height)
            case _:
                raise TypeError(f"a roster has no {type(item).__name__}")
    return drawing


def _plain_canvas(drawing: Sequence[_Drawing]) -> bytes:
    output = io.BytesIO()
    canvas = Canvas(output)
    for page in drawing:
        canvas.setPageSize(page.size)
        canvas.setLineWidth(0.5)
        current = 0.0
        for x, y, size, words in page.texts:
            if size != current:
                canvas.setFont(_PLAIN_FONT, size)
                current = size
            canvas.drawString(x, y, words)
        for ends in page.lines:
            canvas.line(*ends)
        canvas.showPage()
    canvas.save()
    return output.getvalue()


def _process_cost(*command: str, source: str, suffix: str) -> float:
    """Return the CPU time of a program that turns a source into a PDF, in ms."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "roster").with_suffix(suffix)
        path.write_text(source, encoding="utf-8")
        target = ("--outdir", folder) if "soffice" in command[0] else ()
        return cost_of_process([*command, *target, str(path)]).cpu_milliseconds


def _typst_source(roster: Roster) -> str:
    headings = "".join(f"[{column.heading}]," for column in roster.columns)
    cells = ",\n".join(",".join(f'"{text}"' for text in row) for row in roster.rows)
    return (
        '#set page(paper: "a4", flipped: true)\n#set text(font: "BIZ UDGothic", size: 9pt)\n'
        f"#table(columns: {len(roster.columns)}, table.header({headings}),\n{cells})\n"
    )


def _spreadsheet_source(roster: Roster) -> str:
    def cells(texts: Sequence[str]) -> str:
        return "".join(f"<table:table-cell><text:p>{html.escape(text)}</text:p></table:table-cell>" for text in texts)

    rows = "".join(
        f"<table:table-row>{cells(row)}</table:table-row>"
        for row in [[column.heading for column in roster.columns], *roster.rows]
    )
    names = "".join(
        f' xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "table", "text")
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<office:document{names} office:version="1.3" '
        'office:mimetype="application/vnd.oasis.opendocument.spreadsheet">'
        f"<office:body><office:spreadsheet><table:table>{rows}</table:table></office:spreadsheet></office:body>"
        "</office:document>"
    )
