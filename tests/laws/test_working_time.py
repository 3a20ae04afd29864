"""Laws of working time (S1 to S4), in zones whose clocks move, beside a count minute by minute."""

from __future__ import annotations

import pickle
from datetime import UTC, date, datetime, timedelta, tzinfo
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from attrs import evolve, frozen
from hypothesis import assume, given
from hypothesis import strategies as st

from kefu_core.calendars import Hours, NoWorkingTime, Tie, WorkingCalendar, WorkingHours
from kefu_core.calendars.hours import MINUTE
from kefu_core.values import local, to_micros

MINUTE_LONG = timedelta(minutes=1)

TURNS = [
    ("Europe/Berlin", date(2026, 3, 29)),
    ("Europe/Berlin", date(2026, 10, 25)),
    ("America/New_York", date(2026, 11, 1)),
    ("Australia/Lord_Howe", date(2026, 4, 5)),
    ("America/Sao_Paulo", date(2018, 11, 4)),
    ("Asia/Tehran", date(2022, 3, 22)),
    ("Pacific/Apia", date(2011, 12, 30)),
    ("Asia/Shanghai", date(1988, 4, 17)),
    ("Asia/Shanghai", date(2026, 10, 1)),
    ("UTC", date(2026, 1, 1)),
]
"""Zones, and a date on which something happens in each."""


@frozen
class Scene:
    """A calendar, and the date about which it is asked."""

    hours: WorkingHours
    around: date

    @property
    def calendar(self) -> WorkingCalendar:
        return WorkingCalendar(self.hours)

    def at(self, minutes: int) -> datetime:
        """So many minutes of real time from the date on."""
        return (
            local(datetime.combine(self.around, datetime.min.time()), self.hours.zone).astimezone(UTC)
            + minutes * MINUTE_LONG
        )


ranges = st.builds(
    lambda opens, length: Hours(opens * 30 * MINUTE, (opens + length) * 30 * MINUTE),
    st.integers(0, 47),
    st.integers(1, 48),
)
days_hours = st.lists(ranges, max_size=3).map(tuple)


@st.composite
def scenes(draw: st.DrawFn) -> Scene:
    zone, turn = draw(st.sampled_from(TURNS))
    near = st.integers(-4, 6).map(lambda offset: turn + timedelta(days=offset))
    week = tuple(draw(days_hours) for _ in range(7))
    some = (Hours(9 * 60 * MINUTE, 17 * 60 * MINUTE),)
    hours = WorkingHours(
        ZoneInfo(zone),
        week if any(week) else (some,) * 7,
        holidays=frozenset(draw(st.lists(near, max_size=2))),
        yearly=frozenset(draw(st.lists(near.map(lambda day: (day.month, day.day)), max_size=1))),
        breaks=draw(st.dictionaries(near, days_hours, max_size=2)),
        dates=draw(st.dictionaries(near, days_hours, max_size=2)),
    )
    return Scene(hours, turn)


def is_open(hours: WorkingHours, minute: datetime) -> bool:
    """S3 and S4 read aloud: whether a range that opens on some date holds the minute, and no break does."""
    shown = minute.astimezone(hours.zone).date()
    near = [shown + timedelta(days=offset) for offset in range(-3, 3)]
    open_ = any(holds(hours.zone, day, each, minute) for day in near for each in opening(hours, day))
    return open_ and not any(holds(hours.zone, day, each, minute) for day in near for each in hours.breaks.get(day, ()))


def opening(hours: WorkingHours, day: date) -> tuple[Hours, ...]:
    midnight, next_ = (
        local(datetime.combine(each, datetime.min.time()), hours.zone) for each in (day, day + timedelta(days=1))
    )
    if to_micros(midnight) == to_micros(next_):
        return ()  # the zone has no such day
    if day in hours.dates:
        return hours.dates[day]
    if day in hours.holidays or (day.month, day.day) in hours.yearly:
        return ()
    return hours.week[day.weekday()]


def holds(zone: tzinfo, day: date, hours: Hours, minute: datetime) -> bool:
    midnight = datetime.combine(day, datetime.min.time())
    opens, closes = (local(midnight + timedelta(microseconds=each), zone) for each in (hours.opens, hours.closes))
    return to_micros(opens) <= to_micros(minute) < to_micros(closes)


minutes = st.integers(-3 * 1440, 5 * 1440)
signs = st.sampled_from([1, -1])
ties = st.sampled_from(["close", "next_open"])
lengths = st.integers(0, 3 * 1440).map(lambda number: number * MINUTE_LONG)


