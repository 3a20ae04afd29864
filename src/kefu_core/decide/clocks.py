"""Deadlines at one moment: which apply is a table like any other; when each is due is reckoned here."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any, Final
from zoneinfo import ZoneInfo

from attrs import frozen

from kefu_core.calendars import NeedsCalendar, due
from kefu_core.decide.decision import DueDate
from kefu_core.engine.reference import Environment, evaluate
from kefu_core.ir.expressions import Anything, Expression, Literal, Parameter, Test, events_in, names_in, parameters_in
from kefu_core.ir.moment import Moment
from kefu_core.ir.policy import Deadline, PolicyIR, Row, Table
from kefu_core.ir.types import UNKNOWN
from kefu_core.values import Duration, Family, from_micros, to_micros

LONGEST: Final = 10**17
"""Microseconds, about 3,000 years: what is longer takes the general way."""


@frozen
class Open:
    """A due date that cannot be reckoned, and the unknown names to blame."""

    code: str
    unknown: set[str]


@frozen
class Clock:
    """One deadline. ``period`` is its period where that is the same for every case.

    ``delta`` is a period by the clock and ``days`` one in days, ready for the quick way.
    ``waiting`` is the answer where nothing can run at the decision, since an event is awaited; else None.
    """

    deadline: Deadline
    waiting: DueDate | None
    start: str | None
    period: Duration | None
    delta: timedelta | None
    days: int | None
    moment: Moment
    zone: ZoneInfo

    def due(self, values: Mapping[str, Any], at: datetime) -> DueDate | Open:
        """The due date for a case decided ``at`` an instant in the policy's zone."""
        if self.waiting is not None:
            return self.waiting
        try:
            if self.period is not None:
                return self.after(self.period, at)
            return self._reckoned(values, at)
        except OverflowError:
            return Open("out-of-domain", set())
        except NeedsCalendar:
            return Open("needs-calendar", set())

    def after(self, period: Duration, at: datetime) -> DueDate:
        """The due date a period after the instant. Raises ``OverflowError`` beyond the year 9999."""
        deadline = self.deadline
        end = due(at, period, zone=self.zone)
        return DueDate(deadline.id, deadline.milestone, at, end, deadline.sources, None)

    def _reckoned(self, values: Mapping[str, Any], at: datetime) -> DueDate | Open:
        deadline = self.deadline
        expression = deadline.within if deadline.within is not None else deadline.due
        assert expression is not None
        value = evaluate(expression, self._known(values, at))
        if value is UNKNOWN:
            return Open("missing-fact", self._unknown(expression, values))
        if deadline.within is not None:
            return self.after(value, at)
        return DueDate(deadline.id, deadline.milestone, at, from_micros(value, self.zone), deadline.sources, None)

    def _known(self, values: Mapping[str, Any], at: datetime) -> Environment:
        def plus(start: int, duration: Duration) -> int:
            return to_micros(due(from_micros(start, self.zone), duration, zone=self.zone))

        events = {self.start: to_micros(at)} if self.start else {}
        return Environment(values, self.moment.parameters, events, plus)

    def _unknown(self, expression: Expression, values: Mapping[str, Any]) -> set[str]:
        names = {name for name in names_in(expression) if values.get(name, UNKNOWN) is UNKNOWN}
        return names | {name for name in parameters_in(expression) if self.moment.parameters[name] is UNKNOWN}


@frozen
class Clocks:
    """All deadlines in force, and the table that says which apply: its rows are the deadlines in order."""

    clocks: tuple[Clock, ...]
    conditions: Table


def clocks(moment: Moment, ir: PolicyIR, zone: ZoneInfo) -> Clocks:
    """The clocks of a moment."""
    start = next((milestone.id for milestone in ir.milestones if milestone.start), None)
    inputs = tuple(dict.fromkeys(condition.name for deadline in moment.deadlines for condition in deadline.when))
    rows = []
    for deadline in moment.deadlines:
        cells: dict[str, Test] = {condition.name: condition.test for condition in deadline.when}
        rows.append(Row(deadline.id, tuple(cells.get(name, Anything()) for name in inputs), (), deadline.sources))
    return Clocks(
        tuple(_clock(each, start, moment, zone) for each in moment.deadlines),
        Table("deadlines", inputs, (), "collect", tuple(rows), aggregate="list"),
    )


def _clock(deadline: Deadline, start: str | None, moment: Moment, zone: ZoneInfo) -> Clock:
    period = _period(deadline, moment)
    delta = days = None
    if period is not None and period.family is Family.CLOCK and period.count < LONGEST:
        delta = timedelta(microseconds=period.count)
    elif period is not None and period.family in {Family.DAYS, Family.SAME_DAY}:
        days = period.count
    return Clock(deadline, _waiting(deadline, start), start, period, delta, days, moment, zone)


def _waiting(deadline: Deadline, start: str | None) -> DueDate | None:
    """The answer of a deadline that cannot start at the decision, since an event is not there yet."""
    awaited = [] if start in deadline.starts else [deadline.starts[0]]
    if deadline.due is not None:
        awaited += sorted(events_in(deadline.due) - {start})
    if not awaited:
        return None
    return DueDate(deadline.id, deadline.milestone, None, None, deadline.sources, awaited[0])


def _period(deadline: Deadline, moment: Moment) -> Duration | None:
    match deadline.within:
        case Literal(Duration() as value):
            return value
        case Parameter(name):
            value = moment.parameters[name]
            return value if isinstance(value, Duration) else None
    return None
