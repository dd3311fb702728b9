"""The shipped profiles are whole, and a wrong one names its file and key."""

from __future__ import annotations

import datetime as dt
import functools
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from kyodo_desktop.core import profiles
from kyodo_desktop.core.errors import FieldError, InputError, WorldError
from kyodo_desktop.core.fields import Choice, Choices
from kyodo_desktop.core.profiles import PROFILE_NAMES, Profile, RenewalRule, Seal, load_profile
from kyodo_desktop.core.resources import shipped
from kyodo_desktop.core.schema import Schema
from kyodo_desktop.core.text import fold, is_reading
from kyodo_desktop.database.base import schema_of
from kyodo_desktop.features.grants.models.applications import GrantApplication
from kyodo_desktop.features.grants.models.rounds import GrantRound
from kyodo_desktop.features.organizations.models import Organization
from kyodo_desktop.features.projects.models import Project
from kyodo_desktop.features.volunteers.models import Volunteer

TODAY = dt.date(2026, 11, 21)
LAW = (
    "保健、医療又は福祉の増進を図る活動",
    "社会教育の推進を図る活動",
    "まちづくりの推進を図る活動",
    "観光の振興を図る活動",
    "農山漁村又は中山間地域の振興を図る活動",
    "学術、文化、芸術又はスポーツの振興を図る活動",
    "環境の保全を図る活動",
    "災害救援活動",
    "地域安全活動",
    "人権の擁護又は平和の推進を図る活動",
    "国際協力の活動",
    "男女共同参画社会の形成の促進を図る活動",
    "子どもの健全育成を図る活動",
    "情報化社会の発展を図る活動",
    "科学技術の振興を図る活動",
    "経済活動の活性化を図る活動",
    "職業能力の開発又は雇用機会の拡充を支援する活動",
    "消費者の保護を図る活動",
    "前各号に掲げる活動を行う団体の運営又は活動に関する連絡、助言又は援助の活動",
    "前各号に掲げる活動に準ずる活動として都道府県又は指定都市の条例で定める活動",
)
"""特定非営利活動促進法 別表."""

MURORAN_FORMS = "補助 後援 共催 事業協力・協定 情報提供・情報交換 実行委員会・協議会 委託 企画立案・計画策定への参画"
TOMAKOMAI_FORMS = "共催 実行委員会・協議会 協定 事業協力 委託 補助・助成 後援"
NAGAOKA_FORMS = "自主活動による役割分担・連携 事業の共同実施 市民主体・行政支援 行政主体・市民参画"


@functools.cache
def shipped_profile(name: str) -> Profile:
    return load_profile(name)


@pytest.fixture(params=PROFILE_NAMES)
def profile(request: pytest.FixtureRequest) -> Profile:
    return shipped_profile(request.param)


def schemas() -> Iterator[Schema]:
    for mapped in (Organization, Volunteer, Project, GrantRound, GrantApplication):
        record = schema_of(mapped)
        yield record
        yield from record.children.values()


def labels(profile_name: str, taxonomy: str) -> str:
    return " ".join(term.label for term in shipped_profile(profile_name).taxonomies[taxonomy].terms)


# ------------------------------------------------------------------------------------------------ the shipped ones


def test_every_list_that_a_record_chooses_from_is_there(profile: Profile) -> None:
    named = {
        declared.taxonomy
        for schema in schemas()
        for declared in schema.fields.values()
        if isinstance(declared, (Choice, Choices))
    }
    assert named <= profile.taxonomies.keys()
    for name, taxonomy in profile.taxonomies.items():
        assert taxonomy.terms, f"{name} is empty"


def test_every_spelling_means_one_term(profile: Profile) -> None:
    words = profile.words(TODAY)
    for name, taxonomy in profile.taxonomies.items():
        choice = Choice(taxonomy.label, taxonomy=name)
        spellings = [fold(spelling) for term in taxonomy.terms for spelling in (term.label, *term.aliases)]
        assert len(spellings) == len(set(spellings)), name
        assert len({term.code for term in taxonomy.terms}) == len(taxonomy.terms), name
        for term in taxonomy.terms:
            for spelling in (term.code, term.label, *term.aliases):
                assert choice.parse(spelling, words) == term.code


