"""A verified backup of some 120 MiB beside a plain copy of the file that is flushed to the disk."""

from __future__ import annotations

import datetime as dt
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

from kyodo_desktop.application import Office, create_office
from kyodo_desktop.core.clock import FixedClock
from kyodo_desktop.features.office.settings import OfficeSettings
from tests.benchmarks.measure import Measurement, medians, wall_milliseconds

BALLAST = 120
"""MiB of rows beside the office's own."""


def measure() -> Iterator[Measurement]:
    """Measure on one disk, the two in turn."""
    clock = FixedClock(dt.datetime(2026, 11, 21, 10, 0))
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder, "office")
        create_office(root, OfficeSettings(town="汐見野市"), clock)
        with Office(root, clock) as office:
            with office.database.engine.begin() as connection:
                connection.exec_driver_sql("CREATE TABLE ballast (content BLOB)")
                for _ in range(BALLAST * 256):
                    connection.exec_driver_sql("INSERT INTO ballast VALUES (randomblob(4000))")

            def copy() -> None:
                target = Path(folder, "copy.db")
                shutil.copyfile(office.folder.database, target)
                with target.open("rb+") as written:
                    os.fsync(written.fileno())

            ours, limit = medians(
                7,
                lambda: wall_milliseconds(lambda: office.back_up(Path(folder, "backup.kyodo-backup"))),
                lambda: wall_milliseconds(copy),
            )
    yield Measurement("verified backup of 120 MiB", ours, limit, "ms", 2.5, "limit: cp and fsync")
