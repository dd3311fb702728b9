"""Lists of choices laid in layers: what all towns share, what a town says, what an office changed.

A layer is the ``[taxonomies]`` table of a file. It may rename a list, add terms, add to a term's aliases, replace its
other words, and name in ``use`` exactly the terms that the list has, in order. Where two terms claim one spelling, the
upper layer's claim counts; a renamed term stays known under its former name unless another term claims that.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from kyodo_desktop.core import text
from kyodo_desktop.core.checked_toml import Section
from kyodo_desktop.core.taxonomy import Taxonomy, Term

_CODE = re.compile("[a-z][a-z0-9_]*")
_WORDS = ("label", "furigana", "aliases", "retired")
Read = Callable[[Section, str], object]


@dataclass(frozen=True, slots=True)
class _Codes:
    """Reads one code or, in a list, several; each must be a term of the list ``name``."""

    name: str
    several: bool = True

    def __call__(self, section: Section, key: str) -> object:
        return section.texts(key) if self.several else section.text(key)


@dataclass(frozen=True, slots=True)
class _OneOf:
    """Reads one of some words."""

    words: tuple[str, ...]

    def __call__(self, section: Section, key: str) -> str:
        word = section.text(key)
        if word not in self.words:
            section.fail(key, f"{'、'.join(self.words)} のどれかを書いてください。")
        return word


TONES = ("valid", "expiring", "expired", "waiting", "withdrawn")
"""How a state is coloured, in the words of a registration's validity."""

REGISTERS = (
    "subsidy",
    "endorsement",
    "joint",
    "agreement",
    "committee",
    "commission",
    "participation",
    "cooperation",
)
"""The registers in which the 形態 of collaboration are kept."""

_EXTRA: Mapping[str, Mapping[str, Read]] = {
    "organization_kinds": {"fields": Section.texts, "documents": _Codes("organization_documents")},
    "volunteer_kinds": {"fields": Section.texts},
    "volunteer_programmes": {"kind": Section.text, "paid": Section.flag, "insured": Section.flag},
    "activity_fields": {"number": lambda section, key: section.number(key, 1, 999)},
    "collaboration_domains": {"collaboration": Section.flag},
    "collaboration_forms": {
        "domain": _Codes("collaboration_domains", several=False),
        "register": _OneOf(REGISTERS),
        "lifecycle": Section.text,
        "fields": Section.texts,
        "wants": Section.texts,
        "documents": _Codes("project_documents"),
        "waived": _Codes("project_documents"),
        "waiver_years": lambda section, key: section.number(key, 1, 20),
        "notice_days": lambda section, key: section.number(key, 1, 366),
        "caution": Section.text,
    },
    "states": {"tone": _OneOf(TONES), "closed": Section.flag},
    "grant_programmes": {"lifecycle": Section.text, "documents": _Codes("grant_documents")},
    "evaluation_kinds": {"agrees": Section.flag},
    "meeting_kinds": {"fields": Section.texts},
    "attendances": {"mark": Section.text, "present": Section.flag},
    "plan_progress": {"mark": Section.text, "tone": _OneOf(TONES)},
    "income_categories": {"kind": _OneOf(("grant", "own", "other"))},
}
"""What a term of a list may say beyond its words, and how that is read."""

_FORMER = -1
"""The rank of a name that a term no longer bears: every claim beats it."""


@dataclass(frozen=True, slots=True)
class _Spelling:
    """A label or alias, the layer that claims it (counted from the lowest), and where it is written."""

    words: str
    rank: int
    section: Section
    key: str

    @property
    def folded(self) -> str:
        return text.fold(self.words)


@dataclass(slots=True)
class _Term:
    """A term while layers are laid on it."""

    code: str
    label: _Spelling
    section: Section
    """The uppermost place that says anything of it."""
    aliases: list[_Spelling] = field(default_factory=list)
    furigana: str = ""
    retired: bool = False
    extra: dict[str, object] = field(default_factory=dict)


@dataclass(slots=True)
class _List:
    label: str
    terms: dict[str, _Term] = field(default_factory=dict)