def test_every_term_can_be_typed_by_its_reading_and_survives_a_cell_of_several(profile: Profile) -> None:
    words = profile.words(TODAY)
    for name, taxonomy in profile.taxonomies.items():
        choices = Choices(taxonomy.label, taxonomy=name)
        everything = tuple(term.code for term in taxonomy.terms)
        assert choices.parse(choices.show(everything, words), words) == everything
        for term in taxonomy.terms:
            assert is_reading(term.furigana), (name, term.code)


def test_extra_words_name_what_exists(profile: Profile) -> None:
    for taxonomy, record in (("organization_kinds", Organization), ("volunteer_kinds", Volunteer)):
        extra = {name for name, declared in schema_of(record).fields.items() if declared.extra}
        named = {name for term in profile.taxonomies[taxonomy].terms for name in term.extra.get("fields", ())}
        assert named == extra
    assert [term.code for term in profile.taxonomies["volunteer_kinds"].terms] == ["individual", "group"]
    for programme in profile.taxonomies["volunteer_programmes"].terms:
        assert {"kind", "paid", "insured"} <= programme.extra.keys()
    for form in profile.taxonomies["collaboration_forms"].terms:
        assert profile.taxonomies["collaboration_domains"].get(str(form.extra["domain"]))


def test_the_twenty_fields_of_the_law_stand_in_its_order_and_are_read_in_its_words(profile: Profile) -> None:
    words = profile.words(TODAY)
    choices = Choices("活動分野", taxonomy="activity_fields")
    terms = profile.taxonomies["activity_fields"].terms
    assert [term.extra["number"] for term in terms] == list(range(1, 21))
    for number, (term, law) in enumerate(zip(terms, LAW, strict=True), 1):
        assert choices.parse(law, words) == (term.code,)
        assert choices.parse(f"第{number}号", words) == (term.code,)
    assert choices.parse("①、３，13", words) == ("health_welfare", "town_planning", "children")


def test_one_code_means_one_thing_in_every_profile() -> None:
    """A label that two profiles share has one code in both."""
    codes: dict[tuple[str, str], set[str]] = {}
    for name in PROFILE_NAMES:
        for taxonomy in shipped_profile(name).taxonomies.values():
            for term in taxonomy.terms:
                codes.setdefault((taxonomy.name, term.label), set()).add(term.code)
    assert {key: found for key, found in codes.items() if len(found) > 1} == {}


def test_no_shared_term_is_left_that_no_profile_uses() -> None:
    used: dict[str, set[str]] = {}
    for name in PROFILE_NAMES:
        for taxonomy in shipped_profile(name).taxonomies.values():
            used.setdefault(taxonomy.name, set()).update(term.code for term in taxonomy.terms)
    for name in ("common", "common-procedures"):
        common = profiles.read_file(shipped("resources", "profiles", f"{name}.toml")).section("taxonomies")
        for taxonomy_name, section in common.sections():
            assert section.section("terms").data.keys() <= used[taxonomy_name]


def test_the_forms_of_collaboration_are_those_of_each_town() -> None:
    assert labels("muroran", "collaboration_forms") == MURORAN_FORMS
    assert labels("tomakomai", "collaboration_forms") == TOMAKOMAI_FORMS
    assert labels("nagaoka", "collaboration_forms") == NAGAOKA_FORMS
    assert labels("ishioka", "collaboration_domains") == "市民の領域 市民主導 相互協力 行政主導 行政の領域"


def test_muroran_and_ishioka_count_their_actors_and_principles() -> None:
    muroran, ishioka = load_profile("muroran").taxonomies, load_profile("ishioka").taxonomies
    assert len(muroran["organization_kinds"].terms) == 6
    assert len(muroran["principles"].terms) == 7
    assert len(muroran["pillars"].terms) == 3
    assert len(muroran["policies"].terms) == 5
    assert len(ishioka["organization_kinds"].terms) == 5


