"""Fonts that write Japanese text into a PDF at the speed of ``str.encode``.

reportlab embeds a TrueType font as many fonts of at most 256 characters, so a Japanese line changes its font at nearly
every character, and its ToUnicode map cannot name a character above U+FFFF. A :class:`CompositeFont` is embedded once,
as a Type 0 font whose two-byte codes are UTF-16 itself: a text is encoded in one call, copies out of the PDF exactly
as it went in, and a cluster of more than one code unit (𠮷, a variant, か゚) gets one code of its own from the surrogate
range, which no character of the Basic Multilingual Plane uses. HarfBuzz subsets the file in 1 to 10 ms where reportlab
takes 30 (BIZ UDGothic) to 350 (IPAmj Mincho).

It stands where reportlab expects a ``TTFont``: after ``pdfmetrics.registerFont(CompositeFont(typeface))`` the canvas
draws with ``setFont(typeface.postscript_name, size)`` and ``drawString`` as usual.
"""

from __future__ import annotations

import itertools
import re
import struct
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any
from weakref import WeakKeyDictionary

import uharfbuzz
from reportlab.pdfbase import pdfdoc

from kyodo_desktop.printing.fonts import Typeface, clusters

SPECIAL = re.compile("[\ufe00-\ufe0f\u3099\u309a\U00010000-\U0010ffff]")
"""What needs more than one code unit: characters above U+FFFF, variation selectors, combining sound marks."""

_FIRST_SPECIAL_CODE, _LAST_SPECIAL_CODE = 0xD800, 0xDFFF
_KEPT_TABLES = frozenset({"glyf", "head", "hhea", "hmtx", "loca", "maxp"})
"""What a CIDFontType2 needs without hinting (ISO 32000-1, 9.9)."""


@dataclass(slots=True)
class _Used:
    """What one document has drawn with one font."""

    internal_name: str
    characters: set[str] = field(default_factory=set)
    specials: dict[str, int] = field(default_factory=dict)

    def special_code(self, cluster: str) -> int:
        code = self.specials.setdefault(cluster, _FIRST_SPECIAL_CODE + len(self.specials))
        if code > _LAST_SPECIAL_CODE:
            raise OverflowError("a document holds at most 2,048 different characters above U+FFFF and variants")
        return code


class CompositeFont:
    """A face with TrueType outlines (``glyf``) that reportlab can register and draw with.

    Raises ValueError for a face without such outlines. It knows one face: whoever draws cuts a text where the
    typeface changes (:meth:`FontBook.case`); what this face lacks comes out as its box.
    """

    _dynamicFont = 1  # noqa: N815 - reportlab asks for it
    _multiByte = 1  # noqa: N815 - reportlab asks for it
    shapable = False

    def __init__(self, typeface: Typeface) -> None:
        if "glyf" not in typeface.face.table_tags:
            raise ValueError(f"{typeface.path} has no TrueType outlines")
        self.typeface = typeface
        self.fontName = typeface.postscript_name
        self.encoding = SimpleNamespace(name="UTF-16")
        scale = 1000 / typeface.units
        extents = typeface.font.get_font_extents("ltr")
        self.face = SimpleNamespace(
            name=typeface.postscript_name,
            ascent=extents.ascender * scale,
            descent=extents.descender * scale,
            unitsPerEm=typeface.units,
        )
        self._used: WeakKeyDictionary[Any, _Used] = WeakKeyDictionary()

    def width(self, text: str) -> float:
        """Return the length of a text in thousandths of the type size."""
        return sum(self.typeface.advance(self._glyph(cluster)) for cluster in clusters(text))

    def stringWidth(self, text: str, size: float, encoding: str = "") -> float:  # noqa: ARG002 - reportlab passes it
        return self.width(text) * size / 1000

    def encode(self, text: str, document: Any) -> bytes:
        """Return the codes of a text and remember its characters for the subset of ``document``."""
        used = self._state(document)
        if not SPECIAL.search(text):
            used.characters.update(text)
            return text.encode("utf-16-be")
        codes = []
        for cluster in clusters(text):
            if SPECIAL.search(cluster):
                codes.append(used.special_code(cluster))
            else:
                used.characters.add(cluster)
                codes.append(ord(cluster))
        return struct.pack(f">{len(codes)}H", *codes)

    def use(self, characters: Iterable[str], document: Any) -> None:
        """Put characters into the subset of ``document`` whose codes the caller writes itself."""
        self._state(document).characters.update(characters)

    def splitString(self, text: str, doc: Any) -> list[tuple[int, bytes]]:
        return [(0, self.encode(text, doc))] if text else []

    def getSubsetInternalName(self, subset: int, doc: Any) -> str:  # noqa: ARG002 - reportlab passes it
        return "/" + self._state(doc).internal_name

    def addObjects(self, doc: Any) -> None:
        """Write the font objects of a document that is being closed."""
        used = self._used.pop(doc)
        glyphs = self._glyphs(used)
        subset, renumbered = _subset(self.typeface.face, glyphs.values())
        base_font = pdfdoc.PDFName(f"{_subset_tag(glyphs)}+{self.face.name}")
        descriptor = {
            "Type": "/FontDescriptor",
            "FontName": base_font,
            "Flags": 4,
            "FontBBox": pdfdoc.PDFArray(self._bounding_box()),
            "ItalicAngle": 0,
            "Ascent": self.face.ascent,
            "Descent": self.face.descent,
            "CapHeight": self.face.ascent,
            "StemV": 80,
            "FontFile2": _stream(doc, subset, Length1=len(subset)),
        }
        descendant = {
            "Type": "/Font",
            "Subtype": "/CIDFontType2",
            "BaseFont": base_font,
            "CIDSystemInfo": pdfdoc.PDFDictionary(
                {"Registry": pdfdoc.PDFString("Adobe"), "Ordering": pdfdoc.PDFString("Identity"), "Supplement": 0}
            ),
            "FontDescriptor": doc.Reference(pdfdoc.PDFDictionary(descriptor)),
            "DW": 1000,
            "W": pdfdoc.PDFArray(list(self._width_array(glyphs))),
            "CIDToGIDMap": _stream(doc, _glyph_map(glyphs, renumbered)),
        }
        composite = {
            "Type": "/Font",
            "Subtype": "/Type0",
            "BaseFont": base_font,
            "Encoding": "/Identity-H",
            "DescendantFonts": pdfdoc.PDFArray([doc.Reference(pdfdoc.PDFDictionary(descendant))]),
            "ToUnicode": _stream(doc, _to_unicode(glyphs, used.specials).encode("ascii")),
        }
        reference = doc.Reference(pdfdoc.PDFDictionary(composite), used.internal_name)
        doc.idToObject["BasicFonts"].dict[used.internal_name] = reference

    def _state(self, document: Any) -> _Used:
        used = self._used.get(document)
        if used is None:
            internal_name = f"F{len(document.fontMapping) + 1}"
            document.fontMapping[self.fontName] = "/" + internal_name
            document.delayedFonts.append(self)
            used = self._used[document] = _Used(internal_name)
        return used

    def _glyph(self, cluster: str) -> int:
        """Return the glyph of a cluster, or of its common shape; 0 draws the box of a missing character."""
        return self.typeface.glyph(cluster) or self.typeface.glyph(cluster[0]) or 0

    def _glyphs(self, used: _Used) -> dict[int, int]:
        """Return the glyph of each code that was drawn, by code."""
        plain = ((ord(character), self._glyph(character)) for character in used.characters)
        special = ((code, self._glyph(cluster)) for cluster, code in used.specials.items())
        return dict(sorted(itertools.chain(plain, special)))

    def _bounding_box(self) -> list[float]:
        head = self.typeface.face.reference_table("head").data
        return [edge * 1000 / self.typeface.units for edge in struct.unpack_from(">4h", head, 36)]

    def _width_array(self, glyphs: Mapping[int, int]) -> Iterator[Any]:
        """Yield a W array: each run of following codes that are not a full em wide, with their widths."""
        widths = ((code, self.typeface.advance(glyph)) for code, glyph in glyphs.items())
        narrow = [(code, width) for code, width in widths if width != 1000]
        for _, run in itertools.groupby(enumerate(narrow), lambda item: item[1][0] - item[0]):
            members = [member for _, member in run]
            yield members[0][0]
            yield pdfdoc.PDFArray([round(width, 2) for _, width in members])


