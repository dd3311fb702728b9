"""実績・年表・事例・年次報告: what the rest of the program may ask of them."""

from __future__ import annotations

import functools
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, ClassVar

from kyodo_desktop.core.dates import era, fiscal_year, fiscal_year_label
from kyodo_desktop.core.errors import FieldError, InputError, Problem
from kyodo_desktop.core.listing import ListQuery
from kyodo_desktop.core.measures import NUMBERS, Measure
from kyodo_desktop.core.schema import Draft, Snapshot, merged_values
from kyodo_desktop.core.suggestion import Suggestion
from kyodo_desktop.core.text import fold
from kyodo_desktop.database.conditions import Condition, any_of, of_number
from kyodo_desktop.database.record_service import RecordService
from kyodo_desktop.features.grants.service import GrantService
from kyodo_desktop.features.organizations.service import OrganizationService
from kyodo_desktop.features.projects.service import ProjectService
from kyodo_desktop.features.reports import counting, counts, rules, sections
from kyodo_desktop.features.reports.counting import Entered, Stats
from kyodo_desktop.features.reports.models import AnnualReport, Case, ChronologyEntry, Figure
from kyodo_desktop.features.volunteers.service import VolunteerService

if TYPE_CHECKING:
    from kyodo_desktop.database.work import Changes

_ENTERED = ("measure", "fiscal_year", "version", *NUMBERS, "source", "note")