@pytest.mark.parametrize(
    ("town", "written", "code"),
    [
        ("muroran", "特定非営利活動法人", "civic_group"),
        ("muroran", "町会", "neighbourhood"),
        ("muroran", "㈱", "company"),
        ("muroran", "同好会", None),
        ("muroran", "（株）", "company"),
        ("ishioka", "子ども会", "community_based"),
        ("ishioka", "ＮＰＯ法人", "purpose_based"),
        ("standard", "ボランティア団体", "volunteer_group"),
        ("standard", "ＰＴＡ", "local_group"),
        ("nagaoka", "株式会社", "company"),
    ],
)
def test_kinds_are_read_as_rosters_write_them(town: str, written: str, code: str | None) -> None:
    choice = Choice("種別", taxonomy="organization_kinds")
    words = load_profile(town).words(TODAY)
    if code is None:
        with pytest.raises(FieldError):
            choice.parse(written, words)
    else:
        assert choice.parse(written, words) == code


# --------------------------------------------------------------------------------------------------- their rules


@pytest.mark.parametrize(
    ("start", "end"),
    [
        (dt.date(2026, 11, 21), dt.date(2027, 3, 31)),
        (dt.date(2027, 3, 31), dt.date(2027, 3, 31)),
        (dt.date(2027, 4, 1), dt.date(2028, 3, 31)),
        (dt.date(2027, 1, 4), dt.date(2027, 3, 31)),
    ],
)
def test_a_registration_runs_to_the_end_of_march(profile: Profile, start: dt.date, end: dt.date) -> None:
    for what in profiles.RENEWED:
        assert profile.renewal[what].valid_until(start) == end


def test_a_rule_of_several_years_ends_later() -> None:
    assert RenewalRule(3, 31, 3).valid_until(dt.date(2026, 11, 21)) == dt.date(2029, 3, 31)
    assert RenewalRule(12, 31, 1).valid_until(dt.date(2026, 12, 31)) == dt.date(2026, 12, 31)


def test_references_are_written_by_their_pattern(profile: Profile) -> None:
    assert profile.references["organizations"].write(7, 2026) == "D0007"
    assert profile.references["volunteers"].write(12345, 2026) == "V12345"
    assert not profile.references["volunteers"].yearly
    yearly = load_profile("standard", {"references": {"organizations": "{era}-{number:03}"}}).references[
        "organizations"
    ]
    assert yearly.yearly
    assert yearly.write(5, 2026) == "R8-005"
    assert yearly.write(5, 2019) == "R1-005"
    assert yearly.write(5, 2018) == "H30-005"


def test_the_appeal_notice_names_the_town_its_head_and_the_periods_of_the_law(profile: Profile) -> None:
    notice = profile.appeal_notice.write("室蘭市", "室蘭市長")
    for words in ("室蘭市長に審査請求", "３か月以内", "６か月以内", "１年", "室蘭市を被告"):
        assert words in notice
    assert "{" not in notice


def test_seals_are_a_habit_of_the_town_and_of_the_form() -> None:
    muroran = load_profile("muroran").seal
    assert (muroran.applicant.words, muroran.office.words) == ("", "印")
    assert load_profile("ishioka").seal.applicant.words == "（自署又は記名押印）"
    changed = load_profile("muroran", {"seal": {"office": "omitted", "forms": {"pledge": "stamp"}}}).seal
    assert changed.office.words == "（公印省略）"
    assert changed.of_applicant("pledge") is Seal.STAMP
    assert changed.of_applicant("another_form") is Seal.NONE


def test_labels_are_offered_in_their_order() -> None:
    assert profiles.profile_labels() == {
        "standard": "標準",
        "muroran": "室蘭市型",
        "tomakomai": "苫小牧市型",
        "ishioka": "石岡市型",
        "nagaoka": "長岡市型",
    }


# ------------------------------------------------------------------------------------------- what an office changes


