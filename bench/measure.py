"""Timing side by side on a machine that has other work to do.

Contenders take turns, round by round, each for a few milliseconds, so that what slows one slows its neighbours, too. A
ratio is taken inside a round; what is told is the median over the rounds, with the least and the most. The clock counts
the processor's time for this process, all threads together: while another program has the core, it stands still.
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Mapping, Sequence
from statistics import median
from time import perf_counter, process_time
from typing import Final

from attrs import frozen

SLICE: Final = 0.004
"""Seconds that one turn should take at least."""


@frozen
class Contender:
    """Something that is timed: ``loop`` works through the whole sample once, ``calls`` is the size of the sample."""

    name: str
    loop: Callable[[], object]
    calls: int


@frozen
class Spread:
    """The median of what the rounds gave, the least and the most."""

    median: float
    least: float
    most: float


@frozen
class Timings:
    """Seconds a call, by contender and round."""

    seconds: Mapping[str, Sequence[float]]

    def rate(self, name: str) -> Spread:
        """Calls a second."""
        return spread([1 / each for each in self.seconds[name]])

    def ratio(self, name: str, *, to: str) -> Spread:
        """How many times as fast as ``to``."""
        return spread([theirs / ours for ours, theirs in zip(self.seconds[name], self.seconds[to], strict=True)])


def side_by_side(contenders: Sequence[Contender], *, rounds: int) -> Timings:
    """Time the contenders in turns. The garbage collector waits while one runs, as it does in `timeit`."""
    repeats = {each.name: _repeats(each) for each in contenders}
    seconds: dict[str, list[float]] = {each.name: [] for each in contenders}
    collects = gc.isenabled()
    gc.disable()
    try:
        for turn in range(rounds):
            start = turn % len(contenders)  # nobody is always first
            for each in [*contenders[start:], *contenders[:start]]:
                times = repeats[each.name]
                seconds[each.name].append(_time(each.loop, times) / (times * each.calls))
            gc.collect()
    finally:
        if collects:
            gc.enable()
    return Timings(seconds)


def once(work: Callable[[], object], *, rounds: int) -> Spread:
    """Seconds by the clock on the wall for work that is measured alone."""
    return spread([_wall(work) for _ in range(rounds)])


def _repeats(contender: Contender) -> int:
    contender.loop()
    return max(1, round(SLICE / min(_time(contender.loop, 1) for _ in range(3))))


def _time(loop: Callable[[], object], times: int) -> float:
    start = process_time()
    for _ in range(times):
        loop()
    return process_time() - start


def _wall(work: Callable[[], object]) -> float:
    start = perf_counter()
    work()
    return perf_counter() - start


def spread(values: Sequence[float]) -> Spread:
    """The median of what was measured, the least and the most."""
    return Spread(median(values), min(values), max(values))
