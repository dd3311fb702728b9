"""The composition root without Qt: an office opened from its folder, with its services."""

from __future__ import annotations

import contextlib
import datetime as dt
import functools
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, cast

from kyodo_desktop.core.clock import Clock, SystemClock
from kyodo_desktop.core.errors import InputError
from kyodo_desktop.core.listing import Found, ListQuery
from kyodo_desktop.core.profiles import Profile, load_profile
from kyodo_desktop.core.slice import Register, Slice, registers_of, resolve
from kyodo_desktop.core.taxonomy import Words
from kyodo_desktop.core.whole_file import write_whole
from kyodo_desktop.database import backup, migrate
from kyodo_desktop.database.folder import OfficeFolder, hold, making
from kyodo_desktop.database.office_database import OfficeDatabase
from kyodo_desktop.database.record_service import RecordService
from kyodo_desktop.features.office.settings import OfficeSettings, read_settings, write_settings
from kyodo_desktop.slices import SLICES

if TYPE_CHECKING:
    from kyodo_desktop.database import integrity
    from kyodo_desktop.features.committees.meeting_service import MeetingService
    from kyodo_desktop.features.committees.service import CommitteeService
    from kyodo_desktop.features.evaluations.service import EvaluationService
    from kyodo_desktop.features.exchange.service import ExchangeService
    from kyodo_desktop.features.grants.service import GrantService
    from kyodo_desktop.features.office.service import TodayService
    from kyodo_desktop.features.papers.service import PapersService
    from kyodo_desktop.features.projects.service import ProjectService
    from kyodo_desktop.features.reports.service import AnnualReportService

FOUND = ("name", "furigana", "reference")
"""What the answers of the search over everything show, before each slice's own details."""

AUTOMATIC = "auto-"
KEPT_DAYS = 30
"""How many automatic backups are kept, one for each day that the office was open: more than a month's work."""


class Services(Mapping[str, RecordService[Any]]):
    """The services of the slices by name, in their order, each made when it is first asked for.

    The first list of the window needs that of its own slice; the modules of all the others take as long as the list.
    """

    def __init__(self, slices: Sequence[Slice], make: Callable[[Slice], RecordService[Any]]) -> None:
        self._slices = {each.name: each for each in slices}
        self._make = make
        self._made: dict[str, RecordService[Any]] = {}
        self._lock = threading.Lock()

    def __getitem__(self, name: str) -> RecordService[Any]:
        with self._lock:  # two threads would each make one, with a memory of its own
            if name not in self._made:
                self._made[name] = self._make(self._slices[name])
            return self._made[name]

    def __contains__(self, name: object) -> bool:
        return name in self._slices

    def __iter__(self) -> Iterator[str]:
        return iter(self._slices)

    def __len__(self) -> int:
        return len(self._slices)


