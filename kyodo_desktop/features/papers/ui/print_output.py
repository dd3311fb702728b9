"""Hands a print out, to a printer or into a file, and keeps a record of it."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QStandardPaths, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from kyodo_desktop.core.errors import Cancelled, InputError, KnownError, WorldError
from kyodo_desktop.core.whole_file import write_whole
from kyodo_desktop.features.papers.ui.print_maker import Made
from kyodo_desktop.ui import pdf_printing
from kyodo_desktop.ui.place import Place
from kyodo_desktop.ui.tasks import Progress

if TYPE_CHECKING:
    from kyodo_desktop.database.work import Changes

PRINTER = "プリンター"
"""Where the record says that a printed paper went."""

STOPPED = "プリンター（中止）"
"""The same for one that was stopped, or failed, after its first page."""

FOLDER = "print.folder"
"""What is remembered: where the last file was saved."""

_FORBIDDEN = re.compile(r'[\\/:*?"<>|\x00-\x1f]')

RecordKey = tuple[str, int]
"""The slice and the id of the one record that a print is about."""


class PrintOutput(QObject):
    """One thing is handed out at a time; it goes on when its window is closed, and keeps the program open until then.

    ``handed_out`` carries the sentence that says so, ``refused`` the KnownError that says why not, ``busy_changed``
    whether something is on its way. ``printers``, ``ask_target`` and ``ask_path`` are the doors to the system.
    """

    handed_out = Signal(str)
    refused = Signal(object)
    busy_changed = Signal(bool)

    def __init__(self, place: Place, window: QWidget) -> None:
        super().__init__(window.parent())
        self._place = place
        self._window = window
        self._progress: Progress | None = None
        self._recording = False
        self._is_alone = False
        self.is_busy = False
        self.printers: Callable[[], tuple[str, ...]] = pdf_printing.printer_names
        self.ask_target = pdf_printing.ask_target
        self.ask_path: Callable[[QWidget, Path], Path | None] = ask_path

    def print(self, made: Made, record: RecordKey | None, printer: str) -> None:
        """Ask for the printer, send the pages, and keep the record. ``printer`` is the one the print was fitted to."""
        if not self.printers():
            self.refused.emit(
                WorldError(
                    "この端末にプリンターが設定されていません。",
                    next_step="「PDFで保存」で保存して、プリンターのある端末で印刷してください。",
                )
            )
            return
        title = made.print.title
        target = self.ask_target(self._window, title, made.pages, printer)
        if target is None:
            return
        if printer and target.name and target.name != printer:
            self.refused.emit(
                WorldError(
                    f"印刷位置の調整は「{printer}」に合わせてあります。",
                    safe="まだ印刷していません。",
                    next_step=f"「{target.name}」で印刷するときは、「印刷位置の調整」でそのプリンターを選んでください。",
                )
            )
            return
        numbers = pdf_printing.chosen_pages(target.printer, len(made.pages))
        if not numbers:
            self.refused.emit(InputError(f"印刷するページを、1から{len(made.pages)}までの番号で選んでください。"))
            return
        progress = Progress()
        name = f"「{target.name}」" if target.name else PRINTER
        sent = f"「{title}」（{len(numbers)}ページ）を{name}に送りました。"
        self._begin(progress)
        self._place.tasks.compute(
            partial(
                pdf_printing.send,
                made.pages,
                target.printer,
                numbers,
                lambda done, total: progress.step(done, total, f"{name}に送っています"),
            ),
            lambda _: self._record(made, record, PRINTER, partial(self._tell, sent)),
            partial(self._stop, made, record, progress),
            on_finished=self._end_unless_recording,
            label="印刷しています",
            owner=self,
            progress=progress,
        )

    def save(self, made: Made, record: RecordKey | None) -> None:
        """Ask for a file, write the PDF, and keep the record."""
        documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        folder = Path(self._place.preferences.get(FOLDER, documents))
        title = made.print.title
        path = self.ask_path(self._window, folder / file_name(f"{title}_{self._place.words().today:%Y%m%d}"))
        if path is None:
            return
        self._place.preferences.set(FOLDER, str(path.parent))
        saved = f"「{title}」を「{path}」に保存しました。"
        self._begin(None)
        self._place.tasks.compute(
            partial(write_whole, path, made.print.pdf),
            lambda _: self._record(made, record, path.name, partial(self._tell, saved)),
            self._refuse,
            on_finished=self._end_unless_recording,
            label="PDFを保存しています",
            owner=self,
        )

    def go_on_alone(self) -> None:
        """Finish without a window, which is being closed."""
        self._is_alone = True
        main = self.parent()
        if not self.is_busy:
            self.deleteLater()
        elif isinstance(main, QWidget):
            main.window().installEventFilter(self)

    def cancel(self) -> None:
        """Stop the printing at the next sheet."""
        if self._progress is not None:
            self._progress.cancel()

    # -------------------------------------------------------------------------------------------------------- inside

    def _record(self, made: Made, record: RecordKey | None, destination: str, then: Callable[[], None]) -> None:
        """Keep the record of a print, then say how it went."""
        place = self._place
        if place.read_only:  # only what names nobody gets here
            then()
            return
        self._recording = True
        place.tasks.write(
            partial(_keep, place, place.staff(), made, destination, record),
            lambda _: then(),
            lambda error: self._refuse(
                WorldError(f"「{made.print.title}」の印刷の記録を残せませんでした。", next_step=str(error))
            ),
            on_finished=self._end,
            label="印刷の記録を残しています",
            owner=self,
        )

    def _stop(self, made: Made, record: RecordKey | None, progress: Progress, error: KnownError) -> None:
        """Tell why printing stopped; what was sent by then may have come out, so that it is recorded too."""
        sent = progress.latest.done
        if isinstance(error, Cancelled):
            error = WorldError(
                "印刷を中止しました。",
                next_step="送り終えたページは、プリンターから出ることがあります。" if sent else "",
            )
        if sent:
            self._record(made, record, STOPPED, partial(self._refuse, error))
        else:
            self._refuse(error)

    def _tell(self, words: str) -> None:
        self._place.say(words)
        self.handed_out.emit(words)

    def _refuse(self, error: KnownError) -> None:
        if self._is_alone:
            self._place.say(str(error))
        self.refused.emit(error)

    def _begin(self, progress: Progress | None) -> None:
        self._progress, self._recording = progress, False
        self.is_busy = True
        self.busy_changed.emit(True)

    def _end_unless_recording(self) -> None:
        if not self._recording:
            self._end()

    def _end(self) -> None:
        self._progress = None
        self.is_busy = False
        self.busy_changed.emit(False)
        if self._is_alone:
            self.deleteLater()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Close and self.is_busy:
            self._place.say("印刷を送っています。終わるか中止してから、閉じてください。")
            event.ignore()
            return True
        return super().eventFilter(watched, event)


def _keep(place: Place, staff: str, made: Made, destination: str, record: RecordKey | None) -> Changes:
    """Keep the record of a print; return whose timeline it stands in. Runs on the database thread."""
    from kyodo_desktop.database.work import Changes

    place.office.record_handout(staff, made.print.title, destination, made.print.people, record)
    return Changes(None, {record[0]: frozenset((record[1],))} if record else {})


def ask_path(parent: QWidget, proposed: Path) -> Path | None:
    """Let a person choose where a PDF is saved; None when they change their mind."""
    dialog = QFileDialog(parent, "PDFで保存", str(proposed.parent), "PDF（*.pdf）")
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setDefaultSuffix("pdf")
    dialog.selectFile(proposed.name)
    dialog.setLabelText(QFileDialog.DialogLabel.LookIn, "場所:")
    dialog.setLabelText(QFileDialog.DialogLabel.FileType, "種類:")
    chosen = dialog.selectedFiles() if dialog.exec() == QFileDialog.DialogCode.Accepted else []
    dialog.deleteLater()
    return Path(chosen[0]) if chosen else None


def file_name(title: str) -> str:
    """Return the name of a file under a title, which may hold signs that no file name may."""
    return f"{_FORBIDDEN.sub('_', title)}.pdf"
