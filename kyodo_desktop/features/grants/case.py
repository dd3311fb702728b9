"""One application with all that a step of it is judged by."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from kyodo_desktop.core.lifecycle import Lifecycle
from kyodo_desktop.core.schema import Snapshot
from kyodo_desktop.core.taxonomy import Words
from kyodo_desktop.features.grants.assessment import Lines, missing_terms
from kyodo_desktop.features.grants.rules.account import Account
from kyodo_desktop.features.grants.settling import Settling, settle_application


@dataclass(frozen=True, slots=True)
class Case:
    """What an application says, its life, its money, and the rules of its round, where that is registered."""

    values: Mapping[str, Any]
    lines: Lines
    life: Lifecycle
    account: Account
    grant_round: Snapshot | None
    words: Words

    def settled(self) -> Settling | None:
        """Return 額の確定 as the result and the receipts give it; None without a decision or rules to settle by."""
        if self.grant_round is None or not self.account.decided:
            return None
        if missing_terms(self.grant_round, self.values.get("frame")):
            return None
        return settle_application(self.values, self.lines, self.grant_round, self.account, self.words)
