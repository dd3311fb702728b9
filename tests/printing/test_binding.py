"""Documents bound into one: contents, running numbers, and nothing to bind."""

from __future__ import annotations

import pytest

from kyodo_desktop.core.errors import InputError
from kyodo_desktop.printing import pdf
from kyodo_desktop.printing.binding import LINES, bind
from kyodo_desktop.printing.fonts import FontBook
from kyodo_desktop.printing.page import A4, A4_LANDSCAPE, Document, Page, Text
from tests.printing.reading import page_texts, squeezed


def document(title: str, count: int, persons: int = 1, paper: tuple[float, float] = A4) -> Document:
    pages = [Page(*paper, items=[Text(30, 30, f"{title}の{number}")]) for number in range(1, count + 1)]
    return Document(title, pages, persons=persons, continued=(title,) if count > 1 else ())


def test_the_contents_name_the_page_on_which_each_document_begins() -> None:
    bound = bind(
        "一件書類", "H001　花の会", [document("申請書", 2), document("一覧", 1, 5, A4_LANDSCAPE), document("通知書", 1)]
    )
    pages = [squeezed(text) for text in page_texts(pdf.render(bound, FontBook()))]
    assert pages[0] == "一件書類H001花の会申請書2一覧4通知書51／5"
    assert pages[1:] == ["申請書の12／5", "申請書の23／5", "一覧の14／5", "通知書の15／5"]
    assert (bound.title, bound.subject, bound.persons, bound.continued) == ("一件書類", "H001　花の会", 5, ("申請書",))
    assert [page.width for page in bound.pages] == [210.0, 210.0, 210.0, 297.0, 210.0]


def test_long_contents_take_as_many_pages_as_they_need() -> None:
    bound = bind("審査会資料", "B01", [document(f"申請{number:03}", 1) for number in range(LINES + 1)])
    pages = [squeezed(text) for text in page_texts(pdf.render(bound, FontBook()))]
    assert len(pages) == 2 + LINES + 1
    assert "申請0003" in pages[0], "the first document begins behind two pages of contents"
    assert pages[1].startswith(f"審査会資料B01申請{LINES:03}{LINES + 3}")


def test_nothing_is_not_bound() -> None:
    with pytest.raises(InputError, match="「審査会資料」に綴じるものがありません"):
        bind("審査会資料", "B01", [])
