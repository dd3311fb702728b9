"""登録の状態: what a counter says of a registration on a given day."""

from __future__ import annotations

import datetime as dt
import enum

EXPIRING_DAYS = 60
"""From how many days before its end a registration is called まもなく期限: two months to ask and answer in."""


class Status(enum.StrEnum):
    """The states a registration is listed, filtered and coloured by."""

    VALID = "valid"
    EXPIRING = "expiring"
    EXPIRED = "expired"
    WAITING = "waiting"
    WITHDRAWN = "withdrawn"

    @property
    def label(self) -> str:
        return {
            "valid": "有効",
            "expiring": "まもなく期限",
            "expired": "期限切れ",
            "waiting": "書類待ち",
            "withdrawn": "廃止",
        }[self.value]


def status_of(
    today: dt.date, valid_until: dt.date | None, withdrawn_on: dt.date | None = None, missing_documents: int | None = 0
) -> Status:
    """Return the state on ``today``. A withdrawal counts from its day on; an expiry from the day after the last."""
    if withdrawn_on and withdrawn_on <= today:
        return Status.WITHDRAWN
    if valid_until and valid_until < today:
        return Status.EXPIRED
    if missing_documents:
        return Status.WAITING
    if valid_until and (valid_until - today).days <= EXPIRING_DAYS:
        return Status.EXPIRING
    return Status.VALID
