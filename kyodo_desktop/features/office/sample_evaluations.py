"""The evaluations of the sample office: two years of about twelve projects, with agreements and what came of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from random import Random
from typing import Any

from kyodo_desktop.core.dates import fiscal_year
from kyodo_desktop.core.evaluation_sheets import EvaluationSheet
from kyodo_desktop.core.listing import ListQuery
from kyodo_desktop.core.schema import Draft
from kyodo_desktop.core.taking import Taking
from kyodo_desktop.database.record_service import RecordService
from kyodo_desktop.features.evaluations.service import EvaluationService
from kyodo_desktop.features.office.sample_words import OldReferences, offered

MADE = "見本の作成"
MOST_PROJECTS = 5
MOST_GRANTS = 7
JUDGED = frozenset({"completed", "paid", "settled", "reported", "established", "concluded", "running", "contracted"})
"""The states in which a project has come far enough to be evaluated."""

_SEEN = ("name", "furigana", "organization", "fiscal_year", "state", "reference")

_GOOD = (
    "子どもから高齢者まで参加があり、世代をこえた交流が生まれた。",
    "団体の得意なことと市の広報がかみ合い、参加者が増えた。",
    "準備から一緒に行ったので、当日の役割に迷いがなかった。",
    "新しく3人が世話役に加わった。",
)
_ISSUES = (
    "準備が一部の人に偏り、夏の間は人手が足りなかった。",
    "打合せの始まりが遅く、会場の予約に苦労した。",
    "参加した人に、次の活動を案内できなかった。",
    "経費の書類の作り方が分からず、時間がかかった。",
)
_REQUESTS = (
    "年度の初めに打合せを開き、役割を表にする。",
    "広報の原稿を2か月前に渡し、回覧にも載せる。",
    "参加した人の声を集めて、次の計画に生かす。",
    "書類の書き方の説明会を開く。",
)
_AGREED = (
    "4月に打合せを開き、役割と連絡の当番を表にして共有する。",
    "企画の段階から担当課が加わり、会場と広報を早く決める。",
    "参加者の声を毎回集め、年度末にいっしょに振り返る。",
)
_ACTIONS = (
    ("年度初めの打合せを開く", "4月の第2週に、団体と担当課で役割の表を作る。"),
    ("広報の予定表を作る", "広報紙とチラシの締切を1枚の表にして渡す。"),
    ("参加者アンケートを取る", "当日に5問のアンケートを取り、結果を次の打合せで見る。"),
    ("書類の説明会を開く", "実績報告の書き方を、記入例で説明する。"),
)
_REASONS = (
    "打合せが2回だけで、考えを合わせきれなかった。",
    "担当した人が替わり、引継ぎが足りなかった。",
    "目標の人数に届かなかった。",
    "知らせる方法が紙に限られた。",
)
_DEPARTMENTS = ("市民協働課", "福祉課", "環境課", "商工観光課")
_INDICATORS = (("延べ参加者数", "名", 200), ("開催した回数", "回", 6), ("新しく加わった人", "名", 5))


@dataclass(frozen=True, slots=True)
class _Subject:
    """What is evaluated: its record in each year, its partner, and how good its sheets are."""

    attribute: str
    ids: Mapping[int, int]
    name: str
    furigana: str
    organization: str
    department: str
    level: int


def make_evaluations(evaluations: EvaluationService, staff: Sequence[str], seed: int) -> None:
    """Make the sheets of two years, the agreements, and the improvements; the same ones for the same seed and day."""
    _Evaluations(evaluations, staff, Random(seed)).make()


class _Evaluations:
    def __init__(self, evaluations: EvaluationService, staff: Sequence[str], random: Random) -> None:
        self.evaluations = evaluations
        self.staff = staff
        self.random = random
        self.today = evaluations.words().today
        self.years = (fiscal_year(self.today) - 2, fiscal_year(self.today) - 1)
        references = evaluations.profile.references
        self.old = OldReferences(references["evaluations"], self.today)
        self.old_improvements = OldReferences(references["improvements"], self.today)
        kinds = offered(evaluations.words(), "evaluation_kinds")
        self.agreeing = next((term.code for term in kinds if term.extra.get("agrees")), "")
        self.kinds = [term.code for term in kinds if not term.extra.get("agrees")]

    def make(self) -> None:
        """Enter the sheets year by year, so that the later ones begin with what the earlier ones asked for."""
        subjects = list(self._subjects())
        for year in self.years:
            drafts = [
                draft
                for at, subject in enumerate(subjects)
                if year in subject.ids
                for draft in self._sheets(at, subject, year)
            ]
            self.evaluations.save_all(self.staff[0], MADE, drafts)
            self._improve(year)

    # What is evaluated

    def _subjects(self) -> Iterator[_Subject]:
        subjects = self.evaluations.subjects
        projects = [each for each in self._rows(subjects.projects) if each["fiscal_year"] <= self.years[0]]
        for each in self._some(projects, MOST_PROJECTS):
            yield self._subject("project_id", dict.fromkeys(self.years, each["id"]), each)
        named: dict[str, dict[int, dict[str, Any]]] = {}
        for each in self._rows(subjects.grants):
            if each["fiscal_year"] in self.years:
                named.setdefault(each["name"], {})[each["fiscal_year"]] = each
        found = sorted(
            named.values(), key=lambda years: (-len(years), min(each["reference"] for each in years.values()))
        )
        for years in found[:MOST_GRANTS]:
            latest = years[max(years)]
            yield self._subject("grant_id", {year: each["id"] for year, each in years.items()}, latest)

    def _rows(self, service: RecordService[Any]) -> list[dict[str, Any]]:
        ids = service.list_ids(ListQuery(sort="reference")).ids
        rows = service.rows(ids, _SEEN)
        found = [{"id": each, **dict(zip(_SEEN, rows[each], strict=True))} for each in ids]
        return [each for each in found if each["state"] in JUDGED]

    def _some(self, found: list[dict[str, Any]], most: int) -> list[dict[str, Any]]:
        return sorted(self.random.sample(found, min(most, len(found))), key=lambda each: str(each["reference"]))

    def _subject(self, attribute: str, ids: Mapping[int, int], each: Mapping[str, Any]) -> _Subject:
        return _Subject(
            attribute,
            ids,
            each["name"],
            each["furigana"] or "",
            each["organization"] or "",
            self.random.choice(_DEPARTMENTS),
            self.random.randint(0, 2),
        )

    # Sheets

    def _sheets(self, at: int, subject: _Subject, year: int) -> Iterator[Draft]:
        """Yield the sheets of a project in a year: both sides', every second one's committee's, and the agreement."""
        kinds = [kind for kind in self.kinds if kind in ("self", "department") or (kind == "committee" and at % 2 == 0)]
        for kind in kinds:
            sheet = self.evaluations.sheet_for(kind)
            if sheet is not None:
                yield self._sheet(subject, year, kind, sheet)
        sheet = self.evaluations.sheet_for(self.agreeing) if self.agreeing else None
        if sheet is not None and (year == self.years[0] or at % 3 == 0):
            day = dt.date(year + 1, 3, 20)
            agreed = {"agreed": _AGREED[at % len(_AGREED)], "evaluator": "話合いの出席者"}
            yield Draft(self._head(subject, year, self.agreeing, sheet, day) | agreed)

    def _head(self, subject: _Subject, year: int, kind: str, sheet: EvaluationSheet, day: dt.date) -> dict[str, Any]:
        return {
            "name": subject.name,
            "furigana": subject.furigana,
            subject.attribute: subject.ids[year],
            "organization": subject.organization,
            "department": subject.department,
            "fiscal_year": year,
            "stage": "final",
            "kind": kind,
            "sheet": sheet.name,
            "evaluated_on": day,
            **self.old.values(day),
        }

    def _sheet(self, subject: _Subject, year: int, kind: str, sheet: EvaluationSheet) -> Draft:
        one_of = self.random.choice
        evaluators = {
            "self": f"{subject.organization} 会長",
            "department": f"{subject.department} {self.random.choice(self.staff)}",
            "committee": "市民協働推進委員会",
        }
        values = self._head(subject, year, kind, sheet, dt.date(year + 1, 3, self.random.randint(1, 15)))
        values |= {
            "evaluator": evaluators[kind],
            "good_points": one_of(_GOOD),
            "issues": one_of(_ISSUES),
            "requests": "\n".join(self.random.sample(_REQUESTS, 1 if kind == "committee" else 2)),
        }
        later = year == self.years[1]
        lines = [self._mark(sheet, subject.level + later - (kind == "committee")) for _ in sheet.items()]
        aims = self.random.sample(_INDICATORS, 2) if kind == "self" else []
        indicators = [
            Draft({"name": name, "unit": unit, "target": aim, "result": round(aim * self.random.uniform(0.7, 1.3))})
            for name, unit, aim in aims
        ]
        return Draft(values, {"marks": lines, "indicators": indicators})

    def _mark(self, sheet: EvaluationSheet, level: int) -> Draft:
        """Return a mark somewhere above the middle of the scale, more often so where the level is high."""
        drawn = sheet.most - self.random.choice((0, 1, 1, 2, 2, 3)) + (level > 1)
        mark = min(sheet.most, max(sheet.least, drawn))
        explained = sheet.needs_reason(mark) or self.random.random() < 0.1
        return Draft({"mark": mark, "reason": self.random.choice(_REASONS) if explained else None})

    # Improvements

    def _improve(self, year: int) -> None:
        """Make an improvement of every agreement: most of the first year have ended, those of the last go on."""
        filters = {"fiscal_year": (str(year),), "kind": (self.agreeing,)}
        ids = sorted(self.evaluations.list_ids(ListQuery(filters=filters)).ids)
        seen = ("name", "project_id", "grant_id", "department", "reference")
        rows = self.evaluations.rows(ids, seen)
        improvements, drafts = self.evaluations.improvements, []
        for at, record_id in enumerate(ids):
            agreement = dict(zip(seen, rows[record_id], strict=True))
            name, details = _ACTIONS[at % len(_ACTIONS)]
            values = {
                "name": name,
                "details": details,
                "project": agreement["name"],
                "project_id": agreement["project_id"],
                "grant_id": agreement["grant_id"],
                "fiscal_year": year,
                "evaluation": agreement["reference"],
                "evaluation_id": record_id,
                "owner": self.staff[at % len(self.staff)],
                "department": agreement["department"],
                "finish_by": self._deadline(year, at),
            }
            drafts.append(Draft(values | self.old_improvements.values(dt.date(year + 1, 3, 25))))
        known = set(improvements.list_ids(ListQuery()).ids)
        improvements.save_all(self.staff[0], MADE, drafts)
        made = [each for each in improvements.list_ids(ListQuery()).ids if each not in known]
        begun = dt.date(year + 1, 4, 10)
        takings = [Taking(each, "begin", {"happened_on": begun}) for at, each in enumerate(sorted(made)) if at % 5 != 4]
        improvements.take(self.staff[0], takings, action=MADE)
        ended = takings if year == self.years[0] else takings[:1]
        outcome = {"outcome": "予定どおり行い、次の年度も続けることにした。"}
        day = dt.date(year + 1, 9, 30)
        ends = [
            Taking(each.record_id, "keep" if at % 3 == 0 else "finish", {"happened_on": day}, outcome)
            for at, each in enumerate(ended)
        ]
        improvements.take(self.staff[0], ends, action=MADE)

    def _deadline(self, year: int, at: int) -> dt.date:
        """Return a day within the year after; of the last year a few are just over or near."""
        if year == self.years[0]:
            return dt.date(year + 1, 9, 30)
        return self.today + dt.timedelta(days=(-12, 5, 40, 100)[at % 4])
