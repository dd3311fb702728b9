"""What follows from a form is asked for once for the keys of a moment, and again for those that come later."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from kyodo_desktop.ui.form_follower import FormFollower
from kyodo_desktop.ui.record_panel import RecordPanel

from .invented import CIRCLE, WORDS


def test_keys_of_a_moment_are_answered_together(qtbot: QtBot) -> None:
    panel = RecordPanel(CIRCLE, WORDS)
    qtbot.addWidget(panel)
    asked: list[object] = []
    follower = FormFollower(panel, lambda: asked.append(panel.form.value("name")))
    assert follower.parent() is panel
    for name in ("港", "港の", "港の会"):
        panel.form.set_value("name", name)
        panel.form.edited.emit()
    assert not asked, "nothing is asked at a key"
    qtbot.waitUntil(lambda: bool(asked))
    assert asked == ["港の会"]
    panel.form.edited.emit()
    qtbot.waitUntil(lambda: len(asked) == 2)
