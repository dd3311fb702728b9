"""The sheets of one project side by side, from the heading to the agreement."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from kyodo_desktop.core.charts.chart import Chart
from kyodo_desktop.core.dates import fiscal_year_label
from kyodo_desktop.core.schema import Schema
from kyodo_desktop.core.taxonomy import Words
from kyodo_desktop.database.base import schema_of
from kyodo_desktop.features.evaluations import comparison
from kyodo_desktop.features.evaluations.comparison import Comparison
from kyodo_desktop.features.evaluations.models.evaluations import Evaluation
from kyodo_desktop.features.evaluations.ui.agreement_part import AgreementPart
from kyodo_desktop.features.evaluations.ui.comparison_table import ComparisonTable
from kyodo_desktop.ui.chart_view import ChartView
from kyodo_desktop.ui.colours import Mark, Tone
from kyodo_desktop.ui.theme import GRID, set_look


class ComparisonView(QWidget):
    """Heading, table, charts, what the parties say in words, and below it the agreement."""

    def __init__(self, improvement: Schema, words: Words, *, editable: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(GRID, 0, GRID * 2, GRID)
        column.setSpacing(GRID)
        self.title = QLabel(self)
        set_look(self.title, "look", "title")
        self.gaps = QLabel(self)
        self.scale = QLabel(self)
        set_look(self.scale, "look", "muted")
        for label in (self.title, self.gaps, self.scale):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
            column.addWidget(label)
        self.table = ComparisonTable(self)
        column.addWidget(self.table)
        self._remarks = QGridLayout()
        self._remarks.setHorizontalSpacing(GRID * 2)
        column.addLayout(self._remarks)
        self.agreement = AgreementPart(improvement, words, editable=editable, parent=self)
        column.addWidget(self.agreement)
        charts = QHBoxLayout()
        self.radar, self.bars, self.lines = ChartView(self), ChartView(self), ChartView(self)
        charts.addWidget(self.radar, 1)
        charts.addWidget(self.bars, 1)
        column.addLayout(charts)
        column.addWidget(self.lines)
        column.addStretch(1)

    def show_comparison(self, compared: Comparison, words: Words, *, typing: bool = False) -> None:
        """Show one project; while a person is typing about it, the agreement below is left alone."""
        year = fiscal_year_label(compared.fiscal_year)
        who = f"　{compared.organization}" if compared.organization else ""
        self.title.setText(f"{compared.name}　{year} {compared.stage}{who}")
        wide = compared.wide
        judging = [party for party in compared.parties if not party.agrees]
        if wide:
            named = "、".join(item.label for item in wide)
            self.gaps.setText(str(Mark(f"評点の差が2以上の項目が{len(wide)}つあります：{named}", Tone.SOON)))
        elif len(judging) > 1:
            self.gaps.setText(str(Mark("評点の差が2以上の項目はありません。", Tone.GOOD)))
        else:
            self.gaps.setText("評価シートが1つだけです。相手の評価がそろうと、差が分かります。")
        set_look(self.gaps, "tone", (Tone.SOON if wide else Tone.QUIET).value)
        scale = compared.sheet.scale() if compared.sheet else ()
        self.scale.setText("　".join(f"{mark}＝{meaning}" for mark, meaning in scale))
        self.table.show_comparison(compared)
        self._show_remarks(compared)
        if not typing:
            self.agreement.load(compared.agreed, "", words)
        _show(self.radar, comparison.radar(compared))
        _show(self.bars, comparison.bars(compared))
        _show(self.lines, comparison.lines(compared))

    def _show_remarks(self, compared: Comparison) -> None:
        while (item := self._remarks.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.deleteLater()
        fields = schema_of(Evaluation).fields
        row = 0
        for name in comparison.REMARKS:
            for party in compared.parties:
                if text := party.remarks[name]:
                    head = QLabel(f"{fields[name].label}　{party.label}", self)
                    set_look(head, "look", "muted")
                    said = QLabel(text, self)
                    said.setTextFormat(Qt.TextFormat.PlainText)
                    said.setWordWrap(True)
                    said.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
                    self._remarks.addWidget(head, row, 0, Qt.AlignmentFlag.AlignTop)
                    self._remarks.addWidget(said, row, 1)
                    row += 1
        self._remarks.setColumnStretch(1, 1)


def _show(view: ChartView, chart: Chart | None) -> None:
    view.setVisible(chart is not None)
    if chart is not None:
        view.show_chart(chart)
