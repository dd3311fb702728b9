"""An import in the making: the file, what its columns mean, what is chosen, and the plan that follows from these.

Reading runs on the pool, matching and entering on the database thread. Whatever is changed is planned anew; of several
changes only the last one's plan is shown. A file that cannot be read changes nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot

from kyodo_desktop.core.errors import KnownError
from kyodo_desktop.core.schema import Schema
from kyodo_desktop.features.exchange.interpreting import Interpretation
from kyodo_desktop.features.exchange.plan import Action, ImportPlan, Outcome
from kyodo_desktop.features.exchange.service import ExchangeService, Imported
from kyodo_desktop.features.exchange.ui.opened_file import OpenedFile, open_table
from kyodo_desktop.features.exchange.ui.rereading import carry_mapping, row_keeper
from kyodo_desktop.spreadsheet.mapping import TableMapping
from kyodo_desktop.spreadsheet.targets import Target
from kyodo_desktop.ui.place import Place
from kyodo_desktop.ui.tasks import Progress, Task


class ImportWork(QObject):
    """The state behind the import window. ``staff`` and the office are the place's.

    ``table_found`` is sent when a file, sheet or heading is in hand, ``mapping_changed`` when columns mean something
    else, ``planned`` when a new plan is, ``chosen`` when a row's action changed, ``state_changed`` when work began or
    ended, ``troubled`` with a KnownError and ``told`` with a sentence.
    """

    table_found = Signal()
    mapping_changed = Signal()
    planned = Signal()
    chosen = Signal()
    state_changed = Signal()
    troubled = Signal(object)
    told = Signal(str)
    entered = Signal(object)

    def __init__(self, place: Place, slice_name: str, parent: QObject) -> None:
        super().__init__(parent)
        self.exchange: ExchangeService = place.office.exchange
        self.slice_name = slice_name
        self._door = (self.exchange, slice_name)
        self.file: OpenedFile | None = None
        self.mapping = TableMapping(())
        self.defaults: dict[str, str] = {}
        self.corrections: dict[tuple[int, int], str] = {}
        self.choices: dict[int, Action] = {}
        self.plan: ImportPlan | None = None
        self.outcome = Outcome()
        self.trouble: KnownError | None = None
        """Why the present choices have no plan."""
        self._place = place
        self._read: Interpretation | None = None
        self._task: Task | None = None
        self._turn = 0
        self._stale = False
        """Whether something was decided that the plan does not know."""
        self._busy = False
        self._entering = False
        place.tasks.written.connect(self._follow_write)

    @property
    def schema(self) -> Schema:
        """The attributes that may be brought."""
        return self.exchange.schema(self.slice_name)

    @property
    def is_busy(self) -> bool:
        """Whether something is read, planned or entered at present."""
        return self._busy

    @property
    def is_entering(self) -> bool:
        """Whether records are being written at present."""
        return self._entering and self._busy

    @property
    def is_decided(self) -> bool:
        """Whether a person has put work into this import that closing would lose."""
        manual = any(match.reason == "手で選びました" for match in self.mapping.matches)
        return self.file is not None and bool(self.choices or self.corrections or self.defaults or manual)

    # ---------------------------------------------------------------------------------------------------- the file

    def open(self, path: Path) -> None:
        """Read another file from the beginning."""
        self._find(
            lambda: open_table(*self._door, path, self.exchange.read(path)), fresh=True, label="ファイルを読んでいます"
        )

    def reread(self) -> None:
        """Read the same file again after it was corrected, keeping what was chosen."""
        before = self.file
        if before is None:
            return

        def read() -> tuple[OpenedFile, TableMapping]:
            sheets = self.exchange.read(before.path)
            names = [sheet.name for sheet in sheets]
            # A CSV file may have been saved as a workbook meanwhile: then the sheet is looked for again.
            name = before.sheet.name if before.sheet.name in names else ""
            return open_table(*self._door, before.path, sheets, name=name, pointed=before.pointed, kept=before.kept)

        self._find(read, fresh=False, label="ファイルを読み直しています")

    def choose_sheet(self, name: str) -> None:
        """Take another sheet of the file."""
        file = self.file
        if file is not None and name != file.sheet.name:
            self._find(
                lambda: open_table(*self._door, file.path, file.sheets, name=name),
                fresh=True,
                label="シートを読んでいます",
            )

    def point_heading(self, first_row: int, last_row: int) -> None:
        """Take these rows for the heading."""
        file = self.file
        if file is not None and (first_row, last_row) != (file.table.first_row, file.table.last_row):
            pointed = (first_row, max(first_row, last_row))
            self._find(
                lambda: open_table(*self._door, file.path, file.sheets, name=file.sheet.name, pointed=pointed),
                fresh=False,
                label="見出しを読んでいます",
            )

    def keep(self, rows: Iterable[int]) -> None:
        """Let rows enter that were left out as titles, totals or notes."""
        file = self.file
        if file is not None:
            kept = file.kept | frozenset(rows)
            self._find(
                lambda: open_table(
                    *self._door, file.path, file.sheets, name=file.sheet.name, pointed=file.pointed, kept=kept
                ),
                fresh=False,
                label="行を読み直しています",
            )

    # --------------------------------------------------------------------------------------------- what is decided

    def set_target(self, column: int, target: Target | None) -> None:
        """Let a column of the table mean something else; the column that meant it so far is left out."""
        if self.mapping.matches[column].target != target:
            self.mapping = self.mapping.with_target(column, target)
            self.mapping_changed.emit()
            self.understand()

    def set_default(self, attribute: str, text: str) -> None:
        """Enter a text wherever a row has nothing for an attribute; an empty text takes that back."""
        if self.defaults.get(attribute, "") != text:
            self.defaults.pop(attribute, None)
            if text:
                self.defaults[attribute] = text
            self.understand()

    def correct(self, corrections: Mapping[tuple[int, int], str]) -> None:
        """Read other texts in place of cells, by row number and column of the sheet."""
        if corrections:
            self.corrections |= corrections
            self.understand()

    def choose(self, rows: Iterable[int], action: Action) -> int:
        """Choose what becomes of rows, by their numbers; return how many do not allow it."""
        if self.plan is None:
            return 0
        wanted = set(rows)
        allowed = [number for number in wanted if self.plan.allows(number, action)]
        self.choices |= dict.fromkeys(allowed, action)
        self._count()
        return len(wanted) - len(allowed)

    def forget_choices(self, rows: Iterable[int]) -> None:
        """Let rows go as proposed again."""
        for number in rows:
            self.choices.pop(number, None)
        self._count()

    def leave_out_problems(self) -> None:
        """Choose to leave out every row that keeps the import from being carried out."""
        if self.plan is not None:
            self.choices = self.plan.without_blocking(self.choices)
            self._count()

    # -------------------------------------------------------------------------------------------------- the plan

    @Slot()
    def understand(self) -> None:
        """Read the rows anew with what is decided now, then match them."""
        file, mapping = self.file, self.mapping
        if file is None:
            return
        self._stale = True
        defaults, corrections, progress = dict(self.defaults), dict(self.corrections), Progress()
        self._begin(
            partial(
                self._place.tasks.compute,
                lambda: self.exchange.interpret(
                    self.slice_name,
                    file.table,
                    mapping,
                    defaults=defaults,
                    corrections=corrections,
                    sheets=file.sheets,
                    progress=progress.step,
                ),
                partial(self._match, progress),
                label="行を読んでいます",
                progress=progress,
            )
        )

    def refusal(self) -> str:
        """Return in one sentence why the import cannot be carried out now, empty when it can."""
        if self.file is None:
            return "取り込むファイルを選んでください。"
        if self.trouble is not None:
            return str(self.trouble)
        if self._busy:
            return "行を確認しています。"
        return _refusal_of(None if self._stale else self.plan, self.outcome)

    def carry_out(self) -> None:
        """Enter what is chosen, all or nothing. ``entered`` follows, or ``troubled`` and a new plan."""
        plan, choices, staff = self.plan, dict(self.choices), self._place.staff()
        if plan is None or self.refusal():
            return
        self._entering = True
        self._begin(
            partial(
                self._place.tasks.write,
                lambda: self.exchange.carry_out(staff, plan, choices),
                self._finish,
                label="取り込んでいます",
            ),
            self._refused,
        )

    def stop(self) -> None:
        """Stop what is under way; what is being entered is not."""
        if self._task is not None and self._task.progress is not None:
            self._task.progress.cancel()

    # ------------------------------------------------------------------------------------------------------ inside

    def _find(self, read: Callable[[], tuple[OpenedFile, TableMapping]], *, fresh: bool, label: str) -> None:
        progress = Progress()

        def find() -> tuple[OpenedFile, TableMapping]:
            found = read()
            progress.step(0)  # a file is read in one go: 中止 is heard when it is done
            return found

        self._begin(
            partial(
                self._place.tasks.compute,
                find,
                self._start_over if fresh else self._go_on,
                label=label,
                progress=progress,
            ),
            self._not_found,
        )

    def _begin(self, submit: Callable[..., Task], on_error: Callable[[KnownError], None] | None = None) -> None:
        """Start the one task that is under way, in place of the one before."""
        if self._task is not None:
            self._task.drop()
        self._turn += 1
        self._busy = True
        self._task = submit(
            on_error=on_error or self._not_planned, on_finished=partial(self._end, self._turn), owner=self
        )
        self.state_changed.emit()

    def _end(self, turn: int) -> None:
        if turn == self._turn:
            self._task = None
            self._busy = False
            self.state_changed.emit()

    def _start_over(self, found: tuple[OpenedFile, TableMapping]) -> None:
        self.file, self.mapping = found
        self.defaults, self.corrections, self.choices = {}, {}, {}
        self.plan = None
        self._show_table()

    def _go_on(self, found: tuple[OpenedFile, TableMapping]) -> None:
        """Take a table of the same file with as much of what was decided as still fits."""
        before = self.file
        assert before is not None
        self.file, proposed = found
        keeps = row_keeper(before.table, self.file.table, self.mapping)
        chosen, corrected = len(self.choices), len(self.corrections)
        self.choices = {number: action for number, action in self.choices.items() if keeps(number)}
        self.corrections = {
            (number, column): text for (number, column), text in self.corrections.items() if keeps(number, column)
        }
        self.mapping = carry_mapping(before.table, self.file.table, self.mapping, proposed)
        if lost := chosen - len(self.choices) + corrected - len(self.corrections):
            self.told.emit(f"ファイルの行が変わったため、選択や手直しを{lost:,}か所、外しました。")
        self._show_table()

    def _show_table(self) -> None:
        self.trouble = None
        self.table_found.emit()
        self.mapping_changed.emit()
        self.understand()

    def _count(self) -> None:
        if self.plan is not None:
            self.outcome = self.plan.outcome(self.choices)
            self.chosen.emit()

    def _match(self, progress: Progress, read: Interpretation) -> None:
        """Hold the rows against what is stored; 中止 that was pressed while they were read holds here too."""
        self._read, self._task = read, None
        source = self.file.path.name if self.file else ""
        self._begin(
            partial(
                self._place.tasks.read,
                lambda: self.exchange.plan(self.slice_name, read, source=source, progress=progress.step),
                self._show_plan,
                label="登録と照合しています",
                progress=progress,
            )
        )

    def _show_plan(self, plan: ImportPlan) -> None:
        self.choices = {number: action for number, action in self.choices.items() if plan.allows(number, action)}
        self.plan, self.trouble, self._stale = plan, None, False
        self.outcome = plan.outcome(self.choices)
        self.planned.emit()

    def _not_found(self, error: KnownError) -> None:
        """Say why a file was not read; what was in hand before stays, and planning goes on if it was interrupted."""
        self.troubled.emit(error)
        if self._stale:
            self.understand()

    def _not_planned(self, error: KnownError) -> None:
        self.trouble = error
        self.troubled.emit(error)

    def _refused(self, error: KnownError) -> None:
        self._entering = False
        self.troubled.emit(error)
        if self._read is not None:
            self._match(Progress(), self._read)  # somebody may have changed a record meanwhile

    def _finish(self, imported: Imported) -> None:
        self._read = None
        self._busy = False
        self.entered.emit(imported)

    @Slot(object)
    def _follow_write(self, result: object) -> None:
        """Match again when records of this kind were changed elsewhere while the window is open."""
        changes = getattr(result, "changes", result)
        changed = getattr(changes, "records", {}).get(self.slice_name)
        if changed and self._read is not None and not self._busy:
            self._match(Progress(), self._read)


def _refusal_of(plan: ImportPlan | None, outcome: Outcome) -> str:
    if plan is None:
        return "行を確認できていません。F5で読み直してください。"
    if plan.missing:
        labels = "、".join(f"「{missing.label}」" for missing in plan.missing)
        return f"{labels}の列がありません。②で列を選ぶか、入れる値を選んでください。"
    if outcome.blocked:
        return f"確認が必要な行が{outcome.blocked:,}件あります。直すか、選ぶか、除いてください（F3で次へ）。"
    return "" if outcome.added or outcome.updated else "追加や更新になる行がありません。"
