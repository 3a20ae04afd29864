"""Values that change over time (S18): each holds from a date on, until the next."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Generic, TypeVar

from attrs import field, frozen

Value = TypeVar("Value")
Default = TypeVar("Default")


class NotInForce(LookupError):  # noqa: N818 - it says what is the case
    """No value is in force yet on the date."""


def _ascending(
    given: Mapping[date | None, Value] | Iterable[tuple[date | None, Value]],
) -> tuple[tuple[date | None, Value], ...]:
    pairs = given.items() if isinstance(given, Mapping) else given
    entries = tuple(sorted(pairs, key=lambda entry: (entry[0] is not None, entry[0] or date.min)))
    if len({since for since, _ in entries}) < len(entries):
        raise ValueError("two values begin on one date")
    return entries


@frozen
class Dated(Generic[Value]):
    """Values by the date from which each holds, inclusive, at local midnight; None is since ever.

    Made from a mapping or from pairs, in any order; ``entries`` are ascending. Raises ``ValueError`` for a date given
    twice.

    >>> limit = Dated({None: 500, date(2026, 7, 1): 800})
    >>> limit.at(date(2026, 6, 30)), limit.at(date(2026, 7, 1))
    (500, 800)
    """

    entries: tuple[tuple[date | None, Value], ...] = field(converter=_ascending)

    def at(self, day: date) -> Value:
        """The value in force on a local date. Raises `NotInForce` before the first.

        >>> Dated({date(2026, 7, 1): 800}).at(date(2026, 6, 30))
        Traceback (most recent call last):
        kefu_core.values.dated.NotInForce: nothing is in force yet on 2026-06-30
        """
        for since, value in reversed(self.entries):
            if since is None or since <= day:
                return value
        raise NotInForce(f"nothing is in force yet on {day}")

    def get(self, day: date | None, default: Default) -> Value | Default:
        """The value in force on a local date, or ``default`` before the first. None is the time before every change.

        >>> Dated({date(2026, 7, 1): 800}).get(None, 0)
        0
        """
        for since, value in reversed(self.entries):
            if since is None or (day is not None and since <= day):
                return value
        return default

    @property
    def changes(self) -> tuple[date, ...]:
        """The dates on which a value begins, ascending; what holds since ever has none."""
        return tuple(since for since, _ in self.entries if since is not None)
