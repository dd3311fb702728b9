"""Columns find their attributes by many spellings, never twice, and what a person decided is remembered."""

from __future__ import annotations

import json
from collections.abc import Sequence

import pytest

from kyodo_desktop.spreadsheet.candidates import SplitRule
from kyodo_desktop.spreadsheet.headings import fold_heading
from kyodo_desktop.spreadsheet.mapping import TableMapping, heading_keys, propose_mapping
from kyodo_desktop.spreadsheet.sheets import RawCell
from kyodo_desktop.spreadsheet.tables import SECTION_HEADING, Table, TableRow
from kyodo_desktop.spreadsheet.targets import Rule, Target
from tests.unit.spreadsheet.office_schema import GROUPS, WORDS


def table_of(header: Sequence[str], *rows: Sequence[RawCell]) -> Table:
    return Table(
        sheet="名簿",
        header=tuple(header),
        columns=tuple(range(len(header))),
        first_row=1,
        last_row=1,
        rows=tuple(TableRow(number, row) for number, row in enumerate(rows, 2)),
        dropped=(),
        lost=(),
        notes=(),
        certain=True,
    )


def targets(mapping: TableMapping) -> list[str]:
    return [str(match.target) if match.target else "" for match in mapping.matches]


def target_of(heading: str, *cells: RawCell) -> str:
    return targets(propose_mapping(GROUPS, table_of([heading], *([cell] for cell in cells)), WORDS))[0]


@pytest.mark.parametrize(
    ("heading", "target"),
    [
        ("団体名", "name"),
        ("団　体　名", "name"),
        ("団体の名称", "name"),
        ("団体名 名称", "name"),
        ("団体名 漢字", "name"),
        ("①団体名", "name"),
        ("団体名（正式名称）", "name"),
        ("団体名【必須】", "name"),
        ("ﾌﾘｶﾞﾅ", "furigana"),
        ("よみがな", "furigana"),
        ("ＴＥＬ", "phone"),
        ("電話", "phone"),
        ("℡", "phone"),
        ("連絡先 電話番号", "phone"),
        ("事務局 所在地", "address"),
        ("代表者 電話", "representative_phone"),
        ("代表者 氏名", "representative"),
        ("代表者名", "representative"),
        ("代表者 フリガナ", "representative_furigana"),
        ("会長 氏名", "representative"),
        ("会長 連絡先 電話", "representative_phone"),
        ("規模 会員数（人）", "member_count"),
        ("登録者 住所", "address"),
        ("住所 〒", "postal_code"),
        ("連絡先 〒・住所", "postcode:postal_code,address"),
        ("活動内容 地区", "areas"),
        ("副会長 電話", ""),
        ("町内会長 電話", "representative_phone"),
        ("数 会員", "member_count"),
        ("地区名", "areas"),
        ("FAX番号", "fax"),
        ("ファックス", "fax"),
        ("〒", "postal_code"),
        ("所在地", "address"),
        ("事務所の住所", "address"),
        ("e-mailアドレス", "email"),
        ("ホームページURL", "website"),
        ("設立日", "established_on"),
        ("会員数（人）", "member_count"),
        ("活動内容等", "activities"),
        ("主な活動内容", "activities"),
        ("活動期間", "period:term_from_on,term_until_on"),
        ("〒・住所", "postcode:postal_code,address"),
        ("住所（郵便番号）", "postcode:postal_code,address"),
        ("電話/FAX", "phone_fax:phone,fax"),
        ("TEL・ＦＡＸ", "phone_fax:phone,fax"),
        ("代表者職・氏名", "title:representative_title,representative"),
        ("代表者役職氏名", "title:representative_title,representative"),
        ("代表者氏名（ふりがな）", "reading:representative,representative_furigana"),
        ("会員氏名", "members[].persons:name,role"),
        ("会員名簿", "members[].persons:name,role"),
        ("役員氏名", "officers[].persons:name,title"),
        ("会員1 氏名", "members[0].name"),
        ("会員②年代", "members[1].age"),
        ("会員氏名3", "members[2].name"),
        ("会員4", "members[3].name"),
        ("構成員2 氏名", "assistants[1].name"),
        ("団体の構成員", "assistants[].persons:name"),
        ("提出書類", "papers[].terms:kind"),
        ("提出書類2", "papers[1].kind"),
        ("提出書類2 受理日", "papers[1].received_on"),
        ("役員任期", "officers[0].period:from_on,until_on"),
        ("血液型", ""),
        ("副代表者名", ""),
        ("旧団体名", ""),
        ("緊急連絡先電話", ""),
        ("男性会員数", ""),
        ("未提出書類", ""),
        ("公開区分", ""),
        ("", ""),
    ],
)
def test_a_heading_finds_its_attribute(heading: str, target: str) -> None:
    assert target_of(heading) == target


