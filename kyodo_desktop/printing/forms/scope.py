"""What the texts and cells of one form may name: the record's attributes, the form's parameters, the office's words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kyodo_desktop.core.fields import Field
from kyodo_desktop.core.schema import Schema
from kyodo_desktop.printing.forms import phrases
from kyodo_desktop.printing.forms.phrases import Phrase
from kyodo_desktop.printing.forms.section import FormSection

LEAST_COLUMN = 8.0
"""What a column that shares the rest must be left, in mm."""


@dataclass(frozen=True, slots=True)
class Scope:
    """The record of a form and its own parameters; tables inside either may be listed."""

    schema: Schema
    parameters: Schema
    width: float
    """The width between the margins in mm."""

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
        fields = child.shown() if child else {**self.schema.shown(), **self.parameters.fields}
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
        """Return the name of an attribute of one of some kinds, of the record or the parameters."""
        name = section.text(key)
        self._one_of_kind(section, key, {**self.schema.fields, **self.parameters.fields}, name, kinds)
        return name

    def choice(self, section: FormSection, kinds: tuple[type[Field], ...]) -> tuple[str, str]:
        """Return the attribute under ``choose``, perhaps of a table inside, and ``when``, one of the same table."""
        name, when = section.text("choose"), section.optional_text("when")
        table, _, column = name.rpartition(".")
        if not table:
            if when:
                section.fail("when", "when は「表.項目」の形の choose と一緒に使います（例：documents.kind）。")
            return self.attribute(section, "choose", kinds), ""
        if table not in self.children():
            section.fail("choose", f"表の名前は {'、'.join(self.children())} のどれかです。")
        fields = self.children()[table].fields
        self._one_of_kind(section, "choose", fields, column, kinds)
        if when and when not in fields:
            section.fail("when", f"この表にある項目は次のとおりです：{'、'.join(fields)}")
        return name, when

    def _one_of_kind(
        self, section: FormSection, key: str, fields: Mapping[str, Field], name: str, kinds: tuple[type[Field], ...]
    ) -> None:
        if not isinstance(fields.get(name), kinds):
            known = [found for found, declared in fields.items() if isinstance(declared, kinds)]
            section.fail(key, f"ここに書ける項目は次のとおりです：{'、'.join(known) or 'なし'}")

    def fillable(self, section: FormSection, key: str) -> str:
        """Return the name of an attribute or a table that a record may leave empty."""
        name = section.text(key)
        known = [*self.schema.shown(), *self.parameters.fields, *self.children()]
        if name not in known:
            section.fail(key, f"項目か表の名前を書いてください：{'、'.join(known)}")
        return name

    def check_widths(self, section: FormSection, key: str, widths: Sequence[float]) -> None:
        """Refuse columns that leave no room for those that share the rest, or reach beyond the margins."""
        free = sum(1 for width in widths if not width)
        if sum(widths) + free * LEAST_COLUMN > self.width + 0.01 or any(width < 0 for width in widths):
            section.fail(key, f"幅の合計が大きすぎます。余白の内側は{self.width:g}mmです。")

    def disclosable(self, section: FormSection, key: str, name: str) -> str:
        """Return the name of an attribute of which each record says who may read it."""
        known = [found for found, declared in self.schema.fields.items() if declared.disclosable]
        if name not in known:
            section.fail(key, f"公開区分のある項目は次のとおりです：{'、'.join(known) or 'なし'}")
        return name

    def children(self) -> dict[str, Schema]:
        """Return the tables that a form may list."""
        return {**self.schema.children, **self.parameters.children}
