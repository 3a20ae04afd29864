"""Slots of a column as a cell of a rule file: how a finding says where it holds."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable
from typing import Any

from kefu_core.ir import types
from kefu_core.verify.axis import Axis, key_of, runs

Write = Callable[[Any], str]
"""How a value of the column is written."""


def told(one: Axis, mask: int, write: Write) -> str:
    """The slots of a mask as a cell of a rule file."""
    mask &= one.every
    if mask == one.whole:
        return "-"
    if isinstance(one.type, types.Set):
        return ", ".join(_members(one, value, write) for place, value in enumerate(one.values) if mask >> place & 1)
    if one.other is not None and mask >> one.other & 1:
        return f"not({_listed(one, one.every & ~mask, write)})"
    if not one.cuts:
        return _listed(one, mask, write)
    return ", ".join(_stretch(one, first, after, write) for first, after in runs(mask))


def quoted(cell: str) -> str:
    """A cell as it stands in a rule file."""
    plain = cell.replace("_", "").replace(".", "").replace("-", "")
    if plain.isalnum():
        return cell
    return f"'{cell}'" if '"' in cell else f'"{cell}"'


def _stretch(one: Axis, first: int, after: int, write: Write) -> str:
    values = [value for value in one.values if value is not None]
    if first >= len(values):
        return write(None)
    none = after > len(values)
    last = min(after, len(values)) - 1
    low = _bound(one, values[first]) if first > 0 else None
    high = _bound(one, values[last]) if last < len(values) - 1 else None
    text = _interval((low, values[first]), (high, values[last]), write)
    return f"{text}, {write(None)}" if none else text


def _bound(one: Axis, value: Any) -> tuple[Any, Any, Any]:
    """The end points around a value of a slot: the one below, the value where it is one itself, the one above."""
    keys, key = one.ends, key_of(value)
    place = bisect_left(keys, key)
    at = place < len(keys) and keys[place] == key
    above = place + at
    return (
        one.cuts[place - 1] if place > 0 else None,
        one.cuts[place] if at else None,
        one.cuts[above] if above < len(keys) else None,
    )


def _interval(bottom: tuple[Any, Any], top: tuple[Any, Any], write: Write) -> str:
    (low, first), (high, last) = bottom, top

    def starts() -> tuple[str, Any] | None:
        if low is None:
            return None
        return ("[", low[1]) if low[1] is not None else ("(", low[0])

    def ends() -> tuple[str, Any] | None:
        if high is None:
            return None
        return ("]", high[1]) if high[1] is not None else (")", high[2])

    left, right = starts(), ends()
    if left is not None and right is not None:
        if first == last and low[1] is not None:
            return write(first)
        return f"{left[0]}{write(left[1])}..{write(right[1])}{right[0]}"
    if left is not None:
        return f"{'>=' if left[0] == '[' else '>'} {write(left[1])}"
    if right is not None:
        return f"{'<=' if right[0] == ']' else '<'} {write(right[1])}"
    return f"not({write(None)})"


def _listed(one: Axis, mask: int, write: Write) -> str:
    return ", ".join(write(value) for place, value in enumerate(one.values) if mask >> place & 1)


def _members(one: Axis, value: Any, write: Write) -> str:
    """A set by which of the members that cells ask for it has."""
    if value is None:
        return write(None)
    asked = sorted(set().union(*(each for each in one.values if each is not None)))
    tests = [write(code) if code in value else f"not({write(code)})" for code in asked]
    return tests[0] if len(tests) == 1 else f"all({', '.join(tests)})"