@pytest.mark.parametrize(
    ("heading", "cells", "target"),
    [
        ("会員", ["12", "3名"], "member_count"),
        ("会員", ["髙橋一郎、佐藤花子", "山田　太郎"], "members[].persons:name,role"),
        ("代表者氏名", ["会長　髙橋 一郎", "代表　佐藤花子"], "title:representative_title,representative"),
        ("代表者氏名", ["髙橋一郎（たかはしいちろう）"], "reading:representative,representative_furigana"),
        ("代表者氏名", ["髙橋　一郎"], "representative"),
        ("代表者氏名（ふりがな）", ["髙橋　一郎"], "representative"),
        ("団体名ふりがな", ["あすなろかい"], "furigana"),
        ("住所", ["〒051-0011 室蘭市", "051-0012 室蘭市"], "postcode:postal_code,address"),
        ("住所", ["室蘭市中央町1-2"], "address"),
        ("電話", ["0143-22-1111\n0143-22-1112"], "phone"),
        ("電話", ["TEL 0143-22-1111\nFAX 0143-22-1112"], "phone_fax:phone,fax"),
        ("TEL／FAX", ["0143-22-1111\n0143-22-1112", "0143-22-1113"], "phone_fax:phone,fax"),
        ("代表者氏名", ["髙橋　一郎", "佐藤　花子", "会長　鈴木 三郎"], "title:representative_title,representative"),
        ("有効期限", ["R5.4.1～R8.3.31", "R6.4.1～R9.3.31"], "until:valid_until"),
        ("有効期限", ["R8.3.31"], "valid_until"),
        ("加入率", [0.75, 0.8], "join_rate"),
        ("No.", [1, 2, 3], ""),
        ("番号", ["1", "2", "3"], ""),
        ("№", ["①", "②", "③"], ""),
        ("番号", ["A-12", "B-7"], "reference"),
        ("No.", [12, 7, 30], "reference"),
        (SECTION_HEADING, ["東地区"], ""),
    ],
)
def test_the_cells_decide_where_the_heading_does_not(heading: str, cells: list[RawCell], target: str) -> None:
    assert target_of(heading, *cells) == target


def test_no_attribute_is_filled_twice_and_the_better_column_wins() -> None:
    header = ["団体名称", "団体名", "住所", "電話番号", "電話番号"]
    mapping = propose_mapping(GROUPS, table_of(header), WORDS)
    assert targets(mapping) == ["", "name", "address", "phone", ""]
    assert "ほかの列" in mapping.matches[0].reason
    assert mapping.matches[0].confidence == 0


def test_a_postcode_column_keeps_the_address_for_itself() -> None:
    mapping = propose_mapping(GROUPS, table_of(["郵便番号", "〒・住所"], ["051-0011", "室蘭市"]), WORDS)
    assert targets(mapping) == ["postal_code", "address"]


def test_uncertain_matches_are_marked_by_confidence_and_reason() -> None:
    certain, alike, unfit = propose_mapping(
        GROUPS, table_of(["団体名", "主な活動内容", "会員数"], ["あ会", "清掃", "たくさん"]), WORDS
    ).matches
    assert (certain.confidence, certain.reason) == (1.0, "見出しが一致します")
    assert alike.confidence < 0.9
    assert "似ています" in alike.reason
    assert unfit.confidence == 0.5
    assert "合わない" in unfit.reason


def test_a_persons_choice_is_remembered_as_json_and_followed() -> None:
    header = ["名前", "メモ1", "代表者 氏名", "名前"]
    table = table_of(header)
    mapping = propose_mapping(GROUPS, table, WORDS)
    mapping = mapping.with_target(0, Target(("name",))).with_target(2, None)
    kept = json.loads(json.dumps(mapping.remember()))
    assert kept == {"名前": "name", "めも1": "", "代表者氏名": "", "名前#2": ""}
    again = propose_mapping(GROUPS, table, WORDS, kept)
    assert targets(again) == ["name", "", "", ""]
    assert again.matches[0].reason == "前回と同じ"


