"""Where working time begins and ends: at closing, backward, and where there is no more of it."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from kefu_core.calendars import Hours, NoWorkingTime, Tie, WorkingCalendar, WorkingHours

SHANGHAI = ZoneInfo("Asia/Shanghai")
DAY = (Hours.parse("09:00-17:00"),)
OFFICE = WorkingCalendar(WorkingHours(SHANGHAI, week=(DAY, DAY, DAY, DAY, DAY, (), ())))
NEVER = ((), (), (), (), (), (), ())


def at(text: str) -> datetime:
    return datetime.fromisoformat(f"{text}+08:00")


def one_day(day: str) -> WorkingCalendar:
    return WorkingCalendar(WorkingHours(SHANGHAI, week=NEVER, dates={date.fromisoformat(day): DAY}))


@pytest.mark.parametrize("text", ["09:59-10:00", "00:00-00:59", "23:00-24:00", "9:05–17:30", "22:00至06:00"])
def test_hours_are_read_as_clocks_show_them(text: str) -> None:
    hours = Hours.parse(text)
    assert Hours.parse(hours.text()) == hours


@pytest.mark.parametrize("text", ["09:60-10:00", "24:00-25:00", "23:00-24:01", "09:00-09:00", "9-17", "09:00", ""])
def test_what_no_clock_shows_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="range of hours|is empty"):
        Hours.parse(text)


@pytest.mark.parametrize(
    ("tie", "backward", "forward"),
    [("close", "2026-11-02T09:00", "2026-11-06T17:00"), ("next_open", "2026-10-30T17:00", "2026-11-09T09:00")],
)
def test_a_budget_used_up_between_two_stretches_ends_on_one_side_of_the_gap(
    tie: Tie, backward: str, forward: str
) -> None:
    assert OFFICE.due(at("2026-11-03T09:00"), -timedelta(hours=8), tie=tie) == at(backward)
    assert OFFICE.due(at("2026-11-06T09:00"), timedelta(hours=8), tie=tie) == at(forward)


def test_a_calendar_that_is_open_once_knows_that_date_from_far_away() -> None:
    once = one_day("2020-01-06")
    assert once.previous_working_day(date(2060, 1, 1)) == date(2020, 1, 6)
    assert once.next_working_day(date(1980, 1, 1)) == date(2020, 1, 6)
    assert once.next_open(at("1980-01-01T00:00")) == at("2020-01-06T09:00")
    assert once.next_close(at("1980-01-01T00:00")) == at("2020-01-06T17:00")
    assert once.due(at("2060-01-01T00:00"), -timedelta(hours=1)) == at("2020-01-06T16:00")


def test_where_no_more_working_time_comes_that_is_said() -> None:
    once = one_day("2020-01-06")
    for ask in (
        lambda: once.next_open(at("2020-01-06T17:00")),
        lambda: once.next_close(at("2020-01-06T17:00")),
        lambda: once.next_working_day(date(2020, 1, 6)),
        lambda: once.previous_working_day(date(2020, 1, 6)),
        lambda: once.due(at("2020-01-06T16:00"), timedelta(hours=2)),
        lambda: once.due(at("2020-01-06T10:00"), -timedelta(hours=2)),
        lambda: once.working_day(at("2020-01-06T10:00"), 1),
    ):
        with pytest.raises(NoWorkingTime, match="no working time (after|before) that"):
            ask()


def test_a_difference_is_open_where_the_second_is_closed() -> None:
    noon = WorkingCalendar(WorkingHours(SHANGHAI, week=((Hours.parse("12:00-13:00"),),) * 7))
    rest = OFFICE - noon
    assert list(rest.segments(at("2026-11-02T00:00"), at("2026-11-03T00:00"))) == [
        (at("2026-11-02T09:00"), at("2026-11-02T12:00")),
        (at("2026-11-02T13:00"), at("2026-11-02T17:00")),
    ]
    assert (OFFICE & noon).elapsed(at("2026-11-02T00:00"), at("2026-11-07T00:00")) == timedelta(hours=5)
    assert (OFFICE | noon).elapsed(at("2026-11-02T00:00"), at("2026-11-09T00:00")) == timedelta(hours=42)
