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


class TestCalendarsOfTwoZones:
    NEW_YORK = WorkingCalendar(WorkingHours(ZoneInfo("America/New_York"), (DAY,) * 7))
    BOTH = NEW_YORK | WorkingCalendar(WorkingHours(SHANGHAI, (DAY,) * 7))

    @pytest.mark.parametrize("asked_before", [False, True])
    def test_at_new_year_what_was_asked_before_changes_nothing(self, *, asked_before: bool) -> None:
        both = WorkingCalendar(self.BOTH.days)
        if asked_before:
            both.is_open(datetime(2026, 6, 1, tzinfo=both.zone))
        eve = datetime(2026, 12, 31, 18, tzinfo=both.zone)
        assert both.elapsed(eve, eve + timedelta(hours=5, minutes=59)) == timedelta(hours=3, minutes=59)
        assert both.is_open(eve + timedelta(hours=3))
        assert both.due(eve + timedelta(hours=5), timedelta(hours=-2)) == eve + timedelta(hours=3)

    @pytest.mark.parametrize("asked_before", [False, True])
    def test_a_night_over_new_year_meets_the_morning_of_another_calendar(self, *, asked_before: bool) -> None:
        utc = ZoneInfo("UTC")
        nights, mornings, gaps = (
            WorkingCalendar(WorkingHours(utc, ((Hours.parse(text),),) * 7))
            for text in ("22:00-06:00", "00:00-12:00", "02:00-04:00")
        )
        calendar = (nights - gaps) | mornings
        if asked_before:
            calendar.is_open(datetime(2026, 6, 1, tzinfo=utc))
        start = datetime(2026, 12, 31, 22, tzinfo=utc)
        assert calendar.due(start, timedelta(hours=5)) == start + timedelta(hours=5)
        assert calendar.elapsed(start, start + timedelta(hours=7)) == timedelta(hours=7)


def test_breaks_cut_the_tail_of_a_night_even_where_the_date_between_is_skipped() -> None:
    apia = ZoneInfo("Pacific/Apia")  # there was no 30 December 2011
    week = ((), (), (), (Hours.parse("22:00-06:00"),), (), (), ())
    calendar = WorkingCalendar(WorkingHours(apia, week, breaks={date(2011, 12, 31): (Hours.parse("00:00-03:00"),)}))
    thursday = datetime(2011, 12, 29, 12, tzinfo=apia)
    found = [
        f"{start:%d %H:%M}-{end:%d %H:%M}" for start, end in calendar.segments(thursday, thursday + timedelta(days=4))
    ]
    assert found == ["29 22:00-31 00:00", "31 03:00-31 06:00"]


def test_a_calendar_that_closes_for_the_first_time_in_a_far_year_is_known_to_close() -> None:
    whole = (Hours.parse("00:00-24:00"),)
    holiday = WorkingCalendar(WorkingHours(SHANGHAI, (whole,) * 7, holidays=frozenset({date(2090, 1, 1)})))
    assert holiday.next_close(at("2026-01-01T00:00")) == at("2090-01-01T00:00")


@pytest.mark.parametrize("day", ["7000-01-01", "8000-01-01", "9998-12-30"])
def test_the_only_day_is_found_however_far_it_is(day: str) -> None:
    assert one_day(day).next_open(at("2026-01-01T00:00")) == at(f"{day}T09:00")


def test_what_is_longer_than_all_time_is_refused_at_once() -> None:
    with pytest.raises(OverflowError):
        OFFICE.due(at("2026-11-02T10:00"), timedelta(days=99_999_999))
    with pytest.raises(OverflowError):
        OFFICE.working_day(at("2026-11-02T10:00"), 99_999_999)


@pytest.mark.parametrize("tie", ["bogus", "open"])
def test_a_tie_that_is_none_is_refused(tie: Tie) -> None:
    with pytest.raises(ValueError, match="is not a way to break a tie"):
        OFFICE.due(at("2026-11-02T10:00"), timedelta(hours=1), tie=tie)


def test_stretches_of_what_has_no_zone_are_refused_before_anybody_asks_for_the_first() -> None:
    with pytest.raises(ValueError, match="neither a zone nor an offset"):
        OFFICE.segments(datetime(2026, 11, 2), datetime(2026, 11, 3))  # noqa: DTZ001


def test_of_two_calendars_as_much_is_known_as_of_the_one_less_known() -> None:
    sooner, later = (WorkingHours(SHANGHAI, (DAY,) * 7, known_until=date(year, 1, 1)) for year in (2027, 2028))
    for first, second in ((sooner, later), (later, sooner)):
        one, other = WorkingCalendar(first), WorkingCalendar(second)
        assert {each.known_until for each in (one | other, one & other, one - other)} == {date(2027, 1, 1)}


def test_a_week_has_seven_days() -> None:
    with pytest.raises(ValueError, match="7 days, and there are 5"):
        WorkingHours(SHANGHAI, (DAY,) * 5)


def test_a_date_that_was_mistyped_by_centuries_leaves_no_table_between() -> None:
    calendar = WorkingCalendar(OFFICE.days)
    calendar.due(at("2026-11-02T10:00"), timedelta(hours=1))
    assert calendar.due(at("9026-11-06T10:00"), timedelta(hours=1)) > at("9026-11-06T10:00")
    table = calendar.table(*(2 * [253_000_000_000_000_000]))
    assert table.after - table.first < 60
