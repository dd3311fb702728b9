"""What a clerk waits for in the main window, without a display, at 100,000 volunteers, and the memory it takes.

With ``KYODO_BENCH_MILLION`` set, keys are measured at 1,000,000 too; their office takes some four minutes to
make, with 3 GB of memory and as much of disk; the whole takes ten.
"""

from __future__ import annotations

import os
import statistics
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from tests.benchmarks.measure import Measurement, cost_of_process, percentile
from tests.benchmarks.worked_window import WorkedWindow

PEOPLE, MANY_PEOPLE = 100_000, 1_000_000
ROUNDS = 3

TYPED = (
    "さとう　けんじ|たかはし|ﾜﾀﾅﾍﾞ|佐藤健|髙橋　和|渡邉|田中　秀明|長谷川|林|ちだ|0143-01|090-12|2丁目5番|"
    "汐見野市中央通5|若草通|V00001|いがらし"
).split("|")
"""Names in kanji and in kana of both widths, telephone numbers, addresses, a 整理番号, each typed letter by letter."""


def measure() -> Iterator[Measurement]:
    """Measure on the sample office, which is as large as it is asked to be."""
    with tempfile.TemporaryDirectory() as folder:
        office = _make(Path(folder, "office"), PEOPLE)
        yield _memory(office)
        yield _opening(office)
        beyond = "" if os.environ.get("KYODO_BENCH_MILLION") else "; 1,000,000 with KYODO_BENCH_MILLION"
        yield _keys(office, PEOPLE, 20, beyond)
    if os.environ.get("KYODO_BENCH_MILLION"):
        with tempfile.TemporaryDirectory() as folder:
            yield _keys(_make(Path(folder, "office"), MANY_PEOPLE), MANY_PEOPLE, 30)


def _make(root: Path, people: int) -> Path:
    """Make an office in a process of its own, which takes the memory of its making with it."""
    command = [sys.executable, "-m", "kyodo_desktop", "sample", str(root), "--volunteers", str(people)]
    cost_of_process(command, seconds=1800)
    return root


def _memory(office: Path) -> Measurement:
    """Measure the largest resident memory of whole processes, the bare window's and the worked one's."""
    places = {"QT_QPA_PLATFORM": "offscreen"}
    bare = cost_of_process([sys.executable, "-m", "tests.benchmarks.bare_window"], places)
    worked = cost_of_process([sys.executable, "-m", "tests.benchmarks.worked_window", str(office)], places)
    note = (
        f"peak: {worked.peak_mebibytes:.0f} after opening, scrolling to the end, a search and a record; "
        f"bare window {bare.peak_mebibytes:.0f}"
    )
    above = worked.peak_mebibytes - bare.peak_mebibytes
    return Measurement(f"window on {PEOPLE:,} above a bare one", above, None, "MiB", 120, note)


def _opening(office: Path) -> Measurement:
    """Measure a window's first look at the list: afterwards its page is there."""
    times = []
    for _ in range(1 + ROUNDS):
        window = WorkedWindow(office)
        window.rest()
        times.append(window.open_list())
        window.rest()
        window.close()
    note = f"median of {ROUNDS} windows, tab shown to first rows painted"
    return Measurement(f"list of {PEOPLE:,} opened", statistics.median(times[1:]), None, "ms", 100, note)


def _keys(office: Path, people: int, target: float, beyond: str = "") -> Measurement:
    """Measure every key twice: typed as soon as the last one's answer is painted, and after the window has rested."""
    window = WorkedWindow(office)
    window.rest()
    window.open_list()
    taken: dict[tuple[str, bool], list[float]] = defaultdict(list)
    for _ in range(1 + ROUNDS):
        for rested in (False, True):
            for text in TYPED:
                window.clear()
                for end in range(1, len(text) + 1):
                    if rested:
                        window.rest()
                    taken[text[:end], rested].append(window.write(text[end - 1]))
    window.close()
    times = [statistics.median(values[1:]) for values in taken.values()]
    note = f"95th percentile of {len(times)} keys, each the median of {ROUNDS}{beyond}"
    return Measurement(f"key to painted list of {people:,}", percentile(times, 95), None, "ms", target, note)
