"""Looking up long tables: one hash for the columns of equality, one bisection for the column of ranges."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from typing import Any

from kefu_core.engine.reference import Environment, holds
from kefu_core.engine.settle import DEFAULT, aggregate
from kefu_core.lower.index import Group, Plan
from kefu_core.lower.tables import TableSource


def look_up(source: TableSource, index: Plan, results: Sequence[Any]) -> Callable[..., Any]:
    """The function of a long table for known inputs. ``results`` are those of the rows, then of the default."""
    constant = all(result is None or isinstance(result, tuple) for result in results)
    if constant and len(index.groups) == 1 and not index.rest and _one_row_each(source, index.groups[0]):
        return _direct(source, index, index.groups[0], results)
    return _general(source, index, results)


def _one_row_each(source: TableSource, group: Group) -> bool:
    """Whether what a slot gives is one row's result: the first, or the only one."""
    if source.table.hit == "first":
        return True
    single = all(len(rows) <= 1 for bucket in group.buckets.values() for rows in bucket.rows)
    return source.table.hit in {"unique", "any"} and single


def _direct(source: TableSource, index: Plan, group: Group, results: Sequence[Any]) -> Callable[..., Any]:
    """The common case: every slot already holds the answer."""
    otherwise = results[DEFAULT]
    answers = {
        key: (bucket.cuts, tuple(results[rows[0]] if rows else otherwise for rows in bucket.rows))
        for key, bucket in group.buckets.items()
    }
    nothing = ((), (otherwise,))
    places = group.columns
    ranged = index.ranged
    width = len(source.parameters)
    if ranged is None:
        finals = {key: slots[0] for key, (_, slots) in answers.items()}
        if places == (0,) and width == 1:
            return lambda value: finals.get(value, otherwise)
        if places == (0, 1) and width == 2:
            return lambda first, second: finals.get((first, second), otherwise)
        return lambda *values: finals.get(_key(values, places), otherwise)
    if (places, ranged, width) == ((0, 1), 2, 3) and (halves := _half_open(answers)) is not None:

        def two_keys_and_a_half_open_range(first: Any, second: Any, value: Any) -> Any:
            try:
                cuts, slots = halves[first, second]
            except KeyError:
                return otherwise
            return slots[bisect_right(cuts, value)]

        return two_keys_and_a_half_open_range
    if (places, ranged, width) == ((0, 1), 2, 3):

        def two_keys_and_a_range(first: Any, second: Any, value: Any) -> Any:
            cuts, slots = answers.get((first, second), nothing)
            return slots[bisect_left(cuts, value) + bisect_right(cuts, value)]

        return two_keys_and_a_range

    def any_keys_and_a_range(*values: Any) -> Any:
        cuts, slots = answers.get(_key(values, places), nothing)
        value = values[ranged]
        return slots[bisect_left(cuts, value) + bisect_right(cuts, value)]

    return any_keys_and_a_range


def _half_open(answers: dict[Any, Any]) -> dict[Any, Any] | None:
    """The answers with a slot for each stretch from one cut to before the next, where no range tells them apart."""
    halves = {}
    for key, (cuts, slots) in answers.items():
        if slots[1::2] != slots[2::2]:
            return None
        halves[key] = (cuts, slots[::2])
    return halves


def _key(values: Sequence[Any], places: tuple[int, ...]) -> Any:
    return values[places[0]] if len(places) == 1 else tuple(values[place] for place in places)


def _general(source: TableSource, index: Plan, results: Sequence[Any]) -> Callable[..., Any]:
    """Any hit policy, any columns: find the rows that the index leaves, test the other cells, apply the hit policy."""
    table = source.table
    names = source.parameters

    def result(row: int, values: Sequence[Any]) -> Any:
        found = results[row]
        return found(*values) if callable(found) else found

    def run(*values: Any) -> Any:
        known = Environment(dict(zip(names, values, strict=True)), source.parameters_in_force)
        ranged = values[index.ranged] if index.ranged is not None else None
        left = sorted(
            row
            for group in index.groups
            if (bucket := group.buckets.get(_key(values, group.columns))) is not None
            for row in (bucket.rows[0] if index.ranged is None else bucket.find(ranged))
        )
        hits = (
            row
            for row in left
            if all(
                holds(table.rows[row].cells[place], values[place], source.kinds[place], known) is True
                for place in index.rest
            )
        )
        if table.hit == "first":
            return result(next(hits, DEFAULT), values)
        rows = tuple(hits)
        if not rows:
            return result(DEFAULT, values) if table.default or table.hit != "collect" else _collected((), (), source)
        found = [result(row, values) for row in rows]
        if table.hit == "collect":
            return _collected(rows, found, source)
        if table.hit == "any" and all(each[1:] == found[0][1:] for each in found):
            return (rows, *found[0][1:])
        return found[0] if len(rows) == 1 else None

    return run


def _collected(rows: tuple[int, ...], found: Sequence[tuple[Any, ...]], source: TableSource) -> tuple[Any, ...]:
    name = source.table.aggregate or "list"
    outputs = (
        aggregate(name, [each[place] for each in found], kind)
        for place, kind in enumerate(source.output_kinds, start=1)
    )
    return (rows, *outputs)
