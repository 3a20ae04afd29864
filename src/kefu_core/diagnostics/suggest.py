"""The word that somebody probably meant."""

from __future__ import annotations

import re
from collections.abc import Iterable

from kefu_core.diagnostics.confusables import fold

LONGEST = 64
"""Longer words are not compared letter by letter: that would take long, and help nobody."""


def did_you_mean(word: str, candidates: Iterable[str]) -> str | None:
    """The candidate that is most like a word that is none of them, or None.

    Case, look-alike characters and the sort of separator do not count. Then comes the fewest letters added, left out,
    changed or swapped, up to a third of the word; then the same words in another order, and a word that begins or ends
    a candidate.

    >>> did_you_mean("whne", ["when", "then"]), did_you_mean("Ｗhen", ["then", "when"]), did_you_mean("x", ["when"])
    ('when', 'when', None)
    """
    plain = _plain(word)
    ranked = [
        (rank, len(candidate), candidate)
        for candidate in candidates
        if candidate != word and (rank := _rank(plain, _plain(candidate))) is not None
    ]
    return min(ranked)[2] if ranked else None


def _plain(text: str) -> str:
    return re.sub(r"[\s_.-]+", " ", fold(text).casefold()).strip()


def _rank(word: str, candidate: str) -> tuple[int, int] | None:
    """How far a candidate is from a word: first the sort of likeness, then the distance."""
    if not word or not candidate:
        return None
    if word == candidate:
        return 0, 0
    if max(len(word), len(candidate)) > LONGEST:
        return None
    # A word of one letter is like any other: it must be the same.
    bound = min(max(len(word), 3) // 3, len(word) - 1)
    distance = _distance(word, candidate, bound)
    if distance is not None:
        return 1, distance
    if sorted(word.split()) == sorted(candidate.split()):
        return 2, 0
    if len(word) > 2 and (candidate.startswith(word) or candidate.endswith(word)):
        return 3, len(candidate) - len(word)
    return None


def _distance(left: str, right: str, bound: int) -> int | None:
    """The letters to add, leave out, change or swap (optimal string alignment), or None beyond a bound."""
    if abs(len(left) - len(right)) > bound:
        return None
    before: list[int] = []
    above = list(range(len(right) + 1))
    for row, a in enumerate(left, 1):
        here = [row]
        for column, b in enumerate(right, 1):
            cost = min(above[column] + 1, here[-1] + 1, above[column - 1] + (a != b))
            if row > 1 and column > 1 and a == right[column - 2] and left[row - 2] == b:
                cost = min(cost, before[column - 2] + 1)
            here.append(cost)
        if min(here) > bound:
            return None
        before, above = above, here
    return above[-1] if above[-1] <= bound else None