@given(scenes(), minutes, st.integers(0, 600))
def test_as_many_minutes_have_gone_by_as_are_open(scene: Scene, start: int, span: int) -> None:
    counted = sum(is_open(scene.hours, scene.at(each)) for each in range(start, start + span))
    assert scene.calendar.elapsed(scene.at(start), scene.at(start + span)) == counted * MINUTE_LONG


@given(scenes(), minutes)
def test_it_is_open_when_a_range_holds_the_minute(scene: Scene, at: int) -> None:
    assert scene.calendar.is_open(scene.at(at)) is is_open(scene.hours, scene.at(at))


@given(scenes(), minutes, minutes, minutes)
def test_elapsed_is_additive_and_turns_round(scene: Scene, a: int, b: int, c: int) -> None:
    elapsed = scene.calendar.elapsed
    assert elapsed(scene.at(a), scene.at(b)) + elapsed(scene.at(b), scene.at(c)) == elapsed(scene.at(a), scene.at(c))
    assert elapsed(scene.at(a), scene.at(b)) == -elapsed(scene.at(b), scene.at(a))


@given(scenes(), minutes, lengths, signs, ties)
def test_when_it_is_due_so_much_has_gone_by(scene: Scene, at: int, length: timedelta, sign: int, tie: Tie) -> None:
    calendar, start = scene.calendar, scene.at(at)
    given_ = sign * length
    assert calendar.elapsed(start, calendar.due(start, given_, tie=tie)) == given_


@given(scenes(), minutes, lengths)
def test_what_is_due_is_due_as_early_as_it_can_be_or_as_late(scene: Scene, at: int, length: timedelta) -> None:
    calendar, start, step = scene.calendar, scene.at(at), timedelta(microseconds=1)
    due, late = (calendar.due(start, length, tie=tie).astimezone(UTC) for tie in ("close", "next_open"))
    if length:
        assert calendar.elapsed(start, due - step) < length
    assert calendar.elapsed(start, late + step) > length
    back, early = (calendar.due(start, -length, tie=tie).astimezone(UTC) for tie in ("close", "next_open"))
    if length:
        assert calendar.elapsed(back + step, start) < length
    assert calendar.elapsed(early - step, start) > length or not length


@given(scenes(), minutes, minutes, lengths, lengths)
def test_due_is_monotone_in_both(scene: Scene, a: int, b: int, some: timedelta, more: timedelta) -> None:
    def due(at: int, length: timedelta) -> int:
        return to_micros(scene.calendar.due(scene.at(at), length))

    assert due(min(a, b), some) <= due(max(a, b), some)
    assert due(a, min(some, more)) <= due(a, max(some, more))


@given(scenes(), minutes, lengths, lengths, signs)
def test_two_lengths_after_each_other_are_their_sum(
    scene: Scene, at: int, a: timedelta, b: timedelta, sign: int
) -> None:
    assume(a and b)
    due = scene.calendar.due
    assert due(due(scene.at(at), sign * a), sign * b) == due(scene.at(at), sign * (a + b))


pauses_ = st.lists(st.tuples(minutes, st.integers(0, 1440)), max_size=4)


@given(scenes(), minutes, lengths, pauses_, signs, ties)
def test_paused_time_does_not_count(scene: Scene, at: int, length: timedelta, drawn, sign: int, tie: Tie) -> None:
    calendar, start = scene.calendar, scene.at(at)
    pauses = [(scene.at(begin), scene.at(begin + span)) for begin, span in drawn]
    back = sign < 0 and bool(length)
    given_ = -length if back else length
    due = calendar.due(start, given_, tie=tie, pauses=pauses).astimezone(UTC)
    assert calendar.elapsed(start, due, pauses=pauses) == given_
    plain = calendar.due(start, given_, tie=tie).astimezone(UTC)
    assert due <= plain if back else due >= plain
    step = timedelta(microseconds=1)
    if length and tie == "close":
        nearer = due + step if back else due - step
        assert abs(calendar.elapsed(start, nearer, pauses=pauses)) < length
    beyond = due - step if back else due + step
    if tie == "next_open":
        assert abs(calendar.elapsed(start, beyond, pauses=pauses)) > length


@given(scenes(), minutes, lengths, pauses_)
def test_a_pause_moves_what_is_due_by_the_working_time_in_it(scene: Scene, at: int, length: timedelta, drawn) -> None:
    calendar, start = scene.calendar, scene.at(at)
    assume(length)
    pauses = [(scene.at(begin), scene.at(begin + span)) for begin, span in drawn]
    due = calendar.due(start, length, pauses=pauses)
    paused = calendar.elapsed(start, due) - calendar.elapsed(start, due, pauses=pauses)
    assert due == calendar.due(start, length + paused)


