"""Is there a place in a space that no box covers? The one question behind every exact check.

A box is a mask for each column; a space is a box, too. The search fixes one column after another and keeps the set of
boxes that may still cover what is left, as the bits of one integer: columns by which few boxes survive come first;
slots that leave the same boxes are one; a slot that leaves a superset of the boxes that another leaves is skipped,
since what the one covers not, the other does not either. What was found to be covered once is not asked again.
"""

from __future__ import annotations

from collections.abc import Sequence

from attrs import define, field

from kefu_core.verify.axis import runs

Box = tuple[int, ...]
"""A mask for each column."""

FEW = 12
"""Boxes of a cover up to which each is tried whether it is needed."""

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


def meets(one: Box, other: Box) -> Box | None:
    """What two boxes have in common; None where that is nothing."""
    common = []
    for a, b in zip(one, other, strict=True):
        both = a & b
        if not both:
            return None
        common.append(both)
    return tuple(common)


def uncovered(space: Box, boxes: Sequence[Box], budget: Budget) -> Box | None:
    """A box inside ``space`` that meets none of ``boxes``, made as large as it goes; None where all is covered."""
    if not all(space):
        return None
    inside = [each for each in (meets(space, box) for box in boxes) if each is not None]
    if any(each == space for each in inside):
        return None
    found = _Search(space, inside, budget).find()
    return None if found is None else _grown(found, space, inside)


def cover(space: Box, boxes: Sequence[Box], budget: Budget) -> tuple[int, ...]:
    """Places of boxes that cover ``space`` together, few of them if few do; none where all together do not."""
    alone = next((place for place, box in enumerate(boxes) if meets(space, box) == space), None)
    if alone is not None:
        return (alone,)
    inside = [(place, each) for place, each in ((p, meets(space, box)) for p, box in enumerate(boxes)) if each]
    search = _Search(space, [each for _, each in inside], budget)
    if search.find() is not None:
        return ()
    needed = sorted(search.used)
    if len(needed) <= FEW:
        for number in tuple(reversed(needed)):
            rest = [each for each in needed if each != number]
            if uncovered(space, [inside[each][1] for each in rest], budget) is None:
                needed = rest
    return tuple(inside[number][0] for number in needed)


@define
class _Search:
    space: Box
    boxes: Sequence[Box]
    budget: Budget
    used: set[int] = field(init=False, factory=set)
    """Boxes that were seen to cover something: together they cover all, if nothing is found."""
    _atoms: list[list[tuple[int, int]]] = field(init=False)
    _full: list[int] = field(init=False)
    _covered: set[tuple[int, int]] = field(init=False, factory=set)

    @_atoms.default
    def _of_each_column(self) -> list[list[tuple[int, int]]]:
        return [atoms(mask, [box[place] for box in self.boxes]) for place, mask in enumerate(self.space)]

    @_full.default
    def _boxes_as_wide_as_the_space(self) -> list[int]:
        return [
            sum(1 << number for number, box in enumerate(self.boxes) if box[place] == mask)
            for place, mask in enumerate(self.space)
        ]

    def find(self) -> Box | None:
        """A box that no other meets."""
        self.budget.take(len(self.boxes) + 1)
        chosen = list(self.space)
        return tuple(chosen) if self._search((1 << len(self.boxes)) - 1, list(range(len(self.space))), chosen) else None

    def _search(self, alive: int, columns: list[int], chosen: list[int]) -> bool:
        if not alive:
            return True
        covering = alive
        for column in columns:
            covering &= self._full[column]
        key = (alive, sum(1 << column for column in columns))
        if covering:
            self.used.add((covering & -covering).bit_length() - 1)
            return False
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

    def _narrowest(self, alive: int, columns: list[int]) -> tuple[int, list[tuple[int, int]]]:
        """The column by a slot of which the fewest boxes survive, and its slots by the boxes that they leave."""
        best: tuple[int, list[tuple[int, int]]] | None = None
        fewest = (alive.bit_count() + 1, 0)
        for column in columns:
            if not alive & ~self._full[column]:
                continue
            self.budget.take(len(self._atoms[column]))
            classes: dict[int, int] = {}
            for boxes, slots in self._atoms[column]:
                left = alive & boxes
                classes[left] = classes.get(left, 0) | slots
            rank = (min(left.bit_count() for left in classes), len(classes))
            if best is None or rank < fewest:
                fewest, best = rank, (column, sorted(classes.items(), key=lambda entry: entry[0].bit_count()))
                if rank[0] == 0:
                    break
        assert best is not None, "a box that is as wide as the space in each column covers it"
        return best


def atoms(space: int, masks: Sequence[int]) -> list[tuple[int, int]]:
    """The slots of ``space`` by which of ``masks`` have them: (a bit for each mask that has them, the slots)."""
    toggles: dict[int, int] = {}
    for number, mask in enumerate(masks):
        for first, after in runs(mask):
            toggles[first] = toggles.get(first, 0) ^ 1 << number
            toggles[after] = toggles.get(after, 0) ^ 1 << number
    places = sorted({*toggles, *(place for run in runs(space) for place in run)})
    found: dict[int, int] = {}
    having = 0
    for place, following in zip(places, [*places[1:], places[-1]], strict=True):
        having ^= toggles.get(place, 0)
        stretch = ((1 << following) - (1 << place)) & space
        if stretch:
            found[having] = found.get(having, 0) | stretch
    return list(found.items())


def _grown(box: Box, space: Box, boxes: Sequence[Box]) -> Box:
    """``box`` made wider, column by column, as long as it meets no other."""
    grown = list(box)
    for column, mask in enumerate(space):
        if grown[column] == mask:
            continue
        near = [
            other[column]
            for other in boxes
            if all(other[place] & grown[place] for place in range(len(space)) if place != column)
        ]
        taken = 0
        for each in near:
            taken |= each
        grown[column] = mask & ~taken
    return tuple(grown)
