"""Kinds of attributes. An attribute is declared once, with its words, and everything else derives from that.

A field knows how to read what people write (:meth:`Field.parse`), how it is shown on screen and paper
(:meth:`Field.show`), which cell it becomes in a spreadsheet (:meth:`Field.cell`) and how it is kept in JSON
(:meth:`Field.dump`, :meth:`Field.load`). It knows nothing of databases, windows or PDFs.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import ClassVar

from kyodo_desktop.core import contact, corporate_number, dates, references, text, time_of_day, week
from kyodo_desktop.core.errors import FieldError
from kyodo_desktop.core.field import Cell, Field, Privacy, Storage, as_text
from kyodo_desktop.core.number_fields import Count, FiscalYear, Hours, Marks, Percent, Rate, Yen
from kyodo_desktop.core.taxonomy import Words
from kyodo_desktop.core.terms import code_of, codes_of, match_term

__all__ = [
    "Address",
    "Cell",
    "Choice",
    "Choices",
    "CorporateNumber",
    "Count",
    "Disclosure",
    "Email",
    "EraDate",
    "Field",
    "FiscalYear",
    "Flag",
    "Furigana",
    "Hours",
    "Marks",
    "Name",
    "Percent",
    "Phone",
    "PostalCode",
    "Privacy",
    "Rate",
    "RecordId",
    "Reference",
    "Storage",
    "Text",
    "TimeOfDay",
    "Url",
    "WeekGrid",
    "Yen",
    "as_text",
    "match_term",
]


@dataclass(frozen=True)
class Name(Field):
    """A person's or a body's name: kept exactly as written, apart from the spaces around and between its parts."""

    width: float = 42.0
    searchable: bool = True

    def parse(self, raw: object, words: Words) -> str | None:
        return text.tidy_name(as_text(raw)) or None


@dataclass(frozen=True)
class Furigana(Field):
    """The reading of another attribute (``of``), in hiragana; katakana of any width is accepted."""

    of: str = "name"
    width: float = 42.0
    searchable: bool = True

    def parse(self, raw: object, words: Words) -> str | None:
        reading = text.tidy_furigana(as_text(raw))
        if reading and not text.is_reading(reading):
            raise FieldError("ふりがなは、ひらがな・カタカナで入力してください（例：むろらん たろう）。")
        return reading or None


@dataclass(frozen=True)
class Phone(Field):
    """A telephone or fax number, kept with hyphens (``0143-25-2703``)."""

    width: float = 30.0
    searchable: bool = True
    ime: ClassVar[bool] = False

    def parse(self, raw: object, words: Words) -> str | None:
        return contact.parse_phone(as_text(raw))


@dataclass(frozen=True)
class PostalCode(Field):
    """A postcode, kept as ``123-4567``."""

    width: float = 20.0
    ime: ClassVar[bool] = False

    def parse(self, raw: object, words: Words) -> str | None:
        # A spreadsheet that took 0500083 for a number kept 500083.
        plain = as_text(raw)
        return contact.parse_postal_code(plain.zfill(7) if isinstance(raw, (int, float)) else plain)


@dataclass(frozen=True)
class Address(Field):
    """An address on one line, from the prefecture or the town on. ``postal_code`` names its postcode's attribute."""

    postal_code: str = ""
    width: float = 62.0
    searchable: bool = True


@dataclass(frozen=True)
class Email(Field):
    """An e-mail address."""

    width: float = 45.0
    searchable: bool = True
    ime: ClassVar[bool] = False

    def parse(self, raw: object, words: Words) -> str | None:
        return contact.parse_email(as_text(raw))


@dataclass(frozen=True)
class Url(Field):
    """The address of a web page."""

    width: float = 45.0
    ime: ClassVar[bool] = False

    def parse(self, raw: object, words: Words) -> str | None:
        return contact.parse_url(as_text(raw))


@dataclass(frozen=True)
class Text(Field):
    """Free text; ``lines`` is the height it is given on screen."""

    lines: int = 1

    def parse(self, raw: object, words: Words) -> str | None:
        if self.lines == 1:
            return text.tidy_line(as_text(raw)) or None
        return text.tidy_paragraphs(as_text(raw)) or None


@dataclass(frozen=True)
class Reference(Field):
    """整理番号: printed, spoken and scanned; given by the office's sequence when it is left empty."""

    privacy: Privacy = Privacy.PUBLIC  # a number tells nothing of a person, and a list that is read in again needs it
    width: float = 20.0
    searchable: bool = True
    ime: ClassVar[bool] = False

    def parse(self, raw: object, words: Words) -> str | None:
        return references.tidy_reference(as_text(raw)) or None


@dataclass(frozen=True)
class CorporateNumber(Field):
    """法人番号: 13 digits of which the first checks the others (法人番号の指定等に関する省令 第2条)."""

    width: float = 30.0
    searchable: bool = True
    ime: ClassVar[bool] = False

    def parse(self, raw: object, words: Words) -> str | None:
        return corporate_number.parse(as_text(raw))


@dataclass(frozen=True)
class EraDate(Field):
    """A day, typed in any era or western style, shown in the era."""

    width: float = 24.0
    storage: ClassVar[Storage] = Storage.DATE
    ime: ClassVar[bool] = False

    def parse(self, raw: object, words: Words) -> dt.date | None:
        if isinstance(raw, dt.datetime):
            return raw.date()
        if isinstance(raw, dt.date):
            return raw
        return dates.parse_date(as_text(raw), words.today)

    def show(self, value: dt.date | None, words: Words) -> str:
        return dates.era(value) if value else ""

    def cell(self, value: dt.date | None, words: Words) -> Cell:
        return value

    def dump(self, value: dt.date | None) -> str | None:
        return value.isoformat() if value else None

    def load(self, value: str | None) -> dt.date | None:
        return dt.date.fromisoformat(value) if value else None