class FigureService(RecordService[Figure]):
    """Figures entered by hand, and the counts of all measures beside them."""

    mapped = Figure
    own = RecordService.own | {"measure", "fiscal_year", *NUMBERS}
    conditions: ClassVar[dict[str, Condition]] = {
        "measure": any_of("measure"),
        "fiscal_year": of_number("fiscal_year"),
    }

    @functools.cached_property
    def volunteers(self) -> VolunteerService:
        """The register of volunteers, whose registrations are counted."""
        return VolunteerService(self.database, self.profile, self.attachment_folder)

    @functools.cached_property
    def organizations(self) -> OrganizationService:
        """The register of organisations."""
        return OrganizationService(self.database, self.profile, self.attachment_folder)

    @functools.cached_property
    def projects(self) -> ProjectService:
        """The register of projects."""
        return ProjectService(self.database, self.profile, self.attachment_folder)

    @functools.cached_property
    def grants(self) -> GrantService:
        """The register of applications for grants."""
        return GrantService(self.database, self.profile, self.attachment_folder)

    @property
    def measures(self) -> Mapping[str, Measure]:
        """What is counted, by code, in the order of the profile."""
        return self.profile.measures

    # Counting

    def stats(self, years: Sequence[int]) -> Stats:
        """Return every measure for these 年度, as it stood at the end of each, or today in the running one.

        Raises InputError for no year, or one that has not begun.
        """
        wanted = tuple(sorted(set(years)))
        latest = fiscal_year(self.words().today)
        if not wanted or wanted[-1] > latest:
            raise InputError(f"実績を数えられるのは、{fiscal_year_label(latest)}までです。年度を選び直してください。")
        measures = list(self.measures.values())
        counted = counts.Counts(
            wanted,
            self.words(),
            volunteers=self.volunteers,
            organizations=self.organizations,
            projects=self.projects,
            grants=self.grants,
        )
        return counting.gathered(
            wanted, measures, counted.counted(measures), self._entered(wanted), counted.behind(measures)
        )

    def _entered(self, years: Sequence[int]) -> dict[tuple[str, int], Entered]:
        ids = self.list_ids(ListQuery(filters={"fiscal_year": tuple(map(str, years))})).ids
        found = {}
        for record_id, row in self.rows(ids, _ENTERED).items():
            values = dict(zip(_ENTERED, row, strict=True))
            numbers = {number: values[number] for number in NUMBERS}
            said = (values["source"] or "", values["note"] or "")
            found[values["measure"], values["fiscal_year"]] = Entered(record_id, values["version"], numbers, *said)
        return found

    # Entering

    def enter(self, staff: str, measure: str, year: int, numbers: Mapping[str, int | None]) -> Changes:
        """Store numbers of a measure and year as they were typed; a figure without any number left goes to the archive.

        Raises InputError for what the rules refuse.
        """
        found = self._entered([year]).get((measure, year))
        if found is None:
            return self.save(staff, Draft({"measure": measure, "fiscal_year": year, **numbers})).changes
        after = {**found.numbers, **numbers}
        if all(value is None for value in after.values()):
            return self.archive(staff, found.record_id, "数値の取消し")
        return self.save(staff, Draft(dict(numbers), id=found.record_id, version=found.version)).changes

    def keep_year(self, staff: str, year: int) -> Changes:
        """Keep what the records come to for a 年度 as entered figures, where none are entered: published numbers stay.

        Raises InputError when there is nothing to keep.
        """
        stats = self.stats([year])
        source = f"台帳から集計（{era(self.words().today)}）"
        drafts = []
        for code in self.measures:
            known = {line.number: line.cells[0].counted for line in stats.of(code)}
            if (code, year) not in stats.entered and any(known.values()):
                drafts.append(Draft({"measure": code, "fiscal_year": year, "source": source, **known}))
        if not drafts:
            raise InputError(f"{fiscal_year_label(year)}には、台帳から残す実績がありません。")
        return self.save_all(staff, f"{fiscal_year_label(year)}の実績の確定", drafts)

    # Rules

    def problems(self, draft: Draft, stored: Snapshot | None) -> list[Problem]:
        values = merged_values(draft, stored)
        measure = self.measures.get(values.get("measure") or "")
        problems = rules.figure_problems(values, measure, self.words().today)
        key = values.get("measure"), values.get("fiscal_year")
        if None not in key:
            same = self.list_ids(ListQuery(filters={"measure": (str(key[0]),), "fiscal_year": (str(key[1]),)})).ids
            if any(each != (stored.id if stored else None) for each in same):
                name = rules.figure_name(values, self._label(values))
                problems.append(Problem(f"「{name}」は入力済みです。その実績値を直してください。", "measure"))
        return problems

    def derive(self, draft: Draft, stored: Snapshot | None) -> dict[str, Any]:
        values = merged_values(draft, stored)
        return {"name": rules.figure_name(values, self._label(values))}

    def _label(self, values: Mapping[str, Any]) -> str:
        return self.words().taxonomy("measures").label_of(values["measure"])


class ChronologyService(RecordService[ChronologyEntry]):
    """年表 of plans, systems, projects and organisations."""

    mapped = ChronologyEntry
    own = RecordService.own | {"when_words"}
    conditions: ClassVar[dict[str, Condition]] = {"kind": any_of("kind"), "policy": any_of("policy")}

    def problems(self, draft: Draft, stored: Snapshot | None) -> list[Problem]:
        text = merged_values(draft, stored).get("when_words")
        if not text:
            return []
        try:
            rules.parse_when(text, self.words().today)
        except FieldError as error:
            return [Problem(str(error), "when_words")]
        return []

    def derive(self, draft: Draft, stored: Snapshot | None) -> dict[str, Any]:
        when = rules.parse_when(merged_values(draft, stored)["when_words"], self.words().today)
        return {"when_words": when.words, "when_key": when.key}

    def until(self, year: int) -> list[Snapshot]:
        """Return the entries up to the end of a 年度, the oldest first."""
        entries = self.load_many(self.list_ids(ListQuery(sort="when_key")).ids)
        return [each for each in entries if (each["when_key"] or "") < f"{year + 1}-04"]


