"""Work that makes very many objects and no garbage."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def collector_held_back() -> Iterator[None]:
    """Keep Python from looking for circular garbage until the block, or the function that this decorates, ends.

    At each tenth of what is made it would look through all that is there; that took a fifth of an import of 100,000
    rows. Of two threads that hold it back at once, the first to end lets it look again.
    """
    if not gc.isenabled():
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
