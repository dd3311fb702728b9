"""What an act costs, whatever else the machine does meanwhile."""

from __future__ import annotations

import time
from collections.abc import Callable

TIMES = 3


def least_cost(act: Callable[[], object]) -> float:
    """Return the CPU seconds that an act took of this thread in the cheapest of three runs.

    Other processes and threads do not count, and a collection of garbage that falls into one run is not in all.
    """
    costs = []
    for _ in range(TIMES):
        begun = time.thread_time()
        act()
        costs.append(time.thread_time() - begun)
    return min(costs)
