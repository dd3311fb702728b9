"""Process start to the first paint and to the first list filled, beside a bare window with four tabs.

``kyodo-desktop`` ends with 0 at what ``KYODO_MARK`` names: at the ``first-paint`` at once, as the bare window does, at
the ``first-list`` when it has let go of the office.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from tests.benchmarks.measure import Measurement, cost_of_process, medians

_AS_INSTALLED = {"QT_QPA_PLATFORM": "offscreen", "PYTHONDONTWRITEBYTECODE": ""}
"""No display; modules are compiled once, by the warm-up."""


def measure() -> Iterator[Measurement]:
    """Measure on the sample office with 7,300 volunteers, CPU time of the whole process."""
    with tempfile.TemporaryDirectory() as folder:
        office = str(Path(folder, "office"))
        cost_of_process([sys.executable, "-m", "kyodo_desktop", "sample", office])
        bare, first_paint, first_list = medians(
            9,
            _cpu([sys.executable, "-m", "tests.benchmarks.bare_window"]),
            _cpu([sys.executable, "-m", "kyodo_desktop", office], KYODO_MARK="first-paint"),
            _cpu([sys.executable, "-m", "kyodo_desktop", office], KYODO_MARK="first-list"),
        )
    yield Measurement("start to first paint", first_paint, bare, "ms CPU", 1.4, "limit: bare PySide6 window")
    yield Measurement("start to first list filled", first_list, bare, "ms CPU", 3.5, "limit: bare PySide6 window")


def _cpu(command: list[str], **environment: str) -> Callable[[], float]:
    return lambda: cost_of_process(command, {**_AS_INSTALLED, **environment}).cpu_milliseconds
