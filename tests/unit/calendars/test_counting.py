import calendar
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kefu_core.calendars import NeedsCalendar, due
from kefu_core.values import Duration, Family, day_start, from_micros, iso, parse_instant, to_micros

SHANGHAI = ZoneInfo("Asia/Shanghai")
HOUR = 3_600_000_000

# Instants at which these zones change their clocks, or dates of none; strategies draw the hours around them.
CHANGES = {
    "Europe/Berlin": ["2026-03-29T01:00Z", "2026-10-25T01:00Z"],
    "America/New_York": ["2026-03-08T07:00Z", "2026-11-01T06:00Z"],
    "America/Sao_Paulo": ["2018-11-04T03:00Z", "2019-02-17T02:00Z"],
    "Asia/Beirut": ["2024-03-30T22:00Z", "2024-10-26T21:00Z"],
    "Australia/Lord_Howe": ["2026-10-03T15:30Z", "2026-04-04T15:00Z"],
    "Africa/Cairo": ["2024-04-25T22:00Z", "2024-10-31T21:00Z"],
    "Pacific/Apia": ["2011-12-30T10:00Z"],
    "America/Havana": ["2026-03-08T05:00Z", "2026-11-01T05:00Z"],
    "Asia/Shanghai": ["2028-02-28T16:00Z", "2026-12-31T16:00Z"],
}
# These clocks were put back at 00:01, to the evening before.
OVER_MIDNIGHT = {"America/St_Johns": ["2010-03-14T03:31Z", "2010-11-07T02:31Z"]}


def starts(changes: dict[str, list[str]]) -> st.SearchStrategy[tuple[datetime, ZoneInfo]]:
    """A start near a change of clocks, or a period before one, or anywhere; written in the zone or in another."""

    @st.composite
    def draw_start(draw: st.DrawFn) -> tuple[datetime, ZoneInfo]:
        name = draw(st.sampled_from(sorted(changes)))
        change = to_micros(parse_instant(draw(st.sampled_from(changes[name]))))
        minutes = draw(st.integers(-3000, 3000) | st.sampled_from([-1440, -90, -60, -30, 0, 30, 60]))
        days = draw(st.integers(0, 3) | st.sampled_from([28, 30, 31, 365]))
        near = change + minutes * 60_000_000 - days * 24 * HOUR + draw(st.integers(-1, 1))
        micros = draw(st.just(near) | st.integers(0, 3_000_000_000_000_000))
        zone = ZoneInfo(name)
        return from_micros(micros, draw(st.sampled_from([zone, UTC, SHANGHAI]))), zone

    return draw_start()


any_start = starts(CHANGES | OVER_MIDNIGHT)
counts = st.integers(0, 40)
counted = st.one_of(
    st.builds(Duration, count=counts, family=st.sampled_from([Family.DAYS, Family.MONTHS])),
    st.just(Duration.parse("same day")),
)
periods = counted | st.builds(Duration, count=st.integers(0, 100 * HOUR), family=st.just(Family.CLOCK))


def local_date(start: datetime, zone: ZoneInfo) -> date:
    return start.astimezone(UTC).astimezone(zone).date()


def last_day_counted_one_by_one(first: date, duration: Duration) -> date:
    if duration.family is Family.MONTHS:
        year, month = first.year, first.month
        for _ in range(duration.count):
            year, month = (year, month + 1) if month < 12 else (year + 1, 1)
        return date(year, month, min(first.day, calendar.monthrange(year, month)[1]))
    day = first
    for _ in range(duration.count):
        day += timedelta(days=1)
    return day


@given(any_start, st.integers(0, 400 * 24 * HOUR))
def test_the_clock_runs_in_real_time_through_every_change(given_start, micros):
    start, zone = given_start
    assert to_micros(due(start, Duration(micros, Family.CLOCK), zone=zone)) == to_micros(start) + micros


@given(starts(CHANGES), counted)
def test_a_counted_period_ends_with_the_day_found_by_counting_one_by_one(given_start, duration):
    start, zone = given_start
    last = last_day_counted_one_by_one(local_date(start, zone), duration)
    assert to_micros(due(start, duration, zone=zone)) == to_micros(day_start(last + timedelta(days=1), zone))


