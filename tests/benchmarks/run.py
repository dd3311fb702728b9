"""Runs the benchmarks: a table on the screen, and a JSON file in ``bench-results/``.

``python -m tests.benchmarks.run [NAME…]`` where NAME is a module without ``_benchmark``. Ends with 1 when a target is
missed.
"""

from __future__ import annotations

import argparse
import importlib
import json
import multiprocessing
import os
import platform
import sys
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict
from pathlib import Path

from kyodo_desktop.core.clock import SystemClock
from tests.benchmarks.measure import Measurement

_HERE = Path(__file__).parent
_SUFFIX = "_benchmark"


def names() -> list[str]:
    """Return the benchmarks that there are, in the order of the alphabet."""
    return sorted(path.stem.removesuffix(_SUFFIX) for path in _HERE.glob(f"*{_SUFFIX}.py"))


def measure(name: str) -> list[Measurement]:
    """Return what one benchmark measures, in this process."""
    module = importlib.import_module(f"tests.benchmarks.{name}{_SUFFIX}")
    return list(module.measure())


def table(measurements: Sequence[Measurement]) -> str:
    """Return the measurements as a table for a terminal."""
    heads = ("", "ours", "limit", "", "ratio", "target", "", "note")
    rows = [heads, *(_cells(measurement) for measurement in measurements)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(heads))]
    aligned = [
        "  ".join(
            cell.rjust(width) if column in (1, 2, 4, 5) else cell.ljust(width)
            for column, (cell, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in rows
    ]
    return "\n".join(aligned)


def _cells(measurement: Measurement) -> tuple[str, ...]:
    return (
        measurement.name,
        f"{measurement.ours:,.2f}",
        "" if measurement.limit is None else f"{measurement.limit:,.2f}",
        measurement.unit,
        "" if measurement.ratio is None else f"{measurement.ratio:.2f}",
        f"{measurement.target:g}",
        "met" if measurement.met else "MISSED",
        measurement.note,
    )


def record(measurements: Sequence[Measurement], folder: Path) -> Path:
    """Write the measurements and the machine they were taken on as JSON into ``folder``; return the file."""
    moment = SystemClock().now()
    content = {
        "taken": moment.isoformat(),
        "machine": {"system": platform.platform(), "python": platform.python_version(), "cores": os.cpu_count()},
        "measurements": [{**asdict(line), "ratio": line.ratio, "met": line.met} for line in measurements],
    }
    folder.mkdir(exist_ok=True)
    path = folder / f"{moment:%Y%m%d-%H%M%S}.json"
    path.write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return path


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the named benchmarks (all, when none is named) and return the exit code."""
    parser = argparse.ArgumentParser(prog="bench", description="Measures against limits taken in the same run.")
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"one or more of: {' '.join(names())}")
    wanted = parser.parse_args(arguments).names or names()
    if unknown := set(wanted) - set(names()):
        parser.error(f"no such benchmark: {' '.join(sorted(unknown))} (there are: {' '.join(names())})")
    measurements: list[Measurement] = []
    fresh = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(max_workers=1, mp_context=fresh, max_tasks_per_child=1) as pool:
        for name in wanted:
            sys.stderr.write(f"{name} …\n")
            measurements += pool.submit(measure, name).result()
    sys.stdout.write(table(measurements) + "\n")
    sys.stdout.write(f"{record(measurements, Path('bench-results'))}\n")
    return 0 if all(measurement.met for measurement in measurements) else 1


if __name__ == "__main__":
    sys.exit(main())