def test_the_examples_of_the_documentation_can_be_laid_over_a_profile() -> None:
    written = (Path(__file__).parents[3] / "docs" / "profiles.md").read_text(encoding="utf-8")
    words, rules, procedures, sheets, measures = (
        tomllib.loads(block) for block in re.findall("```toml\n(.*?)```", written, re.DOTALL)
    )
    areas_of_example = load_profile("muroran", words).taxonomies["areas"]
    assert [(term.label, term.retired) for term in areas_of_example.terms] == [
        ("輪西地区", False),
        ("中島", True),
        ("港", False),
    ]
    ruled = load_profile("muroran", rules)
    assert ruled.seal.of_applicant("organization-application") is Seal.STAMP
    assert ruled.references["volunteers"].write(7, 2026) == "R8-00007"
    proceeding = load_profile("muroran", procedures)
    form = proceeding.taxonomies["collaboration_forms"].get("memorandum")
    assert form
    assert proceeding.lifecycles[str(form.extra["lifecycle"])].states() == ("negotiating", "concluded", "expired")
    assert proceeding.grant_rounds["civic_activity"].data["budget"] == 4_000_000
    assert set(sheets["evaluation_sheets"]) <= set(load_profile("muroran", sheets).evaluation_sheets)
    assert load_profile("muroran", measures).measures["free_work"].units == {"count": "事業", "people": "名"}


def areas(changes: dict[str, object], town: str = "muroran") -> dict[str, object]:
    return {"taxonomies": {"areas": changes}, "office": {"town": "ここは型の知らない表"}}


def test_an_office_adds_and_renames_and_retires_words() -> None:
    changed = load_profile(
        "muroran",
        areas(
            {
                "label": "地区",
                "terms": {
                    "wanishi": {"label": "輪西地区", "aliases": ["輪西東"]},
                    "bokoi": {"retired": True},
                    "raiba": {"label": "来馬", "furigana": "らいば"},
                },
            }
        ),
    ).taxonomies["areas"]
    before = load_profile("muroran").taxonomies["areas"]
    assert changed.label == "地区"
    assert [term.code for term in changed.terms] == [*(term.code for term in before.terms), "raiba"]
    renamed = changed.get("wanishi")
    assert renamed
    assert renamed.label == "輪西地区"
    assert renamed.furigana == "わにし"
    assert set(renamed.aliases) == {"輪西", "輪西町", "輪西東"}
    retired = changed.get("bokoi")
    assert retired
    assert retired.retired
    assert retired.label == "母恋"


def test_an_office_may_have_exactly_its_own_words() -> None:
    terms = {"port": {"label": "港地区"}, "hill": {"label": "中央", "aliases": ["輪西町"]}}
    changed = load_profile("muroran", areas({"use": ["port", "hill"], "terms": terms})).taxonomies["areas"]
    assert [(term.code, term.label, term.aliases) for term in changed.terms] == [
        ("port", "港地区", ()),
        ("hill", "中央", ("輪西町",)),
    ]


def test_the_upper_claim_to_a_spelling_counts() -> None:
    changed = load_profile("muroran", areas({"terms": {"nakajima": {"aliases": ["輪西町"]}}}))
    choice = Choice("地域", taxonomy="areas")
    assert choice.parse("輪西町", changed.words(TODAY)) == "nakajima"
    assert choice.parse("輪西", changed.words(TODAY)) == "wanishi"


def test_two_terms_may_swap_their_names() -> None:
    swapped = {"wanishi": {"label": "中島"}, "nakajima": {"label": "輪西"}}
    changed = load_profile("muroran", areas({"terms": swapped})).words(TODAY)
    choice = Choice("地域", taxonomy="areas")
    assert choice.parse("中島", changed) == "wanishi"
    assert choice.parse("輪西", changed) == "nakajima"


