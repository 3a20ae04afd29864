"""Boxes in a space, and what no one of some of them covers.

Each column knows which boxes have each of its slots, so that a question about some of the boxes, inside some part of
the space, begins with a few operations on integers.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from attrs import define, field, frozen

from kefu_core.verify.axis import runs
from kefu_core.verify.search import Atoms, Box, Budget, Search

FEW = 12
"""Boxes of a cover up to which each is tried whether it is needed."""


def meets(one: Box, other: Box) -> Box | None:
    """What two boxes have in common; None where that is nothing."""
    common = tuple(a & b for a, b in zip(one, other, strict=True))
    return common if all(common) else None


@frozen
class Cover:
    """The boxes, as bits, that cover a space together."""

    boxes: int


@define
class Boxes:
    """Boxes in a space, numbered from 0."""

    space: Box
    atoms: list[Atoms]
    full: list[int]
    """For each column the boxes that are as wide in it as the space."""
    count: int
    _known: list[dict[int, int]] = field(init=False)

    @_known.default
    def _nothing_of_each_column(self) -> list[dict[int, int]]:
        return [{} for _ in self.space]

    @classmethod
    def of(cls, space: Box, boxes: Sequence[Box]) -> Boxes:
        """Some boxes in a space."""
        wide = [
            sum(1 << number for number, box in enumerate(boxes) if box[place] == mask)
            for place, mask in enumerate(space)
        ]
        return cls(
            space, [atoms(mask, [box[place] for box in boxes]) for place, mask in enumerate(space)], wide, len(boxes)
        )

    def add(self, box: Box) -> int:
        """Add a box; returns its bit."""
        bit = 1 << self.count
        self.count += 1
        for place, mask in enumerate(box):
            parts = ((having | bit, slots & mask) for having, slots in self.atoms[place])
            rest = ((having, slots & ~mask) for having, slots in self.atoms[place])
            self.atoms[place] = [each for each in (*parts, *rest) if each[1]]
            self.full[place] |= bit if mask == self.space[place] else 0
            self._known[place].clear()
        return bit

    def meeting(self, box: Box, among: int, budget: Budget) -> int:
        """Those of some boxes that have a place in common with a box."""
        for place, mask in enumerate(box):
            if among:
                among &= self._having(place, mask, budget)
        return among

    def look(self, within: Box, among: int, budget: Budget) -> Box | Cover:
        """A box inside a space that meets none of some boxes, made as large as it goes, or what covers the space."""
        if not all(within):
            return Cover(0)
        alive = self.meeting(within, among, budget)
        if not alive:
            return within
        search = Search(
            within, [self._classes(place, mask, alive, budget) for place, mask in enumerate(within)], budget
        )
        found = search.find(alive)
        return Cover(search.used) if found is None else self._grown(found, within, alive, budget)

    def needed(self, space: Box, cover: Cover, budget: Budget) -> int:
        """Of boxes that cover a space, those that are needed; all, where they are more than a few."""
        needed = cover.boxes
        if needed.bit_count() <= FEW:
            for bit in reversed(list(bits(needed))):
                rest = needed & ~(1 << bit)
                if isinstance(self.look(space, rest, budget), Cover):
                    needed = rest
        return needed

    def _having(self, place: int, mask: int, budget: Budget) -> int:
        """The boxes that have a slot of the mask in a column."""
        known = self._known[place]
        if mask not in known:
            budget.take(len(self.atoms[place]))
            boxes = 0
            for having, slots in self.atoms[place]:
                if slots & mask:
                    boxes |= having
            known[mask] = boxes
        return known[mask]

    def _classes(self, place: int, mask: int, alive: int, budget: Budget) -> Atoms:
        """The slots of a mask by which of some boxes have them."""
        budget.take(len(self.atoms[place]))
        classes: dict[int, int] = {}
        for having, slots in self.atoms[place]:
            here = slots & mask
            if here:
                left = having & alive
                classes[left] = classes.get(left, 0) | here
        return list(classes.items())

    def _grown(self, box: Box, space: Box, alive: int, budget: Budget) -> Box:
        """``box`` made wider, column by column, as long as it meets none of the boxes."""
        grown = list(box)
        for column, mask in enumerate(space):
            if grown[column] == mask:
                continue
            near = self.meeting((*grown[:column], mask, *grown[column + 1 :]), alive, budget)
            for having, slots in self.atoms[column]:
                if not having & near:
                    grown[column] |= slots & mask
        return tuple(grown)


def atoms(space: int, masks: Sequence[int]) -> Atoms:
    """The slots of ``space`` by which of ``masks`` have them."""
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


def bits(number: int) -> Iterator[int]:
    """The places of the bits of a number that are set, from the lowest."""
    while number:
        low = number & -number
        yield low.bit_length() - 1
        number ^= low
