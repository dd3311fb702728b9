"""The part of a font that one document needs: its glyphs, their widths, and the way back from codes to text.

A document numbers the clusters it draws from 1 in the order of their use; two clusters that share a glyph keep
numbers of their own, so that each comes back as itself when the text is copied or searched. A variant sequence
comes back whole, and a character above U+FFFF as its surrogate pair.
"""

from __future__ import annotations

import struct
import zlib
from dataclasses import dataclass, field

from kyodo_desktop.printing.fonts import Glyph, Typeface

_ENTRIES_AT_ONCE = 100
"""As many entries as one ``beginbfchar`` may hold (Adobe Technical Note 5014)."""

_NEEDLESS = frozenset({"GSUB", "GPOS", "GDEF", "VORG", "vhea", "vmtx", "name", "post", "OS/2", "gasp"})
"""Tables that a PDF reader does not look at in an embedded composite font."""


@dataclass(frozen=True, slots=True)
class FontMetrics:
    """What a PDF says of a font, in thousandths of its size; ``box`` is left, foot, right, head."""

    ascent: int
    descent: int
    cap_height: int
    box: tuple[int, int, int, int]


@dataclass(slots=True)
class FaceSubset:
    """The clusters of one typeface that a document draws."""

    face: Typeface
    codes: dict[str, int] = field(default_factory=dict)
    glyphs: list[int] = field(default_factory=lambda: [0])
    widths: list[float] = field(default_factory=lambda: [1000.0])

    def code(self, cluster: str, glyph: Glyph) -> int:
        """Return the number by which the document draws a cluster, a new one at its first use."""
        if cluster not in self.codes:
            self.codes[cluster] = len(self.glyphs)
            self.glyphs.append(glyph.number)
            self.widths.append(glyph.width)
        return self.codes[cluster]

    def tag(self) -> str:
        """Return six letters that tell this subset from other ones of its face (ISO 32000-1, 9.6.4)."""
        number = zlib.crc32("".join(self.codes).encode("utf-8"))
        return "".join(chr(ord("A") + number // 26**place % 26) for place in range(6))

    def font_file(self) -> tuple[bytes, bytes]:
        """Return a TrueType file of the used glyphs alone, and the map from codes to its glyphs (CIDToGIDMap)."""
        import uharfbuzz  # type: ignore[import-untyped]  # ships no types

        wanted = uharfbuzz.SubsetInput()
        wanted.glyph_set.update(set(self.glyphs))
        wanted.flags = uharfbuzz.SubsetFlags.NO_LAYOUT_CLOSURE | uharfbuzz.SubsetFlags.NO_HINTING
        wanted.drop_table_tag_set.update(int.from_bytes(tag.encode("ascii"), "big") for tag in _NEEDLESS)
        plan = uharfbuzz.SubsetPlan(self.face.face, wanted)
        moved = plan.old_to_new_glyph_mapping
        renumbered = [moved[glyph] for glyph in self.glyphs]
        return bytes(plan.execute().blob.data), struct.pack(f">{len(renumbered)}H", *renumbered)

    def to_unicode(self) -> str:
        """Return the CMap that turns codes back into text (ISO 32000-1, 9.10.3)."""
        entries = [f"<{code:04X}> <{cluster.encode('utf-16-be').hex()}>" for cluster, code in self.codes.items()]
        blocks = []
        for start in range(0, len(entries), _ENTRIES_AT_ONCE):
            block = entries[start : start + _ENTRIES_AT_ONCE]
            blocks += [f"{len(block)} beginbfchar", *block, "endbfchar"]
        return "\n".join(
            [
                "/CIDInit /ProcSet findresource begin",
                "12 dict begin",
                "begincmap",
                "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def",
                "/CMapName /Adobe-Identity-UCS def",
                "/CMapType 2 def",
                "1 begincodespacerange",
                "<0000> <FFFF>",
                "endcodespacerange",
                *blocks,
                "endcmap",
                "CMapName currentdict /CMap defineresource pop",
                "end",
                "end",
            ]
        )

    def metrics(self) -> FontMetrics:
        """Return the metrics that go into the font's descriptor."""
        extents = self.face.font.get_font_extents("ltr")
        scale = 1000 / self.face.units
        left, foot, right, head = struct.unpack(">4h", self.face.face.reference_table("head").data[36:44])
        return FontMetrics(
            ascent=round(extents.ascender * scale),
            descent=round(extents.descender * scale),
            cap_height=round(extents.ascender * scale * 0.85),
            box=(round(left * scale), round(foot * scale), round(right * scale), round(head * scale)),
        )