def test_a_choice_takes_the_attribute_from_the_column_that_had_it() -> None:
    mapping = propose_mapping(GROUPS, table_of(["団体名", "愛称"]), WORDS).with_target(1, Target(("name",)))
    assert targets(mapping) == ["", "name"]


def test_what_two_files_taught_never_fills_an_attribute_twice() -> None:
    kept = {"電話": "phone", "tel": "phone"}
    assert targets(propose_mapping(GROUPS, table_of(["電話", "TEL"]), WORDS, kept)) == ["phone", ""]


def test_what_is_remembered_of_attributes_that_no_longer_exist_is_passed_over() -> None:
    mapping = propose_mapping(GROUPS, table_of(["団体名"]), WORDS, {"団体名": "nickname"})
    assert targets(mapping) == ["name"]


def test_rules_of_a_slice_come_before_its_own_words() -> None:
    rule = SplitRule(("登録期間", "有効期限"), Target(("established_on", "valid_until"), Rule.PERIOD))
    mapping = propose_mapping(GROUPS, table_of(["有効期限"]), WORDS, rules=[rule])
    assert targets(mapping) == ["period:established_on,valid_until"]


@pytest.mark.parametrize(
    "target",
    [
        Target(("name",)),
        Target(("from_on", "until_on"), Rule.PERIOD, "officers", 2),
        Target(("name", "role"), Rule.PERSONS, "members"),
        Target(("postal_code", "address"), Rule.POSTCODE),
    ],
)
def test_targets_are_written_and_read_back(target: Target) -> None:
    assert Target.of(str(target)) == target


def test_what_is_no_target_is_refused() -> None:
    with pytest.raises(ValueError, match="2つ"):
        Target.of("2つの 言葉")


def test_targets_are_shown_in_the_words_of_the_form() -> None:
    assert Target(("name",)).label(GROUPS) == "団体名"
    assert Target(("age",), child="members", row=1).label(GROUPS) == "会員2の年代"
    assert Target(("name", "role"), Rule.PERSONS, "members").label(GROUPS) == "会員の氏名・役割"


def test_headings_fold_alike_whatever_their_width_and_spaces() -> None:
    assert fold_heading("電 話\n番 号") == fold_heading("電話番号") == "電話番号"
    assert fold_heading("（２）Ｆ Ａ Ｘ") == "fax"
    assert heading_keys(["氏名", "氏　名", ""]) == ["氏名", "氏名#2", ""]


def test_a_rule_may_name_an_attribute_of_a_table_inside() -> None:
    alone = propose_mapping(GROUPS, table_of(["就任年月日"]), WORDS).matches[0]
    assert (str(alone.target), alone.confidence) == ("officers[0].from_on", 0.7)
    rule = SplitRule(("就任年月日",), Target(("from_on",), child="officers"))
    assert propose_mapping(GROUPS, table_of(["就任年月日"]), WORDS, rules=[rule]).matches[0].confidence == 1.0


def test_a_rule_holds_beside_another_heading_alone() -> None:
    beside = SplitRule(("ふりがな",), Target(("role",), child="members"), ("会員名",))
    left_out = SplitRule(("備考",), None, ("会員名",))
    rules = (beside, left_out)
    assert targets(propose_mapping(GROUPS, table_of(["団体名", "ふりがな"]), WORDS, rules=rules)) == [
        "name",
        "furigana",
    ]
    mapping = propose_mapping(GROUPS, table_of(["会員名", "ふりがな", "備考"]), WORDS, rules=rules)
    assert targets(mapping)[1:] == ["members[0].role", ""]
    assert mapping.matches[2].reason == "この形の名簿では、入れる項目がありません"


def test_a_table_inside_that_a_rule_names_has_one_row_in_a_cell() -> None:
    rule = SplitRule(("会員名",), Target(("name",), child="members"))
    assert targets(propose_mapping(GROUPS, table_of(["会員名"]), WORDS)) == ["members[].persons:name,role"]
    assert targets(propose_mapping(GROUPS, table_of(["会員名"]), WORDS, rules=[rule])) == ["members[0].name"]
