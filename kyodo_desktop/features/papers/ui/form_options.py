"""What a form asks for at the time of printing: 文書番号, dates, the rows of a table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtWidgets import QVBoxLayout, QWidget

from kyodo_desktop.core.schema import Schema
from kyodo_desktop.core.taxonomy import Words
from kyodo_desktop.features.papers.ui.paper_options import Order, PaperOptions
from kyodo_desktop.printing.forms.template import FormTemplate
from kyodo_desktop.ui.record_form import RecordForm


class FormOptions(PaperOptions):
    """The parameters of a form as a small form. They are printed and kept nowhere."""

    def __init__(self, template: FormTemplate, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.form_id = template.id
        self._kept: object = None
        words = replace(words, taxonomies={**words.taxonomies, **template.taxonomies})
        self.form = RecordForm(_named(template.parameters), words, self)
        self.form.load(None, words)
        self.form.edited.connect(self.changed)
        self.form.end_reached.connect(self.went_on)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.form)

    def order(self, ids: Sequence[int] | None) -> Order:
        parameters = {name: self.form.value(name) for name in self.form.cells}
        rows = {name: [dict(draft.values) for draft in table.drafts()] for name, table in self.form.tables.items()}
        form, whose = self.form_id, tuple(ids or ())
        return lambda papers: papers.filled_form(form, whose, {**parameters, **rows})

    def is_typed(self) -> bool:
        return self.form.is_dirty() and self.form.raw_state() != self._kept

    def forget_typed(self) -> None:
        self._kept = self.form.raw_state()

    def begin(self) -> None:
        self.form.focus_first()


def has_parameters(template: FormTemplate) -> bool:
    """Return whether a form asks for anything."""
    return bool(template.parameters.fields or template.parameters.children)


def _named(parameters: Schema) -> Schema:
    """Return the parameters with a heading over each, the tables headed by the words of their first column."""
    heading = partial(replace, group="様式に入れる内容")
    children = {
        name: replace(child, label=next(iter(child.fields.values())).label if child.fields else child.label)
        for name, child in parameters.children.items()
    }
    fields = {name: heading(field) for name, field in parameters.fields.items()}
    return replace(parameters, fields=fields, children=children)
