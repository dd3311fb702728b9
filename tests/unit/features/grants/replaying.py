"""The account of a grant told anew from its first event."""

from __future__ import annotations

from collections.abc import Iterable

from kyodo_desktop.features.grants.rules.account import Account, Event, after


def replay(events: Iterable[Event], advance_permille: int = 1000, *, may_raise: bool = False) -> Account:
    """Return the account after all events, in the order in which they happened. Raises InputError as ``after``."""
    account = Account(advance_permille, may_raise)
    for event in events:
        account = after(account, event)
    return account
