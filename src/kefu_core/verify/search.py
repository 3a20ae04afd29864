"""Is there a place in a space that no box covers? The one question behind every exact check.

A box is a mask for each column; a space is a box, too; a set of boxes is the bits of their numbers. The search fixes
one column after another and keeps the set of boxes that may still cover what is left: columns by which few boxes
survive come first; slots that leave the same boxes are one; a slot that leaves a superset of the boxes that another
leaves is skipped, since what the one covers not, the other does not either. What was found to be covered once is not
asked again.
"""

from __future__ import annotations

from collections.abc import Sequence

from attrs import define, field

Box = tuple[int, ...]
"""A mask for each column."""

Atoms = list[tuple[int, int]]
"""The slots of a column by which boxes have them: (a bit for each box that has them, the slots)."""

BRANCH = 4
"""Steps that a branch costs beside the slots that it looks at."""

WIDE = 48
"""Classes of slots above which not all are compared with one another."""


class BudgetSpent(Exception):  # noqa: N818 - it says what is the case
    """The search was longer than it may be."""


@define
class Budget:
    """The steps that a search may still take."""

    left: int

    def take(self, steps: int) -> None:
        """Take some. Raises `BudgetSpent`."""
        self.left -= steps
        if self.left < 0:
            raise BudgetSpent


@define
class Search:
    """A search of ``space``, whose slots are classed, column by column, by which boxes have them."""

    space: Box
    classes: Sequence[Atoms]
    budget: Budget
    used: int = field(init=False, default=0)
    """Boxes that were seen to cover something: together they cover all, if nothing is found."""
    _full: list[int] = field(init=False)
    _covered: set[tuple[int, int]] = field(init=False, factory=set)

    @_full.default
    def _boxes_as_wide_as_the_space(self) -> list[int]:
        full = []
        for classes in self.classes:
            wide = -1
            for having, _ in classes:
                wide &= having
            full.append(wide)
        return full

    def find(self, alive: int) -> Box | None:
        """A place that none of the boxes covers."""
        chosen = list(self.space)
        return tuple(chosen) if self._search(alive, list(range(len(self.space))), chosen) else None

    def _search(self, alive: int, columns: list[int], chosen: list[int]) -> bool:
        self.budget.take(BRANCH)
        if not alive:
            return True
        covering = alive
        for column in columns:
            covering &= self._full[column]
        if covering:
            self.used |= covering & -covering
            return False
        key = (alive, sum(1 << column for column in columns))
        if key in self._covered:
            return False
        column, classes = self._narrowest(alive, columns)
        rest = [each for each in columns if each != column]
        kept: list[int] = []
        whole = chosen[column]
        for left, slots in classes:
            if len(classes) <= WIDE:
                if any(other & left == other for other in kept):
                    continue
                kept.append(left)
            chosen[column] = slots
            if self._search(left, rest, chosen):
                return True
        chosen[column] = whole
        self._covered.add(key)
        return False

    def _narrowest(self, alive: int, columns: list[int]) -> tuple[int, Atoms]:
        """The column by a slot of which the fewest boxes survive, and its slots by the boxes that they leave."""
        best: tuple[int, Atoms] | None = None
        fewest = (alive.bit_count() + 1, 0)
        for column in columns:
            if not alive & ~self._full[column]:
                continue
            self.budget.take(len(self.classes[column]))
            classes: dict[int, int] = {}
            for boxes, slots in self.classes[column]:
                left = alive & boxes
                classes[left] = classes.get(left, 0) | slots
            rank = (min(left.bit_count() for left in classes), len(classes))
            if best is None or rank < fewest:
                fewest, best = rank, (column, sorted(classes.items(), key=lambda entry: entry[0].bit_count()))
                if rank[0] == 0:
                    break
        assert best is not None, "a box that is as wide as the space in each column covers it"
        return best
