"""The grid of marks has room for the words of a town's own review items."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from kyodo_desktop.core.profiles import load_profile, profile_labels
from kyodo_desktop.features.grants.review import ReviewSheet
from kyodo_desktop.features.grants.rules.review import Reviewer, ReviewItem, ReviewRules
from kyodo_desktop.features.grants.ui.mark_model import LEADING, MarkModel
from kyodo_desktop.features.grants.ui.mark_view import MarkView
from kyodo_desktop.ui.heading_view import line_count, stands


@pytest.mark.parametrize("profile", sorted(profile_labels()))
def test_no_word_of_a_heading_is_cut(qtbot: QtBot, profile: str) -> None:
    for section in load_profile(profile).grant_rounds.values():
        named = [(each.text("name"), each.number("points", 1, 1000)) for each in section.tables("review_items")]
        items = tuple(ReviewItem(name, name, points) for name, points in named)
        model = MarkModel()
        view = MarkView(model)
        qtbot.addWidget(view)
        model.load(ReviewSheet(1, "令和8年度", ReviewRules(items, (Reviewer("1", "秋山 次郎"),)), ()))
        height = view.horizontalHeader().height()
        for column in range(len(LEADING), len(LEADING) + len(items)):
            heading = str(model.headerData(column, Qt.Orientation.Horizontal))
            width, metrics = view.columnWidth(column), view.fontMetrics()
            assert stands(heading, width, metrics)
            assert line_count(heading, width, metrics) * metrics.lineSpacing() <= height
