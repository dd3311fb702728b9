"""One audited, indexed save of a volunteer among 7,300, as the window makes it."""

from __future__ import annotations

import datetime as dt
import itertools
import tempfile
from collections.abc import Iterator
from pathlib import Path

from kyodo_desktop.application import Office, create_sample
from kyodo_desktop.core.clock import FixedClock
from kyodo_desktop.core.listing import ListQuery
from kyodo_desktop.core.schema import Draft
from tests.benchmarks.measure import Measurement, medians, wall_milliseconds

LIMIT = 5.0
"""Milliseconds: a tenth of what a person feels."""


def measure() -> Iterator[Measurement]:
    """Measure the write alone: what is read before and after runs beside the screen."""
    clock = FixedClock(dt.datetime(2026, 11, 21, 10, 0))
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder, "office")
        create_sample(root, clock=clock)
        with Office(root, clock) as office:
            service = office.service("volunteers")
            ids = itertools.cycle(service.list_ids(ListQuery()).ids[::37])
            numbers = itertools.count()

            def save() -> None:
                draft = Draft.of(service.load(next(ids)))
                draft.values["name"] = f"見本　{next(numbers)}"
                drafts.append(draft)

            drafts: list[Draft] = []

            def timed() -> float:
                save()
                return wall_milliseconds(lambda: service.save("窓口", drafts.pop()))

            (ours,) = medians(31, timed, warm_up=3)
    yield Measurement("one audited, indexed save", ours, None, "ms", LIMIT, "wall, with the fsync of synchronous=FULL")