def lay(layers: Sequence[Section], known: dict[str, Taxonomy] | None = None) -> dict[str, Taxonomy]:
    """Return the taxonomies that the layers make, the lowest first; ``known`` are others that terms may refer to.

    Raises WorldError for an unknown list or key, a term without a name, and a spelling that two terms claim alike.
    """
    known = known or {}
    lists: dict[str, _List] = {}
    for rank, layer in enumerate(layers):
        for name, section in layer.sections():
            section.allow(("label", "use", "terms"))
            if rank and name not in lists:
                layer.fail(name, f"ここに書けるのは {'、'.join((*known, *lists))} です。つづりを確かめてください。")
            found = lists.setdefault(name, _List(name))
            found.label = section.text("label", found.label)
            extra = _EXTRA.get(name, {})
            for code, words in section.section("terms").sections():
                found.terms[code] = _lay_term(found.terms.get(code), code, words, rank, extra)
            if "use" in section:
                found.terms = {code: _used(found.terms, code, section) for code in section.texts("use")}
    taxonomies = {name: Taxonomy(name, found.label, tuple(_settle(found.terms))) for name, found in lists.items()}
    for name, found in lists.items():
        for key, read in _EXTRA.get(name, {}).items():
            if isinstance(read, _Codes):
                _check_references(found.terms.values(), key, (known | taxonomies)[read.name])
    return taxonomies


def _lay_term(below: _Term | None, code: str, section: Section, rank: int, extra: Mapping[str, Read]) -> _Term:
    section.allow((*_WORDS, *extra))
    if not _CODE.fullmatch(code):
        section.fail("label", f"「{code}」の代わりに、半角の英小文字で始まる名前（例：east_2）を付けてください。")
    if below is None:
        below = _Term(code, _Spelling(section.text("label"), rank, section, "label"), section)
    term = _Term(code, below.label, section, list(below.aliases), below.furigana, below.retired, dict(below.extra))
    if "label" in section:
        term.label = _Spelling(section.text("label"), rank, section, "label")
        term.aliases.append(_Spelling(below.label.words, _FORMER, section, "label"))
    term.aliases += [_Spelling(alias, rank, section, "aliases") for alias in section.texts("aliases")]
    if "furigana" in section:
        term.furigana = section.text("furigana")
        if not text.is_reading(term.furigana):
            section.fail("furigana", "ひらがなで書いてください。")
    if "retired" in section:
        term.retired = section.flag("retired")
    for key, read in extra.items():
        if key in section:
            term.extra[key] = read(section, key)
    return term


def _used(terms: Mapping[str, _Term], code: str, section: Section) -> _Term:
    if code not in terms:
        section.fail("use", f"「{code}」という名前の語がありません。terms に加えるか、つづりを確かめてください。")
    return terms[code]


def _settle(terms: Mapping[str, _Term]) -> Iterator[Term]:
    """Yield the terms with every spelling given to the one term that claims it from the uppermost layer."""
    owners: dict[str, tuple[_Spelling, _Term]] = {}
    for term in terms.values():
        for spelling in (term.label, *term.aliases):
            folded = spelling.folded
            if not folded:
                spelling.section.fail(spelling.key, f"「{spelling.words}」は記号だけなので、読み取りに使えません。")
            owner, other = owners.get(folded, (None, term))
            if owner and other is not term and owner.rank == spelling.rank != _FORMER:
                spelling.section.fail(
                    spelling.key,
                    f"「{spelling.words}」は「{other.label.words}」も使っています。どちらか一方だけに書いてください。",
                )
            if owner is None or spelling.rank > owner.rank:
                owners[folded] = spelling, term
    held: dict[str, dict[str, str]] = {code: {} for code in terms}
    for folded, (spelling, holder) in owners.items():
        held[holder.code][folded] = spelling.words
    for term in terms.values():
        label = term.label.folded
        owner, other = owners[label]
        if other is not term:
            owner.section.fail(
                owner.key,
                f"「{owner.words}」は別の語の名前です。先に「{term.code}」の label を別の名前にしてください。",
            )
        aliases = tuple(words for folded, words in held[term.code].items() if folded != label)
        yield Term(term.code, term.label.words, aliases, term.furigana, term.retired, term.extra)


def _check_references(terms: Iterable[_Term], key: str, taxonomy: Taxonomy) -> None:
    codes = {term.code for term in taxonomy.terms}
    for term in terms:
        named = term.extra.get(key, ())
        for code in named if isinstance(named, tuple) else (named,):
            if code not in codes:
                term.section.fail(key, f"「{code}」は「{taxonomy.label}」にありません。")
