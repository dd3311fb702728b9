"""Characters to glyphs: which font draws which character of a text, and how wide it is.

Fonts are read with HarfBuzz, which maps a file of 46 MB in about a millisecond; nothing is opened before it is used.
A *cluster* is what one glyph draws: a character, with its variation selector (異体字セレクタ) or its combining
sound mark when it has one.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from kyodo_desktop.core.errors import KnownError
from kyodo_desktop.printing.font_files import WIDEST, Family, find_font_files, require
from kyodo_desktop.printing.page import MM_PER_POINT, FontRole

_FOLLOWERS = "\ufe00-\ufe0f\U000e0100-\U000e01ef\u3099\u309a"
_CLUSTER = re.compile(f"[^{_FOLLOWERS}][{_FOLLOWERS}]?|[{_FOLLOWERS}]", re.DOTALL)
_COMPOUND = re.compile(f"[{_FOLLOWERS}]")

GETA = "〓"
"""The printers' mark for a character that is not in the case."""


class MissingGlyphs(KnownError):
    """No font of this machine has these characters; nothing was printed."""

    def __init__(self, characters: Iterable[str], *, widest_is_there: bool) -> None:
        self.characters = tuple(dict.fromkeys(characters))
        advice = "別の文字に直すか、下駄記号（〓）で印刷して手書きで補ってください。"
        if not widest_is_there:
            advice = f"「IPAmj明朝」フォント（Debianではパッケージ {WIDEST.package}）を入れてください。"
        super().__init__(f"この端末のフォントにない文字があるため、印刷できません：{_named(self.characters)}。{advice}")


def _named(characters: Iterable[str]) -> str:
    """Return characters with their numbers, by which they are found in lists of characters."""
    return "、".join(
        f"「{cluster}」（{'+'.join(f'U+{ord(character):04X}' for character in cluster)}）" for cluster in characters
    )


def clusters(text: str) -> list[str]:
    """Return a text cut into what single glyphs draw."""
    return _CLUSTER.findall(text) if _COMPOUND.search(text) else list(text)


class Typeface:
    """One open font. Two are the same only when they are the same object."""

    def __init__(self, family: Family, path: Path) -> None:
        import uharfbuzz  # type: ignore[import-untyped]  # ships no types

        self.family = family
        self.path = path
        blob = uharfbuzz.Blob.from_file_path(str(path))
        faces = [uharfbuzz.Face(blob, index) for index in range(uharfbuzz.Face(blob).count)]
        names = uharfbuzz.OTNameIdPredefined
        named = [face for face in faces if face.get_name(names.FONT_FAMILY, "en") == family.name]
        self.face: Any = (named or faces)[0]
        self.font: Any = uharfbuzz.Font(self.face)
        self.units: int = self.face.upem
        self.postscript_name: str = self.face.get_name(names.POSTSCRIPT_NAME, "en") or path.stem

    def glyph(self, cluster: str) -> int | None:
        """Return the number of the glyph for a cluster, or None when the font has none for exactly this."""
        if len(cluster) == 1:
            found = self.font.get_nominal_glyph(ord(cluster))
        elif cluster[1] in "\u3099\u309a":
            composed = unicodedata.normalize("NFC", cluster)
            found = self.font.get_nominal_glyph(ord(composed)) if len(composed) == 1 else None
        else:
            found = self.font.get_variation_glyph(ord(cluster[0]), ord(cluster[1]))
        return found or None

    def advance(self, glyph: int) -> float:
        """Return the width of a glyph in thousandths of the size."""
        return float(self.font.get_glyph_h_advance(glyph)) * 1000 / self.units


@dataclass(frozen=True, slots=True)
class Glyph:
    """What draws one cluster: ``face`` is an index into the role's faces, ``width`` thousandths of the size.

    ``plain`` is set when the cluster asked for a variant that no font has and its common shape is drawn instead.
    """

    face: int
    number: int
    width: float
    plain: bool = False


@dataclass(frozen=True, slots=True)
class Coverage:
    """What the fonts cannot do for some texts: characters without any glyph, and variants drawn in the common shape."""

    missing: tuple[str, ...] = ()
    plain_variants: tuple[str, ...] = ()

    @property
    def notice(self) -> str:
        """What to tell a person beside the print; empty when every variant is drawn as it was asked for."""
        if not self.plain_variants:
            return ""
        named = _named(self.plain_variants)
        return f"次の文字は、異体字の形がこの端末のフォントにないため、一般の字形で印刷されます：{named}。"