@given(any_start, counted)
def test_a_counted_period_ends_at_a_local_midnight_or_at_the_end_of_the_gap_over_it(given_start, duration):
    start, zone = given_start
    end = due(start, duration, zone=zone)
    if (end.hour, end.minute, end.second, end.microsecond) != (0, 0, 0, 0):
        before = from_micros(to_micros(end) - 1, zone)
        assert before.date() < end.date(), "the clocks went straight from the day before to this time"


@given(any_start, periods)
def test_a_due_time_is_what_the_clocks_of_the_zone_really_show(given_start, duration):
    start, zone = given_start
    end = due(start, duration, zone=zone)
    again = end.astimezone(UTC).astimezone(zone)
    assert end.tzinfo is zone
    assert (again.replace(tzinfo=None), again.fold) == (end.replace(tzinfo=None), end.fold)


@given(any_start, periods)
@example((parse_instant("2010-11-06T23:30-03:30"), ZoneInfo("America/St_Johns")), Duration.parse("same day"))
def test_nothing_is_due_before_it_starts(given_start, duration):
    start, zone = given_start
    assert to_micros(due(start, duration, zone=zone)) >= to_micros(start)


@given(starts(CHANGES), periods, st.integers(0, 3000 * 60_000_000))
def test_who_starts_later_is_not_due_earlier(given_start, duration, later):
    start, zone = given_start
    second = from_micros(to_micros(start) + later, zone)
    assert to_micros(due(start, duration, zone=zone)) <= to_micros(due(second, duration, zone=zone))


@given(any_start, counts, counts, st.sampled_from([Family.DAYS, Family.MONTHS, Family.CLOCK]))
def test_a_longer_period_is_not_due_earlier(given_start, one, other, family):
    start, zone = given_start
    short, long = (due(start, Duration(count, family), zone=zone) for count in sorted((one, other)))
    assert to_micros(short) <= to_micros(long)


@given(any_start, counted)
def test_it_does_not_matter_in_which_zone_the_start_is_written(given_start, duration):
    start, zone = given_start
    other = start.astimezone(ZoneInfo("Asia/Kathmandu"))
    assert to_micros(due(start, duration, zone=zone)) == to_micros(due(other, duration, zone=zone))


@given(any_start)
def test_the_same_day_is_no_further_day(given_start):
    start, zone = given_start
    assert due(start, Duration.parse("same day"), zone=zone) == due(start, Duration.parse("0 days"), zone=zone)


@pytest.mark.parametrize(
    ("start", "period", "end"),
    [
        # Article 201: the first day is not counted, whatever the hour; hours run from the start.
        ("2026-11-02T00:00", "3 days", "2026-11-06T00:00+08:00"),
        ("2026-11-02T23:59:59.999999", "3 days", "2026-11-06T00:00+08:00"),
        ("2026-11-02T10:00", "72 h", "2026-11-05T10:00+08:00"),
        ("2026-11-02T10:00", "1 week", "2026-11-10T00:00+08:00"),
        # Article 202: months and years end on the corresponding day, or the month's last.
        ("2026-11-02T10:00", "1 month", "2026-12-03T00:00+08:00"),
        ("2026-01-31T10:00", "1 month", "2026-03-01T00:00+08:00"),
        ("2026-01-31T10:00", "2 months", "2026-04-01T00:00+08:00"),
        ("2027-11-30T10:00", "3 months", "2028-03-01T00:00+08:00"),
        ("2028-02-29T10:00", "1 year", "2029-03-01T00:00+08:00"),
        ("2028-02-29T10:00", "4 years", "2032-03-01T00:00+08:00"),
        ("2026-12-31T10:00", "12 months", "2028-01-01T00:00+08:00"),
        # Article 203: the last day ends at 24:00; without `roll` also where it is a holiday (S5).
        ("2026-09-28T10:00", "3 days", "2026-10-02T00:00+08:00"),
        ("2026-11-02T10:00", "same day", "2026-11-03T00:00+08:00"),
        ("2026-11-02T10:00", "0 days", "2026-11-03T00:00+08:00"),
        ("2026-11-02T10:00", "0 months", "2026-11-03T00:00+08:00"),
        ("2026-11-02T10:00", "0 min", "2026-11-02T10:00+08:00"),
    ],
)
def test_periods_of_the_civil_code(start, period, end):
    assert iso(due(parse_instant(start, zone=SHANGHAI), Duration.parse(period), zone=SHANGHAI)) == end


