"""What goes wrong in a session, in words a clerk can act on."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator

from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm.exc import StaleDataError

from kyodo_desktop.core.errors import InputError
from kyodo_desktop.database import troubles


@contextlib.contextmanager
def translated() -> Iterator[None]:
    """Turn what the world did into a KnownError; whatever is not known is a bug and goes on as it is."""
    try:
        with troubles.translated():
            yield
    except StaleDataError as error:
        raise InputError(
            "この記録は、開いた後に別の画面で変更されています。入力した内容は残っています。最新の内容を確かめてから、もう一度保存してください。"
        ) from error
    except DBAPIError as error:
        known = troubles.what_happened(error.orig)
        if known is None:
            raise
        raise known from error
