"""Texts to the codes of one document's fonts."""

from __future__ import annotations

from kyodo_desktop.printing.embedding import FaceSubset
from kyodo_desktop.printing.fonts import GETA, FontBook, Typeface, clusters
from kyodo_desktop.printing.page import FontRole


class DocumentFonts:
    """The fonts of one document, named F1, F2 … in the order of their first use, and what none of them could draw."""

    def __init__(self, fonts: FontBook) -> None:
        self.fonts = fonts
        self.missing: dict[str, None] = {}
        self._subsets: dict[Typeface, tuple[str, FaceSubset]] = {}
        self._encoders: dict[FontRole, Encoder] = {}

    def encoder(self, role: FontRole) -> Encoder:
        """Return what turns texts of a role into codes."""
        if role not in self._encoders:
            self._encoders[role] = Encoder(role, self)
        return self._encoders[role]

    def own_name(self, role: FontRole) -> str:
        """Return the name of the role's own face in this document."""
        return self.subset(self.fonts.faces(role)[0])[0]

    def subset(self, face: Typeface) -> tuple[str, FaceSubset]:
        """Return the name of a face in this document and the part of it that is used."""
        if face not in self._subsets:
            self._subsets[face] = (f"F{len(self._subsets) + 1}", FaceSubset(face))
        return self._subsets[face]

    def subsets(self) -> list[tuple[str, FaceSubset]]:
        """Return every font that the document uses so far."""
        return list(self._subsets.values())


class Encoder:
    """Turns the texts of one role into runs of a font's name and hexadecimal codes."""

    def __init__(self, role: FontRole, document: DocumentFonts) -> None:
        self._case = document.fonts.case(role)
        self._document = document
        self._own = ""
        self._plain: dict[str, str] = {}
        """Codes of the characters that the role's own face draws by themselves: almost every text is made of these."""

    def runs(self, text: str) -> list[tuple[str, str]]:
        """Return a text as font names with codes; a character without a glyph is noted and becomes 〓."""
        if not text:
            return []
        try:
            return [(self._own, "".join(map(self._plain.__getitem__, text)))]
        except KeyError:
            return self._mixed(text)

    def _mixed(self, text: str) -> list[tuple[str, str]]:
        runs: list[tuple[str, str]] = []
        for cluster in clusters(text):
            shown, glyph = cluster, self._case[cluster]
            if glyph is None:
                self._document.missing[cluster] = None
                shown, glyph = GETA, self._case.replacement
            name, subset = self._document.subset(self._case.faces[glyph.face])
            code = f"{subset.code(shown, glyph):04X}"
            if glyph.face == 0 and shown is cluster and len(cluster) == 1:
                self._own = name
                self._plain[cluster] = code
            if runs and runs[-1][0] == name:
                runs[-1] = (name, runs[-1][1] + code)
            else:
                runs.append((name, code))
        return runs
