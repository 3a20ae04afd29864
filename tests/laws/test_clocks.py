"""Laws of clocks over a history (S6 to S11), beside a count minute by minute."""

from __future__ import annotations

from datetime import datetime
from fractions import Fraction
from random import Random
from typing import Any, Final
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from kefu_core.calendars import Hours, WorkingCalendar, WorkingHours
from kefu_core.clocks import (
    Event,
    Extended,
    Followed,
    Met,
    Paused,
    Reopened,
    Resumed,
    Retargeted,
    Rung,
    Started,
    Stopped,
    Target,
    Warn,
    follow,
)
from kefu_core.clocks.target import Reopen
from kefu_core.values import Duration, Family, from_micros, to_micros

ZONES: Final = tuple(map(ZoneInfo, ("Asia/Shanghai", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe")))
BEGIN: Final = {zone: datetime(2026, 10, 24, 20, 0, tzinfo=zone) for zone in ZONES}
"""A Saturday evening; in Berlin the clocks are put back in that night."""
SPAN: Final = 72
"""Hours looked at."""
MINUTE: Final = 60_000_000
WEEK: Final = tuple(
    tuple(map(Hours.parse, hours)) for hours in [["09:00-12:00", "13:00-18:00"]] * 5 + [["20:00-04:00"], []]
)
OFFICES: Final = {zone: WorkingCalendar(WorkingHours(zone, WEEK)) for zone in ZONES}

minutes = st.integers(0, SPAN * 4).map(lambda quarter: quarter * 15)
late_minutes = st.integers(0, SPAN * 4).map(lambda quarter: (SPAN * 4 - quarter) * 15)
"""The same, drawn from the end: what Hypothesis likes best is small."""


@st.composite
def targets(draw: st.DrawFn, zone: ZoneInfo, number: int) -> Target:
    working = draw(st.booleans())
    length = Duration(draw(st.integers(1, 40)) * 15 * MINUTE, Family.WORKING_CLOCK if working else Family.CLOCK)
    return Target(
        f"t{number}",
        zone,
        length,
        calendar=OFFICES[zone],
        retarget=draw(st.sampled_from(["from_start", "from_change", "keep"])),
        extensions=draw(st.sampled_from([0, 1, None])),
        warnings=draw(
            st.sampled_from([(), (Warn("half", Fraction(1, 2)), Warn("soon", before=Duration.parse("30 min")))])
        ),
        ladder=draw(st.sampled_from([(), (Rung("lead"), Rung("head", Duration.parse("4 h")))])),
    )


@st.composite
def histories(draw: st.DrawFn) -> tuple[Target, list[tuple[int, Event]], ZoneInfo, Reopen]:
    """A target, events by the minute after the begin, a zone, and what re-opening means."""
    zone = draw(st.sampled_from(ZONES))
    known = [draw(targets(zone, number)) for number in range(3)]
    begin = BEGIN[zone]
    kinds: list[Any] = [Paused, Resumed, Met, Reopened, Retargeted, Stopped, Started, Extended]
    begun = draw(st.integers(0, 12)) * 15
    events: list[tuple[int, Event]] = [(begun, Started(_after(begin, begun)))]
    for minute in sorted(draw(st.sets(minutes, max_size=8)) - {begun}):
        kind = draw(st.sampled_from(kinds))
        more: tuple[Any, ...] = (draw(st.sampled_from([*known, None])),) if kind is Retargeted else ()
        if kind is Extended:
            family = draw(st.sampled_from([Family.CLOCK, Family.WORKING_CLOCK]))
            more = (Duration(draw(st.integers(1, 20)) * 15 * MINUTE, family), "somebody")
        events.append((minute, kind(_after(begin, minute), *more)))
    events.sort(key=lambda event: event[0])
    return known[0], events, zone, draw(st.sampled_from(["pause", "continue", "restart"]))


def _after(begin: datetime, minute: float) -> datetime:
    return datetime.fromtimestamp(begin.timestamp() + minute * 60, tz=begin.tzinfo)


class Model:
    """A clock that is looked at each minute, and knows nothing but how to count."""

    def __init__(self, target: Target, zone: ZoneInfo, reopen: str) -> None:
        self.target: Target | None = target
        self.zone, self.reopen = zone, reopen
        self.counting: list[bool] = []  # for each minute since the begin, whether no pause stops it
        self.begun: int | None = None
        self.starts = 0
        self.whole: list[Duration] = []  # the period that runs, and what was granted on top
        self.lasts: tuple[Target | None, int, list[Duration]] = (None, 0, [])
        self.lines: list[list[Any]] = []
        self.running = self.paused = self.was_met = self.stopped = False
        self.met_at = 0
        self.before: int | None = None  # when it had been met before a promise that counts from its change

    def minute(self, minute: int, event: Event | None) -> None:
        """Let the event at a minute happen, then the minute go by."""
        self._happen(minute, event)
        self.counting.append(not self.paused)

    def _happen(self, minute: int, event: Event | None) -> None:
        match event:
            case Started() if self.begun is None:
                self.begun = minute
                self._begin(minute)
            case Retargeted(_, target):
                self._retarget(minute, target)
            case Paused():
                self.paused = True
            case Resumed():
                self.paused = False
            case Met() if self.begun is not None and not self.was_met and not self.stopped:
                self.lasts = (self.target if self.running else None, self.starts, self.whole)
                self._end(minute, "met")
                self.was_met, self.met_at = True, minute
            case Stopped() if self.begun is not None and not self.was_met and not self.stopped:
                self._end(minute, "cancelled")
                self.stopped = True
            case Extended() if self.running and self.target is not None:
                most, due = self.target.extensions, self.due(minute)
                if (due is None or due >= minute) and (most is None or len(self.whole) - 1 < most):
                    self.whole = [*self.whole, event.by]
            case Reopened() if self.was_met:
                self.before = None
                self._reopen(minute)
            case Reopened():
                self.before = None

    def _retarget(self, minute: int, target: Target | None) -> None:
        change = target is not None and target.retarget == "from_change"
        if self.begun is None or self.stopped or (self.was_met and (not change or target == self.target)):
            self.target = target
        elif not (self.running and target == self.target):
            if self.was_met:
                self.was_met, self.before = False, self.met_at
            elif self.running and self.before is not None and not change:
                self._end(minute, "cancelled")
                self.target, self.was_met, self.met_at, self.before = target, True, self.before, None
                return
            keeps = (self.starts, self.whole) if self.running and target and target.retarget == "keep" else None
            self._end(minute, "cancelled")
            self.target = target
            self._begin(minute if change else self.begun)
            if keeps is not None:
                self.starts, self.whole = keeps

    def _reopen(self, minute: int) -> None:
        assert self.begun is not None
        self.was_met = False
        if self.reopen == "pause":
            self.counting[self.met_at : minute] = [False] * (minute - self.met_at)
        if self.reopen == "restart":
            self.begun = minute
        self._begin(self.begun)
        if self.reopen != "restart" and self.running and self.lasts[0] == self.target:
            self.starts, self.whole = self.lasts[1:]

    def _begin(self, starts: int) -> None:
        self.running = self.target is not None
        self.starts = starts
        if self.target is not None:
            assert self.target.within is not None
            self.whole = [self.target.within]
            self.lines.append([self.target.id, None])

    def _end(self, minute: int, how: str) -> None:
        if self.running:
            due = self.due(minute)
            late = due is not None and due < minute
            self.lines[-1][1] = {("met", True): "met_late", ("cancelled", True): "missed"}.get((how, late), how)
        self.running = False

    def due(self, until: int) -> int | None:
        """The minute at which the time is used up; None if that lies ahead."""
        first = self.whole[0].family
        parts = [sum(each.count for each in self.whole if each.family is first) // MINUTE]
        parts += [each.count // MINUTE for each in self.whole if each.family is not first]
        works = first is Family.WORKING_CLOCK
        begin = BEGIN[self.zone]
        for minute in range(self.starts, until):
            if self.counting[minute]:
                parts[0] -= not works or OFFICES[self.zone].is_open(_after(begin, minute))
            while not parts[0]:
                parts.pop(0)
                if not parts:
                    return minute + 1
                works = first is not Family.WORKING_CLOCK
        return None

    def told(self, now: int) -> list[tuple[str, str]]:
        """Each line with its status, where the minute has not gone by yet."""
        told = [(name, status) for name, status in self.lines]
        if self.running:
            due = self.due(now)
            late = due is not None and due < now
            # What is used up at this very minute is due now, and a pause that begins now comes too late.
            told[-1] = (told[-1][0], "missed" if late else "paused" if self.paused and due is None else "open")
        return told


@given(histories(), late_minutes)
def test_a_clock_says_what_counting_the_minutes_says(
    history: tuple[Target, list[tuple[int, Event]], ZoneInfo, Reopen], now: int
) -> None:
    target, events, zone, reopen = history
    model = Model(target, zone, reopen)
    at = dict(events)
    for minute in range(now):
        model.minute(minute, at.get(minute))
    model._happen(now, at.get(now))
    followed = follow(target, [event for _, event in events], as_of=_after(BEGIN[zone], now), reopen=reopen)
    assert [(each.target, each.status) for each in followed.lines] == model.told(now)


@given(histories(), minutes, late_minutes)
def test_results_never_vanish_and_nothing_changes_before_the_next_wake_up(
    history: tuple[Target, list[tuple[int, Event]], ZoneInfo, Reopen], first: int, second: int
) -> None:
    target, dated, zone, reopen = history
    events = [event for _, event in dated]
    early, late = sorted((first, second))

    def seen(minute: float) -> Followed:
        return follow(target, events, as_of=_after(BEGIN[zone], minute), reopen=reopen)

    before, after = seen(early), seen(late)
    over = [line for line in before.lines if line.at is not None]
    assert [line for line in after.lines if line.at is not None][: len(over)] == over
    assert after.notices[: len(before.notices)] == before.notices or not before.notices
    ahead = [event.at for event in events if to_micros(event.at) > to_micros(_after(BEGIN[zone], early))]
    if before.next_wakeup is None or (ahead and min(map(to_micros, ahead)) <= to_micros(before.next_wakeup)):
        return
    wake = before.next_wakeup
    just_before, then = (
        follow(target, events, as_of=from_micros(to_micros(wake) + micros, zone), reopen=reopen) for micros in (-1, 0)
    )

    def state(followed: Followed) -> Any:
        return [(each.target, each.status) for each in followed.lines], {each.id for each in followed.notices}

    assert state(just_before) == state(before)
    assert state(then) != state(before) or any(each.deliver == wake for each in then.notices)


@given(histories(), st.randoms(use_true_random=False), late_minutes)
def test_the_order_in_which_events_arrive_changes_nothing(
    history: tuple[Target, list[tuple[int, Event]], ZoneInfo, Reopen], chance: Random, now: int
) -> None:
    target, dated, zone, reopen = history
    events = [event for _, event in dated]
    arrived = [*events]
    chance.shuffle(arrived)
    as_of = _after(BEGIN[zone], now)
    assert follow(target, arrived, as_of=as_of, reopen=reopen) == follow(target, events, as_of=as_of, reopen=reopen)
