"""What the texts and cells of one form may name: the record's attributes, the form's parameters, the office's words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from kyodo_desktop.core.fields import Field
from kyodo_desktop.core.schema import Schema
from kyodo_desktop.printing.forms import phrases
from kyodo_desktop.printing.forms.phrases import Phrase
from kyodo_desktop.printing.forms.section import FormSection


@dataclass(frozen=True, slots=True)
class Scope:
    """The record of a form and its own parameters; tables inside either may be listed."""

    schema: Schema
    parameters: Schema

    def phrase(self, section: FormSection, key: str, default: str = "", child: Schema | None = None) -> Phrase:
        """Return the text under ``key`` with its placeholders, each of which must mean something."""
        value = section.data.get(key, default)
        if not isinstance(value, str):
            section.fail(key, '文字を " " で囲んで書いてください。')
        return self._checked(section, key, value, child)

    def phrase_list(self, section: FormSection, key: str) -> tuple[Phrase, ...]:
        """Return the texts listed under ``key``."""
        value = section.data.get(key, [])
        if not isinstance(value, list) or not all(isinstance(part, str) for part in value):
            section.fail(key, '文字の並びを ["…", "…"] のように書いてください。')
        return tuple(self._checked(section, key, part, None) for part in value)

    def _checked(self, section: FormSection, key: str, value: str, child: Schema | None) -> Phrase:
        try:
            phrase = phrases.parse(value)
        except ValueError as error:
            section.fail(key, str(error))
        fields = child.fields if child else {**self.schema.fields, **self.parameters.fields}
        for place in phrase.placeholders:
            self._check_place(section, place, fields)
        return phrase

    def _check_place(self, section: FormSection, place: phrases.Placeholder, fields: Mapping[str, Field]) -> None:
        written = f"{{{place.name}{'|' if place.filter else ''}{place.filter}}}"
        here = FormSection(section.source, {written: written}, section.path, section.lines)
        group, _, word = place.name.partition(".")
        if place.name in phrases.FORM_WORDS or (group == "office" and word in phrases.OFFICE_WORDS):
            accepted: tuple[str, ...] = tuple(phrases.DATE_FILTERS) if place.name == phrases.TODAY else ()
        elif place.name in fields:
            accepted = phrases.filters_of(fields[place.name])
        else:
            known = [*fields, *phrases.FORM_WORDS, *(f"office.{name}" for name in phrases.OFFICE_WORDS)]
            here.fail(written, f"この差し込み項目はありません。使えるのは次の項目です：{'、'.join(known)}")
        if place.filter and place.filter not in accepted:
            usable = "、".join(accepted) if accepted else "（なし）"
            here.fail(written, f"この項目に使える書式は {usable} です。")

    def attribute(self, section: FormSection, key: str, kinds: tuple[type[Field], ...]) -> str:
        """Return the name of an attribute of one of some kinds, of the record, a table inside it or the parameters."""
        name = section.text(key)
        table, _, column = name.rpartition(".")
        if table:
            children = self.children()
            fields: Mapping[str, Field] = children[table].fields if table in children else {}
        else:
            fields = {**self.schema.fields, **self.parameters.fields}
        if not isinstance(fields.get(column), kinds):
            known = [found for found, declared in fields.items() if isinstance(declared, kinds)]
            section.fail(key, f"ここに書ける項目は次のとおりです：{'、'.join(known) or 'なし'}")
        return name

    def disclosable(self, section: FormSection, key: str, name: str) -> str:
        """Return the name of an attribute of which each record says who may read it."""
        known = [found for found, declared in self.schema.fields.items() if declared.disclosable]
        if name not in known:
            section.fail(key, f"公開区分のある項目は次のとおりです：{'、'.join(known) or 'なし'}")
        return name

    def children(self) -> dict[str, Schema]:
        """Return the tables that a form may list."""
        return {**self.schema.children, **self.parameters.children}