class Office:
    """One open office. Close it, or use it as a context manager; a writer's lock goes with it."""

    def __init__(
        self,
        root: Path,
        clock: Clock | None = None,
        *,
        read_only: bool = False,
        progress: migrate.Progress | None = None,
    ) -> None:
        """Open the office in ``root``, bringing its database to this program's shape.

        ``progress`` is told how far that is; when it raises Cancelled, the office is as it was. Raises InputError when
        there is none, OfficeInUseError when somebody else writes in it, WorldError for what else the world does.
        """
        self.folder = OfficeFolder(root)
        self.clock: Clock = clock or SystemClock()
        if not self.folder.exists():
            raise InputError(
                f"「{root}」に協働デスクの事務所がありません。フォルダーを確かめるか、新しく作ってください。"
            )
        self.settings = read_settings(self.folder.settings)
        self.profile: Profile = load_profile(self.settings.profile, self.settings.raw)
        self.slices: tuple[Slice, ...] = SLICES
        with contextlib.ExitStack() as stack:
            if not read_only:
                stack.enter_context(hold(self.folder, self.clock.now()))
            self.database = OfficeDatabase(
                self.folder.database, self.clock, read_only=read_only, declare=self._declare_records
            )
            stack.callback(self.database.close)
            migrate.upgrade(self.database, root, self.clock.now(), progress)
            self._open = stack.pop_all()
        self.services: Mapping[str, RecordService[Any]] = Services(self.slices, self._make_service)

    def __enter__(self) -> Office:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the database and of the writer's lock."""
        self._open.close()

    def _declare_records(self) -> None:
        for each in self.slices:
            resolve(each.service)

    def _make_service(self, found: Slice) -> RecordService[Any]:
        service: RecordService[Any] = resolve(found.service)(self.database, self.profile, self.folder.attachments)
        return service

    def words(self) -> Words:
        """Return the office's words and today's date."""
        return self.profile.words(self.today())

    def today(self) -> dt.date:
        """Return the office's day."""
        return self.clock.now().date()

    def service(self, name: str) -> RecordService[Any]:
        """Return the service of a slice. Raises InputError for a name that no slice has."""
        if name not in self.services:
            raise InputError(f"「{name}」という台帳はありません。{'、'.join(self.services)} から選んでください。")
        return self.services[name]

    def register(self, name: str) -> Register:
        """Return the register of a slice or of a view. Raises InputError for a name that there is not."""
        known = registers_of(self.slices)
        if name not in known:
            raise InputError(f"「{name}」という台帳はありません。{'、'.join(known)} から選んでください。")
        return known[name]

    def search(self, text: str, limit: int = 50) -> list[Found]:
        """Return the best matches over all slices, best first."""
        from kyodo_desktop.database import search_index

        with self.database.read_rows() as connection:
            hits = search_index.find(connection, text, tuple(self.services), limit=limit)
        rows = {
            each.name: self._found(each, [hit.record_id for hit in hits if hit.kind == each.name])
            for each in self.slices
        }
        labels = {each.name: each.tab.label for each in self.slices}
        return [_found(hit.kind, hit.record_id, labels[hit.kind], rows[hit.kind][hit.record_id]) for hit in hits]

    def _found(self, found: Slice, ids: Sequence[int]) -> dict[int, tuple[str, ...]]:
        """Return how the records are told from each other in an answer: in the words of their fields, by id."""
        service, words, shown = self.services[found.name], self.words(), (*FOUND, *found.details)
        fields = [service.schema.fields[name] for name in shown]
        return {
            record_id: tuple(field.show(value, words) for field, value in zip(fields, row, strict=True))
            for record_id, row in service.rows(ids, shown).items()
        }

    @functools.cached_property
    def today_service(self) -> TodayService:
        """今日."""
        from kyodo_desktop.features.office.service import TodayService

        return TodayService(self.database, self.slices, self.services, self.folder.drafts, self.folder.backups)

    @functools.cached_property
    def papers(self) -> PapersService:
        """The forms, rosters, labels and cards; what draws is imported at the first use."""
        from kyodo_desktop.features.papers.service import PapersService

        declared = {each.name: resolve(each.papers) for each in self.slices}
        return PapersService(self.services, declared, self.profile, self.settings.letterhead(), self.folder.forms)

    @functools.cached_property
    def exchange(self) -> ExchangeService:
        """Import and export; what reads and writes files is imported at the first use."""
        from kyodo_desktop.features.exchange.service import ExchangeService

        declared = {each.name: resolve(each.sheets) for each in self.slices}
        return ExchangeService(self.services, declared, self.folder.root)

    def record_handout(
        self, staff: str, document: str, destination: str, people: int, record: tuple[str, int] | None = None
    ) -> None:
        """Keep that something was printed or exported: by whom, what, where to, about how many."""
        from kyodo_desktop.database import handouts

        with self.database.write(staff, "出力の記録") as work:
            handouts.keep(work, document, destination, people, record)

    def save_settings(self, settings: OfficeSettings) -> None:
        """Write the office's settings; papers drawn from now on carry its new names."""
        write_settings(self.folder.settings, settings)
        self.settings = read_settings(self.folder.settings)
        self.__dict__.pop("papers", None)

    def back_up(self, target: Path | None = None, progress: backup.Progress | None = None) -> backup.Backup:
        """Write a verified backup to ``target``, or into the office's own folder under the time of day."""
        now = self.clock.now()
        path = target or self.folder.backups / f"{now:%Y%m%d-%H%M%S}{backup.SUFFIX}"
        return backup.back_up(self.folder.root, path, now, progress)

    def back_up_daily(self) -> backup.Backup | None:
        """Write the automatic backup of the day unless there is one, and let go of the oldest beyond KEPT_DAYS.

        Backups that a person made are never removed.
        """
        now = self.clock.now()
        if any(self.folder.backups.glob(f"{AUTOMATIC}{now:%Y%m%d}*{backup.SUFFIX}")):
            return None
        made = self.back_up(self.folder.backups / f"{AUTOMATIC}{now:%Y%m%d-%H%M%S}{backup.SUFFIX}")
        for old in sorted(self.folder.backups.glob(f"{AUTOMATIC}*{backup.SUFFIX}"))[:-KEPT_DAYS]:
            with contextlib.suppress(OSError):  # one that is in use is let go of tomorrow
                old.unlink()
        return made

    def rebuild_index(self, staff: str) -> None:
        """Make the search index anew from the records, when :meth:`check` finds it wrong."""
        from kyodo_desktop.database import integrity

        with self.database.write(staff, "検索の索引の作り直し") as work:
            integrity.rebuild_index(work.connection)

    def check(self) -> list[integrity.Finding]:
        """Return everything that is wrong with the office's database, index and files."""
        from kyodo_desktop.database import integrity

        with self.database.read() as session:
            return integrity.check(session.connection(), self.folder.attachments)


