"""A print between its reading and its paper."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from kyodo_desktop.core.errors import InputError
from kyodo_desktop.printing import preflight
from kyodo_desktop.printing.fonts import FontBook
from kyodo_desktop.printing.page import Document

NAMED = 6
"""Of the places that were too small, so many are named."""

Progress = Callable[[int, int], None]
"""Told how many records or pages of how many are done; it may raise to stop the work."""


class NotForAll(InputError):
    """Some of the records cannot be printed; ``others`` are the ids of those that can, in the order asked for."""

    def __init__(self, message: str, others: Sequence[int]) -> None:
        super().__init__(message)
        self.others = tuple(others)


def _unwatched(_done: int, _total: int) -> None:
    """Nobody waits."""


@dataclass(frozen=True, slots=True)
class Print:
    """A finished print: the PDF, how many persons or bodies it names, and what a person should know beforehand."""

    title: str
    pdf: bytes
    people: int
    notice: str = ""
    """Which characters are printed in the common shape, what stands on continuation sheets, and in which columns words
    are cut; empty when there is nothing of these."""


@dataclass(frozen=True, slots=True)
class PrintJob:
    """A print that is read and ready to be drawn."""

    title: str
    compose: Callable[[Progress], Document]
    fonts: FontBook

    def draw(self, *, replace_missing: bool = False, progress: Progress = _unwatched) -> Print:
        """Return the print. Raises MissingGlyphs with every character that no font has, unless they are replaced."""
        document = self.compose(progress)
        told = (preflight.check(document, self.fonts).notice, continued(document), cut(document))
        notice = "\n".join(filter(None, told))
        from kyodo_desktop.printing import pdf  # reportlab is loaded at the first print

        content = pdf.render(document, self.fonts, replace_missing=replace_missing, progress=progress)
        return Print(self.title, content, document.persons, notice)


def continued(document: Document) -> str:
    """Return what to tell of the places that were too small; empty when everything stands in its place."""
    if not document.continued:
        return ""
    names = tuple(dict.fromkeys(document.continued))
    shown = "、".join(names[:NAMED]) + (f" ほか{len(names) - NAMED}か所" if len(names) > NAMED else "")
    return f"欄に入りきらない内容があり、続紙に続きます：{shown}。"


def cut(document: Document) -> str:
    """Return what to tell of columns that are too narrow for their words; empty when none is."""
    if not document.cut:
        return ""
    return (
        f"項目が多いため、次の項目は日付や電話番号などが途中で折り返されます：{'、'.join(document.cut)}。"
        "印刷する項目を減らすか、名簿を2つに分けて印刷してください。一覧をExcelに書き出すこともできます。"
    )
