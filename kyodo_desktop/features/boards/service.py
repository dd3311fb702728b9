"""期限と集計 over all registers of projects and grants: what is due, and the sums of a 年度."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from kyodo_desktop.core.dates import fiscal_year, fiscal_year_label
from kyodo_desktop.core.listing import ListQuery
from kyodo_desktop.core.slice import Filters, Slice
from kyodo_desktop.core.taxonomy import Taxonomy, Words
from kyodo_desktop.database.record_service import RecordService
from kyodo_desktop.database.tallies import Group

LATE, TODAY, WEEK, MONTH = "late", "today", "week", "month"
DUE: Mapping[str, str] = {LATE: "期限を過ぎたもの", TODAY: "今日", WEEK: "7日以内", MONTH: "1か月以内"}
"""The groups of deadlines, as the filter ``due`` of every register names them."""

SHOWN = 100
"""Lines of one group and register that are shown; the others are in the list behind the number."""

_LINE = ("reference", "name", "due_what", "due_on", "state")


@dataclass(frozen=True, slots=True)
class Link:
    """The list behind a number: the slice, the filters under which its page shows it, and what it is in words."""

    slice_name: str
    filters: Filters
    words: str


@dataclass(frozen=True, slots=True)
class DueLine:
    """One thing that is due."""

    slice_name: str
    record_id: int
    on: dt.date
    what: str
    reference: str
    name: str
    whom: str
    state: str


@dataclass(frozen=True, slots=True)
class DueGroup:
    """What is due in one stretch of time: how many in each register, and the lines by day."""

    code: str
    label: str
    counts: tuple[tuple[str, int, Link], ...]
    """The words of the register, how many, and their list."""
    lines: tuple[DueLine, ...]

    @property
    def total(self) -> int:
        return sum(count for _, count, _ in self.counts)


@dataclass(frozen=True, slots=True)
class Figure:
    """One number of a table; ``link`` is the list behind it, None where there is nothing behind it."""

    value: int
    link: Link | None = None


@dataclass(frozen=True, slots=True)
class SumRow:
    """One line of a table of sums."""

    label: str
    figures: tuple[Figure, ...]
    is_total: bool = False


@dataclass(frozen=True, slots=True)
class SumTable:
    """A table of sums with its headings; the amounts are yen."""

    title: str
    headings: tuple[str, ...]
    rows: tuple[SumRow, ...]


@dataclass(frozen=True, slots=True)
class Board:
    """Everything on the page. ``years`` are those that have records, the newest first."""

    day: dt.date
    year: int
    years: tuple[int, ...]
    due: tuple[DueGroup, ...]
    tables: tuple[SumTable, ...]


LabelOf = Callable[[Any], str]


@dataclass(frozen=True, slots=True)
class _Sums:
    """How one table of a 年度 is made: by which attribute, and which amounts stand in its columns."""

    title: str
    slice_name: str
    by: str
    filter_name: str
    amounts: tuple[tuple[str, str], ...]
    decided: str = ""
    """The amount of which it is also said how many have it."""

    def headings(self) -> tuple[str, ...]:
        """Return what stands above the columns."""
        return ("件数", *(("決定件数",) if self.decided else ()), *(label for _, label in self.amounts))

    def values(self, group: Group) -> list[int]:
        """Return the numbers of a line, one for each heading."""
        above = [count for (name, _), count in zip(self.amounts, group.above, strict=True) if name == self.decided]
        return [group.rows, *above, *group.sums]

    def money(self) -> tuple[str, ...]:
        """Return the amount that must be above 0 in the list behind each column; empty where nothing must."""
        if not self.decided:
            return ("",) * len(self.headings())
        return ("", self.decided, *(name if name != "requested_amount" else "" for name, _ in self.amounts))


PROJECTS = _Sums(
    "事業台帳（形態別）",
    "projects",
    "form",
    "form",
    (
        ("budget", "事業費"),
        ("our_share", "行政の負担"),
        ("contract_amount", "契約額"),
        ("paid_amount", "支払済"),
    ),
)

GRANT_AMOUNTS = (
    ("requested_amount", "申請額"),
    ("decided_amount", "決定額"),
    ("paid_amount", "支払済"),
    ("settled_amount", "確定額"),
    ("returned_amount", "返還済"),
)
GRANTS = _Sums("補助金（制度別）", "grants", "programme", "programme", GRANT_AMOUNTS, "decided_amount")
ROUNDS = _Sums("補助金（募集回別）", "grants", "round_id", "round", GRANT_AMOUNTS, "decided_amount")


class BoardService:
    """Gathers the page from the services of the registers."""

    def __init__(self, slices: Sequence[Slice], services: Mapping[str, RecordService[Any]]) -> None:
        self.services = services
        self.registers = [each for each in slices if "due" in services[each.name].conditions]

    def gather(self, year: int | None = None) -> Board:
        """Return what is due today, and the sums of a 年度, that of today where none is named."""
        words = self.services["projects"].words()
        chosen = fiscal_year(words.today) if year is None else year
        sums = {each: self._grouped(each) for each in (PROJECTS, GRANTS, ROUNDS)}
        found = {group.values[0] for groups in sums.values() for group in groups}
        names = {
            PROJECTS: _labels(words.taxonomy("collaboration_forms")),
            GRANTS: _labels(words.taxonomy("grant_programmes")),
            ROUNDS: self._round_names(sums[ROUNDS], chosen),
        }
        return Board(
            words.today,
            chosen,
            tuple(sorted((found | {chosen}) - {None}, reverse=True)),
            tuple(self._due(code, label, words) for code, label in DUE.items()),
            tuple(self._table(each, groups, chosen, names[each]) for each, groups in sums.items()),
        )

    @staticmethod
    def _table(each: _Sums, groups: Iterable[Group], year: int, names: Mapping[Any, str]) -> SumTable:
        """Return the table of a 年度; its lines stand in the order of the names, unknown ones behind them."""
        order = {code: place for place, code in enumerate(names)}
        mine = sorted(
            (group for group in groups if group.values[0] == year),
            key=lambda group: order.get(group.values[1], len(order)),
        )
        return _table(each, mine, year, lambda code: names.get(code, str(code)))

    def _grouped(self, each: _Sums) -> Sequence[Group]:
        return self.services[each.slice_name].grouped(("fiscal_year", each.by), [name for name, _ in each.amounts])

    def _round_names(self, groups: Iterable[Group], year: int) -> dict[Any, str]:
        values = (group.values for group in groups)
        ids = [record_id for of_year, record_id in values if of_year == year and record_id is not None]
        return {record_id: str(row[0]) for record_id, row in self.services["grant_rounds"].rows(ids, ("name",)).items()}

    def _due(self, code: str, label: str, words: Words) -> DueGroup:
        counts, lines = [], []
        for each in self.registers:
            link = Link(each.name, {"due": (code,)}, f"{each.tab.label}　期限：{label}")
            service = self.services[each.name]
            found = service.list_ids(ListQuery(filters=link.filters, sort="due_on"))
            counts.append((each.tab.label, found.total, link))
            lines += self._lines(each.name, service, list(found.ids[:SHOWN]), words)
        return DueGroup(code, label, tuple(counts), tuple(sorted(lines, key=lambda line: line.on)))

    @staticmethod
    def _lines(name: str, service: RecordService[Any], ids: Sequence[int], words: Words) -> list[DueLine]:
        has_partner = "organization" in service.schema.fields
        rows = service.rows(ids, (*_LINE, *(("organization",) if has_partner else ())))
        state = words.taxonomy("states").label_of
        return [
            DueLine(
                name,
                record_id,
                row[3],
                row[2] or "期限",
                row[0],
                row[1],
                (row[5] or "") if has_partner else "",
                state(row[4] or ""),
            )
            for record_id, row in rows.items()
        ]


def _labels(taxonomy: Taxonomy) -> dict[Any, str]:
    return {term.code: term.label for term in taxonomy.terms}


def _table(each: _Sums, groups: Iterable[Group], year: int, label_of: LabelOf) -> SumTable:
    """Return the sums of a 年度, line by line in the order of the groups, and their total."""
    register, in_year = each.title.partition("（")[0], fiscal_year_label(year)
    of_the_year = Link(each.slice_name, {"fiscal_year": (str(year),)}, f"{in_year}　{register}")
    rows, totals = [], [0] * len(each.headings())
    for group in groups:
        _, code = group.values
        link = of_the_year
        if code is not None:
            filters = {**of_the_year.filters, each.filter_name: (str(code),)}
            label = label_of(code)
            said = f"{register}　{label}" if in_year in label else f"{of_the_year.words}　{label}"
            link = Link(each.slice_name, filters, said)
        values = each.values(group)
        totals = [total + value for total, value in zip(totals, values, strict=True)]
        rows.append(SumRow(label_of(code) if code is not None else "（未設定）", _figures(each, link, values)))
    if rows:
        rows.append(SumRow("合計", _figures(each, of_the_year, totals), is_total=True))
    return SumTable(f"{in_year}　{each.title}", each.headings(), tuple(rows))


def _figures(each: _Sums, link: Link, values: Sequence[int]) -> tuple[Figure, ...]:
    """Return the numbers of a line; behind an amount stand the records that have it."""
    labels = dict(each.amounts)
    return tuple(
        Figure(value, _having(link, money, labels[money]) if money else link)
        for value, money in zip(values, each.money(), strict=True)
    )


def _having(link: Link, money: str, label: str) -> Link:
    return Link(link.slice_name, {**link.filters, "money": (money,)}, f"{link.words}　{label}のあるもの")
