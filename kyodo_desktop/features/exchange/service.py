"""Import and export of records.

An import has two halves: reading, which needs no database and may run anywhere (:meth:`ExchangeService.read` to
:meth:`~ExchangeService.interpret`), and matching and entering, which belong to the database's thread
(:meth:`~ExchangeService.plan`, :meth:`~ExchangeService.carry_out`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from kyodo_desktop.core.errors import InputError, Problem, WorldError
from kyodo_desktop.core.garbage import collector_held_back
from kyodo_desktop.core.schema import Schema
from kyodo_desktop.database.record_service import RecordService
from kyodo_desktop.database.work import Changes
from kyodo_desktop.features.exchange import exporting, remembered
from kyodo_desktop.features.exchange.composing import Composed, compose
from kyodo_desktop.features.exchange.exporting import Encoding
from kyodo_desktop.features.exchange.inner_sheets import InnerSheets
from kyodo_desktop.features.exchange.interpreting import Interpretation, interpret
from kyodo_desktop.features.exchange.plan import Choices, ImportPlan, Missing, Outcome, PlannedRow
from kyodo_desktop.features.exchange.planning import Planner
from kyodo_desktop.spreadsheet.export import Written
from kyodo_desktop.spreadsheet.files import read_sheets
from kyodo_desktop.spreadsheet.mapping import TableMapping, propose_mapping
from kyodo_desktop.spreadsheet.reading import Progress
from kyodo_desktop.spreadsheet.records import CellRemark
from kyodo_desktop.spreadsheet.report import describe
from kyodo_desktop.spreadsheet.sheets import Sheet
from kyodo_desktop.spreadsheet.slice_sheets import SliceSheets
from kyodo_desktop.spreadsheet.tables import Table, choose_sheet, find_table


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import did: how many rows became what, and the changes that one undo takes back.

    ``remark`` says why the headings could not be remembered, empty when they were; the rows have entered all the same.
    """

    outcome: Outcome
    changes: Changes
    remark: str = ""


