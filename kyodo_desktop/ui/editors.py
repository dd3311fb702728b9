"""Which editor belongs to which kind of field."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QWidget

from kyodo_desktop.core.fields import Choice, Choices, EraDate, Field, Flag, Text, WeekGrid
from kyodo_desktop.core.taxonomy import Words
from kyodo_desktop.ui.check_grid import ChoicesEditor, FlagEditor, WeekGridEditor
from kyodo_desktop.ui.choice_editor import ChoiceEditor
from kyodo_desktop.ui.field_editor import FieldEditor
from kyodo_desktop.ui.suggest_editor import SuggestEditor
from kyodo_desktop.ui.text_editors import EraDateEditor, LineEditor, ParagraphsEditor

_EDITORS: dict[type[Field], Callable[[Any, Words, QWidget], FieldEditor]] = {
    EraDate: EraDateEditor,
    Choice: ChoiceEditor,
    Choices: ChoicesEditor,
    WeekGrid: WeekGridEditor,
    Flag: FlagEditor,
}


def editor_for(field: Field, words: Words, parent: QWidget) -> FieldEditor:
    """Return a new editor for a field of any kind but Disclosure, which stands beside the fields it is about."""
    if isinstance(field, Text) and field.lines > 1:
        return ParagraphsEditor(field, words, parent)
    usual = SuggestEditor if field.suggested else LineEditor
    return _EDITORS.get(type(field), usual)(field, words, parent)