class CaseService(RecordService[Case]):
    """事例 of collaboration."""

    mapped = Case
    conditions: ClassVar[dict[str, Condition]] = {
        "pattern": any_of("pattern"),
        "fiscal_year": of_number("fiscal_year"),
        "project": of_number("project_id"),
    }

    @functools.cached_property
    def projects(self) -> ProjectService:
        """The register of projects, of which the origin of a case is suggested."""
        return ProjectService(self.database, self.profile, self.attachment_folder)

    def suggest(self, attribute: str, text: str, values: Mapping[str, Any]) -> Sequence[Suggestion]:
        if attribute != "project" or not fold(text):
            return ()
        ids = self.projects.search(text, 8)
        seen = ("reference", "name", "form", "fiscal_year", "place", "organization")
        found = []
        for record_id, row in self.projects.rows(ids, seen).items():
            project = dict(zip(seen, row, strict=True))
            fills = {"project_id": record_id, "pattern": project["form"], "place": project["place"]}
            known = {
                name: value for name, value in fills.items() if value and (name == "project_id" or not values.get(name))
            }
            detail = "　".join(filter(None, (project["reference"], project["organization"])))
            found.append(Suggestion(project["name"], detail, known))
        return found

    def derive(self, draft: Draft, stored: Snapshot | None) -> dict[str, Any]:
        """Let go of the project when another text stands in its place."""
        values = merged_values(draft, stored)
        chosen = draft.values.get("project_id")
        if chosen is None and stored is not None and values.get("project") == stored["project"]:
            chosen = stored["project_id"]
        return {"project_id": chosen if values.get("project") else None}

    def by_pattern(self, year: int | None = None) -> list[Snapshot]:
        """Return the cases of a 年度, or all, in the order of the patterns and by year within each."""
        filters = {"fiscal_year": (str(year),)} if year is not None else {}
        cases = self.load_many(self.list_ids(ListQuery(filters=filters)).ids)
        order = {term.code: at for at, term in enumerate(self.words().taxonomy("collaboration_forms").terms)}
        return sorted(cases, key=lambda case: (order.get(case["pattern"], len(order)), case["fiscal_year"], case.id))


class AnnualReportService(RecordService[AnnualReport]):
    """The words and the chapters of each year's report; its content is gathered from the other registers."""

    mapped = AnnualReport
    own = RecordService.own | {"fiscal_year"}
    conditions: ClassVar[dict[str, Condition]] = {"fiscal_year": of_number("fiscal_year")}

    @functools.cached_property
    def figures(self) -> FigureService:
        """What is counted."""
        return FigureService(self.database, self.profile, self.attachment_folder)

    @functools.cached_property
    def chronology(self) -> ChronologyService:
        """What happened."""
        return ChronologyService(self.database, self.profile, self.attachment_folder)

    @functools.cached_property
    def cases(self) -> CaseService:
        """What others may learn from."""
        return CaseService(self.database, self.profile, self.attachment_folder)

    def of_year(self, year: int) -> Snapshot | None:
        """Return the report of a 年度, None when nothing was kept of it yet."""
        ids = self.list_ids(ListQuery(filters={"fiscal_year": (str(year),)})).ids
        return self.load(ids[0]) if ids else None

    def begun(self, year: int) -> Draft:
        """Return the report of a 年度 as it is kept, or a new one with the chapters of the year before.

        The first of all leaves out the evaluations and the plan where they have nothing to say of the year.
        """
        kept = self.of_year(year)
        if kept is not None:
            return Draft.of(kept)
        from kyodo_desktop.features.reports import annual

        before = self.of_year(year - 1)
        return sections.new_report(year, before, self.words(), annual.empty_chapters(self, year))

    def problems(self, draft: Draft, stored: Snapshot | None) -> list[Problem]:
        year = merged_values(draft, stored).get("fiscal_year")
        if year is None:
            return []
        same = self.list_ids(ListQuery(filters={"fiscal_year": (str(year),)})).ids
        if any(each != (stored.id if stored else None) for each in same):
            return [Problem(f"{fiscal_year_label(year)}の年次報告は、すでにあります。", "fiscal_year")]
        return []
