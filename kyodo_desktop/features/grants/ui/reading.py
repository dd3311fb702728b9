"""What the rules say of an application while it is read or typed, as the page asks for it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from kyodo_desktop.features.grants.assessment import Lines
from kyodo_desktop.features.grants.changing import ChangeStanding
from kyodo_desktop.features.grants.rules.derivation import Line
from kyodo_desktop.features.grants.rules.findings import Finding


@dataclass(frozen=True, slots=True)
class CaseReading:
    """The findings, and how the amount comes about, line by line; no lines before there is anything to compute with.

    ``documents`` are the codes of the papers that the programme asks for.
    """

    findings: tuple[Finding, ...]
    derivation: tuple[Line, ...]
    documents: tuple[str, ...]
    change: ChangeStanding


class CaseSource(Protocol):
    """Knows the rules of the rounds. Everything is called on the database thread."""

    def findings(self, values: Mapping[str, Any], lines: Lines, record_id: int | None = None) -> Sequence[Finding]: ...
    def derivation(self, values: Mapping[str, Any], lines: Lines) -> Sequence[Line]: ...
    def wanted_documents(self, values: Mapping[str, Any]) -> Sequence[str]: ...
    def change_standing(self, values: Mapping[str, Any], lines: Lines) -> ChangeStanding: ...


def read_case(source: CaseSource, values: Mapping[str, Any], lines: Lines, record_id: int | None) -> CaseReading:
    """Return what the rules say; nothing needs to be saved."""
    return CaseReading(
        tuple(source.findings(values, lines, record_id)),
        tuple(source.derivation(values, lines)),
        tuple(source.wanted_documents(values)),
        source.change_standing(values, lines),
    )
