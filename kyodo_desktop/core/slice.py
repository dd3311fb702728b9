"""How a slice announces itself. The shell and the command line iterate over these and know no slice by name.

A descriptor is cheap to import: what is heavy (mapped classes, pages) is named and loaded at its first use.
"""

from __future__ import annotations

import importlib
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Slice:
    """One feature. The dotted names have the shape ``package.module:attribute``."""

    name: str
    """Also the name on the command line and of the table of its records."""
    label: str
    """The words on its tab."""
    icon: str
    """A file of ``resources/icons`` without its ending."""
    service: str
    """Its service class, a RecordService."""
    page: str
    """A function of the page's place that builds its tab."""
    papers: str = ""
    """A tuple of the papers it prints."""


def resolve(dotted: str) -> Any:
    """Return what a dotted name of a descriptor means."""
    module, _, attribute = dotted.partition(":")
    return getattr(importlib.import_module(module), attribute)
