"""What can be printed of one slice, as a person is offered it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from kyodo_desktop.printing.envelopes import EnvelopeFormat
from kyodo_desktop.printing.forms.template import FormTemplate
from kyodo_desktop.printing.label_sheets import LabelSheet
from kyodo_desktop.printing.slice_papers import BrowsingPaper, Bundle, RosterPaper


@dataclass(frozen=True, slots=True)
class Offer:
    """The papers of a slice. ``troubles`` say which files of the office cannot be read, and why.

    ``fitting`` are the ids of the forms that are for the record in front; all of them where none is.
    """

    forms: tuple[FormTemplate, ...]
    rosters: tuple[RosterPaper | BrowsingPaper, ...]
    sheets: Mapping[str, LabelSheet]
    envelopes: Mapping[str, EnvelopeFormat]
    has_cards: bool
    bundles: tuple[Bundle, ...] = ()
    troubles: tuple[str, ...] = ()
    fitting: frozenset[str] = frozenset()
