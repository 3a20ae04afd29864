"""Long tables → an index: a dictionary on the columns that ask for equality, then bisection on one column of ranges.

A column is *keyed* where every cell is ``-`` or a list of constants, and *ranged* where every cell is ``-`` or an
interval with constant ends. Rows are grouped by which keyed columns they name (the mask); a group is a dictionary from
the named values to a bucket. A bucket cuts the ranged column at its rows' end points: between two cuts the same rows
hold, so that a look-up is one hash and one bisection, whatever the number of rows. Cells of all other columns are
tested row by row on what is left.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping
from itertools import product
from typing import Any

from attrs import frozen

from kefu_core.ir import types
from kefu_core.ir.expressions import Anything, Between, Call, Compare, OneOf, Test, walk
from kefu_core.ir.moment import Moment
from kefu_core.ir.policy import Table
from kefu_core.ir.types import UNKNOWN
from kefu_core.lower.expressions import Writer

MAX_KEYS = 64
"""A row whose lists multiply to more keys than this makes its column not worth a key."""


@frozen
class Interval:
    """The values of a ranged column that a row takes; None is an end that is not there."""

    low: Any = None
    high: Any = None
    low_open: bool = False
    high_open: bool = False

    def slots(self, cuts: list[Any]) -> range:
        """The slots of a bucket that the interval covers; slot 2i+1 is the cut i itself, 2i what lies before it."""
        first = 0 if self.low is None else 2 * bisect_left(cuts, self.low) + (2 if self.low_open else 1)
        last = 2 * len(cuts) if self.high is None else 2 * bisect_left(cuts, self.high) + (0 if self.high_open else 1)
        return range(first, last + 1)


@frozen
class Bucket:
    """Rows that share a key: ``rows[slot]`` are those that hold for a ranged value in that slot, ascending."""

    cuts: tuple[Any, ...]
    rows: tuple[tuple[int, ...], ...]

    def find(self, value: Any) -> tuple[int, ...]:
        """The rows that hold for a value of the ranged column."""
        return self.rows[bisect_left(self.cuts, value) + bisect_right(self.cuts, value)]


@frozen
class Group:
    """Rows that name the same keyed columns, by the values named."""

    columns: tuple[int, ...]
    buckets: Mapping[Any, Bucket]


@frozen
class Plan:
    """How a long table is looked up: groups, the ranged column (its place), and the columns tested row by row."""

    groups: tuple[Group, ...]
    ranged: int | None
    rest: tuple[int, ...]


def plan(table: Table, moment: Moment, writer: Writer) -> Plan | None:
    """An index for the table, or None where it would not help."""
    if any(isinstance(part, Call) for row in table.rows for cell in row.cells for part in walk(cell)):
        return None
    keyed, ranged, rest = [], None, []
    for place, column in enumerate(table.inputs):
        cells = [row.cells[place] for row in table.rows]
        if all(_keys(cell, writer) is not None for cell in cells):
            keyed.append(place)
        elif (
            ranged is None
            and column not in writer.optional
            and all(_interval(cell, moment.kinds[column], writer) is not None for cell in cells)
        ):
            ranged = place
        else:
            rest.append(place)
    if not keyed and ranged is None:
        return None
    groups = _groups(table, moment, writer, tuple(keyed), ranged)
    return None if groups is None else Plan(groups, ranged, tuple(rest))


def _keys(cell: Test, writer: Writer) -> tuple[Any, ...] | None:
    """The values that a cell lists; empty for ``-``; None for all else."""
    match cell:
        case Anything():
            return ()
        case Compare("=", operand):
            value = writer.constant(operand)
            return None if value is UNKNOWN else (value,)
        case OneOf(tests):
            listed = [_keys(each, writer) for each in tests]
            return (
                None if any(not each for each in listed) else tuple(value for each in listed if each for value in each)
            )
    return None


def _interval(cell: Test, kind: types.Type, writer: Writer) -> Interval | None:
    if isinstance(kind, types.Choice) or not types.is_ordered(kind):
        return None
    match cell:
        case Anything():
            return Interval()
        case Compare(operator, operand) if operator != "!=":
            value = writer.constant(operand)
            if value is UNKNOWN or value is None:
                return None
            return {
                "=": Interval(value, value),
                "<": Interval(high=value, high_open=True),
                "<=": Interval(high=value),
                ">": Interval(low=value, low_open=True),
                ">=": Interval(low=value),
            }[operator]
        case Between(low, high, low_open, high_open):
            ends = writer.constant(low), writer.constant(high)
            return None if UNKNOWN in ends else Interval(*ends, low_open=low_open, high_open=high_open)
    return None


def _groups(
    table: Table, moment: Moment, writer: Writer, keyed: tuple[int, ...], ranged: int | None
) -> tuple[Group, ...] | None:
    found: dict[tuple[int, ...], dict[Any, list[tuple[int, Interval]]]] = {}
    for number, row in enumerate(table.rows):
        lists = {place: _keys(row.cells[place], writer) or () for place in keyed}
        columns = tuple(place for place in keyed if lists[place])
        keys = list(_combinations(tuple(lists[place] for place in columns)))
        if len(keys) > MAX_KEYS:
            return None
        interval = Interval()
        if ranged is not None:
            interval = _interval(row.cells[ranged], moment.kinds[table.inputs[ranged]], writer) or interval
        for key in dict.fromkeys(keys):
            found.setdefault(columns, {}).setdefault(key, []).append((number, interval))
    groups = []
    for columns, buckets in found.items():
        built = {key: _bucket(rows) for key, rows in buckets.items()}
        if any(bucket is None for bucket in built.values()):
            return None
        groups.append(Group(columns, {key: bucket for key, bucket in built.items() if bucket is not None}))
    return tuple(groups)


def _combinations(lists: tuple[tuple[Any, ...], ...]) -> Iterator[Any]:
    """Keys as the look-up makes them: the bare value where there is one column, else a tuple."""
    if len(lists) == 1:
        yield from lists[0]
    else:
        yield from product(*lists)


def _bucket(rows: list[tuple[int, Interval]]) -> Bucket | None:
    cuts = sorted({end for _, interval in rows for end in (interval.low, interval.high) if end is not None})
    slots: list[list[int]] = [[] for _ in range(2 * len(cuts) + 1)]
    filled = 0
    for number, interval in rows:
        for slot in interval.slots(cuts):
            slots[slot].append(number)
            filled += 1
        if (
            filled > 50 * len(rows) + 10_000
        ):  # rows that overlap far and wide would make the index larger than the table
            return None
    return Bucket(tuple(cuts), tuple(tuple(slot) for slot in slots))
