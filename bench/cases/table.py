"""A decision table that belongs to no engine: first hit, from which each peer writes its own rules."""

from __future__ import annotations

from typing import Any, Literal

from attrs import frozen

Answer = tuple[int, Any]
"""The number of the row that hit, counted from 0, and its output."""

Values = tuple[Any, ...]
"""A case: a value for each column, in order. Money is whole minor units."""


@frozen
class Equal:
    """The value is this one."""

    value: Any


@frozen
class OneOf:
    """The value is one of these."""

    values: tuple[Any, ...]


@frozen
class Between:
    """``low <= value < high``; None is an end that is not there."""

    low: int | None = None
    high: int | None = None


Cell = Equal | OneOf | Between


@frozen
class Column:
    """An input. ``codes`` are those of a choice."""

    name: str
    kind: Literal["choice", "integer", "boolean", "money"]
    codes: tuple[str, ...] = ()


@frozen
class Line:
    """A row: the cells that say something, by column, and the output."""

    when: dict[str, Cell]
    then: Any


@frozen
class Table:
    """A table whose ``output`` is a choice of ``codes``, or a whole number where there are none.

    Every case has a row that holds.
    """

    name: str
    columns: tuple[Column, ...]
    output: str
    codes: tuple[str, ...]
    lines: tuple[Line, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the columns."""
        return tuple(column.name for column in self.columns)
