"""Deadlines at one moment: which apply is a table like any other; when each is due is reckoned here."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any, Final
from zoneinfo import ZoneInfo

from attrs import define, field, frozen

from kefu_core.calendars import NeedsCalendar, NoWorkingTime, WorkingCalendar, before, due, further, is_provisional
from kefu_core.decide.decision import DueDate
from kefu_core.engine.reference import Environment, evaluate
from kefu_core.ir.expressions import Anything, Expression, Literal, Parameter, Test, events_in, names_in, parameters_in
from kefu_core.ir.moment import Moment
from kefu_core.ir.policy import Deadline, Latch, PolicyIR, Row, Table
from kefu_core.ir.types import UNKNOWN
from kefu_core.values import Duration, Family, from_micros, to_micros

WORKING: Final = frozenset({Family.WORKING_CLOCK, Family.WORKING_DAYS})
"""Ways of counting that need a working calendar."""

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

    ``delta`` is a period by the clock and ``days`` one in days, ready for the quick way. ``calendar`` counts working
    time; ``closing`` is that which was named, so that a last day ends at its close of business.
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
    calendar: WorkingCalendar | None = None
    closing: WorkingCalendar | None = None

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
        except NoWorkingTime:
            return Open("no-working-time", set())

    def reckon(self, values: Mapping[str, Any], events: Mapping[str, int]) -> Duration | datetime | Open | None:
        """The period, or the instant at which it is due, once its start has come; None while it waits for an event.

        ``events`` are the instants of all events that have happened, in microseconds.
        """
        if self.period is not None:
            return self.period
        deadline = self.deadline
        expression = deadline.within if deadline.within is not None else deadline.due
        assert expression is not None
        if not events_in(expression) <= events.keys():
            return None

        try:
            value = evaluate(expression, Environment(values, self.moment.parameters, events, _Plus(self)))
        except OverflowError:
            return Open("out-of-domain", set())
        except NeedsCalendar:
            return Open("needs-calendar", set())
        except NoWorkingTime:
            return Open("no-working-time", set())
        if value is UNKNOWN:
            return Open("missing-fact", self._unknown(expression, values))
        if isinstance(value, Duration):
            return value if _lasts(value) else Open("out-of-domain", set())
        return from_micros(value, self.zone)

    def after(self, period: Duration, at: datetime) -> DueDate:
        """The due date a period after the instant. Raises what `kefu_core.calendars.due` does."""
        end = self._ending(at, period)
        unrolled = end if self.deadline.roll is None else self._ending(at, period, roll=False)
        return self._due_date(at, end, is_provisional(self.counting(period), end, unrolled))

    def counting(self, period: Duration) -> WorkingCalendar | None:
        """The calendar that has a say in when a period is over."""
        if period.family in WORKING:
            return self.calendar
        return None if period.family is Family.CLOCK else self.closing

    def _ending(self, start: datetime, period: Duration, *, roll: bool = True, ended: bool = False) -> datetime:
        """The end of a period; ``ended``: it begins where another period has ended."""
        calendar = self.counting(period)
        rolled = self.deadline.roll if roll and calendar is not None and calendar is self.closing else None
        return (further if ended else due)(start, period, zone=self.zone, calendar=calendar, roll=rolled)

    def _due_date(self, at: datetime, end: datetime, provisional: bool) -> DueDate:  # noqa: FBT001 - a field
        deadline = self.deadline
        return DueDate(deadline.id, deadline.milestone, at, end, deadline.sources, None, provisional)

    def _reckoned(self, values: Mapping[str, Any], at: datetime) -> DueDate | Open:
        deadline = self.deadline
        expression = deadline.within if deadline.within is not None else deadline.due
        assert expression is not None
        plus = _Plus(self)
        events = {self.start: to_micros(at)} if self.start else {}
        value = evaluate(expression, Environment(values, self.moment.parameters, events, plus))
        if value is UNKNOWN:
            return Open("missing-fact", self._unknown(expression, values))
        if deadline.within is not None:
            return self.after(value, at) if _lasts(value) else Open("out-of-domain", set())
        end = from_micros(value, self.zone)
        return self._due_date(at, end, any(is_provisional(calendar, end) for calendar in plus.counted))

    def _unknown(self, expression: Expression, values: Mapping[str, Any]) -> set[str]:
        names = {name for name in names_in(expression) if values.get(name, UNKNOWN) is UNKNOWN}
        return names | {name for name in parameters_in(expression) if self.moment.parameters[name] is UNKNOWN}


@define
class _Plus:
    """How expressions go from an instant by a period, and which calendars had a say."""

    clock: Clock
    counted: list[WorkingCalendar | None] = field(factory=list)
    ends: set[int] = field(factory=set)

    def __call__(self, start: int, period: Duration, *, back: bool) -> int:
        """The end of a period after an instant, or the instant from which it leads there; in microseconds."""
        clock = self.clock
        self.counted.append(clock.counting(period))
        if back:
            return to_micros(before(from_micros(start, clock.zone), period, zone=clock.zone, calendar=clock.calendar))
        begin = from_micros(start, clock.zone)
        end = to_micros(clock._ending(begin, period, ended=start in self.ends))  # noqa: SLF001
        self.ends.add(end)
        return end


@frozen
class Clocks:
    """All deadlines in force, and the table that says which apply: its rows are the deadlines in order.

    ``latches`` are the latches in force, as if each were a deadline.
    """

    clocks: tuple[Clock, ...]
    conditions: Table
    latches: tuple[Clock, ...] = ()


def clocks(moment: Moment, ir: PolicyIR, zone: ZoneInfo, calendars: Mapping[str, WorkingCalendar]) -> Clocks:
    """The clocks of a moment."""
    start = next((milestone.id for milestone in ir.milestones if milestone.start), None)
    inputs = tuple(dict.fromkeys(condition.name for deadline in moment.deadlines for condition in deadline.when))
    default = calendars[ir.calendar] if ir.calendar is not None else None

    def clock(deadline: Deadline) -> Clock:
        named = calendars[deadline.calendar] if deadline.calendar is not None else None
        period = _period(deadline, moment)
        return Clock(
            deadline,
            _waiting(deadline, start),
            start,
            period,
            _delta(period),
            _days(period) if named is None else None,
            moment,
            zone,
            calendar=named or default,
            closing=named,
        )

    rows = []
    for deadline in moment.deadlines:
        cells: dict[str, Test] = {condition.name: condition.test for condition in deadline.when}
        rows.append(Row(deadline.id, tuple(cells.get(name, Anything()) for name in inputs), (), deadline.sources))
    return Clocks(
        tuple(clock(deadline) for deadline in moment.deadlines),
        Table("deadlines", inputs, (), "collect", tuple(rows), aggregate="list"),
        tuple(clock(_as_deadline(latch)) for latch in moment.latches),
    )


def _as_deadline(latch: Latch) -> Deadline:
    return Deadline(
        latch.id, latch.when, latch.starts, latch.milestone,
        within=latch.within, calendar=latch.calendar, sources=latch.sources, in_force=latch.in_force,
    )  # fmt: skip


def _lasts(period: Duration) -> bool:
    """Whether a period leaves any time: one that is reckoned from facts may not, and then nobody could keep it (S2)."""
    return period.count > 0 or period.family is Family.SAME_DAY


def _delta(period: Duration | None) -> timedelta | None:
    if period is None or period.family is not Family.CLOCK or period.count >= LONGEST:
        return None
    return timedelta(microseconds=period.count)


def _days(period: Duration | None) -> int | None:
    return period.count if period is not None and period.family in {Family.DAYS, Family.SAME_DAY} else None


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