@pytest.mark.parametrize(
    ("changes", "key"),
    [
        ({"taxonomies": {"area": {}}}, "taxonomies.area"),
        ({"taxonomies": {"areas": []}}, "taxonomies.areas"),
        ({"taxonomies": {"areas": {"name": "地区"}}}, "taxonomies.areas.name"),
        ({"taxonomies": {"areas": {"label": ""}}}, "taxonomies.areas.label"),
        ({"taxonomies": {"areas": {"use": ["wanisi"]}}}, "taxonomies.areas.use"),
        ({"taxonomies": {"areas": {"use": "wanishi"}}}, "taxonomies.areas.use"),
        ({"taxonomies": {"areas": {"terms": {"raiba": {}}}}}, "taxonomies.areas.terms.raiba.label"),
        ({"taxonomies": {"areas": {"terms": {"raiba": "来馬"}}}}, "taxonomies.areas.terms.raiba"),
        ({"taxonomies": {"areas": {"terms": {"来馬": {"label": "来馬"}}}}}, "taxonomies.areas.terms.来馬.label"),
        ({"taxonomies": {"areas": {"terms": {"wanishi": {"alias": []}}}}}, "taxonomies.areas.terms.wanishi.alias"),
        (
            {"taxonomies": {"areas": {"terms": {"wanishi": {"aliases": [""]}}}}},
            "taxonomies.areas.terms.wanishi.aliases",
        ),
        (
            {"taxonomies": {"areas": {"terms": {"wanishi": {"aliases": ["－"]}}}}},
            "taxonomies.areas.terms.wanishi.aliases",
        ),
        (
            {"taxonomies": {"areas": {"terms": {"wanishi": {"aliases": ["中島"]}}}}},
            "taxonomies.areas.terms.wanishi.aliases",
        ),
        (
            {"taxonomies": {"areas": {"terms": {"wanishi": {"furigana": "輪西"}}}}},
            "taxonomies.areas.terms.wanishi.furigana",
        ),
        ({"taxonomies": {"areas": {"terms": {"wanishi": {"retired": 1}}}}}, "taxonomies.areas.terms.wanishi.retired"),
        (
            {"taxonomies": {"areas": {"terms": {"a": {"label": "甲"}, "b": {"label": "乙", "aliases": ["甲"]}}}}},
            "taxonomies.areas.terms.b.aliases",
        ),
        (
            {"taxonomies": {"organization_kinds": {"terms": {"company": {"documents": ["receipt"]}}}}},
            "taxonomies.organization_kinds.terms.company.documents",
        ),
        (
            {"taxonomies": {"activity_fields": {"terms": {"science": {"number": 0}}}}},
            "taxonomies.activity_fields.terms.science.number",
        ),
        ({"renewal": {"members": {}}}, "renewal.members"),
        ({"renewal": {"organizations": {"month": 13}}}, "renewal.organizations.month"),
        ({"renewal": {"organizations": {"month": 2, "day": 29}}}, "renewal.organizations.day"),
        ({"renewal": {"organizations": {"years": "1"}}}, "renewal.organizations.years"),
        ({"references": {"volunteers": "V"}}, "references.volunteers"),
        ({"references": {"volunteers": "ボ{number:03}"}}, "references.volunteers"),
        ({"seal": {"office": "印"}}, "seal.office"),
        ({"seal": {"forms": {"pledge": "red"}}}, "seal.forms.pledge"),
        ({"appeal_notice": {"text": "{mayor}へ"}}, "appeal_notice.text"),
        ({"appeal_notice": {"printed": "yes"}}, "appeal_notice.printed"),
    ],
)
def test_a_wrong_change_names_file_and_key(changes: dict[str, object], key: str) -> None:
    with pytest.raises(WorldError) as caught:
        load_profile("muroran", changes)
    assert f"「settings.toml」の {key} を" in caught.value.happened
    assert caught.value.next_step.endswith("。")


def test_an_unknown_profile_says_which_there_are() -> None:
    with pytest.raises(InputError, match="standard、muroran、tomakomai、ishioka、nagaoka"):
        load_profile("sapporo")


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"label = ", "書き方に誤り"),
        ("label = '標準'".encode("cp932"), "文字コード"),
        (b"label = 'x'", "extends"),
        (b"extends = 'common'\nlabel = 'x'\n[taxonomy]", "taxonomy"),
        (None, "開けません"),
    ],
)
def test_a_wrong_file_is_named(
    content: bytes | None, sentence: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "profiles"
    folder.mkdir()
    (folder / "common.toml").write_bytes(shipped("resources", "profiles", "common.toml").read_bytes())
    if content is not None:
        (folder / "standard.toml").write_bytes(content)
    monkeypatch.setattr(profiles, "shipped", lambda *parts: tmp_path.joinpath(*parts[1:]))
    with pytest.raises(WorldError, match=sentence) as caught:
        load_profile("standard")
    assert "「standard.toml」" in str(caught.value)