class Case(dict[str, Glyph | None]):
    """The glyphs of one role, looked up once for each cluster."""

    def __init__(self, faces: tuple[Typeface, ...]) -> None:
        super().__init__()
        self.faces = faces
        mark = faces[0].glyph(GETA) or 0
        self.replacement = Glyph(0, mark, faces[0].advance(mark))
        """What stands in for a character that no face has."""

    def __missing__(self, cluster: str) -> Glyph | None:
        glyph = self._look_up(cluster)
        if glyph is None and len(cluster) > 1:
            common = self[cluster[0]]
            glyph = common and replace(common, plain=True)
        self[cluster] = glyph
        return glyph

    def _look_up(self, cluster: str) -> Glyph | None:
        for index, face in enumerate(self.faces):
            number = face.glyph(cluster)
            if number is not None:
                return Glyph(index, number, face.advance(number))
        if unicodedata.category(cluster[0]) in ("Cc", "Cf"):
            return Glyph(0, self.faces[0].glyph(" ") or 0, 0.0)
        return None


class _Widths(dict[str, float]):
    """Widths of clusters in mm at one point; a missing character is as wide as the mark that stands for it."""

    def __init__(self, case: Case) -> None:
        super().__init__()
        self.case = case

    def __missing__(self, cluster: str) -> float:
        glyph = self.case[cluster]
        self[cluster] = width = (glyph.width if glyph else 1000.0) / 1000 * MM_PER_POINT
        return width


@dataclass(slots=True)
class FontBook:
    """The fonts of this machine, each opened when a text first needs it.

    ``files`` are those that were found; None looks in the system's folders at the first use.
    """

    files: Mapping[Family, Path] | None = None
    _faces: dict[Family, Typeface] = field(default_factory=dict, repr=False)
    _cases: dict[FontRole, Case] = field(default_factory=dict, repr=False)
    _widths: dict[FontRole, _Widths] = field(default_factory=dict, repr=False)

    def faces(self, role: FontRole) -> tuple[Typeface, ...]:
        """Return the faces of a role, best first. Raises WorldError when its own face is not installed."""
        return self.case(role).faces

    def case(self, role: FontRole) -> Case:
        """Return the glyphs of a role by cluster; None where no font has one."""
        if role not in self._cases:
            if self.files is None:
                self.files = find_font_files()
            chain = require(role, self.files)
            for family in chain:
                if family not in self._faces:
                    self._faces[family] = Typeface(family, self.files[family])
            self._cases[role] = Case(tuple(self._faces[family] for family in chain))
        return self._cases[role]

    def widths(self, role: FontRole) -> Mapping[str, float]:
        """Return the widths of clusters in mm at a size of one point."""
        if role not in self._widths:
            self._widths[role] = _Widths(self.case(role))
        return self._widths[role]

    def width(self, text: str, size: float, role: FontRole = "mincho") -> float:
        """Return the width of one line of text in mm at a size in points."""
        return sum(map(self.widths(role).__getitem__, clusters(text))) * size

    def coverage(self, texts: Iterable[str], role: FontRole = "mincho") -> Coverage:
        """Return what cannot be drawn of some texts: what to tell a person before printing."""
        case = self.case(role)
        missing: dict[str, None] = {}
        plain: dict[str, None] = {}
        for cluster in dict.fromkeys(_each_cluster(texts)):
            glyph = case[cluster]
            if glyph is None:
                missing[cluster] = None
            elif glyph.plain:
                plain[cluster] = None
        return Coverage(tuple(missing), tuple(plain))

    def missing_error(self, characters: Iterable[str]) -> MissingGlyphs:
        """Return the error that names characters without a glyph and what would help on this machine."""
        return MissingGlyphs(characters, widest_is_there=WIDEST in (self.files or {}))


def _each_cluster(texts: Iterable[str]) -> Iterator[str]:
    for text in texts:
        yield from (cluster for cluster in clusters(text) if cluster >= " ")