def _subset(face: Any, glyphs: Iterable[int]) -> tuple[bytes, Mapping[int, int]]:
    """Return a font file with these glyphs and what they depend on, and the new number of each old glyph."""
    wanted = uharfbuzz.SubsetInput()
    wanted.glyph_set.update(list(glyphs))
    wanted.drop_table_tag_set.update(
        [int.from_bytes(tag.encode(), "big") for tag in face.table_tags if tag not in _KEPT_TABLES]
    )
    wanted.flags = uharfbuzz.SubsetFlags.NO_HINTING
    plan = uharfbuzz.SubsetPlan(face, wanted)
    return bytes(plan.execute().blob.data), dict(plan.old_to_new_glyph_mapping.items())


def _subset_tag(glyphs: Iterable[int]) -> str:
    """Return six letters that differ for different subsets (PDF 32000-1, 9.6.4) and are the same every time."""
    number = hash(tuple(glyphs)) % 26**6
    return "".join(chr(ord("A") + number // 26**place % 26) for place in range(6))


def _glyph_map(glyphs: Mapping[int, int], renumbered: Mapping[int, int]) -> bytes:
    """Return a CIDToGIDMap: two bytes for each code up to the last one that is used."""
    numbers = [0] * (max(glyphs, default=0) + 1)
    for code, glyph in glyphs.items():
        numbers[code] = renumbered[glyph]
    return struct.pack(f">{len(numbers)}H", *numbers)


def _to_unicode(glyphs: Iterable[int], specials: Mapping[str, int]) -> str:
    """Return a ToUnicode CMap: a plain code is its own character, a special one is written out in UTF-16."""
    texts = {code: cluster for cluster, code in specials.items()}
    lines = [f"<{code:04X}> <{texts.get(code, chr(code)).encode('utf-16-be').hex()}>" for code in glyphs]
    blocks = [lines[start : start + 100] for start in range(0, len(lines), 100)]
    return "\n".join(
        [
            "/CIDInit /ProcSet findresource begin 12 dict begin begincmap",
            "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def",
            "/CMapName /Adobe-Identity-UCS def /CMapType 2 def",
            "1 begincodespacerange <0000> <FFFF> endcodespacerange",
            *itertools.chain.from_iterable((f"{len(block)} beginbfchar", *block, "endbfchar") for block in blocks),
            "endcmap CMapName currentdict /CMap defineresource pop end end",
        ]
    )


def _stream(document: Any, content: bytes, **entries: int) -> Any:
    """Return a reference to a new compressed stream."""
    stream = pdfdoc.PDFStream(pdfdoc.PDFDictionary(entries), content, [pdfdoc.PDFZCompress])
    return document.Reference(stream)
