"""Which steps several records have in common."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kyodo_desktop.core.lifecycle import Step


def shared_steps(offered: Sequence[Sequence[Step]]) -> tuple[Step, ...]:
    """Return the steps that all records offer, in the order of the first.

    Records of different lives may have their own step under the same code: such a step asks for what any of them asks
    for, and goes with the papers that all of them have.
    """
    if not offered:
        return ()
    shared = []
    for step in offered[0]:
        own = [other for steps in offered for other in steps if other.code == step.code]
        if len(own) == len(offered):
            shared.append(
                replace(
                    step,
                    asks=tuple(dict.fromkeys(name for each in own for name in each.asks)),
                    needs=tuple(dict.fromkeys(name for each in own for name in each.needs)),
                    fills=tuple(dict.fromkeys(name for each in own for name in each.fills)),
                    papers=tuple(name for name in step.papers if all(name in each.papers for each in own)),
                )
            )
    return tuple(shared)
