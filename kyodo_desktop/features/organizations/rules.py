"""Rules of 団体登録."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from kyodo_desktop.core.errors import Problem
from kyodo_desktop.core.taxonomy import Term, Words


def required_documents(kind: str | None, words: Words) -> tuple[str, ...]:
    """Return the codes of the papers that the profile asks of a kind of organisation."""
    return _extra(words.taxonomy("organization_kinds").get(kind or ""), "documents")


def extra_fields(kind: str | None, words: Words) -> tuple[str, ...]:
    """Return the attributes that only this kind of organisation has (町内会: 世帯数 …)."""
    return _extra(words.taxonomy("organization_kinds").get(kind or ""), "fields")


def missing_documents(kind: str | None, received: Iterable[Mapping[str, Any]], words: Words) -> int:
    """Return how many of the papers a kind has to hand in have not been received."""
    here = {line.get("kind") for line in received if line.get("received_on")}
    return sum(1 for code in required_documents(kind, words) if code not in here)


def check(values: Mapping[str, Any], words: Words) -> list[Problem]:
    """Return what contradicts itself in the values of one organisation."""
    problems: list[Problem] = []
    registered, until = values.get("registered_on"), values.get("valid_until")
    established, withdrawn = values.get("established_on"), values.get("withdrawn_on")
    if registered and until and until < registered:
        problems.append(Problem("有効期限が登録年月日より前になっています。", "valid_until"))
    if established and established > words.today:
        problems.append(Problem("設立年月日が今日より後になっています。", "established_on"))
    if registered and withdrawn and withdrawn < registered:
        problems.append(Problem("廃止年月日が登録年月日より前になっています。", "withdrawn_on"))
    if (values.get("join_rate") or 0) > 1000:
        problems.append(Problem("加入率は100％までで入力してください。", "join_rate"))
    return problems


def _extra(term: Term | None, name: str) -> tuple[str, ...]:
    found = term.extra.get(name, ()) if term else ()
    return tuple(found) if isinstance(found, (list, tuple)) else ()
