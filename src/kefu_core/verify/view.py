"""A table at one moment as boxes in the space of its inputs, and the cases that can really come about there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import partial
from typing import Any, Final

from attrs import define, field, frozen

from kefu_core.diagnostics import Language, Named
from kefu_core.ir.policy import Fact, PolicyIR, Row, Table
from kefu_core.verify.axis import Axis
from kefu_core.verify.boxes import Boxes, Cover, bits
from kefu_core.verify.cells import quoted, told
from kefu_core.verify.clash import clash
from kefu_core.verify.search import Box, Budget
from kefu_core.verify.slots import Slots
from kefu_core.verify.upstream import Upstream
from kefu_core.wording import Lexicon

LANGUAGES: Final[tuple[Language, ...]] = ("zh", "en")
WHOLE_TRIES = 200
"""Places that turn out not to come about before a search gives up."""


@frozen
class Period:
    """From a local date (None: ever) until the next date of change (None: none comes)."""

    since: date | None
    until: date | None


@frozen
class Place:
    """A box in the space of a table, and the facts of a case that lies in it, by name, as the engines hold them."""

    box: Box
    facts: Mapping[str, Any] = field(hash=False)


@define
class View:
    """A table during one period. Raises `OutsideFragment` when made where a cell does not compare with constants.

    ``boxes`` has a box for each row, none of whose masks is empty unless the row never holds; in ``ground``, what was
    found not to come about is added to them. Sets of rows are the bits of their numbers. ``proven`` turns
    False when a place had to be left out of which it is not known whether it comes about.
    """

    table: Table
    period: Period
    slots: Slots
    budget: Budget
    axes: tuple[Axis, ...] = field(init=False)
    space: Box = field(init=False)
    boxes: tuple[Box, ...] = field(init=False)
    ground: Boxes = field(init=False)
    proven: bool = field(init=False, default=True)
    _reached: dict[int, Place | None] = field(init=False, factory=dict)
    _masking: dict[int, Cover] = field(init=False, factory=dict)
    _masked: int = field(init=False, default=0)
    _refuted: int = field(init=False, default=0)
    _upstream: Upstream = field(init=False)

    def __attrs_post_init__(self) -> None:
        self.axes = tuple(self.slots.axis(name) for name in self.table.inputs)
        self.space = tuple(self.slots.possible(name) for name in self.table.inputs)
        masks: list[dict[Any, int]] = [{} for _ in self.axes]
        self.boxes = tuple(self._box(row, masks) for row in self.table.rows)
        self._upstream = Upstream(self.slots, self.budget)
        self.ground = Boxes.of(self.space, self.boxes)
        for box in self._excluded():
            self._refuted |= self.ground.add(box)

    @property
    def ir(self) -> PolicyIR:
        """The policy."""
        return self.slots.ir

    @property
    def every(self) -> int:
        """All rows, as the bits of their numbers."""
        return (1 << len(self.boxes)) - 1

    def free(self, boxes: int, within: Box | None = None) -> Place | None:
        """A place that none of some rows, or of boxes added, covers, and that comes about. Raises `BudgetSpent`."""
        found = self._look(boxes, self.space if within is None else within)
        return None if isinstance(found, Cover) else found

    def reached(self, number: int) -> Place | None:
        """A case that a row decides under ``first``, or in which it holds under the other hit policies."""
        if number not in self._reached:
            earlier = self.before(number) if self.table.hit == "first" else 0
            found = self._look(earlier, self.boxes[number])
            self._reached[number] = None if isinstance(found, Cover) else found
            if isinstance(found, Cover) and earlier and not isinstance(self._look(0, self.boxes[number]), Cover):
                self._masking[number] = found  # it holds in some case, and none is left to it
                self._masked |= 1 << number
        return self._reached[number]

    def masking(self, number: int) -> list[int]:
        """Earlier rows that hold wherever a row does that was not reached; none where it is not due to them alone."""
        if number not in self._masking:
            return []
        needed = self.ground.needed(self.boxes[number], self._masking[number], self.budget)
        return list(bits(needed & self.every))

    def near(self, number: int) -> int:
        """The other rows whose boxes meet that of a row."""
        return self.ground.meeting(self.boxes[number], self.every & ~(1 << number), self.budget)

    def before(self, number: int) -> int:
        """The earlier rows whose boxes meet that of a row, less those that come after others wherever they hold."""
        return self.near(number) & ((1 << number) - 1) & ~self._masked

    def _look(self, boxes: int, space: Box) -> Place | Cover:
        """A place that no box covers and that comes about in some case, or what covers the space."""
        for _ in range(WHOLE_TRIES):
            found = self.ground.look(space, boxes | self._refuted, self.budget)
            if isinstance(found, Cover):
                return found
            facts = self._upstream.case(dict(zip(self.table.inputs, found, strict=True)))
            if facts is not None:
                return Place(found, facts)
            self.refute(found)
        self.proven = False
        return Cover(self._refuted)

    def refute(self, box: Box) -> None:
        """Leave out a box in which no case was found."""
        self.proven = self.proven and self._upstream.is_exact(self.table.inputs)
        self._refuted |= self.ground.add(box)

    @property
    def of_facts(self) -> bool:
        """Whether all inputs are facts, so that nothing else of the policy is needed to say what the table decides."""
        return all(isinstance(self.ir.names[name], Fact) for name in self.table.inputs)

    def clash(self, place: Place, rows: Iterable[int]) -> bool:
        """Whether some rows of a table of facts clash in a case, by the engine that is the meaning."""
        return clash(self.table, rows, place.facts, self.slots.moment)

    def told(self, box: Box) -> Named:
        """The cells that describe a box, as they could stand under ``when``; columns that say nothing left out."""
        chinese, english = (self._told(box, Lexicon(self.ir, language)) for language in LANGUAGES)
        return Named(english, zh=chinese)

    def _told(self, box: Box, lexicon: Lexicon) -> str:
        cells = [
            f"{lexicon.key(one.name)}: {quoted(told(one, mask, partial(lexicon.entry, one.name)))}"
            for one, mask, whole in zip(self.axes, box, self.space, strict=True)
            if mask & whole != whole
        ]
        return ", ".join(cells) or "-"

    def _box(self, row: Row, masks: Sequence[dict[Any, int]]) -> Box:
        box = []
        for one, cell, known in zip(self.axes, row.cells, masks, strict=True):
            if cell not in known:
                known[cell] = one.mask(cell)
            box.append(known[cell])
        return tuple(mask & whole for mask, whole in zip(box, self.space, strict=True))

    def _excluded(self) -> Iterator[Box]:
        """What was declared impossible in so many columns of this table."""
        for each in self.ir.impossible:
            cells = {condition.name: condition.test for condition in each.when}
            if cells.keys() <= set(self.table.inputs):
                yield tuple(
                    one.mask(cells[one.name]) & whole if one.name in cells else whole
                    for one, whole in zip(self.axes, self.space, strict=True)
                )
