"""What the questions find, as diagnostics with the case that shows it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any

from attrs import frozen

from kefu_core.decide import Decision, Policy
from kefu_core.diagnostics import Named, Term
from kefu_core.ir import notation
from kefu_core.values import day_start, iso
from kefu_core.verify.view import Period

SOME_DAY = date(2026, 1, 1)
"""The day of a witness where no date changes the policy."""


@frozen
class Case:
    """Facts, as the engines hold them, and when they are decided."""

    facts: Mapping[str, Any]
    at: datetime

    def decided_by(self, policy: Policy) -> Decision:
        """What the policy says of the case, by the engine that is the meaning and has nothing to compile."""
        return policy.program(self.at, engine="reference").decide(dict(self.facts), self.at)

    def as_json(self, policy: Policy) -> dict[str, Any]:
        """The case as `kefu decide` takes it."""
        names = policy.ir.names
        facts = {
            name: sorted(value)
            if isinstance(value, frozenset)
            else notation.write(value, names[name].type, zone=policy.zone)
            for name, value in sorted(self.facts.items())
        }
        return {"facts": facts, "at": iso(self.at)}


def in_period(period: Period, policy: Policy) -> datetime:
    """An instant of a period: its beginning, or the day before its end, or some day."""
    if period.since is not None:
        return day_start(period.since, policy.zone)
    day = SOME_DAY if period.until is None else period.until - timedelta(days=1)
    return day_start(day, policy.zone)


def where(cells: Named, period: Period) -> Term:
    """The words for the cases that lie in some cells during a period."""
    return Term(f"case{_suffix(period)}", cells=cells, **_bounds(period))


def dates(period: Period) -> Term:
    """The words for a period that has an end or a beginning."""
    return Term(f"dates{_suffix(period)}", **_bounds(period))


def _suffix(period: Period) -> str:
    match period.since, period.until:
        case None, None:
            return ""
        case _, None:
            return "-from"
        case None, _:
            return "-until"
    return "-between"


def _bounds(period: Period) -> dict[str, object]:
    return {"since": str(period.since), "until": str(period.until)}
