"""How a slice announces itself. The shell and the command line iterate over these and know no slice by name.

A descriptor is cheap to import: what is heavy (mapped classes, pages) is named and loaded at its first use.
"""

from __future__ import annotations

import importlib
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Tab:
    """One tab of the window."""

    name: str
    label: str
    """The words on it."""
    icon: str
    """A file of ``resources/icons`` without its ending."""
    page: str
    """A function of the page's place (``ui.place.Place``) that builds it."""


@dataclass(frozen=True, slots=True)
class Slice:
    """One feature with records. The dotted names have the shape ``package.module:attribute``."""

    name: str
    """Also the name on the command line and of the table of its records."""
    tab: Tab
    service: str
    """Its service class, a RecordService."""
    papers: str
    """What it prints: a ``SlicePapers``."""
    sheets: str
    """What it reads from files and writes to them: a ``SliceSheets``."""


def resolve(dotted: str) -> Any:
    """Return what a dotted name of a descriptor means."""
    module, _, attribute = dotted.partition(":")
    return getattr(importlib.import_module(module), attribute)
