"""The plan of an import: every row held against what is stored and against the rows before it."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from kyodo_desktop.core.errors import Problem
from kyodo_desktop.core.fields import Privacy
from kyodo_desktop.core.schema import Draft, Snapshot
from kyodo_desktop.core.text import common_shapes
from kyodo_desktop.database.record_service import RecordService
from kyodo_desktop.features.exchange.combining import EMPTY, Addition, Holding, contradictions, reclassified
from kyodo_desktop.features.exchange.interpreting import Interpretation, is_unfilled
from kyodo_desktop.features.exchange.matching import (
    NAME,
    REFERENCE,
    EarlierRows,
    Finding,
    Known,
    Verdict,
    best,
    compare,
    traits_reader,
)
from kyodo_desktop.features.exchange.plan import Action, ImportPlan, Match, PlannedRow, PlannedRows
from kyodo_desktop.features.exchange.register import Register
from kyodo_desktop.spreadsheet.export import disclosure_of
from kyodo_desktop.spreadsheet.reading import Progress
from kyodo_desktop.spreadsheet.records import NO_COLUMN, CellRemark, ReadRows, RowReading
from kyodo_desktop.spreadsheet.sheets import cell_text
from kyodo_desktop.spreadsheet.slice_sheets import SliceSheets

_ROWS_A_STEP = 2000
_CHOOSE = "更新、追加、取り込まないのどれかを選んでください。"


@dataclass(slots=True)
class _Someone:
    """A person or body whom rows of the file mean: the first of these rows, and what all of them said so far."""

    first: RowReading
    said: Mapping[str, Any]
    holding: Holding | None = None


class Planner:
    """Plans one table for one slice. Make it and call :meth:`plan` once, where the database may be asked."""

    def __init__(self, service: RecordService[Any], sheets: SliceSheets, read: Interpretation, source: str) -> None:
        self._service = service
        self._schema = service.schema
        self._words = service.words()
        self._is_body = sheets.is_body
        self._told_by = sheets.told_by
        self._read = read
        self._source = source
        self._traits = traits_reader(self._schema, sheets.is_body, sheets.told_by)
        self._rows = _recognised(service, read.rows)
        self._shapes = common_shapes(name or "" for name in self._rows.column("name"))
        shapes = Counter(self._shapes)
        self._shared = {shape for shape, count in shapes.items() if count > 1 and shape}
        self._numbers: list[str] = [number or "" for number in self._rows.column("reference")]
        unnumbered = zip(self._shapes, self._numbers, strict=True) if "" in self._numbers else ()
        self._unsure = {shape for shape, number in unnumbered if not number}
        """Names of which a row has no number of its own, so that it may mean another row."""
        counts = Counter(filter(None, self._numbers))
        self._repeated = {number for number, count in counts.items() if count > 1}
        self._register = Register(service, sheets, counts.keys(), shapes.keys())
        self._earlier = EarlierRows()
        self._born: dict[tuple[str, dt.date], int] = {}
        """The first row of a name and birthday."""
        self._numbered: dict[str, Known] = {}
        self._heads = {row.continues for row in self._rows.apart.values() if row.continues}
        """The rows with which others go on."""
        self._whom: dict[int, Known] = {}
        """What those rows turned out to be."""
        self._someone: dict[tuple[int | None, int | None], _Someone] = {}
        """By :func:`_key`."""
        lacking = {missing.attribute for missing in read.lacking}
        self._wanted = tuple(name for name in self._schema.required if name not in lacking)
        self._columns = {
            attribute: match.column
            for match in read.mapping.matches
            if match.target and not match.target.child
            for attribute in match.target.attributes
        }

    def plan(self, progress: Progress | None = None) -> ImportPlan:
        """Return the plan. ``progress`` is called with the rows done and their number and may raise Cancelled."""
        rows = self._rows
        findings = self._findings()
        matched = {finding.known.record_id for finding in findings.values()}
        self._snapshots = self._register.snapshots((each for each in matched if each is not None), rows.table_names())
        closer = self._looked_at_closer(findings)
        births = rows.column("birth_on")
        planned: dict[int, PlannedRow] = {}
        for index, (shape, number, birth) in enumerate(zip(self._shapes, self._numbers, births, strict=True)):
            if progress and index % _ROWS_A_STEP == 0:
                progress(index, len(rows))
            if index in closer:
                planned[index] = self._plan_row(rows[index], shape, number, findings.get(index))
            elif shape in self._shared and (note := self._twin_note(rows.numbers[index], shape, birth)):
                planned[index] = self._noted(PlannedRow(rows[index], Action.ADD), note)
        found = PlannedRows(rows, planned)
        adding = len(planned) < len(rows) or any(row.action is Action.ADD for row in planned.values())
        return ImportPlan(
            slice_name=self._schema.name,
            source=self._source,
            table=self._read.table,
            mapping=self._read.mapping,
            rows=found,
            stored=self._snapshots,
            taken=self._register.taken(self._numbers),
            missing=self._read.lacking if adding else (),
            notes=(*self._read.notes, *self._beside(found)),
            today=self._words.today,
        )

    def _beside(self, planned: PlannedRows) -> list[str]:
        """Return what will be stored beside the rows that are added."""
        added = (Draft(dict(row.values)) for row in planned if row.action is Action.ADD and not row.problems)
        return [beside.said for beside in self._service.beside(added)]

    # Which rows are more than new records

    def _findings(self) -> dict[int, Finding]:
        """Return whom among the stored records rows mean, by the place of the row."""
        references, names = self._register.by_reference, self._register.by_shape
        if not references:
            return {}
        return {
            index: found
            for index, (shape, number) in enumerate(zip(self._shapes, self._numbers, strict=True))
            if (number in references or shape in names) and (found := self._stored(self._rows[index], shape, number))
        }

    def _looked_at_closer(self, findings: Iterable[int]) -> set[int]:
        """Return the rows that are, or may be, something else than new records to be added as they were read."""
        rows, archived = self._rows, self._register.archived
        heads = {index for index, number in enumerate(rows.numbers) if number in self._heads} if self._heads else ()
        not_alone: Iterable[int] = ()
        if self._repeated or self._unsure or archived:
            people = enumerate(zip(self._shapes, self._numbers, strict=True))
            not_alone = [index for index, each in people if not self._is_alone(*each) or each[1] in archived]
        wanted = (rows.column(name) for name in self._wanted)
        empty = {index for column in wanted if None in column for index, value in enumerate(column) if value is None}
        closer = {*rows.apart, *findings, *heads, *not_alone, *empty}
        return closer.union(self._refused(closer))

    def _is_alone(self, shape: str, number: str) -> bool:
        """Return whether a row of this name and number can mean no other row."""
        if number in self._repeated:
            return False
        return shape not in self._shared or (number != "" and shape not in self._unsure)

    def _refused(self, closer: Collection[int]) -> Iterable[int]:
        """Return the rows that the slice's rules refuse as new records; those looked at closer anyway may be left out.

        The rules are asked once for all rows that are alike, where they tell what they look at.
        """
        service, rows, names = self._service, self._rows, self._service.examined
        if names is None:
            others = (index for index in range(len(rows)) if index not in closer)
            return [index for index in others if service.problems(_draft(rows.plain(index)), None)]
        brought = [name for name in names if name in rows.columns]  # the others, only rows in ``closer`` may have
        examined = list(zip(*map(rows.columns.__getitem__, brought), strict=True)) if brought else [()] * len(rows)
        unlike = ((each, Draft(dict(zip(brought, each, strict=True)))) for each in set(examined))
        refused = {each for each, draft in unlike if service.problems(draft, None)}
        return [index for index, each in enumerate(examined) if each in refused] if refused else ()

    # Who it is

    def _stored(self, row: RowReading, shape: str, number: str) -> Finding | None:
        """Return the stored record that a row means: of its number, else of its name."""
        numbered = self._register.by_reference.get(number)
        named = self._register.by_shape.get(shape, ()) if shape else ()
        if numbered is not None:
            return self._by_number(row, shape, numbered, same_name=numbered in named)
        if not named:
            return None
        traits = self._traits(row.values)
        return best([Finding(known, *compare(traits, known.traits, stored=True)) for known in named])

    def _by_number(self, row: RowReading, shape: str, known: Known, *, same_name: bool) -> Finding:
        """Return what the same number means: the same one, unless the name and everything else says otherwise."""
        if same_name or not shape:
            return Finding(known, Verdict.SAME, (REFERENCE, NAME) if shape else (REFERENCE,))
        _, reasons = compare(self._traits(row.values), known.traits, stored=True)
        others = tuple(reason for reason in reasons if reason != NAME)
        return Finding(known, Verdict.SAME if others else Verdict.PERHAPS, (REFERENCE, *others))

    def _before(self, row: RowReading, shape: str, number: str) -> tuple[Known, Finding | None, str]:
        """Return a row as later ones may mean it, whom among the earlier ones it means, and what is to be noted."""
        known = Known(None, row.number, number, row.values.get("name") or "", row.values, self._traits)
        if twin := self._numbered.get(number):
            same_name = common_shapes([twin.name]) == [shape]
            return known, self._by_number(row, shape, twin, same_name=same_name), ""
        found = self._earlier.find(shape, known.traits) if shape else None
        if found and number and found.known.reference:
            return known, None, self._twin_note(row.number, shape, row.values.get("birth_on"))
        return known, found, ""

    def _twin_note(self, row: int, shape: str, birth: dt.date | None) -> str:
        """Return what is said of a row with a number of its own whose name and birthday an earlier row has too."""
        if birth is None or shape not in self._shared:
            return ""
        first = self._born.setdefault((shape, birth), row)
        if first == row:
            return ""
        return f"{first}行目と名前と生年月日が同じですが、登録番号が違うため別の登録とします。"

    # What becomes of it

    def _plan_row(self, row: RowReading, shape: str, number: str, stored: Finding | None) -> PlannedRow:
        if self._heads and row.continues:
            return self._joined(row, Finding(self._whom[row.continues], Verdict.SAME, ()))
        if self._is_alone(shape, number) and row.number not in self._heads:
            planned = self._joined(row, stored) if stored else self._added(row)
            return self._noted(planned, self._twin_note(row.number, shape, row.values.get("birth_on")))
        known, before, note = self._before(row, shape, number)
        finding = stored
        if before and (stored is None or (before.verdict is Verdict.SAME and stored.verdict is not Verdict.SAME)):
            finding = before
        planned = self._noted(self._joined(row, finding) if finding else self._added(row), note)
        self._remember(known, shape, planned, finding)
        return planned

    def _noted(self, planned: PlannedRow, note: str) -> PlannedRow:
        """Return a row with what is to be noted beside its name."""
        if not note:
            return planned
        return planned._replace(notes=(*planned.notes, self._remark(planned.source, "name", note)))

    def _remember(self, known: Known, shape: str, planned: PlannedRow, finding: Finding | None) -> None:
        """Let later rows find this one, as the person or body that it turned out to be."""
        if finding and planned.is_clear:
            known = replace(known, record_id=finding.known.record_id, row=finding.known.row or known.row)
        if planned.number in self._heads:
            self._whom[planned.number] = known
        if shape in self._shared:
            self._earlier.add(shape, known)
        if known.reference:
            self._numbered.setdefault(known.reference, known)
        self._someone.setdefault(_key(known), _Someone(planned.source, planned.values))

    def _added(self, row: RowReading) -> PlannedRow:
        values, problems = row.values, row.problems
        if found := self._service.problems(_draft(row), None):
            problems = (*problems, *self._remarks(row, found))
        if None in map(values.get, self._wanted):
            for name in self._wanted:
                if values.get(name) is None and all(p.attribute != name for p in problems):
                    said = f"{self._schema.fields[name].label}を入力してください。"
                    problems = (*problems, self._remark(row, name, said))
        question = ""
        archived = self._register.archived.get(values.get("reference") or "") if self._register.archived else None
        if archived is not None:
            question = (
                f"登録番号「{values['reference']}」は、保管庫にある「{archived}」の番号です。"
                "新しい番号で追加するか、取り込まないかを選んでください。"
            )
        return PlannedRow(row, Action.ADD, None, None, problems, question, row.notes)

    def _joined(self, row: RowReading, finding: Finding) -> PlannedRow:
        """Plan a row that is laid over a stored record or an earlier row."""
        snapshot = self._snapshots.get(finding.known.record_id or 0)
        someone = self._someone.get(_key(finding.known))
        question = self._question(row, finding)
        if question and snapshot and not Holding.of(self._schema, snapshot).lay(row.values, row.children):
            question = ""  # whoever it is, all of it is there
        if someone and not question:
            question = self._contradiction(row, someone)
        problems = [problem for problem in row.problems if not is_unfilled(problem)]
        is_open = bool(problems or question)
        first = someone.first if someone else None
        if someone is None:
            someone = _Someone(row, row.values)
        holding = someone.holding or self._holding(someone.first, snapshot)
        if is_open:
            holding = holding.copy()
        else:
            someone.holding = holding
            someone.said = dict(row.values) | {k: v for k, v in someone.said.items() if v not in EMPTY}
            self._someone[_key(finding.known)] = someone
        addition = holding.lay(row.values, row.children)
        if addition:
            problems += self._remarks(row, self._service.problems(holding.draft(), snapshot))
        return PlannedRow(
            row,
            Action.UPDATE if addition or is_open else Action.SKIP,
            _match(finding, first.number if first else None),
            addition,
            tuple(problems),
            question,
            (*row.notes, *self._kept_notes(row, addition, holding), *self._openness_notes(row, addition, snapshot)),
        )

    def _holding(self, first: RowReading, snapshot: Snapshot | None) -> Holding:
        if snapshot:
            return Holding.of(self._schema, snapshot)
        return Holding.new(self._schema, first.values, first.children)

    # What is said

    def _question(self, row: RowReading, finding: Finding) -> str:
        if finding.verdict is Verdict.SAME:
            return ""
        known = finding.known
        who = _named(known) if known.record_id is None else f"登録済みの{_named(known)}"
        if NAME not in finding.reasons:
            return (
                f"登録番号「{known.reference}」は{who}の番号ですが、名前が違います。"
                "更新するか、新しい番号で追加するか、取り込まないかを選んでください。"
            )
        if finding.others:
            everyone = "、".join(_named(other) for other in (known, *finding.others))
            alike = "、".join(finding.reasons)
            return f"{alike}の同じものがいくつもあります（{everyone}）。{_CHOOSE}更新では、初めのものに入ります。"
        return f"{who}と{'、'.join(finding.reasons)}が同じですが、同じ{self._noun(row)}か見分けられません。{_CHOOSE}"

    def _contradiction(self, row: RowReading, someone: _Someone) -> str:
        differing = contradictions(self._schema.fields, someone.said, row.values)
        if not differing:
            return ""
        labels = "、".join(self._schema.fields[name].label for name in differing)
        return f"{someone.first.number}行目と同じ{self._noun(row)}のようですが、{labels}が違います。{_CHOOSE}"

    def _noun(self, row: RowReading) -> str:
        if self._told_by:
            return self._schema.label
        return "団体" if self._is_body(row.values) else "人"

    def _kept_notes(self, row: RowReading, addition: Addition, holding: Holding) -> list[CellRemark]:
        notes = []
        for name in addition.kept:
            field = self._schema.fields[name]
            held, brought = (field.show(each, self._words) for each in (holding.values[name], row.values[name]))
            message = f"登録の「{held}」をそのままにしました（ファイルでは「{brought}」）。"
            if field.derived:
                message += "手続か明細で決まる項目です。直すときは、登録を開いて手続か明細を直してください。"
            notes.append(self._remark(row, name, message))
        return notes

    def _openness_notes(self, row: RowReading, addition: Addition, snapshot: Snapshot | None) -> list[CellRemark]:
        """Return what is said of the 公開区分 that a row changes in a stored record."""
        name = disclosure_of(self._schema)
        if snapshot is None or name not in addition.values:
            return []
        said = "、".join(
            f"{self._schema.fields[attribute].label}は{Privacy(level).label}"
            for attribute, level in reclassified(self._schema, snapshot[name] or {}, row.values[name]).items()
        )
        return [self._remark(row, name, f"{self._schema.fields[name].label}を変えます（{said}）。")] if said else []

    def _remarks(self, row: RowReading, problems: Sequence[Problem]) -> list[CellRemark]:
        return [self._remark(row, problem.attribute, problem.message) for problem in problems]

    def _remark(self, row: RowReading, attribute: str, message: str) -> CellRemark:
        """Return a remark on the cell that brings an attribute."""
        column = self._columns.get(attribute, NO_COLUMN)
        if column == NO_COLUMN:
            declared = self._schema.fields.get(attribute)
            return CellRemark(NO_COLUMN, declared.label if declared else "", "", message, attribute)
        table = self._read.table
        return CellRemark(table.columns[column], table.header[column], cell_text(row.cells[column]), message, attribute)


def _recognised(service: RecordService[Any], rows: ReadRows) -> ReadRows:
    """Return the rows with what stored records call otherwise by their words."""
    recognise = service.recogniser()
    if recognise is None:
        return rows
    told = ((index, row, recognise(row.values)) for index, row in enumerate(rows) if row.values)
    return rows.changed({index: row._replace(values={**row.values, **more}) for index, row, more in told if more})


def _draft(row: RowReading) -> Draft:
    return Draft(row.values, {name: [Draft(each) for each in table] for name, table in row.children.items()})


def _key(known: Known) -> tuple[int | None, int | None]:
    return (known.record_id, None) if known.record_id is not None else (None, known.row)


def _named(known: Known) -> str:
    if known.record_id is None:
        return f"{known.row}行目の「{known.name}」"
    return f"「{known.reference} {known.name}」"


def _match(finding: Finding, row: int | None) -> Match:
    known = finding.known
    return Match(known.record_id, known.reference, known.name, finding.reasons, row)
