"""A desk with a keyboard: the real program in a window that nobody sees, worked with keys alone.

Keys go where the window system would send them, Japanese comes as an input method composes it, and what is asked of the
window is what stands in it. Nothing here calls into the program to skip a step.
"""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtGui import QInputMethodEvent, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QDialog,
    QFileDialog,
    QLabel,
    QLineEdit,
    QListView,
    QMenu,
    QPlainTextEdit,
    QTabBar,
    QTableView,
    QWidget,
)

from kyodo_desktop.application import Office, create_office
from kyodo_desktop.core.clock import FixedClock
from kyodo_desktop.core.schema import Draft
from kyodo_desktop.features.office.settings import OfficeSettings
from kyodo_desktop.gui import Program
from kyodo_desktop.shell.preferences_file import PreferencesFile
from tests.hands import let_go

PATIENCE = 60.0
"""Seconds after which a condition will not come true any more, on a machine that does much else."""

SIZE = (1366, 768)
"""The smallest usual screen."""

YESTERDAY = dt.datetime(2026, 11, 20, 15, 0)
"""When what a story begins with was entered."""

STEPS = 120
"""Fields that a person goes through with Enter before giving up."""


def make_office(root: Path, clock: FixedClock) -> Path:
    """Make an empty office and return its folder."""
    create_office(root, OfficeSettings(town="汐見野市", profile="muroran", staff=("佐藤",)), clock)
    return root


def register(root: Path, *records: Mapping[str, object], slice_name: str = "organizations") -> None:
    """Register records in an office that no window has open: 町内会 or individuals, where they do not say."""
    with Office(root, FixedClock(YESTERDAY)) as office:
        kinds = office.words().taxonomy("organization_kinds" if slice_name == "organizations" else "volunteer_kinds")
        usual = {"kind": next(term.code for term in kinds.terms if term.label in ("町内会・自治会", "個人"))}
        office.service(slice_name).save_all("佐藤", "準備", [Draft(usual | dict(values)) for values in records])


