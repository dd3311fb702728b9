"""Draws the page model as a PDF. No other module imports reportlab.

Reportlab writes the file: objects, references, compression, metadata. The content of the pages and the fonts are
written here, because its own text functions split a Japanese text into subsets of 256 characters, cost four times as
much, and lose characters above U+FFFF when the text is copied.
"""

from __future__ import annotations

import io
import zlib
from collections.abc import Callable

from reportlab import rl_config  # type: ignore[import-untyped]  # ships no types
from reportlab.pdfbase import pdfdoc  # type: ignore[import-untyped]  # ships no types

from kyodo_desktop.printing.content import ContentWriter
from kyodo_desktop.printing.embedding import FaceSubset
from kyodo_desktop.printing.encoding import DocumentFonts
from kyodo_desktop.printing.fonts import FontBook
from kyodo_desktop.printing.page import MM_PER_POINT, Document, Image
from kyodo_desktop.printing.table_content import TableCells

rl_config.useA85 = 0  # for pictures: plain binary streams, a third of the time and four fifths of the size

_LEVEL = 3
"""Of the compression: a third of the default's time for a tenth more bytes."""

Progress = Callable[[int, int], None]
"""Told how many pages of how many are done; it may raise to stop the work."""


def render(
    document: Document, fonts: FontBook, *, replace_missing: bool = False, progress: Progress | None = None
) -> bytes:
    """Return the PDF of a document; the same document gives the same bytes.

    Raises MissingGlyphs, naming every one, when characters have no glyph in any font; with ``replace_missing`` they
    are drawn as 〓 instead. Raises WorldError when the fonts are not installed.
    """
    pdf = pdfdoc.PDFDocument(compression=1, invariant=1, lang="ja")
    pdf.setTitle(document.title)
    pdf.setAuthor(document.author)
    pdf.setSubject(document.subject)
    pdf.info.producer = pdf.info.creator = "協働デスク"
    pdf.Catalog.ViewerPreferences = pdfdoc.PDFDictionary({"DisplayDocTitle": "true", "PrintScaling": "/None"})
    used = DocumentFonts(fonts)
    cells = TableCells(used)
    images = _Images(pdf)
    for number, page in enumerate(document.pages, start=1):
        writer = ContentWriter(page, used, cells, images.name)
        writer.draw()
        sheet = pdfdoc.PDFPage()
        sheet.pagewidth = round(page.width / MM_PER_POINT, 3)
        sheet.pageheight = round(page.height / MM_PER_POINT, 3)
        sheet.Contents = _stream(pdf, f"Page{number}Content", "\n".join(writer.operators).encode("ascii"))
        sheet.Resources = pdfdoc.PDFResourceDictionary(
            XObject={name: pdfdoc.PDFObjectReference(name) for name in writer.images}
        )
        sheet.Resources.basicFonts()
        pdf.addPage(sheet)
        if progress is not None:
            progress(number, len(document.pages))
    if used.missing and not replace_missing:
        raise fonts.missing_error(used.missing)
    for name, subset in used.subsets():
        _add_font(pdf, name, subset)
    data: bytes = pdf.GetPDFData(None)
    return data


class _Images:
    """The pictures of one file, each stored once however often it is drawn."""

    def __init__(self, pdf: pdfdoc.PDFDocument) -> None:
        self.pdf = pdf
        self.names: dict[bytes, tuple[str, int, int]] = {}

    def name(self, item: Image) -> tuple[str, int, int]:
        """Return the name of a picture in the file with its width and height in pixels."""
        if item.data not in self.names:
            import PIL.Image
            from reportlab.lib.utils import ImageReader  # type: ignore[import-untyped]  # ships no types

            picture = PIL.Image.open(io.BytesIO(item.data))
            if picture.format == "JPEG":
                source = ImageReader(io.BytesIO(item.data))
            else:
                ground = PIL.Image.new("RGBA", picture.size, "white")
                source = ImageReader(PIL.Image.alpha_composite(ground, picture.convert("RGBA")).convert("RGB"))
            name = f"Picture{len(self.names) + 1}"
            self.pdf.Reference(pdfdoc.PDFImageXObject(name, source), name)
            self.names[item.data] = (name, *picture.size)
        return self.names[item.data]


def _add_font(pdf: pdfdoc.PDFDocument, name: str, subset: FaceSubset) -> None:
    """Put a font into the file: composite, numbered by the document, with the glyphs it uses and no others."""
    file, glyph_map = subset.font_file()
    metrics = subset.metrics()
    font_name = pdfdoc.PDFName(f"{subset.tag()}+{subset.face.postscript_name}")
    descriptor = pdfdoc.PDFDictionary(
        {
            "Type": "/FontDescriptor",
            "FontName": font_name,
            "Flags": 4,
            "FontBBox": pdfdoc.PDFArray(metrics.box),
            "ItalicAngle": 0,
            "Ascent": metrics.ascent,
            "Descent": metrics.descent,
            "CapHeight": metrics.cap_height,
            "StemV": 80,
            "FontFile2": _stream(pdf, f"{name}File", file, Length1=len(file)),
        }
    )
    glyphs = pdfdoc.PDFDictionary(
        {
            "Type": "/Font",
            "Subtype": "/CIDFontType2",
            "BaseFont": font_name,
            "CIDSystemInfo": pdfdoc.PDFDictionary(
                {"Registry": pdfdoc.PDFString("Adobe"), "Ordering": pdfdoc.PDFString("Identity"), "Supplement": 0}
            ),
            "FontDescriptor": pdf.Reference(descriptor, f"{name}Descriptor"),
            "DW": 1000,
            "W": pdfdoc.PDFArray(
                [0, pdfdoc.PDFArray([int(width) if width.is_integer() else round(width, 2) for width in subset.widths])]
            ),
            "CIDToGIDMap": _stream(pdf, f"{name}Glyphs", glyph_map),
        }
    )
    pdf.idToObject[pdfdoc.BasicFonts].dict[name] = pdf.Reference(
        pdfdoc.PDFDictionary(
            {
                "Type": "/Font",
                "Subtype": "/Type0",
                "BaseFont": font_name,
                "Encoding": "/Identity-H",
                "DescendantFonts": pdfdoc.PDFArray([pdf.Reference(glyphs, f"{name}Descendant")]),
                "ToUnicode": _stream(pdf, f"{name}Text", subset.to_unicode().encode("ascii")),
            }
        ),
        f"{name}Font",
    )


def _stream(pdf: pdfdoc.PDFDocument, name: str, content: bytes, **entries: int) -> object:
    """Put a compressed stream into the file and return the reference to it."""
    packed = zlib.compress(content, _LEVEL)
    stream = pdfdoc.PDFStream(pdfdoc.PDFDictionary({"Filter": pdfdoc.PDFName("FlateDecode"), **entries}), packed)
    return pdf.Reference(stream, name)