def _found(slice_name: str, record_id: int, kind: str, row: tuple[str, ...]) -> Found:
    name, furigana, *rest = row
    title = f"{name}（{furigana}）" if furigana else str(name)
    return Found(slice_name, record_id, kind, title, "　".join(filter(None, rest)))


def create_office(root: Path, settings: OfficeSettings, clock: Clock | None = None) -> None:
    """Make a new, empty office; where that fails, what was made is taken away again.

    Raises InputError when the folder is in use or the profile is not known, WorldError when it cannot be written.
    """
    folder = OfficeFolder(root)
    load_profile(settings.profile)
    with making(folder):
        write_settings(folder.settings, settings)
        _make_database(folder, clock)


def create_sample(
    root: Path, *, volunteers: int = 7300, seed: int = 1, clock: Clock | None = None
) -> Mapping[str, int]:
    """Make the office of a fictional town and return how many records each register holds, by the words on its tab.

    The same seed on the same day gives the same office. Raises and leaves behind what :func:`create_office` does.
    """
    from kyodo_desktop.features.office import sample

    folder = OfficeFolder(root)
    with making(folder):
        write_whole(folder.settings, sample.sample_settings().read_bytes())
        _make_database(folder, clock)
        with Office(root, clock) as office:
            staff = office.settings.staff
            made = {
                "organizations": sample.sample_organizations(seed, office.today(), office.words()),
                "volunteers": sample.sample_volunteers(volunteers, seed, office.today(), office.words()),
            }
            for name, drafts in made.items():
                office.service(name).save_all(staff[0], "見本の作成", drafts)
            sample.make_projects(cast("ProjectService", office.service("projects")), staff, seed)
            sample.make_grants(cast("GrantService", office.service("grants")), staff, seed)
            sample.make_evaluations(cast("EvaluationService", office.service("evaluations")), staff, seed)
            sample.make_plans(office.service("plans"), office.service("plan_actions"), staff[0])
            sample.make_reports(cast("AnnualReportService", office.service("annual_reports")), staff[0], seed)
            sample.make_committees(
                cast("CommitteeService", office.service("committees")),
                cast("MeetingService", office.service("meetings")),
                cast("GrantService", office.service("grants")),
                staff[0],
            )
            return {each.tab.label: len(office.service(each.name).list_ids(ListQuery()).ids) for each in office.slices}


def _make_database(folder: OfficeFolder, clock: Clock | None) -> None:
    database = OfficeDatabase(folder.database, clock or SystemClock())
    try:
        migrate.move(database.engine, migrate.HEAD)
    finally:
        database.close()