@dataclass(frozen=True)
class TimeOfDay(Field):
    """A time of the day, kept as ``13:30``, so that times stand in order."""

    width: float = 16.0
    ime: ClassVar[bool] = False

    def parse(self, raw: object, words: Words) -> str | None:
        return time_of_day.parse_time(as_text(time_of_day.of_cell(raw)))


@dataclass(frozen=True)
class Flag(Field):
    """Yes or no. ``yes`` and ``no`` are its words on paper."""

    yes: str = "有"
    no: str = "無"
    width: float = 14.0
    storage: ClassVar[Storage] = Storage.FLAG
    ime: ClassVar[bool] = False

    YES: ClassVar[frozenset[str]] = frozenset("有 あり はい 同意 同意する 要 済 ○ 〇 ◯ ● ✓ ✔ レ 1 true yes y".split())
    NO: ClassVar[frozenset[str]] = frozenset("無 なし いいえ 不同意 同意しない 不要 未 × ✕ - ー 0 false no n".split())

    def parse(self, raw: object, words: Words) -> bool | None:
        if isinstance(raw, bool):
            return raw
        plain = text.normalize_width(as_text(raw)).strip()
        if not plain:
            return None
        if plain == self.yes or plain.lower() in self.YES:
            return True
        if plain == self.no or plain.lower() in self.NO:
            return False
        raise FieldError(f"「{self.yes}」か「{self.no}」を入力してください。")

    def show(self, value: bool | None, words: Words) -> str:
        return "" if value is None else self.yes if value else self.no


@dataclass(frozen=True)
class Choice(Field):
    """One term of a taxonomy, stored by its code. Labels and aliases in any width are accepted."""

    taxonomy: str = ""
    width: float = 28.0

    def parse(self, raw: object, words: Words) -> str | None:
        plain = as_text(raw).strip()
        return code_of(plain, words.taxonomy(self.taxonomy)) if plain else None

    def show(self, value: str | None, words: Words) -> str:
        return "" if value is None else words.taxonomy(self.taxonomy).label_of(value)


@dataclass(frozen=True)
class Choices(Field):
    """Several terms of a taxonomy, stored as a tuple of codes in the order of the taxonomy."""

    taxonomy: str = ""
    width: float = 45.0
    storage: ClassVar[Storage] = Storage.JSON

    def parse(self, raw: object, words: Words) -> tuple[str, ...] | None:
        taxonomy = words.taxonomy(self.taxonomy)
        parts = raw if isinstance(raw, (list, tuple)) else (raw,)
        found = set().union(*(codes_of(as_text(part), taxonomy) for part in parts))
        return tuple(term.code for term in taxonomy.terms if term.code in found) or None

    def show(self, value: tuple[str, ...] | None, words: Words) -> str:
        taxonomy = words.taxonomy(self.taxonomy)
        return "、".join(taxonomy.label_of(code) for code in value or ())

    def dump(self, value: tuple[str, ...] | None) -> list[str] | None:
        return list(value) if value else None

    def load(self, value: list[str] | None) -> tuple[str, ...] | None:
        return tuple(value) if value else None


@dataclass(frozen=True)
class WeekGrid(Field):
    """Times of the week, as a tuple of slots ``mon-am … sun-night``; 21 boxes of 曜日 × 午前/午後/夜."""

    width: float = 45.0
    storage: ClassVar[Storage] = Storage.JSON

    def parse(self, raw: object, words: Words) -> tuple[str, ...] | None:
        if isinstance(raw, (list, tuple)):
            return tuple(slot for slot in dates.WEEK_SLOTS if slot in raw) or None
        return week.parse_week_slots(as_text(raw))

    def show(self, value: tuple[str, ...] | None, words: Words) -> str:
        return week.show_week_slots(value or ())

    def dump(self, value: tuple[str, ...] | None) -> list[str] | None:
        return list(value) if value else None

    def load(self, value: list[str] | None) -> tuple[str, ...] | None:
        return tuple(value) if value else None


@dataclass(frozen=True)
class Disclosure(Field):
    """What a record says of its disclosable attributes: attribute name to :class:`Privacy`."""

    storage: ClassVar[Storage] = Storage.JSON

    def parse(self, raw: object, words: Words) -> dict[str, str] | None:
        if raw is None or raw == "":
            return None
        if isinstance(raw, dict):
            return {str(name): Privacy(level).value for name, level in raw.items()}
        raise FieldError("公開区分は項目ごとに選んでください。")

    def show(self, value: dict[str, str] | None, words: Words) -> str:
        return ""


@dataclass(frozen=True)
class RecordId(Field):
    """The id of another record, beside an attribute that holds its words; never typed and never shown.

    ``of`` is the table of that record: where two of its records are made one, the id goes over to the one that stays.
    """

    of: str = ""
    hidden: bool = True
    storage: ClassVar[Storage] = Storage.INTEGER
    ime: ClassVar[bool] = False

    def parse(self, raw: object, words: Words) -> int | None:
        return raw if isinstance(raw, int) else None

    def show(self, value: int | None, words: Words) -> str:
        return ""

    def cell(self, value: int | None, words: Words) -> Cell:
        return None
