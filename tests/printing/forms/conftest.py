"""The shipped forms, a fictional office, and records to fill them with."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from kyodo_desktop.core.profiles import load_profile
from kyodo_desktop.core.resources import shipped
from kyodo_desktop.core.schema import Schema
from kyodo_desktop.database.base import schema_of
from kyodo_desktop.features.committees.documents import MEETING_PAPERS
from kyodo_desktop.features.committees.documents import PAPERS as COMMITTEE_PAPERS
from kyodo_desktop.features.committees.models.committees import Committee
from kyodo_desktop.features.committees.models.meetings import Meeting
from kyodo_desktop.features.evaluations.documents import EVALUATIONS as EVALUATION_PAPERS
from kyodo_desktop.features.evaluations.models.evaluations import Evaluation
from kyodo_desktop.features.grants.documents import PAPERS as GRANT_PAPERS
from kyodo_desktop.features.grants.documents import ROUND_PAPERS
from kyodo_desktop.features.grants.models.applications import GrantApplication
from kyodo_desktop.features.grants.models.rounds import GrantRound
from kyodo_desktop.features.organizations.models import Organization
from kyodo_desktop.features.papers.form_data import widened
from kyodo_desktop.features.plans.documents import PAPERS as ACTION_PAPERS
from kyodo_desktop.features.plans.documents import PLAN_PAPERS
from kyodo_desktop.features.plans.models.actions import PlanAction
from kyodo_desktop.features.plans.models.plans import Plan
from kyodo_desktop.features.projects.documents import PAPERS as PROJECT_PAPERS
from kyodo_desktop.features.projects.models import Project
from kyodo_desktop.features.reports.documents import CASE_PAPERS
from kyodo_desktop.features.reports.models import Case
from kyodo_desktop.features.volunteers.models import Volunteer
from kyodo_desktop.printing import pdf
from kyodo_desktop.printing.fonts import FontBook
from kyodo_desktop.printing.forms.fill import FormData, FormSetting, fill
from kyodo_desktop.printing.forms.shelf import FormShelf
from kyodo_desktop.printing.forms.template import FormTemplates
from tests.printing.forms import case_records, evaluation_records, planning_records, procedure_records

DAY = dt.date

OFFICE = {
    "town": "汐見野市",
    "name": "汐見野市市民活動センター",
    "department": "市民協働課",
    "head_title": "汐見野市長",
    "head_name": "見本 太郎",
    "postal_code": "051-0000",
    "address": "汐見野市幸町1番2号",
    "phone": "0143-00-0000",
    "email": "center@example.jp",
}

ORGANIZATION = {
    "reference": "D0012",
    "kind": "civic_group",
    "name": "みなと花いっぱいの会",
    "furigana": "みなとはないっぱいのかい",
    "abbreviation": "花の会",
    "established_on": DAY(2004, 5, 1),
    "representative_title": "会長",
    "representative": "髙橋 𠮷美",
    "representative_furigana": "たかはし よしみ",
    "representative_phone": "090-0000-0000",
    "postal_code": "051-0011",
    "address": "汐見野市中央町3丁目4番5号 協働ビル2階",
    "phone": "0143-00-1111",
    "fax": "0143-00-1112",
    "email": "hana@example.jp",
    "website": "https://hana.example.jp/",
    "contact": "渡邉 德子",
    "contact_furigana": "わたなべ のりこ",
    "contact_phone": "080-0000-0000",
    "activity_fields": ("town_planning", "environment", "children"),
    "purpose": "花と緑を通じて、住む人と訪れる人をつなぐまちをつくる。",
    "activities": "駅前と港の花壇の植栽・管理、小学校での花の苗づくり、年2回の花めぐりの開催。",
    "areas": ("chuo", "wanishi"),
    "schedule": "第2土曜日 9時から11時まで",
    "member_count": 24,
    "fee": "年 1,000円",
    "annual_budget": 180000,
    "strengths": "花壇づくり、苗の育成、子どもへの指導",
    "needs": "夏の水やりの担い手が足りない。",
    "registered_on": DAY(2026, 11, 21),
    "valid_until": DAY(2027, 3, 31),
    "disclosure": {"representative": "public", "phone": "partial"},
}

ORGANIZATION_TABLES = {
    "officers": [
        {"title": "会長", "name": "髙橋 𠮷美", "furigana": "たかはし よしみ", "until_on": DAY(2028, 3, 31)},
        {"title": "副会長", "name": "濵﨑 邉一", "phone": "090-0000-0001", "until_on": DAY(2028, 3, 31)},
    ],
    "members": [
        {
            "name": "渡邉 德子",
            "furigana": "わたなべ のりこ",
            "age_group": "from_60",
            "occupation": "無職",
            "role": "会計",
        }
    ],
    "documents": [
        {"kind": "rules", "received_on": DAY(2026, 11, 1)},
        {"kind": "budget", "received_on": None},
    ],
    "changes": [{"item": "代表者の氏名", "before": "髙橋 𠮷美", "after": "濵﨑 邉一"}],
}

VOLUNTEER = {
    "reference": "V00123",
    "kind": "individual",
    "name": "山﨑 邉子",
    "furigana": "やまざき なべこ",
    "birth_on": DAY(1958, 3, 3),
    "gender": "female",
    "occupation": "元小学校教諭",
    "representative": "山﨑 邉子",
    "representative_furigana": "やまざき なべこ",
    "member_count": 12,
    "postal_code": "050-0083",
    "address": "汐見野市東町4丁目29番1号",
    "phone": "0143-00-2222",
    "mobile": "090-0000-2222",
    "email": "yamazaki@example.jp",
    "contact_time": "平日の午後",
    "emergency_name": "山﨑 一郎",
    "emergency_relation": "夫",
    "emergency_phone": "090-0000-3333",
    "skills": ("calligraphy_art", "childcare"),
    "subjects": "書道（毛筆・硬筆）、読み聞かせ。",
    "qualifications": "書道師範",
    "career": "公民館の書道教室で10年指導。",
    "availability": ("mon-am", "wed-pm", "sat-night"),
    "areas": ("higashimachi", "nakajima"),
    "conditions": "車の送迎があればどこでも",
    "honorarium": "交通費程度",
    "disclosure": {"name": "public", "subjects": "private"},
}

VOLUNTEER_TABLES = {
    "registrations": [{"programme": "free_work"}, {"programme": "talent_bank"}],
    "members": [{"name": "佐藤 花子", "furigana": "さとう はなこ", "birth_on": DAY(1970, 1, 2), "address": "東町1番"}],
}

PARAMETERS = {
    "document_number": "汐協第12号",
    "applied_on": DAY(2026, 11, 1),
    "procedure": "change",
    "changed_on": DAY(2026, 10, 1),
    "reason": "役員の改選のため",
    "claimed_on": DAY(2026, 6, 15),
    "approval_conditions": "承認した内容の範囲で行うこと。",
    "report_activities": "6月と9月に花壇づくり、7月に手入れ教室を行った。",
    "hours": "午後1時30分から午後4時まで",
    "place": "市役所 第2会議室",
    "keeper": "田中",
    "confirmed_on": DAY(2026, 5, 29),
}

ASKED = PARAMETERS | planning_records.PARAMETERS


@pytest.fixture(scope="session")
def schemas() -> dict[str, Schema]:
    return {
        "organizations": schema_of(Organization),
        "volunteers": schema_of(Volunteer),
        "projects": widened(schema_of(Project), PROJECT_PAPERS),
        "grants": widened(schema_of(GrantApplication), GRANT_PAPERS),
        "grant_rounds": widened(schema_of(GrantRound), ROUND_PAPERS),
        "committees": widened(schema_of(Committee), COMMITTEE_PAPERS),
        "meetings": widened(schema_of(Meeting), MEETING_PAPERS),
        "plans": widened(schema_of(Plan), PLAN_PAPERS),
        "plan_actions": widened(schema_of(PlanAction), ACTION_PAPERS),
        "evaluations": widened(schema_of(Evaluation), EVALUATION_PAPERS),
        "cases": widened(schema_of(Case), CASE_PAPERS),
    }


@pytest.fixture(scope="session")
def templates(schemas: Mapping[str, Schema]) -> FormTemplates:
    return FormShelf(shipped("forms"), None, schemas).templates()


@pytest.fixture(scope="session")
def fonts() -> FontBook:
    return FontBook()


@pytest.fixture(scope="session")
def settings(fonts: FontBook) -> Callable[[str], FormSetting]:
    """Return the setting of an office under a profile, on 21 November 2026."""

    def setting(profile_name: str) -> FormSetting:
        profile = load_profile(profile_name)
        return FormSetting(profile.words(DAY(2026, 11, 21)), OFFICE, profile.seal, profile.appeal_notice, fonts)

    return setting


@pytest.fixture(scope="session")
def data_for(templates: FormTemplates) -> Callable[[str], FormData]:
    """Return the sample record of a form, with the parameters that it declares."""

    def data(form: str) -> FormData:
        template = templates.get(form)
        values, tables = {
            "organizations": (ORGANIZATION, ORGANIZATION_TABLES),
            "volunteers": (VOLUNTEER, VOLUNTEER_TABLES),
            "projects": (procedure_records.PROJECT, procedure_records.PROJECT_TABLES),
            "grants": (procedure_records.GRANT, procedure_records.GRANT_TABLES),
            "grant_rounds": (procedure_records.ROUND, procedure_records.ROUND_TABLES),
            "committees": (planning_records.COMMITTEE, planning_records.COMMITTEE_TABLES),
            "meetings": (planning_records.MEETING, planning_records.MEETING_TABLES),
            "plans": (planning_records.PLAN, planning_records.PLAN_TABLES),
            "plan_actions": (planning_records.ACTION, planning_records.ACTION_TABLES),
            "evaluations": (evaluation_records.EVALUATION, evaluation_records.EVALUATION_TABLES),
            "cases": (case_records.CASE, case_records.CASE_TABLES),
        }[template.schema.name]
        parameters = {name: value for name, value in ASKED.items() if name in template.parameters.fields}
        return FormData(values, tables, parameters)

    return data


@pytest.fixture(scope="session")
def print_form(
    templates: FormTemplates, settings: Callable[[str], FormSetting], data_for: Callable[[str], FormData]
) -> Callable[[str, str], bytes]:
    """Return a function that prints a form in the state "blank" or "filled" for an office of 室蘭市型."""

    def print_form(form: str, state: str) -> bytes:
        setting = settings("muroran")
        return pdf.render(
            fill(templates.get(form), data_for(form) if state == "filled" else None, setting), setting.fonts
        )

    return print_form


@pytest.fixture(scope="session")
def form_file(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """Return a function that writes a small form around some blocks and says where it is."""

    def write(blocks: str, head: str = 'title = "届"\nrecord = "organizations"\n') -> Path:
        path = tmp_path_factory.mktemp("forms") / "own.toml"
        path.write_text(head + blocks, encoding="utf-8")
        return path

    return write
