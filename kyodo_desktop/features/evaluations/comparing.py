"""並べて見る: which projects were evaluated in a year, their sheets side by side, and what was agreed on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from kyodo_desktop.core.errors import InputError, Problem
from kyodo_desktop.core.listing import ListQuery
from kyodo_desktop.core.schema import Draft, Snapshot
from kyodo_desktop.core.taxonomy import Taxonomy
from kyodo_desktop.core.text import fold
from kyodo_desktop.features.evaluations import comparison, previous, rules
from kyodo_desktop.features.evaluations.comparison import Comparison

if TYPE_CHECKING:
    from kyodo_desktop.database.record_store import Beside
    from kyodo_desktop.database.work import Changes, Work
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

    def conclude(self, staff: str, compared: Comparison, agreed: str | None, drafts: Sequence[Draft] = ()) -> Changes:
        """Keep what was agreed on about these sheets, as a sheet of its own kind, and the next actions as 改善の取組.

        ``agreed`` is None where its words are to stay as they are. All of it is one operation, which one undo takes
        back. Raises InputError without words, without anything to keep, or for what the rules refuse.
        """
        if agreed is None:
            return self._begin_improvements(staff, compared, drafts)
        from kyodo_desktop.database.record_store import Beside

        draft, stored = self._agreement(compared, agreed.strip())
        if not drafts:
            return self.evaluations.save(staff, draft).changes
        if problems := self.evaluations.check(draft, stored):
            raise InputError(problems)

        def store(work: Work) -> None:
            kept = self._store(work, draft)
            for each in drafts:
                each.values["evaluation_id"] = kept

        said = "話し合って合意したこと"
        return self._begin_improvements(staff, compared, drafts, [Beside(said, store, lambda: None)])

    def _begin_improvements(
        self, staff: str, compared: Comparison, drafts: Sequence[Draft], beside: Sequence[Beside] = ()
    ) -> Changes:
        if not drafts:
            raise InputError("合意したことか、次に取り組むことを入力してください。")
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
        action = "合意と改善の取組の登録" if beside else "改善の取組の登録"
        return self.evaluations.improvements.save_all(staff, action, drafts, beside=beside)

    def _agreement(self, compared: Comparison, agreed: str) -> tuple[Draft, Snapshot | None]:
        """Return the sheet that is to keep the words, and what is stored of it."""
        if not agreed:
            raise InputError([Problem("話し合って合意したことを入力してください。", "agreed")])
        if compared.agreement_id is not None:
            stored = self.evaluations.load(compared.agreement_id)
            return Draft({"agreed": agreed}, id=stored.id, version=stored.version), stored
        kinds = self.evaluations.words().taxonomy("evaluation_kinds")
        agreeing = next((term.code for term in kinds.terms if term.extra.get("agrees")), None)
        sheet = self.evaluations.sheet_for(agreeing)
        if sheet is None or agreeing is None:
            raise InputError(
                "合意を残すシートが、この型の設定にありません。設定ファイルの evaluation_sheets を確かめてください。"
            )
        first = self.evaluations.load(compared.parties[0].evaluation_id)
        values = {name: first[name] for name in _CARRIED}
        own = first["sheet"] if agreeing in self._kinds_of(first["sheet"]) else sheet.name
        values |= {"kind": agreeing, "sheet": own, "agreed": agreed}
        values["evaluated_on"] = self.evaluations.words().today
        return Draft(values), None

    def _store(self, work: Work, draft: Draft) -> int:
        """Store the agreement within an operation and return its id."""
        from kyodo_desktop.database import records

        service = self.evaluations
        if draft.id is None:
            return service.store.insert(work, draft, service.derive).id
        stored = records.read(work.connection, service.mapped, draft.id)
        records.refuse_outdated(draft, stored)
        draft.values.update(service.derive(draft, stored.snapshot()))
        return records.store(work, service.mapped, draft, stored).id

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
