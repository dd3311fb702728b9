"""What every test stands on: no display, an empty home, a clock that stands still, and silence.

Python warnings fail a test by pytest's ``filterwarnings``, Qt messages by pytest-qt's ``qt_log_level_fail``, log
records by the fixture here. pytest-randomly shuffles the tests and prints its seed at the head of the run.
"""

from __future__ import annotations

import datetime as dt
import logging
import os
from collections.abc import Iterator

import hypothesis
import pytest

from kyodo_desktop.core.clock import FixedClock

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

# A machine with other work to do is slow now and then; that is no fault of the code. One commit is judged by the same
# examples wherever it runs; `--hypothesis-profile=search` looks for others.
hypothesis.settings.register_profile(
    "office", derandomize=True, deadline=None, suppress_health_check=[hypothesis.HealthCheck.too_slow]
)
hypothesis.settings.register_profile(
    "search", hypothesis.settings.get_profile("office"), derandomize=False, max_examples=2_000, print_blob=True
)
hypothesis.settings.load_profile("office")


@pytest.fixture(scope="session", autouse=True)
def empty_home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Keep what the program remembers of its user apart from the developer's own; the fonts' cache may be shared."""
    with pytest.MonkeyPatch.context() as patch:
        for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME"):
            patch.setenv(name, str(tmp_path_factory.mktemp(name.lower())))
        yield


@pytest.fixture(autouse=True)
def silent_log(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """Fail a test that leaves a log record of WARNING or above; one that expects it asserts it and clears caplog."""
    yield
    records = [
        record for when in ("setup", "call") for record in caplog.get_records(when) if record.levelno >= logging.WARNING
    ]
    if records:
        pytest.fail("\n".join(f"{record.name}: {record.levelname}: {record.getMessage()}" for record in records))


@pytest.fixture
def clock() -> FixedClock:
    """21 November 2026, ten in the morning."""
    return FixedClock(dt.datetime(2026, 11, 21, 10, 0))
