"""A clock followed through its history (S6 to S10): a pure function of the events up to an instant.

A clock is what waits for one milestone since one start. It has one target at a time; each target it has had is a line
of its own, and so is each attempt after a revocation. What has been met or missed stays.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Literal, get_args

from attrs import define, evolve, field, frozen

from kefu_core.calendars import WorkingCalendar, consumed, further, is_provisional
from kefu_core.calendars import due as period_end
from kefu_core.calendars.counting import BY_THE_CLOCK
from kefu_core.clocks.history import (
    Event,
    Extended,
    Met,
    Paused,
    Recounted,
    Reopened,
    Resumed,
    Retargeted,
    Started,
    Stopped,
)
from kefu_core.clocks.notices import Notice, just_after, rungs, warnings
from kefu_core.clocks.target import Reopen, Target
from kefu_core.values import Duration, Family, to_micros
from kefu_core.values.instant import without_zone

Status = Literal["open", "paused", "met", "met_late", "missed", "cancelled"]


@frozen
class Line:
    """One target of one attempt, as it stands.

    ``due`` is None while time does not count. ``consumed`` and ``whole`` are microseconds, or days whose end has come;
    both None where the due date was known beforehand. ``at`` is when the milestone came, or the clock was stopped;
    ``breached`` the first instant past due at which it was open. ``provisional``: the calendar is not known as far as
    that (S12).
    """

    target: str
    attempt: int
    starts: datetime
    due: datetime | None
    status: Status
    at: datetime | None = None
    breached: datetime | None = None
    consumed: int | None = None
    whole: int | None = None
    superseded_by: str | None = None
    provisional: bool = False
    reasons: tuple[str, ...] = ()

    @property
    def remaining(self) -> int | None:
        """What is left of the whole: negative once it is overdue."""
        return None if self.whole is None or self.consumed is None else self.whole - self.consumed


@frozen
class Followed:
    """A clock as of an instant: its lines in the order in which they began, what people are told, what is next.

    ``next_wakeup`` is the first instant after it at which anything changes without a further event; None if nothing
    will. ``remarks`` are events that were ignored, and why.
    """

    lines: tuple[Line, ...]
    notices: tuple[Notice, ...]
    next_wakeup: datetime | None
    remarks: tuple[str, ...]


def follow(
    target: Target | None,
    events: Iterable[Event],
    *,
    as_of: datetime,
    reopen: Reopen = "pause",
    quiet: WorkingCalendar | None = None,
) -> Followed:
    """What has become of a clock ``as_of`` an aware instant, events at it included.

    ``target`` applies from the start on, until an event changes it. Events count in the order of their instants,
    whatever the order in which they are given; those at one instant in the order given, and before any deadline at it
    (S6).
    ``quiet`` is a calendar of the hours in which notices are delivered; where no such hours come any more, at once.

    Raises ``ValueError`` for an instant without a zone, and what `kefu_core.calendars.due` raises.

    >>> from datetime import timedelta
    >>> from zoneinfo import ZoneInfo
    >>> zone = ZoneInfo("Asia/Shanghai")
    >>> ten = datetime(2026, 11, 2, 10, 0, tzinfo=zone)
    >>> answer = Target("answer", zone, Duration.parse("4 h"))
    >>> events = [Started(ten), Paused(ten + timedelta(hours=1)), Resumed(ten + timedelta(hours=3))]
    >>> (line,) = follow(answer, events, as_of=ten + timedelta(hours=5)).lines
    >>> line.status, line.due.isoformat(), line.remaining // 3_600_000_000
    ('open', '2026-11-02T16:00:00+08:00', 1)

    Source: S6 to S11.
    """
    if as_of.utcoffset() is None:
        raise without_zone(as_of)
    if reopen not in get_args(Reopen):
        raise ValueError(f"`{reopen}` is not a way to re-open: {', '.join(get_args(Reopen))}")
    now = to_micros(as_of)
    happened = sorted((each for each in events if to_micros(each.at) <= now), key=lambda each: to_micros(each.at))
    clock = _Clock(target, reopen, quiet)
    for event in happened:
        clock.take(event)
    return clock.as_of(as_of)


def tightest(clocks: Iterable[Followed]) -> Line | None:
    """Of several clocks the line that is due first and still runs; None where none does."""
    running = (line for each in clocks for line in each.lines if line.status in {"open", "missed"} and line.at is None)
    by_due = [(to_micros(line.due), line) for line in running if line.due is not None]
    return min(by_due, key=lambda pair: pair[0])[1] if by_due else None


@define
class _Running:
    """The line that runs: its target, since when it applies and since when it counts, and what counts for it."""

    target: Target
    timing: Target
    attempt: int
    starts: datetime
    since: datetime
    extra: list[Duration] = field(factory=list)
    reasons: list[str] = field(factory=list)
    told: dict[str, Notice] = field(factory=dict)


@define
class _Clock:
    target: Target | None
    reopen: Reopen
    quiet: WorkingCalendar | None
    start: datetime | None = None
    begins: datetime | None = None
    attempt: int = 0
    running: _Running | None = None
    last: _Running | None = None
    warned: set[tuple[str, str]] = field(factory=set)
    done: list[Line] = field(factory=list)
    notices: list[Notice] = field(factory=list)
    pauses: list[tuple[datetime, datetime]] = field(factory=list)
    paused: datetime | None = None
    met: datetime | None = None
    met_before: datetime | None = None
    stopped: bool = False
    remarks: list[str] = field(factory=list)

    def take(self, event: Event) -> None:
        """Let an event happen; what people were told before it stays told."""
        if self.running is not None:
            self._tell(self.running, to_micros(event.at) - 1)
        match event:
            case Started(at):
                if self.start is None:
                    self.start, self.begins, self.attempt = at, at, 1
                    self._begin(self.target, at, at)
            case Retargeted(at, target):
                self._retargeted(at, target)
            case Recounted(at, target):
                self._recounted(at, target)
            case Paused(at):
                self.paused = self.paused or at
            case Resumed(at):
                if self.paused is not None and to_micros(self.paused) < to_micros(at):
                    self.pauses.append((self.paused, at))
                self.paused = None
            case _ if self.start is None:
                self._remark(event, "the clock has not begun")
            case Reopened(at):
                self._reopened(at)
            case Met(at) if self.met is None and not self.stopped:
                self.last = None
                if self.running is not None:
                    self._end(self.running, at, "met")
                self.met = at
            case Stopped(at, reason) if self.met is None and not self.stopped:
                if self.running is not None:
                    self._end(self.running, at, "cancelled", reason)
                self.stopped = True
            case Extended() if self.running is not None:
                self._extended(self.running, event)
            case _:
                self._remark(event, "no target runs")

    def as_of(self, now: datetime) -> Followed:
        """The state at an instant, all events up to it having happened."""
        lines, notices, ahead = [*self.done], [*self.notices], []
        if self.running is not None:
            line = self._line(self.running, now)
            lines.append(line)
            self._tell(self.running, to_micros(now))
            notices += self.running.told.values()
            if line.due is not None:
                waiting = self._notices(self.running, line.due)
                ahead = [just_after(line.due), *(each.at for each in waiting if not self._is_told(self.running, each))]
        ahead += [each.deliver for each in notices]
        later = [each for each in ahead if to_micros(each) > to_micros(now)]
        notices.sort(key=lambda each: to_micros(each.at))
        return Followed(tuple(lines), tuple(notices), min(later, key=to_micros, default=None), tuple(self.remarks))

    # -- what events do ----------------------------------------------------------------------------------------------

    def _begin(self, target: Target | None, starts: datetime, since: datetime) -> None:
        self.target = target
        self.running = None if target is None else _Running(target, target, self.attempt, starts, since)

    def _end(
        self, running: _Running, at: datetime, how: Literal["met", "cancelled"], reason: str = "", by: str | None = None
    ) -> None:
        """End the line that runs, by its milestone or otherwise; what was missed stays missed, and may be done late."""
        line = self._line(running, at)
        late = line.status == "missed"
        status: Status = "met_late" if how == "met" and late else "missed" if late else how
        reasons = (*line.reasons, reason) if reason else line.reasons
        self.done.append(evolve(line, status=status, at=at, superseded_by=by, reasons=reasons))
        self.notices += running.told.values()
        self.last, self.running = running, None

    def _retargeted(self, at: datetime, target: Target | None) -> None:
        """Another target takes the place of the old one.

        What has been met stays met, unless the new promise counts from the change: then it is to be met anew, and if it
        is taken back what had been met before it stands again.
        """
        old, before = self.running, self.target
        from_change = target is not None and target.retarget == "from_change"
        if self.begins is None or self.stopped or (self.met is not None and (not from_change or target == before)):
            self.target = target
            return
        if self.met is not None:
            self.met, self.met_before = None, self.met
        if old is not None:
            if target == old.target:
                return
            self._end(old, at, "cancelled", by=None if target is None else target.id)
            if self.met_before is not None and not from_change:
                self.target, self.met, self.met_before = target, self.met_before, None
                return
        keeps = old if target is not None and target.retarget == "keep" else None
        self._begin(target, at if from_change else self.begins if keeps is None else keeps.starts, at)
        if self.running is not None and keeps is not None:
            self.running.timing, self.running.extra = keeps.timing, [*keeps.extra]

    def _recounted(self, at: datetime, target: Target) -> None:
        """The target that runs is counted anew, unless it is late already; where its due date moves, that is told."""
        running, self.target = self.running, target
        if running is None:
            return
        before = self._due(running)
        if before is not None and to_micros(at) > to_micros(before):
            return
        if running.timing is running.target:  # not one that keeps the due date of another
            running.timing = target
        running.target, running.since = target, at
        after = self._due(running)
        if before is not None and after is not None and after != before:
            running.reasons.append(f"counted anew at {at.isoformat()}: due {before.isoformat()} before")

    def _reopened(self, at: datetime) -> None:
        """The milestone is revoked: what ran goes on, with what it had been granted, or the whole begins anew (S9)."""
        met_before, self.met_before = self.met_before, None
        if self.met is None and met_before is not None:
            return  # what runs now has not been met yet, and there is nothing left to go back to
        if self.met is None or self.begins is None:
            self.remarks.append(f"reopened at {at.isoformat()}: nothing was met")
            return
        if self.reopen == "pause" and to_micros(self.met) < to_micros(at):
            self.pauses.append((self.met, at))
        self.met = None
        self.attempt += 1
        if self.reopen == "restart":
            self.begins = at
        last = self.last if self.reopen != "restart" and self.last and self.last.target == self.target else None
        self._begin(self.target, self.begins if last is None else last.starts, at)
        if self.running is not None and last is not None:
            self.running.timing, self.running.extra = last.timing, [*last.extra]

    def _extended(self, running: _Running, event: Extended) -> None:
        due = self._due(running)
        most = running.target.extensions
        known = event.at if event.recorded is None else max(event.at, event.recorded, key=to_micros)
        if due is not None and to_micros(known) > to_micros(due):
            self._remark(event, "it was late already")
        elif most is not None and len(running.extra) >= most:
            self._remark(event, f"it may be extended {most} times")
        else:
            running.extra.append(event.by)
            why = f", {event.reason}" if event.reason else ""
            running.reasons.append(f"extended by {event.by}: {event.approver}{why}")

    def _remark(self, event: Event, why: str) -> None:
        self.remarks.append(f"{type(event).__name__.lower()} at {event.at.isoformat()}: {why}")

    # -- how a line stands -------------------------------------------------------------------------------------------

    def _line(self, running: _Running, now: datetime) -> Line:
        """The line as of an instant at which nothing has ended it."""
        due, timing = self._due(running), running.timing
        late = due is not None and to_micros(now) > to_micros(due)
        over: int | None = None
        whole: int | None = None
        if timing.within is not None:
            lasting = (
                [(self.paused, now)] if self.paused is not None and to_micros(self.paused) < to_micros(now) else []
            )
            period = self._whole(running)
            over, whole = consumed(
                running.starts, now, period, zone=timing.zone, calendar=timing.counts(period),
                pauses=[*self.pauses, *lasting],
            )  # fmt: skip
            # The last day may be moved, and more time be granted that is counted otherwise.
            over = max(over, whole) if late else min(over, whole)
        return Line(
            running.target.id,
            running.attempt,
            running.starts,
            due,
            "missed" if late else "paused" if due is None else "open",
            breached=max(just_after(due), running.since, key=to_micros) if late and due is not None else None,
            consumed=over,
            whole=whole,
            provisional=due is not None and self._is_provisional(running, due),
            reasons=tuple(running.reasons),
        )

    def _due(self, running: _Running, *, roll: bool = True) -> datetime | None:
        """When it is due as far as is known; None in a pause that began before that."""
        timing = running.timing
        rolled = timing.roll if roll else None
        pauses = self.pauses if timing.due is None else []
        if timing.due is not None:
            due, more = timing.due, running.extra
        else:
            whole = self._whole(running)
            due = period_end(
                running.starts, whole, zone=timing.zone, calendar=timing.counts(whole), roll=rolled, pauses=pauses
            )
            if self._stands_still(due, whole):
                return None
            more = [each for each in running.extra if each.family is not whole.family]
        for each in more:
            due = further(due, each, zone=timing.zone, calendar=timing.counts(each), roll=rolled, pauses=pauses)
            if timing.due is None and self._stands_still(due, each):
                return None
        return due

    def _stands_still(self, due: datetime, period: Duration) -> bool:
        """Whether a pause that has not ended keeps the time from getting so far: a day counts at its very end (S7)."""
        if self.paused is None:
            return False
        ahead = to_micros(due) - to_micros(self.paused)
        return ahead > 0 or (ahead == 0 and period.family not in BY_THE_CLOCK)

    def _is_provisional(self, running: _Running, due: datetime) -> bool:
        """Whether a calendar has a say of which not everything is known yet (S12)."""
        timing = running.timing
        counted = [each for each in (timing.within, *running.extra) if each is not None]
        if all(each.family is Family.CLOCK or timing.counts(each) is None for each in counted):
            return False
        return is_provisional(timing.calendar, due, *filter(None, [timing.roll and self._due(running, roll=False)]))

    def _whole(self, running: _Running) -> Duration:
        """The period with the extensions that are counted in the same way; others begin at its end."""
        within = running.timing.within
        assert within is not None
        return Duration(
            within.count + sum(each.count for each in running.extra if each.family is within.family), within.family
        )

    # -- what people are told ----------------------------------------------------------------------------------------

    def _tell(self, running: _Running, until: int) -> None:
        """Tell what is to be told by an instant, in microseconds, each once."""
        due = self._due(running)
        for notice in () if due is None else self._notices(running, due):
            if to_micros(notice.at) <= until and not self._is_told(running, notice):
                running.told[notice.id] = notice
                if notice.kind == "warning":
                    self.warned.add((notice.target, notice.id))

    def _is_told(self, running: _Running, notice: Notice) -> bool:
        """Whether it has been told: a warning once for each target, the ladder with each breach (S6, S11)."""
        return notice.id in running.told or (notice.target, notice.id) in self.warned

    def _notices(self, running: _Running, due: datetime) -> list[Notice]:
        target = running.target
        early = warnings(target, running.timing, running.starts, due, running.since, self.pauses, self.quiet)
        return [*early, *rungs(target, due, running.since, self.quiet)]
