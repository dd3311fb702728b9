"""The pages of the tab 事業: those of its slices, and 期限と集計 behind them."""

from __future__ import annotations

from functools import partial

from kyodo_desktop.features import boards
from kyodo_desktop.features.boards.ui.page import build as build_board
from kyodo_desktop.ui.page_group import InnerPage, PageGroup, slice_pages
from kyodo_desktop.ui.place import Place


def build(place: Place) -> PageGroup:
    """Return the tab 事業."""
    board = InnerPage(boards.BOARD, "期限と集計", partial(build_board, place), guide=boards.BOARD)
    return PageGroup([*slice_pages(place, boards.TAB.name), board])