class Desk:
    """One window of the program on one office, or on the one of last time. Close it before the test ends.

    ``preferences`` is the file of the machine that remembers it; without one the window remembers nothing.
    """

    def __init__(self, root: Path | None, clock: FixedClock, *, preferences: Path | None = None) -> None:
        self.program = Program(root, PreferencesFile(preferences), clock=clock)
        self.window = self.program.window
        self._is_closed = False
        self.window.resize(*SIZE)
        self.window.show()
        self.window.activateWindow()
        self.wait(lambda: self.window.isActiveWindow() and self.program.counter is not None)

    # ---------------------------------------------------------------------------------------------------- the keyboard

    def press(self, *keys: str) -> None:
        """Press keys one after the other, each named as in a menu (``F2``, ``Ctrl+K``, ``Shift+Tab``)."""
        for key in keys:
            chord = QKeySequence(key)[0]
            QTest.keyClick(self._receiver(), chord.key(), chord.keyboardModifiers())
            let_go()
            QApplication.processEvents()  # between two keys of a person the window always comes to itself

    def write(self, text: str) -> None:
        """Type a text: Japanese as an input method composes and commits it, everything else key by key."""
        if text.isascii():
            for sign in text:
                QTest.keyClicks(self._receiver(), sign)
        else:
            committed = QInputMethodEvent("", [])
            committed.setCommitString(text)
            for event in (QInputMethodEvent(text, []), committed):
                QApplication.sendEvent(self._receiver(), event)
                QApplication.processEvents()
        QApplication.processEvents()

    def write_over(self, text: str) -> None:
        """Type a text in place of what stands in the field."""
        self.press("Ctrl+A")
        self.write(text)

    def go_to(self, name: str, key: str = "Return") -> None:
        """Go on with a key until the cursor is in the field of this name, once there is one."""
        self.wait(lambda: any(_name(each) == name and each.isVisible() for each in self._front().findChildren(QWidget)))
        for _ in range(STEPS):
            if self.field() == name:
                return
            self.press(key)
        raise AssertionError(f"{key} never came to {name}\n{self.describe()}")

    def begin_edit(self) -> None:
        """Press F4 once it does something: the record under the cursor has come."""
        self.wait(lambda: "F4" in self.offered_keys())
        self.press("F4")
        self.wait(lambda: "F12" in self.offered_keys())

    def open_tab(self, label: str) -> None:
        """Go to a tab with Alt and its number."""
        self.press(f"Alt+{self.tabs().index(label) + 1}")

    def open_page(self, label: str, field: str) -> None:
        """Go to a tab once the office is open; the cursor stands in a field of this name then."""
        self.wait(lambda: self.reads("F1 手引き") and not self.reads("事務所を開いています…"))
        self.open_tab(label)
        self.wait(lambda: self.field() == field)

    def open_list(self, label: str) -> None:
        """Go to a tab that holds a list, once the office is open."""
        self.open_page(label, "この一覧から検索")

    def press_button(self, words: str) -> None:
        """Go to a button with Tab, once it can be pressed, and press it."""
        self.wait(lambda: words in self.buttons())
        for _ in range(STEPS):
            focus = self._receiver()
            if isinstance(focus, QAbstractButton) and focus.text() == words:
                self.press("Space")
                return
            self.press("Tab")
        raise AssertionError(f"Tab never came to {words}\n{self.describe()}")

    @contextmanager
    def answering_file_dialog(self, path: Path) -> Iterator[None]:
        """Type a path into the file dialog that the keys inside open: it holds them until it is answered."""
        answered: list[bool] = []
        deadline = time.monotonic() + PATIENCE
        watch = QTimer()
        watch.setInterval(5)

        def look() -> None:
            dialog, focus = QApplication.activeModalWidget(), QApplication.focusWidget()
            if isinstance(dialog, QFileDialog) and isinstance(focus, QLineEdit) and not answered:
                answered.append(True)
                self.write_over(str(path))
                self.press("Return")
            elif isinstance(dialog, QDialog) and time.monotonic() > deadline:
                dialog.reject()  # it did not take the path, and would hold the keys for ever

        watch.timeout.connect(look)
        watch.start()
        yield
        self.wait(lambda: bool(answered))
        watch.stop()

    # --------------------------------------------------------------------------------------------------- what is shown

    def wait(self, condition: Callable[[], object]) -> None:
        """Let the window work until a condition holds."""
        deadline = time.monotonic() + PATIENCE
        while not condition():
            if time.monotonic() > deadline:
                raise AssertionError(f"waited in vain\n{self.describe()}")
            QTest.qWait(2)

    def rest(self) -> None:
        """Wait until nothing is under way any more, before looking for what must not be there."""
        counter = self.program.counter
        assert counter is not None
        self.wait(counter.tasks.is_idle)

    def wait_for(self, words: str) -> None:
        """Wait until words stand somewhere in the window in front."""
        self.wait(lambda: self.reads(words))

    def field(self) -> str:
        """Return the name, as a screen reader says it, of what has the cursor."""
        self._front()
        focus = QApplication.focusWidget()
        return _name(focus) if focus is not None else ""

    def entry(self) -> str:
        """Return what stands in the field that has the cursor."""
        focus = QApplication.focusWidget()
        if isinstance(focus, QPlainTextEdit):
            return focus.toPlainText()
        assert isinstance(focus, QLineEdit), self.describe()
        return focus.text()

    def line(self) -> str:
        """Return the line under the cursor of the list that has it."""
        focus = QApplication.focusWidget()
        assert isinstance(focus, QAbstractItemView), self.describe()
        return str(focus.currentIndex().data() or "")

    def texts(self) -> list[str]:
        """Return every label, button and entry in sight in the window in front."""
        front = self._front()
        return [text for widget in front.findChildren(QWidget) if widget.isVisible() and (text := _text(widget))]

    def reads(self, words: str) -> bool:
        """Return whether words stand somewhere in the window in front."""
        return any(words in text for text in self.texts())

    def buttons(self) -> list[str]:
        """Return the buttons in sight that can be pressed."""
        front = self._front()
        return [each.text() for each in front.findChildren(QAbstractButton) if each.isVisible() and each.isEnabled()]

    def offered_keys(self) -> set[str]:
        """Return the F-keys that do something here."""
        return {words.split()[0] for words in self.buttons() if words.startswith("F")}

    def said(self) -> str:
        """Return the sentence of the status line."""
        return next(each.text() for each in self.window.findChildren(QLabel) if each.accessibleName() == "お知らせ")

    def tabs(self) -> list[str]:
        """Return the tabs in the order of the window."""
        bar = next(each for each in self.window.findChildren(QTabBar) if each.accessibleName() == "画面の切り替え")
        return [bar.tabText(place) for place in range(bar.count())]

    def rows(self, name: str = "一覧") -> list[str]:
        """Return the rows of the table of this name as they are shown, with a tab between their columns."""
        tables = [each for each in self.window.findChildren(QTableView) if each.accessibleName() == name]
        return next((table_rows(each) for each in tables if each.isVisible()), [])

    def names(self, *names: str) -> bool:
        """Return whether the list in front holds exactly the rows of these names, in any order."""
        rows = self.rows()
        return len(rows) == len(names) and all(any(name in row for row in rows) for name in names)

    def found(self) -> list[str]:
        """Return the answers below the one search box."""
        views = [each for each in self.window.findChildren(QListView) if each.accessibleName() == "検索の結果"]
        models = [each.model() for each in views if each.isVisible()]
        return [str(model.index(row, 0).data()) for model in models for row in range(model.rowCount())]

    def menu(self) -> list[str]:
        """Return the lines of the menu that is open."""
        popup = QApplication.activePopupWidget()
        return [action.text() for action in popup.actions()] if isinstance(popup, QMenu) else []

    def describe(self) -> str:
        """Return what is in sight, for a person who reads why a test failed."""
        front = self._front()
        where = f"{type(front).__name__} has the focus in {self.field() or type(QApplication.focusWidget()).__name__}"
        return "\n".join([where, "｜".join(self.texts()), *self.rows()])

    def close(self) -> None:
        """Close the window as the program does at its end; once is enough."""
        if not self._is_closed:
            self._is_closed = True
            self.program.close()

    def _receiver(self) -> QWidget:
        """Return the widget to which the window system's keys would come."""
        popup, front = QApplication.activePopupWidget(), self._front()
        return popup or QApplication.focusWidget() or front

    def _front(self) -> QWidget:
        """Return the window in front. Where one was closed the one below comes forward: there is no other manager."""
        front = QApplication.activeWindow()
        while self.window.isVisible() and (front is None or not self._has(front)):
            over = [
                each for each in QApplication.topLevelWidgets() if each.isVisible() and self._has(each.parentWidget())
            ]
            (QApplication.activeModalWidget() or next(iter(over), self.window)).activateWindow()
            QApplication.processEvents()
            front = QApplication.activeWindow()
        return front or self.window

    def _has(self, widget: QWidget | None) -> bool:
        """Return whether a window is the program's, or stands over it."""
        while widget is not None and widget is not self.window:
            widget = widget.parentWidget()
        return widget is not None


def table_rows(table: QTableView) -> list[str]:
    """Return the rows of a table as they are shown."""
    model = table.model()
    shown = [column for column in range(model.columnCount()) if not table.isColumnHidden(column)]
    return [
        "\t".join(str(model.index(row, column).data() or "") for column in shown) for row in range(model.rowCount())
    ]


def _name(widget: QWidget) -> str:
    """Return the name of a field as a screen reader says it."""
    return widget.accessibleName().removesuffix("（必須）")


def _text(widget: QWidget) -> str:
    match widget:
        case QLabel() | QAbstractButton() | QLineEdit():
            return widget.text()
        case QComboBox():
            return widget.currentText()
        case QPlainTextEdit():
            return widget.toPlainText()
    return ""
