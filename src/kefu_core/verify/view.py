"""A table at one moment as boxes in the space of its inputs, and the cases that can really come about there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from attrs import define, evolve, field, frozen

from kefu_core.engine.reference import Environment, candidates, evaluate
from kefu_core.engine.settle import Trouble, settle
from kefu_core.ir.policy import Fact, PolicyIR, Row, Table
from kefu_core.verify.axis import Axis, runs
from kefu_core.verify.cells import told
from kefu_core.verify.search import Box, Budget, atoms, uncovered
from kefu_core.verify.slots import Slots
from kefu_core.verify.upstream import Upstream

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

    ``boxes`` has a box for each row, none of whose masks is empty unless the row never holds. ``proven`` turns False
    when a place had to be left out of which it is not known whether it comes about.
    """

    table: Table
    period: Period
    slots: Slots
    budget: Budget
    axes: tuple[Axis, ...] = field(init=False)
    space: Box = field(init=False)
    boxes: tuple[Box, ...] = field(init=False)
    proven: bool = field(init=False, default=True)
    _atoms: list[list[tuple[int, int]]] = field(init=False, factory=list)
    _known: dict[int, dict[int, int]] = field(init=False, factory=dict)
    _reached: dict[int, Place | None] = field(init=False, factory=dict)
    _refuted: list[Box] = field(init=False, factory=list)
    _upstream: Upstream = field(init=False)

    def __attrs_post_init__(self) -> None:
        self.axes = tuple(self.slots.axis(name) for name in self.table.inputs)
        self.space = tuple(self.slots.possible(name) for name in self.table.inputs)
        masks: list[dict[Any, int]] = [{} for _ in self.axes]
        self.boxes = tuple(self._box(row, masks) for row in self.table.rows)
        self._upstream = Upstream(self.slots, self.budget)
        self._refuted += self._excluded()

    @property
    def ir(self) -> PolicyIR:
        """The policy."""
        return self.slots.ir

    def free(self, boxes: Sequence[Box], within: Box | None = None) -> Place | None:
        """A place that no box covers and that comes about in some case. Raises `BudgetSpent`."""
        space = self.space if within is None else within
        for _ in range(WHOLE_TRIES):
            found = uncovered(space, [*boxes, *self._refuted], self.budget)
            if found is None:
                return None
            wanted = dict(zip(self.table.inputs, found, strict=True))
            facts = self._upstream.case(wanted)
            if facts is not None:
                return Place(found, facts)
            self.refute(found)
        self.proven = False
        return None

    def reached(self, number: int) -> Place | None:
        """A case that a row decides under ``first``, or in which it holds under the other hit policies."""
        if number not in self._reached:
            earlier = [each for each in self.near(number) if each < number] if self.table.hit == "first" else []
            self._reached[number] = self.free([self.boxes[each] for each in earlier], within=self.boxes[number])
        return self._reached[number]

    def near(self, number: int) -> list[int]:
        """The other rows whose boxes meet that of a row."""
        near = (1 << len(self.boxes)) - 1 & ~(1 << number)
        for place, mask in enumerate(self.boxes[number]):
            near &= self._having(place, mask)
        return [first + offset for first, after in runs(near) for offset in range(after - first)]

    def _having(self, place: int, mask: int) -> int:
        """The rows whose boxes have a slot of the mask in a column."""
        if not self._atoms:
            self._atoms += [
                atoms(whole, [box[column] for box in self.boxes]) for column, whole in enumerate(self.space)
            ]
        known = self._known.setdefault(place, {})
        if mask not in known:
            self.budget.take(len(self._atoms[place]))
            rows = 0
            for having, slots in self._atoms[place]:
                if slots & mask:
                    rows |= having
            known[mask] = rows
        return known[mask]

    def refute(self, box: Box) -> None:
        """Leave out a box in which no case was found."""
        self.proven = self.proven and self._upstream.is_exact(self.table.inputs)
        self._refuted.append(box)

    @property
    def of_facts(self) -> bool:
        """Whether all inputs are facts, so that nothing else of the policy is needed to say what the table decides."""
        return all(isinstance(self.ir.names[name], Fact) for name in self.table.inputs)

    def clash(self, place: Place, rows: Iterable[int]) -> bool:
        """Whether some rows of a table of facts clash in a case, by the engine that is the meaning."""
        table, moment = evolve(self.table, rows=tuple(self.table.rows[each] for each in rows)), self.slots.moment
        known = Environment(place.facts, moment.parameters)
        result = settle(
            table,
            [moment.kinds[name] for name in table.outputs],
            candidates(table, moment.kinds, known),
            lambda row, output: evaluate(table.rows[row].outputs[output], known),
        )
        return any(isinstance(each, Trouble) and each.code == "conflict" for each in result.outputs)

    def told(self, box: Box) -> str:
        """The cells that describe a box, as they would stand under ``when``; columns that say nothing left out."""
        cells = [
            (one.name, told(one, mask))
            for one, mask, whole in zip(self.axes, box, self.space, strict=True)
            if mask & whole != whole
        ]
        return ", ".join(f"{name}: {_quoted(cell)}" for name, cell in cells) or "-"

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


def _quoted(cell: str) -> str:
    plain = cell.replace("_", "").replace(".", "").replace("-", "")
    return cell if plain.isalnum() and plain.isascii() else f'"{cell}"'
