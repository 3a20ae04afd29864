"""What rules of all sorts have in common: the dates between which they hold, and the cells that have to."""

from __future__ import annotations

from datetime import date
from typing import Final

from attrs import frozen

from kefu_core.ir.expressions import Test


@frozen
class InForce:
    """When a rule holds: from local midnight of ``since`` until that of ``until``, which is left out (S18)."""

    since: date | None = None
    until: date | None = None

    def holds_on(self, day: date) -> bool:
        """Whether the rule is in force on a local date."""
        return (self.since is None or self.since <= day) and (self.until is None or day < self.until)

    def overlaps(self, other: InForce) -> bool:
        """Whether there is a day on which both hold."""
        starts = [bound for bound in (self.since, other.since) if bound is not None]
        ends = [bound for bound in (self.until, other.until) if bound is not None]
        return not starts or not ends or max(starts) < min(ends)


ALWAYS: Final = InForce()


@frozen
class Condition:
    """One cell of a ``when`` outside tables."""

    name: str
    test: Test
