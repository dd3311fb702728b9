"""並べて見る: which projects were evaluated in a year, their sheets side by side, and what was agreed on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from kyodo_desktop.core.errors import InputError, Problem
from kyodo_desktop.core.listing import ListQuery
from kyodo_desktop.core.schema import Draft
from kyodo_desktop.core.taxonomy import Taxonomy
from kyodo_desktop.core.text import fold
from kyodo_desktop.features.evaluations import comparison, previous, rules
from kyodo_desktop.features.evaluations.comparison import Comparison

if TYPE_CHECKING:
    from kyodo_desktop.database.work import Changes
    from kyodo_desktop.features.evaluations.service import EvaluationService

_SEEN = ("name", "organization", "project_id", "grant_id", "fiscal_year", "stage", "kind", "sheet", "given", "score")
_CARRIED = ("name", "furigana", "project_id", "grant_id", "organization", "department", "fiscal_year", "stage")
"""What an agreement takes from the sheets that it is about."""


@dataclass(frozen=True, slots=True)
class Evaluated:
    """One project as it was evaluated in a year and stage; ``ids`` are its sheets.

    ``gaps`` counts the items that the parties judge differently, ``agreed`` tells whether an agreement is kept.
    """

    ids: tuple[int, ...]
    name: str
    organization: str
    stage: str
    parties: int
    gaps: int
    agreed: bool


class Comparing:
    """The comparison of sheets; it reads and writes through the service of the sheets."""

    def __init__(self, evaluations: EvaluationService) -> None:
        self.evaluations = evaluations

    def years(self) -> list[int]:
        """Return the years of which there are sheets, the latest first."""
        return sorted({each["fiscal_year"] for each in self.evaluations.seen(("fiscal_year",))}, reverse=True)

    def evaluated(self, year: int) -> list[Evaluated]:
        """Return the projects that were evaluated in a year, by name; the later stage of one first."""
        words = self.evaluations.words()
        kinds, stages = words.taxonomy("evaluation_kinds"), words.taxonomy("evaluation_stages")
        groups: dict[tuple[object, ...], list[dict[str, Any]]] = {}
        for each in self.evaluations.seen(_SEEN, ListQuery(filters={"fiscal_year": (str(year),)})):
            groups.setdefault((_identity(each), each["stage"]), []).append(each)
        found = [_evaluated(sheets, kinds, stages) for sheets in groups.values()]
        times = {term.label: at for at, term in enumerate(stages.terms)}
        return sorted(found, key=lambda each: (fold(each.name), -times.get(each.stage, 0)))

    def comparison(self, ids: Sequence[int]) -> Comparison:
        """Return these sheets of one project side by side, with its scores over the years."""
        words = self.evaluations.words()
        kinds, stages = words.taxonomy("evaluation_kinds"), words.taxonomy("evaluation_stages")
        records = self.evaluations.load_many(ids)
        found = comparison.compare(records, self.evaluations.profile.evaluation_sheets, kinds, stages)
        return replace(found, trend=tuple(self._trend(records[0].values, found)))

    def of_sheet(self, values: Mapping[str, Any]) -> list[int]:
        """Return the ids of the sheets on the same project, year and stage as one with these values."""
        year = str(values["fiscal_year"])
        sheets = self.evaluations.seen(_SEEN, ListQuery(filters={"fiscal_year": (year,)}))
        same = [each for each in sheets if each["stage"] == values["stage"] and previous.is_same(values, each)]
        return [each["id"] for each in same]

    def agree(self, staff: str, ids: Sequence[int], agreed: str) -> Changes:
        """Keep what was agreed on about these sheets, as a sheet of its own kind. Raises InputError without words."""
        if not agreed.strip():
            raise InputError([Problem("話し合って合意したことを入力してください。", "agreed")])
        records = self.evaluations.load_many(ids)
        kinds = self.evaluations.words().taxonomy("evaluation_kinds")
        agreeing = [term.code for term in kinds.terms if term.extra.get("agrees")]
        stored = next((each for each in records if each["kind"] in agreeing), None)
        if stored is not None:
            draft = Draft({"agreed": agreed.strip()}, id=stored.id, version=stored.version)
            return self.evaluations.save(staff, draft).changes
        first, sheet = records[0], self.evaluations.sheet_for(agreeing[0] if agreeing else None)
        if sheet is None or not agreeing:
            raise InputError(
                "合意を残すシートが、この型の設定にありません。設定ファイルの evaluation_sheets を確かめてください。"
            )
        values = {name: first[name] for name in _CARRIED}
        own = first["sheet"] if agreeing[0] in self._kinds_of(first["sheet"]) else sheet.name
        values |= {"kind": agreeing[0], "sheet": own, "agreed": agreed.strip()}
        values["evaluated_on"] = self.evaluations.words().today
        return self.evaluations.save(staff, Draft(values)).changes

    def begin_improvements(self, staff: str, compared: Comparison, drafts: Sequence[Draft]) -> Changes:
        """Keep the next actions that were agreed on as 改善の取組 of this project."""
        first = compared.parties[0]
        for draft in drafts:
            draft.values |= {
                "project": compared.name,
                "project_id": compared.project_id,
                "grant_id": compared.grant_id,
                "fiscal_year": compared.fiscal_year,
                "evaluation": f"{compared.stage}　{first.label}ほか",
                "evaluation_id": compared.agreement_id or first.evaluation_id,
            }
        return self.evaluations.improvements.save_all(staff, "改善の取組の登録", drafts)

    # Inside

    def _kinds_of(self, sheet: str) -> tuple[str, ...]:
        found = self.evaluations.profile.evaluation_sheets.get(sheet)
        return found.kinds if found else ()

    def _trend(
        self, values: Mapping[str, Any], compared: Comparison
    ) -> list[tuple[str, tuple[tuple[int, Fraction | None], ...]]]:
        """Return the scores of each kind in every year in which this project was evaluated."""
        sheets = [each for each in self.evaluations.seen(_SEEN) if previous.is_same(values, each)]
        years = sorted({each["fiscal_year"] for each in sheets})
        found = []
        for term in self.evaluations.words().taxonomy("evaluation_kinds").terms:
            scores = {
                year: [
                    Fraction(each["score"], 10)
                    for each in sheets
                    if each["kind"] == term.code and each["fiscal_year"] == year and each["score"] is not None
                ]
                for year in years
            }
            if any(scores.values()):
                found.append((term.label, tuple(rules.trend(scores))))
        return found


def _identity(values: Mapping[str, Any]) -> tuple[object, ...]:
    for attribute in ("project_id", "grant_id"):
        if values[attribute] is not None:
            return attribute, values[attribute]
    return "name", fold(values["name"])


def _evaluated(sheets: Sequence[Mapping[str, Any]], kinds: Taxonomy, stages: Taxonomy) -> Evaluated:
    agreeing = {term.code for term in kinds.terms if term.extra.get("agrees")}
    judged = [each for each in sheets if each["kind"] not in agreeing]
    given = [each["given"] for each in judged if each["given"] and each["sheet"] == judged[0]["sheet"]]
    first = (judged or sheets)[0]
    return Evaluated(
        ids=tuple(each["id"] for each in sheets),
        name=first["name"],
        organization=first["organization"] or "",
        stage=stages.label_of(first["stage"]),
        parties=len(judged),
        gaps=sum(rules.gap(marks) >= rules.GAP for marks in zip(*given, strict=False)) if given else 0,
        agreed=len(judged) < len(sheets),
    )
