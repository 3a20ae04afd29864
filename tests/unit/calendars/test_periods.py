"""Periods that a working calendar counts, or that end at its close of business (S5)."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from kefu_core.calendars import Hours, NoWorkingTime, Roll, WorkingCalendar, WorkingHours, due
from kefu_core.values import Duration, iso_end

SHANGHAI = ZoneInfo("Asia/Shanghai")
DAY = (Hours.parse("09:00-12:00"), Hours.parse("13:00-18:00"))
OFFICE = WorkingCalendar(
    WorkingHours(
        SHANGHAI,
        week=(DAY, DAY, DAY, DAY, DAY, (), ()),
        holidays=frozenset({date(2026, 11, 5)}),
        dates={date(2026, 11, 7): (Hours.parse("09:00-12:00"),)},  # a Saturday made up
    )
)
MONDAY = "2026-11-02T10:00+08:00"


def ends(start: str, length: str, *, calendar: WorkingCalendar | None = OFFICE, roll: Roll | None = None) -> str:
    begin = datetime.fromisoformat(start)
    return iso_end(due(begin, Duration.parse(length), zone=SHANGHAI, calendar=calendar, roll=roll))


@pytest.mark.parametrize(
    ("length", "end"),
    [
        ("2 working hours", "2026-11-02T12:00+08:00"),
        ("3 working hours", "2026-11-02T14:00+08:00"),
        ("15 working hours", "2026-11-03T18:00+08:00"),  # used up at closing, due at closing
        ("1 working day", "2026-11-03T18:00+08:00"),
        ("3 working days", "2026-11-06T18:00+08:00"),  # the 5th is a holiday
        ("4 working days", "2026-11-07T12:00+08:00"),  # the Saturday made up
        ("5 working days", "2026-11-09T18:00+08:00"),
        ("1 day", "2026-11-03T18:00+08:00"),
        ("3 days", "2026-11-05T24:00+08:00"),  # closed that day
        ("same day", "2026-11-02T18:00+08:00"),
        ("1 month", "2026-12-02T18:00+08:00"),
        ("48 h", "2026-11-04T10:00+08:00"),
    ],
)
def test_a_period_ends_as_its_way_of_counting_has_it(length: str, end: str) -> None:
    assert ends(MONDAY, length) == end


@pytest.mark.parametrize(
    ("length", "roll", "end"),
    [
        ("3 days", "next working day", "2026-11-06T18:00+08:00"),
        ("3 days", "previous working day", "2026-11-04T18:00+08:00"),
        ("6 days", "next working day", "2026-11-09T18:00+08:00"),
        ("6 days", "previous working day", "2026-11-07T12:00+08:00"),
        ("1 day", "next working day", "2026-11-03T18:00+08:00"),  # open: it stays
    ],
)
def test_a_last_day_without_work_rolls_where_that_is_asked(length: str, roll: Roll, end: str) -> None:
    assert ends(MONDAY, length, roll=roll) == end


def test_what_is_due_today_after_closing_is_due_by_midnight() -> None:
    assert ends("2026-11-02T19:00+08:00", "same day") == "2026-11-02T24:00+08:00"


def test_to_roll_back_never_ends_a_period_before_it_begins() -> None:
    sunday = "2026-11-08T10:00+08:00"
    assert ends(sunday, "same day", roll="previous working day") == "2026-11-08T24:00+08:00"


def test_days_and_hours_differ_by_the_clock() -> None:
    """15 days end with a day; 360 hours run on through the night."""
    assert ends(MONDAY, "15 days", calendar=None) == "2026-11-17T24:00+08:00"
    assert ends(MONDAY, "360 h", calendar=None) == "2026-11-17T10:00+08:00"


def test_a_calendar_that_is_over_is_told() -> None:
    week: tuple[tuple[Hours, ...], ...] = ((),) * 7
    once = WorkingCalendar(WorkingHours(SHANGHAI, week, dates={date(2026, 11, 3): DAY}))
    assert ends(MONDAY, "1 working day", calendar=once) == "2026-11-03T18:00+08:00"
    with pytest.raises(NoWorkingTime):
        ends(MONDAY, "2 working days", calendar=once)
    with pytest.raises(NoWorkingTime):
        ends(MONDAY, "9 working hours", calendar=once)


@pytest.mark.parametrize("text", ["9-18", "09:60-10:00", "24:00-25:00", "09:00-09:00", "09:00", "09:00-24:30"])
def test_hours_that_no_clock_shows_are_refused(text: str) -> None:
    with pytest.raises(ValueError, match="range of hours|is empty"):
        Hours.parse(text)


@pytest.mark.parametrize("text", ["09:00-12:00", "22:00-06:00", "00:00-24:00", "18:00-24:00", "00:00-00:30"])
def test_hours_are_written_as_they_are_read(text: str) -> None:
    assert Hours.parse(text).text() == text


def test_hours_take_what_people_type() -> None:
    assert Hours.parse(" 9：00 至 18：00 ") == Hours.parse("09:00-18:00")


def test_what_begins_at_closing_is_due_at_closing_and_what_begins_after_it_at_midnight() -> None:
    assert ends("2026-11-02T18:00+08:00", "same day") == "2026-11-02T18:00+08:00"
    assert ends("2026-11-02T18:00:00.000001+08:00", "same day") == "2026-11-02T24:00+08:00"


def test_a_last_day_is_moved_in_one_of_two_ways_and_by_a_calendar() -> None:
    with pytest.raises(ValueError, match="cannot be moved to `next`"):
        ends(MONDAY, "3 days", roll="next")  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="there is none"):
        ends(MONDAY, "3 days", calendar=None, roll="next working day")
