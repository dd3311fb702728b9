"""評価: what the rest of the program may ask of the sheets."""

from __future__ import annotations

import functools
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, ClassVar

from kyodo_desktop.core.errors import Problem
from kyodo_desktop.core.evaluation_sheets import EvaluationSheet
from kyodo_desktop.core.listing import ListQuery
from kyodo_desktop.core.schema import Draft, Snapshot, merged_values
from kyodo_desktop.core.suggestion import Suggestion
from kyodo_desktop.core.text import fold
from kyodo_desktop.database.conditions import Condition, any_of, of_number
from kyodo_desktop.database.record_service import RecordService
from kyodo_desktop.features.evaluations import laying, previous, rules
from kyodo_desktop.features.evaluations.models.evaluations import Evaluation
from kyodo_desktop.features.evaluations.subjects import Subjects

if TYPE_CHECKING:
    from kyodo_desktop.features.evaluations.comparing import Comparing
    from kyodo_desktop.features.evaluations.improvement_service import ImprovementService
    from kyodo_desktop.features.evaluations.yearly import Yearly


class EvaluationService(RecordService[Evaluation]):
    """Keeps the sheets, counts them, and brings what the last ones asked for."""

    mapped = Evaluation
    own = RecordService.own | {"kind", "stage", "fiscal_year", "sheet", "given", "state"}
    conditions: ClassVar[dict[str, Condition]] = {
        "kind": any_of("kind"),
        "stage": any_of("stage"),
        "sheet": any_of("sheet"),
        "state": any_of("state"),
        "fiscal_year": of_number("fiscal_year"),
        "project": of_number("project_id"),
        "grant": of_number("grant_id"),
    }

    @functools.cached_property
    def subjects(self) -> Subjects:
        """The registers whose projects are evaluated."""
        return Subjects(self.database, self.profile, self.attachment_folder)

    @functools.cached_property
    def improvements(self) -> ImprovementService:
        """What came of the evaluations."""
        from kyodo_desktop.features.evaluations.improvement_service import ImprovementService

        return ImprovementService(self.database, self.profile, self.attachment_folder)

    @functools.cached_property
    def comparing(self) -> Comparing:
        """The sheets side by side."""
        from kyodo_desktop.features.evaluations.comparing import Comparing

        return Comparing(self)

    def yearly(self, year: int, years: int) -> Yearly:
        """Return what the evaluations of a 年度 come to, with the scores of up to so many years that end with it."""
        from kyodo_desktop.features.evaluations import yearly

        return yearly.of_year(self, year, years)

    # Sheets

    def sheet_of(self, values: Mapping[str, Any]) -> EvaluationSheet | None:
        """Return the sheet of an evaluation as the profile declares it; None for one that it no longer has."""
        return self.profile.evaluation_sheets.get(values.get("sheet") or "")

    def sheet_for(self, kind: str | None) -> EvaluationSheet | None:
        """Return the first sheet of the profile that a kind of evaluation uses; of no kind, the first."""
        sheets = self.profile.evaluation_sheets.values()
        return next((sheet for sheet in sheets if kind is None or kind in sheet.kinds), None)

    def beginning(self, values: Mapping[str, Any], record_id: int | None = None) -> dict[str, list[dict[str, Any]]]:
        """Return the lines that a new sheet with these values begins with, by table."""
        sheet = self.sheet_of(values)
        return {
            "marks": laying.blank_lines(sheet) if sheet else [],
            "earlier": self.asked_before(values, record_id),
        }

    def asked_before(self, values: Mapping[str, Any], record_id: int | None = None) -> list[dict[str, Any]]:
        """Return what the last evaluation of the same project asked for, and what became of its improvements."""
        if not values.get("name") or not values.get("fiscal_year"):
            return []
        words = self.words()
        stages = words.taxonomy("evaluation_stages")
        others = [each for each in self.seen(previous.LOOKED_AT) if each["id"] != record_id]
        last = previous.latest_before(values, others, stages)
        made = self.improvements.of_evaluations([each["id"] for each in last], previous.IMPROVED)
        kinds, states = words.taxonomy("evaluation_kinds"), words.taxonomy("states")
        return previous.requested(last, made, kinds, stages, states)

    def seen(self, attributes: Sequence[str], query: ListQuery | None = None) -> list[dict[str, Any]]:
        """Return the named attributes of the sheets that a query asks for, of all by default, each with its ``id``."""
        ids = self.list_ids(query or ListQuery(sort="reference")).ids
        rows = self.rows(ids, attributes)
        return [dict(zip(attributes, rows[each], strict=True)) | {"id": each} for each in ids]

    def suggest(self, attribute: str, text: str, values: Mapping[str, Any]) -> Sequence[Suggestion]:
        match attribute:
            case "name":
                return self.subjects.suggestions(text)
            case "department":
                return [Suggestion(each) for each in self.used("department") if fold(text) in fold(each)]
        return ()

    # Rules

    def problems(self, draft: Draft, stored: Snapshot | None) -> list[Problem]:
        values = merged_values(draft, stored)
        sheet = self.sheet_of(values)
        if sheet is None:
            return []
        problems = self._about_the_sheet(values, sheet, draft, stored)
        imported = draft.values.get("given")
        lines = self._lines_after(draft, stored)
        items = len(laying.blank_lines(sheet))
        if imported and (stored is None or imported != stored["given"]):
            if len(imported) != items:
                words = f"評点が{len(imported)}個あります。「{sheet.label}」は{items}項目です。"
                problems.append(Problem(words, "given"))
            marks = list(imported)
            problems += [Problem(_beyond(sheet), "given") for mark in marks if not _fits(sheet, mark)][:1]
            return problems
        for row, line in enumerate(lines):
            mark = line.get("mark")
            if not _fits(sheet, mark):
                problems.append(Problem(_beyond(sheet), "mark", "marks", row))
            elif sheet.needs_reason(mark) and not (line.get("reason") or "").strip():
                problems.append(Problem(reason_wanted(sheet), "reason", "marks", row))
        return problems

    def derive(self, draft: Draft, stored: Snapshot | None) -> dict[str, Any]:
        """Return everything that follows from the marks, after the lines of the sheet were laid."""
        values = merged_values(draft, stored)
        sheet = self.sheet_of(values)
        draft.values |= self.subjects.identified(draft, stored)
        told = self.subjects.told(merged_values(draft, stored))
        draft.values |= {name: each for name, each in told.items() if not values.get(name)}
        self._rate(draft, stored)
        if sheet is None:
            return {}
        self._lay(draft, stored, sheet)
        lines = self._lines_after(draft, stored)
        given, reasons = laying.marks_of(lines), laying.reasons_of(lines)
        counted = rules.score(sheet, given)
        wanting = rules.unexplained(sheet, given, reasons)
        agreed = self._agrees(values)
        if stored is None and "earlier" not in draft.children:
            draft.children["earlier"] = [Draft(line) for line in self.asked_before(merged_values(draft, stored))]
        return {
            "score": rules.tenths(counted.total),
            "means": "　".join(
                f"{each.group.label} {rules.decimal(each.mean)}" for each in counted.groups if each.mean is not None
            )
            or None,
            "given": tuple(given.get(item.code) for _, item in sheet.items()) if counted.filled else None,
            "filled": counted.filled,
            "missing": 0 if agreed and not counted.filled else counted.missing,
            "missing_reasons": len(wanting),
            "state": _state(counted, wanting, agreed=agreed),
        }

    # Inside

    def _agrees(self, values: Mapping[str, Any]) -> bool:
        kind = self.words().taxonomy("evaluation_kinds").get(values.get("kind") or "")
        return bool(kind and kind.extra.get("agrees") and values.get("agreed"))

    def _about_the_sheet(
        self, values: Mapping[str, Any], sheet: EvaluationSheet, draft: Draft, stored: Snapshot | None
    ) -> list[Problem]:
        kinds = self.words().taxonomy("evaluation_kinds")
        kind = values.get("kind")
        if kind and kind not in sheet.kinds:
            named = "、".join(map(kinds.label_of, sheet.kinds))
            return [Problem(f"「{sheet.label}」を使うのは {named} です。別のシートを選んでください。", "sheet")]
        if stored is not None and stored["filled"] and draft.values.get("sheet", stored["sheet"]) != stored["sheet"]:
            words = "評点の入った評価のシートは変えられません。新しい評価シートを作ってください。"
            return [Problem(words, "sheet")]
        return []

    def _lay(self, draft: Draft, stored: Snapshot | None, sheet: EvaluationSheet) -> None:
        """Give the draft a line for each item of its sheet, unless they stand already and nothing is entered."""
        before = stored.children["marks"] if stored else ()
        items = [item.code for _, item in sheet.items()]
        imported = draft.values.get("given")
        imported = imported if stored is None or imported != stored["given"] else None
        if "marks" not in draft.children and not imported and [line["item"] for line in before] == items:
            return
        entered = draft.children.get("marks", [Draft.of(line) for line in before])
        lines = laying.laid(sheet, entered, before)
        if imported:
            laying.with_marks(lines, imported)
        draft.children["marks"] = lines

    def _lines_after(self, draft: Draft, stored: Snapshot | None) -> list[Mapping[str, Any]]:
        """Return the lines with the marks as they will be after a draft is saved."""
        before = {line.id: line.values for line in stored.children["marks"]} if stored else {}
        if "marks" in draft.children:
            return [{**before.get(line.id or 0, {}), **line.values} for line in draft.children["marks"]]
        return list(before.values())

    def _rate(self, draft: Draft, stored: Snapshot | None) -> None:
        """Tell in the lines of the indicators how much of each target was reached."""
        before = {line.id: line.values for line in stored.children["indicators"]} if stored else {}
        for line in draft.children.get("indicators", ()):
            values = {**before.get(line.id or 0, {}), **line.values}
            line.values["rate"] = rules.rate(values.get("target"), values.get("result"))


def reason_wanted(sheet: EvaluationSheet) -> str:
    """Return what is said beside a low mark without a reason."""
    return f"{sheet.reason_at}点以下の項目は、理由を入力してください。"


def _beyond(sheet: EvaluationSheet) -> str:
    return f"「{sheet.label}」の評点は、{sheet.least}から{sheet.most}までの数字です。"


def _fits(sheet: EvaluationSheet, mark: int | None) -> bool:
    return mark is None or sheet.least <= mark <= sheet.most


def _state(counted: rules.Score, wanting: Sequence[str], *, agreed: bool) -> str:
    if agreed and not counted.filled:
        return "complete"
    if not counted.filled:
        return "blank"
    if wanting:
        return "unexplained"
    return "partial" if counted.missing else "complete"
