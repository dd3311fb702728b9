from __future__ import annotations

import datetime as dt

from kyodo_desktop.core.profiles import load_profile
from kyodo_desktop.features.volunteers import rules

TODAY = dt.date(2026, 11, 21)
WORDS = load_profile("standard").words(TODAY)


def test_a_person_has_a_birthday_and_a_guardian_a_group_its_representative() -> None:
    person = set(rules.extra_fields({"kind": "individual"}, WORDS))
    group = set(rules.extra_fields({"kind": "group"}, WORDS))
    assert {"birth_on", "gender", "occupation", *rules.GUARDIAN} == person
    assert {"representative", "representative_furigana", "member_count"} == group


def test_where_a_consent_is_asked_for_there_is_a_place_for_it() -> None:
    values = {"kind": "group", "birth_on": dt.date(2012, 4, 2)}
    assert [problem.attribute for problem in rules.check(values, WORDS)] == ["guardian_consent_on"]
    assert "guardian_consent_on" in rules.extra_fields(values, WORDS)
    grown = values | {"birth_on": dt.date(1980, 4, 2)}
    assert "guardian_consent_on" not in rules.extra_fields(grown, WORDS)
