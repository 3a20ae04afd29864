"""Counting back from an instant (S10)."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kefu_core.calendars import Hours, NeedsCalendar, WorkingCalendar, WorkingHours, before, due
from kefu_core.values import Duration, Family, day_start

SHANGHAI = ZoneInfo("Asia/Shanghai")
BERLIN = ZoneInfo("Europe/Berlin")
DAY = tuple(map(Hours.parse, ["09:00-12:00", "13:00-18:00"]))
OFFICE = WorkingCalendar(WorkingHours(SHANGHAI, (*[DAY] * 5, (), ())))


@pytest.mark.parametrize(
    ("period", "found"),
    [
        ("24 h", "2026-11-05 10:00"),
        ("90 min", "2026-11-06 08:30"),
        ("2 working hours", "2026-11-05 17:00"),
        ("1 day", "2026-11-05 00:00"),
        ("3 days", "2026-11-03 00:00"),
        ("same day", "2026-11-06 00:00"),
        ("1 month", "2026-10-06 00:00"),
        ("5 working days", "2026-10-30 00:00"),
    ],
)
def test_a_period_lies_whole_before_the_instant(period: str, found: str) -> None:
    visit = datetime(2026, 11, 6, 10, 0, tzinfo=SHANGHAI)  # a Friday
    got = before(visit, Duration.parse(period), zone=SHANGHAI, calendar=OFFICE)
    assert f"{got:%Y-%m-%d %H:%M}" == found


def test_a_month_back_from_the_31st_is_the_last_of_the_month_before() -> None:
    assert before(datetime(2026, 3, 31, 9, tzinfo=SHANGHAI), Duration.parse("1 month"), zone=SHANGHAI).day == 28


def test_hours_are_real_hours_and_days_are_dates_when_the_clocks_change() -> None:
    monday = datetime(2026, 10, 26, 1, 30, tzinfo=BERLIN)  # on Sunday the clocks were put back
    assert before(monday, Duration.parse("24 h"), zone=BERLIN) == datetime(2026, 10, 25, 2, 30, tzinfo=BERLIN)
    assert before(monday, Duration.parse("36 h"), zone=BERLIN) == datetime(2026, 10, 24, 14, 30, tzinfo=BERLIN)
    assert before(monday, Duration.parse("1 day"), zone=BERLIN) == datetime(2026, 10, 25, tzinfo=BERLIN)


def test_working_time_needs_a_calendar_and_an_instant_a_zone() -> None:
    with pytest.raises(NeedsCalendar):
        before(datetime(2026, 11, 6, tzinfo=SHANGHAI), Duration.parse("1 working day"), zone=SHANGHAI)
    with pytest.raises(ValueError, match="zone"):
        before(datetime(2026, 11, 6), Duration.parse("1 h"), zone=SHANGHAI)  # noqa: DTZ001
    with pytest.raises(OverflowError):
        before(datetime(1, 1, 2, tzinfo=SHANGHAI), Duration.parse("2 months"), zone=SHANGHAI)


@given(
    st.datetimes(datetime(2020, 1, 1), datetime(2030, 1, 1), timezones=st.sampled_from([SHANGHAI, BERLIN])),  # noqa: DTZ001
    st.integers(1, 400),
    st.sampled_from([Family.CLOCK, Family.DAYS, Family.WORKING_CLOCK, Family.WORKING_DAYS]),
)
def test_whoever_acts_in_time_has_the_whole_period_left(end: datetime, count: int, family: Family) -> None:
    zone = end.tzinfo
    assert zone is not None
    by_the_clock = family in {Family.CLOCK, Family.WORKING_CLOCK}
    period = Duration(count * 3_600_000_000 if by_the_clock else count, family)
    latest = before(end, period, zone=zone, calendar=OFFICE)
    assert latest.timestamp() < end.timestamp()
    if by_the_clock:
        assert due(latest, period, zone=zone, calendar=OFFICE).timestamp() <= end.timestamp()
    else:
        assert latest == day_start(latest.date(), zone)