class ExchangeService:
    """Reads files into the records of every slice and writes them out again."""

    def __init__(
        self, services: Mapping[str, RecordService[Any]], sheets: Mapping[str, SliceSheets], folder: Path
    ) -> None:
        """``folder`` is the office's own, where it remembers what its headings mean."""
        self.services = services
        self.sheets = sheets
        self._memory = folder / remembered.FILE

    def schema(self, slice_name: str) -> Schema:
        """Return the attributes that a file of a slice may bring."""
        return self.services[slice_name].schema

    # Reading, without the database

    @collector_held_back()
    def read(self, path: Path) -> list[Sheet]:
        """Return the sheets of a file. Raises WrongFileError (exit code 2) for a file that is no table, WorldError."""
        return read_sheets(path)

    def choose_sheet(self, slice_name: str, sheets: Sequence[Sheet], name: str = "") -> Sheet:
        """Return the sheet of a name, or the one that most looks like a list of these records.

        Raises InputError when there is none of that name.
        """
        if not name:
            return choose_sheet(sheets, self.schema(slice_name))
        named = next((sheet for sheet in sheets if sheet.name == name), None)
        if named is None:
            names = "、".join(f"「{sheet.name}」" for sheet in sheets)
            raise InputError(f"「{name}」というシートはありません。{names}から選んでください。")
        return named

    def table(
        self, slice_name: str, sheet: Sheet, *, header_rows: tuple[int, int] | None = None, keep: Sequence[int] = ()
    ) -> Table:
        """Return the table of a sheet.

        ``header_rows`` are the first and last row number of the heading when a person pointed it out, ``keep`` rows
        that were left out before and shall stay.
        """
        arranged = self.sheets[slice_name].arrange(sheet, self.services[slice_name].words().today)
        return find_table(arranged, self.schema(slice_name), header_rows=header_rows, keep=keep)

    def propose(self, slice_name: str, table: Table) -> TableMapping:
        """Return what each column is taken for: as the office corrected it before, else as the heading tells.

        Raises WorldError when what the office taught cannot be read.
        """
        return self._propose(slice_name, table, remembered.recall(self._memory).get(slice_name, {}))

    def _propose(self, slice_name: str, table: Table, memory: Mapping[str, str]) -> TableMapping:
        rules = self.sheets[slice_name].rules
        words = self.services[slice_name].words()
        return propose_mapping(self.schema(slice_name), table, words, memory, rules)

    @collector_held_back()
    def interpret(
        self,
        slice_name: str,
        table: Table,
        mapping: TableMapping,
        *,
        defaults: Mapping[str, str] | None = None,
        corrections: Mapping[tuple[int, int], str] | None = None,
        sheets: Sequence[Sheet] = (),
        progress: Progress | None = None,
    ) -> Interpretation:
        """Return the rows of a table as they are understood.

        ``defaults`` are texts for attributes that no column brings, or whose cells are empty (an attribute of a table
        inside is named ``registrations.programme``); ``corrections`` are texts that were typed over cells, by row
        number and column of the sheet (from 0). ``sheets`` are those of the whole file: of a workbook that was exported
        they bring the tables inside and the 公開区分. ``progress`` is called with the columns done and their number and
        may raise Cancelled. Raises InputError for a default that cannot be read.
        """
        service = self.services[slice_name]
        read = interpret(
            service.schema,
            self.sheets[slice_name],
            table,
            mapping,
            service.words(),
            defaults=defaults or {},
            corrections=corrections or {},
            progress=progress,
        )
        inner = InnerSheets(service.schema, sheets, table.sheet, service.words())
        rows, said = inner.join(read.rows, service.recognise_lines)
        return replace(read, rows=rows, notes=(*read.notes, *said)) if said else read

    # Matching and entering, with the database

    @collector_held_back()
    def plan(
        self, slice_name: str, read: Interpretation, *, source: str = "", progress: Progress | None = None
    ) -> ImportPlan:
        """Return what an import would do, row by row; nothing is changed.

        ``source`` names the file in the history. ``progress`` is called with the rows done and their number and may
        raise Cancelled.
        """
        return Planner(self.services[slice_name], self.sheets[slice_name], read, source).plan(progress)

    @collector_held_back()
    def carry_out(
        self, staff: str, plan: ImportPlan, choices: Choices | None = None, *, progress: Progress | None = None
    ) -> Imported:
        """Enter what was chosen, all or nothing, in one operation, and remember what the headings meant.

        ``progress`` is told the records stored and their number; when it raises Cancelled nothing has entered. Raises
        InputError with every row that cannot enter (``Problem.row`` is its number in the file), and when a
        record was changed since the plan was made.
        """
        chosen = dict(choices or {})
        plan.check(chosen)
        if problems := self.refusals(plan, chosen):
            raise InputError(problems)
        service = self.services[plan.slice_name]
        same_day = plan.today == service.words().today  # else nothing was looked at as it is to be now
        composed = compose(plan, service.schema, chosen)
        unsure = [each for each in composed.put_together() if not each.checked] if same_day else composed.drafts()
        if problems := [problem for each in unsure for problem in _problems(service, plan, each)]:
            raise InputError(problems)
        action = f"{service.schema.label}の取込" + (f"（{plan.source}）" if plan.source else "")
        new = composed.new()
        changed = [each.draft for each in composed.put_together() if each.draft.id is not None]
        changes = service.store_all(staff, action, new, changed, progress=progress, beside=service.beside(new.drafts()))
        return Imported(plan.outcome(chosen), changes, self._remember(plan))

    def _remember(self, plan: ImportPlan) -> str:
        """Keep what a person taught by this file; return what is to be said when that is not possible."""
        proposed = self._propose(plan.slice_name, plan.table, {})
        try:
            remembered.remember(self._memory, plan.slice_name, plan.mapping, proposed)
        except WorldError as error:
            return f"取り込みは終わりましたが、見出しの対応を次回のために覚えられませんでした。{error}"
        return ""

    def refusals(self, plan: ImportPlan, choices: Choices | None = None) -> list[Problem]:
        """Return everything for which the import is refused, in words and by row number."""
        problems = [Problem(missing_words(missing, plan.table), missing.attribute) for missing in plan.missing]
        for row in plan.blocking(choices or {}):
            problems += [
                Problem(_described(row, problem), problem.attribute, row=row.number) for problem in row.problems
            ]
            if row.question:
                problems.append(Problem(f"{row.number}行目：{row.question}", row=row.number))
        return problems

    # Export

    def export(
        self,
        slice_name: str,
        ids: Sequence[int],
        path: Path,
        *,
        columns: Sequence[str] | None = None,
        tables: Sequence[str] | None = None,
        include_private: bool = False,
        encoding: Encoding = "utf-8",
        progress: exporting.Progress | None = None,
    ) -> Written:
        """Write records in the order of ``ids`` to an .xlsx or .csv file and return what was and was not written.

        ``columns`` are attributes (all, when None), ``tables`` the tables inside that become sheets of a workbook (all
        or, beside chosen columns, none, when None); what is 非公開 is left out without ``include_private``.
        ``encoding`` is that of a CSV file; what cp932 cannot carry is listed in the result. The caller records the
        handout. Raises InputError for another ending or an unknown name, WorldError when the file cannot be written.
        """
        return exporting.export(
            self.services[slice_name],
            ids,
            path,
            title=self.sheets[slice_name].title,
            columns=columns,
            tables=tables,
            include_private=include_private,
            encoding=encoding,
            progress=progress,
        )


def _described(row: PlannedRow, problem: CellRemark) -> str:
    near = f"（候補：「{problem.proposal}」）" if problem.proposal else ""
    return f"{describe(row.source, problem)}{near}"


def missing_words(missing: Missing, table: Table) -> str:
    """Return what is said of a required attribute that a file does not bring."""
    headings = "".join(f"「{heading}」" for heading in dict.fromkeys(table.header) if heading)
    accepted = f"選べる言葉：{'、'.join(missing.accepted)}" if missing.accepted else ""
    return (
        f"「{missing.label}」の列がありません（このファイルの見出しは{headings}）。列の対応を選び直すか、"
        f"すべての行に入れる初期値を指定してください。{accepted}"
    )


def _problems(service: RecordService[Any], plan: ImportPlan, composed: Composed) -> list[Problem]:
    stored = plan.stored.get(composed.draft.id or 0)
    return [
        Problem(f"{composed.row}行目：{problem.message}", problem.attribute, problem.child, composed.row)
        for problem in service.check(composed.draft, stored)
    ]
