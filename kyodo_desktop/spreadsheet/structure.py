"""Which attributes of a schema belong together, so that one cell may hold both: told by their kinds and labels."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from kyodo_desktop.core.fields import Address, Choice, EraDate, Field, Furigana, Name, Phone, Text
from kyodo_desktop.core.schema import Schema
from kyodo_desktop.spreadsheet.headings import fold_heading, plain_form
from kyodo_desktop.spreadsheet.targets import Rule, Target, importable_fields

_STARTS = re.compile(r"(.*?)_?(from|start|starts|began|begins)_?on|(.*?)_?(from|start)")
_ENDS = re.compile(r"(.*?)_?(until|end|ends|ended)_?on|(.*?)_?(until|end)")
IS_END = re.compile("期限|満了|終|まで")
"""Labels of days on which something ends."""
_START_WORDS = re.compile("の?(開始|始まり|始期|始め|自|から|就任)(年月日|日)?|[()（）]")
_END_WORDS = re.compile("の?(終了|終わり|終期|終|満了|至|まで|退任)(年月日|日)?|[()（）]")


def filling_more(fields: Mapping[str, Field]) -> dict[str, tuple[Target, ...]]:
    """Return for each attribute the targets that take more from its column than the attribute itself, in order."""
    kinds = (_reading_targets, _postcode_targets, _fax_targets, _title_targets, _until_targets)
    gathered = [targets(fields) for targets in kinds]
    return {name: tuple(found[name] for found in gathered if name in found) for name in fields}


def _reading_targets(fields: Mapping[str, Field]) -> dict[str, Target]:
    """Return for each name the target that fills it together with its furigana."""
    return {
        declared.of: Target((declared.of, name), Rule.READING)
        for name, declared in fields.items()
        if isinstance(declared, Furigana) and isinstance(fields.get(declared.of), Name)
    }


def _postcode_targets(fields: Mapping[str, Field]) -> dict[str, Target]:
    """Return for each address the target that fills it together with its postcode."""
    return {
        name: Target((declared.postal_code, name), Rule.POSTCODE)
        for name, declared in fields.items()
        if isinstance(declared, Address) and declared.postal_code in fields
    }


def _fax_targets(fields: Mapping[str, Field]) -> dict[str, Target]:
    """Return for each telephone number the target that fills it together with the fax number of the same place."""
    plain = {name: plain_form(fold_heading(declared.label)) for name, declared in fields.items()}
    numbers = [name for name, declared in fields.items() if isinstance(declared, Phone)]
    places = {plain[name].replace("ふぁくす", ""): name for name in reversed(numbers) if "ふぁくす" in plain[name]}
    return {
        name: Target((name, places[place]), Rule.PHONE_FAX)
        for name in numbers
        if "ふぁくす" not in plain[name] and (place := plain[name].replace("電話", "")) in places
    }


def _title_targets(fields: Mapping[str, Field]) -> dict[str, Target]:
    """Return for each person's name the target that fills it together with the person's title (役職)."""
    titles = {
        plain_form(fold_heading(spelling)): name
        for name, declared in reversed(tuple(fields.items()))
        if isinstance(declared, (Text, Choice))
        for spelling in (*declared.aliases, declared.label)
    }
    return {
        name: Target((title, name), Rule.TITLE)
        for name, declared in fields.items()
        if isinstance(declared, Name)
        and plain_form(fold_heading(declared.label)).endswith("氏名")
        and (title := titles.get(f"{plain_form(fold_heading(declared.label)).removesuffix('氏名')}役職"))
    }


def _until_targets(fields: Mapping[str, Field]) -> dict[str, Target]:
    """Return for each day that is an end (有効期限, 保険満了日) the target that takes it from a whole period."""
    return {
        name: Target((name,), Rule.UNTIL)
        for name, declared in fields.items()
        if isinstance(declared, EraDate) and IS_END.search(declared.label)
    }


def period_targets(fields: Mapping[str, Field]) -> Iterator[tuple[str, Target]]:
    """Yield pairs of days that bound a period, with what their labels share (任期 of 任期開始日 and 任期終了日)."""
    days = {name: declared for name, declared in fields.items() if isinstance(declared, EraDate)}
    ends = {_stem(_ENDS, name): name for name in days if _stem(_ENDS, name) is not None}
    for name, declared in days.items():
        stem = _stem(_STARTS, name)
        if stem is not None and stem in ends:
            shared = _START_WORDS.sub("", declared.label)
            same = shared == _END_WORDS.sub("", days[ends[stem]].label)
            yield (shared if same else ""), Target((name, ends[stem]), Rule.PERIOD)


def _stem(pattern: re.Pattern[str], name: str) -> str | None:
    found = pattern.fullmatch(name)
    return (found[1] or found[3] or "") if found else None


def persons_target(child: str, inner: Schema) -> Target | None:
    """Return the target that makes each person in a cell a row of a table, None for a table of something else."""
    name = next(
        (
            name
            for name, declared in importable_fields(inner).items()
            if isinstance(declared, Name) and declared.required
        ),
        "",
    )
    if not name:
        return None
    title = _title_targets(importable_fields(inner)).get(name)
    return Target((name, title.attributes[0]) if title else (name,), Rule.PERSONS, child)


def terms_target(child: str, inner: Schema) -> Target | None:
    """Return the target that makes each term in a cell a row of a table, None unless a row needs nothing but a term."""
    if len(inner.required) != 1 or not isinstance(inner.fields[inner.required[0]], Choice):
        return None
    return Target(inner.required, Rule.TERMS, child)
