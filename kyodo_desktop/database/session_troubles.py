"""What goes wrong in a session, in words a clerk can act on."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator

from sqlalchemy.exc import DBAPIError

from kyodo_desktop.database import troubles


@contextlib.contextmanager
def translated() -> Iterator[None]:
    """Turn what the world did into a KnownError; whatever is not known is a bug and goes on as it is."""
    try:
        with troubles.translated():
            yield
    except DBAPIError as error:
        known = troubles.what_happened(error.orig)
        if known is None:
            raise
        raise known from error
