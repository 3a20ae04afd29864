"""Is there a column that never makes a difference to what its table decides? (S35)

A column matters where two cases that differ in it alone are decided differently. For two neighbouring classes of its
slots the search follows the rows that may hold for either, column by column, until what decides both is known. It looks
at all combinations of the other inputs, whether they come about or not: so what it finds holds for every case. Where
rows clash, other rows that clash are another answer: what the column is good for shows when the clash is mended.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from attrs import define, field

from kefu_core.decide import Policy
from kefu_core.diagnostics import Diagnostic, problem
from kefu_core.ir.expressions import names_in
from kefu_core.verify.boxes import Boxes
from kefu_core.verify.view import View


def idle_columns(view: View, _policy: Policy) -> Iterator[Diagnostic]:
    """The inputs on which nothing depends."""
    table = view.table
    outputs = [each for row in table.rows for each in row.outputs]
    outputs += table.default.outputs if table.default else ()
    read = frozenset().union(*(names_in(each) for each in outputs)) if outputs else frozenset()
    pairs = _Pairs(view)
    for place, name in enumerate(table.inputs):
        if name not in read and not pairs.differ(place):
            yield problem("idle-column", table.span, name=name, table=table.id)


@define
class _Pairs:
    view: View
    _rows: Boxes = field(init=False)

    def __attrs_post_init__(self) -> None:
        self._rows = Boxes.of(self.view.space, self.view.boxes)

    def differ(self, column: int) -> bool:
        """Whether two cases that differ in the column alone are decided differently."""
        rest = [place for place in range(len(self.view.axes)) if place != column]
        seen: set[tuple[int, int, int]] = set()
        return any(self._differ(one, other, rest, seen) for (one, _), (other, _) in pairwise(self._rows.atoms[column]))

    def _differ(self, one: int, other: int, columns: list[int], seen: set[tuple[int, int, int]]) -> bool:
        one, other = self._trimmed(one, columns), self._trimmed(other, columns)
        if one == other:
            return False
        if not columns:
            return bool(self._result(one) != self._result(other))
        if self._single(one, columns) and self._single(other, columns):
            return bool(self._result(one) != self._result(other))
        key = (one, other, len(columns))
        if key in seen:
            return False
        seen.add(key)
        column, *rest = columns
        self.view.budget.take(len(self._rows.atoms[column]))
        pairs = dict.fromkeys((one & rows, other & rows) for rows, _ in self._rows.atoms[column])
        return any(self._differ(a, b, rest, seen) for a, b in pairs)

    def _trimmed(self, rows: int, columns: list[int]) -> int:
        """Without the rows that cannot decide: under ``first`` those after one that holds for sure."""
        if self.view.table.hit != "first":
            return rows
        sure = rows
        for column in columns:
            sure &= self._rows.full[column]
        return rows & ((sure & -sure) * 2 - 1) if sure else rows

    def _single(self, rows: int, columns: list[int]) -> bool:
        """Whether what the rows decide is settled: none is left, or one that holds for sure."""
        sure = rows
        for column in columns:
            sure &= self._rows.full[column]
        return rows == sure

    def _result(self, rows: int) -> Any:
        """What rows that all hold decide."""
        table = self.view.table
        held = [number for number in range(len(table.rows)) if rows >> number & 1]
        default = None if table.default is None else table.default.outputs
        if not held:
            return default
        if table.hit == "first":
            return table.rows[held[0]].outputs
        outputs = [table.rows[number].outputs for number in held]
        if table.hit == "collect":
            return tuple(outputs)
        agree = len(held) == 1 if table.hit == "unique" else all(each == outputs[0] for each in outputs)
        return outputs[0] if agree else tuple(held)