@pytest.mark.parametrize(
    ("zone", "start", "period", "end"),
    [
        ("Europe/Berlin", "2026-03-28T12:00+01:00", "24 h", "2026-03-29T13:00+02:00"),
        ("Europe/Berlin", "2026-10-25T02:30+02:00", "1 h", "2026-10-25T02:30+01:00"),
        ("Europe/Berlin", "2026-10-24T12:00+02:00", "1 day", "2026-10-26T00:00+01:00"),
        ("America/New_York", "2026-03-08T01:30-05:00", "1 h", "2026-03-08T03:30-04:00"),
        ("America/Sao_Paulo", "2018-11-02T12:00-03:00", "1 day", "2018-11-04T01:00-02:00"),
        ("Asia/Beirut", "2024-03-30T12:00+02:00", "same day", "2024-03-31T01:00+03:00"),
        ("Asia/Beirut", "2024-10-26T23:30+02:00", "same day", "2024-10-27T00:00+02:00"),
        ("Africa/Cairo", "2024-04-25T12:00+02:00", "same day", "2024-04-26T01:00+03:00"),
        ("Australia/Lord_Howe", "2026-10-04T01:45+10:30", "30 min", "2026-10-04T02:45+11:00"),
        ("America/Havana", "2026-10-31T12:00-04:00", "same day", "2026-11-01T00:00-04:00"),
        # 2011-12-30 is counted there, and is over as it begins.
        ("Pacific/Apia", "2011-12-29T12:00-10:00", "same day", "2011-12-31T00:00+14:00"),
        ("Pacific/Apia", "2011-12-29T12:00-10:00", "1 day", "2011-12-31T00:00+14:00"),
        ("Pacific/Apia", "2011-12-29T12:00-10:00", "2 days", "2012-01-01T00:00+14:00"),
        ("Pacific/Apia", "2011-11-30T12:00-10:00", "1 month", "2011-12-31T00:00+14:00"),
        # A Newfoundland evening that came twice: the first midnight, or for who begins after it the second.
        ("America/St_Johns", "2010-11-06T23:30-02:30", "same day", "2010-11-07T00:00-02:30"),
        ("America/St_Johns", "2010-11-06T23:30-03:30", "same day", "2010-11-07T00:00-03:30"),
    ],
)
def test_periods_through_changes_of_clocks(zone, start, period, end):
    assert iso(due(parse_instant(start), Duration.parse(period), zone=ZoneInfo(zone))) == end


def test_the_starting_day_is_that_of_the_zone():
    start = parse_instant("2026-11-02T20:00Z")
    assert iso(due(start, Duration.parse("1 day"), zone=SHANGHAI)) == "2026-11-05T00:00+08:00"
    assert iso(due(start, Duration.parse("1 day"), zone=UTC)) == "2026-11-04T00:00+00:00"


def test_a_start_that_the_clocks_skip_is_where_they_really_stand():
    apia = ZoneInfo("Pacific/Apia")
    skipped = datetime(2011, 12, 30, 12, tzinfo=apia)
    assert iso(due(skipped, Duration.parse("same day"), zone=apia)) == "2012-01-01T00:00+14:00"


@pytest.mark.parametrize("period", ["2 working days", "8 working hours"])
def test_working_time_needs_a_calendar(period):
    with pytest.raises(NeedsCalendar, match=f"`{period}` is working time"):
        due(datetime(2026, 11, 2, tzinfo=UTC), Duration.parse(period), zone=SHANGHAI)


def test_a_start_without_a_zone_is_refused():
    with pytest.raises(ValueError, match="neither a zone nor an offset"):
        due(datetime(2026, 11, 2), Duration.parse("1 h"), zone=SHANGHAI)  # noqa: DTZ001 - this is the mistake


@pytest.mark.parametrize(
    "period", ["99999999999999999 h", "3000000 days", "99999999999999 days", "100000 months", "8000 years"]
)
def test_a_period_that_ends_after_the_year_9999_is_refused(period):
    with pytest.raises(OverflowError):
        due(datetime(2026, 11, 2, tzinfo=UTC), Duration.parse(period), zone=SHANGHAI)
