"""What a benchmark says, and the ways to take a time."""

from __future__ import annotations

import gc
import os
import statistics
import subprocess
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from kyodo_desktop.core.garbage import collector_held_back


@dataclass(frozen=True, slots=True)
class Measurement:
    """One line of the table.

    With a ``limit`` (what cannot be undercut, or what others do, taken in the same run) ``target`` is the highest
    ``ours / limit`` that is accepted; without one it is the highest ``ours``. ``ours`` and ``limit`` are in ``unit``.
    """

    name: str
    ours: float
    limit: float | None
    unit: str
    target: float
    note: str = ""

    @property
    def ratio(self) -> float | None:
        """``ours / limit``, or None for an absolute measure."""
        return None if self.limit is None else self.ours / self.limit

    @property
    def met(self) -> bool:
        """Whether the target is kept."""
        return (self.ours if self.ratio is None else self.ratio) <= self.target


@dataclass(frozen=True, slots=True)
class Cost:
    """What a finished process took: CPU of its user and system time, wall time, and its largest resident memory."""

    cpu_milliseconds: float
    wall_milliseconds: float
    peak_mebibytes: float


def cost_of_process(
    command: Sequence[str], environment: Mapping[str, str] | None = None, *, seconds: float = 120
) -> Cost:
    """Run a command to its end and return what it cost, what it waited for included.

    ``environment`` is added to this process's own. Raises RuntimeError with what it wrote when it does not end with 0,
    or not within ``seconds``.
    """
    began = time.perf_counter()
    with subprocess.Popen(
        command, env={**os.environ, **(environment or {})}, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
    ) as process:
        assert process.stderr is not None
        limit = threading.Timer(seconds, process.kill)
        limit.start()
        written = process.stderr.read()
        _, status, usage = os.wait4(process.pid, 0)
        limit.cancel()
        wall = time.perf_counter() - began
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise RuntimeError(f"{command} ended with {process.returncode}:\n{written.decode(errors='replace')}")
    return Cost((usage.ru_utime + usage.ru_stime) * 1000, wall * 1000, usage.ru_maxrss / 1024)


def cpu_milliseconds(function: Callable[[], object]) -> float:
    """Return the CPU time of one call, all threads of this process included, the garbage collector held back."""
    gc.collect()
    with collector_held_back():
        began = time.process_time()
        function()
        return (time.process_time() - began) * 1000


def wall_milliseconds(function: Callable[[], object]) -> float:
    """Return the time of one call as a person feels it, the garbage collector held back."""
    gc.collect()
    with collector_held_back():
        began = time.perf_counter()
        function()
        return (time.perf_counter() - began) * 1000


def medians(count: int, *takes: Callable[[], float], warm_up: int = 1) -> tuple[float, ...]:
    """Return the median of ``count`` values of each take.

    The takes are called in turn, so that a machine that gets busy or hot slows all of them alike; the first
    ``warm_up`` rounds are thrown away.
    """
    rounds = [[take() for take in takes] for _ in range(warm_up + count)][warm_up:]
    return tuple(statistics.median(values) for values in zip(*rounds, strict=True))


def percentile(values: Sequence[float], share: float) -> float:
    """Return the smallest value that at least ``share`` percent of ``values`` do not exceed (nearest rank)."""
    rank = max(1, -(-len(values) * share // 100))
    return sorted(values)[int(rank) - 1]
