"""The committee of the sample office: ten members, four meetings in two years, a 成果報告会 and a 研修."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any, Protocol

from kyodo_desktop.core.dates import fiscal_year, fiscal_year_bounds, fiscal_year_label
from kyodo_desktop.core.listing import ListQuery, ListResult
from kyodo_desktop.core.schema import Draft
from kyodo_desktop.features.committees.service import CommitteeService
from kyodo_desktop.features.grants.service import GrantService
from kyodo_desktop.features.office.sample_rounds import MADE

COMMITTEE = "市民協働推進委員会"
COORDINATION = "協働推進庁内連絡調整会議"

_MEMBERS = (
    ("潮見　恵一", "しおみ　けいいち", "chair", "expert", "汐見野大学 教授"),
    ("浜田　節子", "はまだ　せつこ", "deputy", "organization", "汐見野市町内会連合会"),
    ("沖野　雅人", "おきの　まさと", "member", "expert", "汐見野短期大学 准教授"),
    ("岬　由美", "みさき　ゆみ", "member", "organization", "汐見野市社会福祉協議会"),
    ("𠮷原　健", "よしはら　けん", "member", "organization", "汐見野商工会議所"),
    ("髙瀬　千代", "たかせ　ちよ", "member", "organization", "みなと花の会"),
    ("磯部　学", "いそべ　まなぶ", "member", "public", "会社員"),
    ("渚　さくら", "なぎさ　さくら", "member", "public", "大学生"),
    ("帆足　浩二", "ほあし　こうじ", "member", "public", "自営業"),
    ("灯台　守", "とうだい　まもる", "member", "government", "市民生活部長"),
)
"""Name, reading, role, category and affiliation: nobody of these exists."""

_AGENDAS = (
    ("推進計画の昨年度の進捗について", "市民協働課", "了承"),
    ("まちづくり活動支援補助金の審査の結果について", "市民協働課", "報告"),
    ("協働事業の評価について", "市民協働課", "了承"),
    ("来年度の取組について", "市民協働課", "継続して審議"),
)

_MINUTES = (
    "（事務局）昨年度の進捗を資料に沿って説明した。\n"
    "（委員）町内会の加入の取組は、転入した人に届く方法を考えてほしい。\n"
    "（事務局）集合住宅の管理会社との協力を進める。\n"
    "（委員）評価シートは、団体と担当課が話し合う場とあわせて使うと生きる。\n"
    "（委員長）意見がどう生かされたかを、次の会議で示してほしい。"
)

_LECTURE = (
    "財政が厳しくなる中で、行政だけで担う公共サービスには限りがある。個人、地域、行政が役割を分け、足りないところを補い合う。\n"
    "協働は、事業の企画の段階から始めると、双方の力が生きる。職員が地域の活動に加わることが、その第一歩になる。"
)

_DISCUSSION = (
    "６つのグループで、協働の問題点と解決策をカードに書き出した。問題点には、担い手の不足、情報の届きにくさ、職員の経験の不足が、"
    "解決策には、分かりやすい情報の発信、話し合う場、地域の活動への参加が多く挙がった。"
)


class Meetings(Protocol):
    """The register of meetings as the sample needs it."""

    def save_all(self, staff: str, action: str, drafts: Iterable[Draft]) -> object:
        """Store meetings."""
        ...

    def list_ids(self, query: ListQuery) -> ListResult:
        """Return the ids that a query asks for."""
        ...

    def fill_timetable(self, staff: str, meeting_id: int) -> object:
        """Make the agenda of a 成果報告会 from the grants of its round."""
        ...

    def time_agenda(self, staff: str, meeting_id: int) -> object:
        """Give every item of the agenda its time."""
        ...


def make_committees(committees: CommitteeService, meetings: Meetings, grants: GrantService, staff: str) -> None:
    """Make two committees and the meetings of last year and this one.

    The grants must be there already: those of last year are presented.
    """
    present = fiscal_year(committees.words().today)
    begins = fiscal_year_bounds(present - 1)[0]
    members = [
        {"name": name, "furigana": furigana, "role": role, "category": category, "affiliation": affiliation}
        for name, furigana, role, category, affiliation in _MEMBERS
    ]
    council = {
        "name": COMMITTEE,
        "furigana": "しみんきょうどうすいしんいいんかい",
        "kind": "committee",
        "basis": "汐見野市市民協働推進委員会設置要綱",
        "purpose": "協働の取組の進み方を検証し、市長に意見を述べる。",
        "department": "市民協働課",
        "secretariat": "市民協働課",
        "established_on": fiscal_year_bounds(present - 9)[0],
        "term_years": 2,
        "seats": len(_MEMBERS),
        "quorum": True,
    }
    internal = {
        "name": COORDINATION,
        "furigana": "きょうどうすいしんちょうないれんらくちょうせいかいぎ",
        "kind": "coordination",
        "purpose": "協働に関わる課が、進み方と課題を知らせ合う。",
        "department": "市民協働課",
        "secretariat": "市民協働課",
    }
    lines = [Draft({**member, "appointed_on": begins}) for member in members]
    committees.save_all(staff, MADE, [Draft(council, {"members": lines}), Draft(internal)])
    rounds = [each for each in grants.rounds.book().rounds if each["fiscal_year"] == present - 1]
    presented = rounds[0]["name"] if rounds else None
    for draft in _meetings(present, committees.words().today, presented):
        meetings.save_all(staff, MADE, [draft])
    for meeting_id in meetings.list_ids(ListQuery(filters={"kind": ("committee",)})).ids:
        meetings.time_agenda(staff, meeting_id)
    if presented:
        for meeting_id in meetings.list_ids(ListQuery(filters={"kind": ("presentation",)})).ids:
            meetings.fill_timetable(staff, meeting_id)


def _meetings(present: int, today: dt.date, grant_round: str | None) -> list[Draft]:
    """Return the meetings in the order of their days: the number of each follows from those before."""
    days = [dt.date(year, month, day) for year in (present - 1, present) for month, day in ((7, 8), (11, 12))]
    found = [_of_council(place, day, today) for place, day in enumerate(days)]
    found.insert(
        1,
        Draft(
            {
                **_place(dt.date(present - 1, 10, 20), "10:00", "11:30", "市役所 第2会議室"),
                "kind": "coordination",
                "committee": COORDINATION,
                "participants": 14,
                "minutes": "各課から、協働で進めている事業の状況を報告した。",
                "decisions": "補助金の募集の前に、関係する課で相談する場を設ける。",
            }
        ),
    )
    training = {
        **_place(dt.date(present - 1, 11, 18), "13:00", "17:10", "市役所 大会議室"),
        "kind": "training",
        "name": "職員研修会「市民との協働のまちづくり」",
        "participants": 53,
        "lecturer": "汐見野大学 潮見 恵一 教授",
        "lecture": _LECTURE,
        "theme": "市民との協働の問題点と解決策について",
        "discussion": _DISCUSSION,
        "comments": "協働は手間がかかるが、今から準備をするかどうかで差が出る。見える情報と信頼の積み重ねが大切だ。",
    }
    presentation = {
        **_place(dt.date(present, 3, 14), "13:30", "16:30", "市民活動センター ホール"),
        "kind": "presentation",
        "name": f"{fiscal_year_label(present - 1)} まちづくり活動支援補助金 成果報告会",
        "round": grant_round,
        "minutes_each": 10,
        "participants": 96,
        "summary": "補助を受けた団体が、1年の成果と次の年に向けた課題を報告した。",
    }
    return [*found, Draft(training), Draft(presentation)]


def _of_council(place: int, day: dt.date, today: dt.date) -> Draft:
    agenda = [
        {"subject": "開会", "minutes": 5},
        *(
            {"subject": subject, "minutes": 40, "presenter": presenter, "result": result}
            for subject, presenter, result in _AGENDAS[2 * (place % 2) : 2 * (place % 2) + 2]
        ),
        {"subject": "その他", "minutes": 10},
    ]
    attendance = [
        {
            "name": name,
            "role": role,
            "affiliation": affiliation,
            "attendance": None if day > today else "absent" if (number + place) % 7 == 3 else "present",
        }
        for number, (name, _, role, _, affiliation) in enumerate(_MEMBERS)
    ]
    values: dict[str, Any] = {
        **_place(day, "14:00", "16:00", "市役所 第1会議室"),
        "kind": "committee",
        "committee": COMMITTEE,
        "is_open": True,
        "observers": place,
        "minutes": _MINUTES,
        "decisions": "昨年度の進捗を了承し、委員の意見を推進計画に生かす。",
        "recorder": "佐藤",
    }
    if place == len(_AGENDAS) - 1 or day > today:  # the record of the last one is not written yet
        values |= {"minutes": None, "decisions": None}
    return Draft(values, {"agenda": list(map(Draft, agenda)), "attendance": list(map(Draft, attendance))})


def _place(day: dt.date, begins_at: str, ends_at: str, place: str) -> Mapping[str, Any]:
    return {"held_on": day, "begins_at": begins_at, "ends_at": ends_at, "place": place}