@given(scenes(), minutes, lengths, st.integers(1, 1439))
def test_parting_a_range_or_a_pause_changes_nothing(scene: Scene, at: int, length: timedelta, place: int) -> None:
    def parted(hours: tuple[Hours, ...]) -> tuple[Hours, ...]:
        cut = place * MINUTE
        return tuple(
            part
            for each in hours
            for part in (
                (Hours(each.opens, cut), Hours(cut, each.closes)) if each.opens < cut < each.closes else (each,)
            )
        )

    hours = evolve(
        scene.hours,
        week=tuple(map(parted, scene.hours.week)),
        dates={day: parted(each) for day, each in scene.hours.dates.items()},
    )
    start, pause = scene.at(at), (scene.at(at + 30), scene.at(at + 90))
    halves = [(pause[0], scene.at(at + 60)), (scene.at(at + 55), pause[1])]
    assert WorkingCalendar(hours).due(start, length, pauses=halves) == scene.calendar.due(start, length, pauses=[pause])


@given(scenes(), scenes(), minutes)
def test_calendars_are_put_together_as_sets_are(one: Scene, other: Scene, at: int) -> None:
    a, b, now = one.calendar, other.calendar, one.at(at)
    assert (a | b).is_open(now) is (a.is_open(now) or b.is_open(now))
    assert (a & b).is_open(now) is (a.is_open(now) and b.is_open(now))
    assert (a - b).is_open(now) is (a.is_open(now) and not b.is_open(now))


@given(scenes(), minutes, minutes)
def test_the_stretches_are_what_is_open(scene: Scene, a: int, b: int) -> None:
    start, end = scene.at(min(a, b)), scene.at(max(a, b))
    # Python subtracts two datetimes of one zone by what their clocks show.
    stretches = [
        (opens.astimezone(UTC), closes.astimezone(UTC)) for opens, closes in scene.calendar.segments(start, end)
    ]
    assert sum((closes - opens for opens, closes in stretches), timedelta()) == scene.calendar.elapsed(start, end)
    assert all(opens < closes for opens, closes in stretches)
    assert all(closes < opens for (_, closes), (opens, _) in pairwise(stretches))


@given(scenes(), minutes)
def test_what_opens_next_closes_later(scene: Scene, at: int) -> None:
    calendar, now, step = scene.calendar, scene.at(at), timedelta(microseconds=1)
    opens, closes = calendar.next_open(now).astimezone(UTC), calendar.next_close(now)
    assert opens >= now
    assert calendar.is_open(opens)
    assert calendar.elapsed(now, opens) == timedelta()
    if closes is not None:
        closes = closes.astimezone(UTC)
        assert not calendar.is_open(closes)
        assert calendar.is_open(closes - step)
        assert calendar.elapsed(opens, closes) == closes - opens


@given(scenes(), minutes, st.integers(1, 8))
def test_working_days_are_counted_date_by_date(scene: Scene, at: int, number: int) -> None:
    start = scene.at(at)
    day, left = start.astimezone(scene.hours.zone).date(), number
    while left:
        day += timedelta(days=1)
        owned = dict(scene.hours.owned(day.toordinal(), day.toordinal() + 1)).get(day.toordinal(), [])
        left -= bool(owned)
    assert to_micros(scene.calendar.working_day(start, number)) == owned[-1][1]


@given(scenes(), minutes, lengths)
def test_what_was_asked_before_changes_no_answer(scene: Scene, at: int, length: timedelta) -> None:
    asked = scene.calendar
    asked.elapsed(scene.at(at) - timedelta(days=4_000), scene.at(at) + timedelta(days=4_000))
    assert asked.due(scene.at(at), length) == scene.calendar.due(scene.at(at), length)
    assert pickle.loads(pickle.dumps(asked)) == asked
    assert hash(asked) == hash(scene.calendar)


def test_a_calendar_without_working_time_says_so_at_once() -> None:
    never = WorkingCalendar(WorkingHours(ZoneInfo("Asia/Shanghai"), ((),) * 7))
    now = datetime(2026, 11, 2, 10, tzinfo=UTC)
    for length in (timedelta(hours=1), timedelta(hours=-1)):
        with pytest.raises(NoWorkingTime):
            never.due(now, length)
    with pytest.raises(NoWorkingTime):
        never.next_open(now)
    assert never.elapsed(now, now + timedelta(days=1)) == timedelta()
