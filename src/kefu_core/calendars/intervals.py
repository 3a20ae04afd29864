"""Stretches of time: half-open pairs of microseconds, in order and apart."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

Interval = tuple[int, int]
"""From an instant (in) to an instant (out), in microseconds since 1970-01-01T00:00Z."""


def united(intervals: Iterable[Interval]) -> list[Interval]:
    """What lies in any of the intervals, in order; what overlaps or touches becomes one, what is empty none.

    >>> united([(5, 9), (1, 2), (2, 4), (6, 7), (3, 3)])
    [(1, 4), (5, 9)]
    """
    whole: list[Interval] = []
    for start, end in sorted(intervals):
        if start >= end:
            continue
        if whole and start <= whole[-1][1]:
            if end > whole[-1][1]:
                whole[-1] = (whole[-1][0], end)
        else:
            whole.append((start, end))
    return whole


def common(some: Iterable[Interval], others: Sequence[Interval]) -> list[Interval]:
    """What lies in one of ``some`` and in one of ``others``; ``others`` are united.

    >>> common([(1, 4), (5, 9)], [(3, 6), (8, 20)])
    [(3, 4), (5, 6), (8, 9)]
    """
    pieces = ((max(start, low), min(end, high)) for start, end in some for low, high in others)
    return [piece for piece in pieces if piece[0] < piece[1]]


def without(some: Iterable[Interval], others: Sequence[Interval]) -> list[Interval]:
    """What lies in one of ``some`` and in none of ``others``; ``others`` are united.

    >>> without([(1, 4), (5, 9)], [(3, 6), (8, 20)])
    [(1, 3), (6, 8)]
    """
    left: list[Interval] = []
    for start, end in some:
        at = start
        for low, high in others:
            if high > at and low < end:
                if low > at:
                    left.append((at, low))
                at = high
        if at < end:
            left.append((at, end))
    return left
