# ruff: noqa: DTZ001 - local times that have no zone yet are what is tested

from datetime import UTC, date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kefu_core.values import day_start, from_micros, iso, local, parse_date, parse_instant, to_micros

SHANGHAI, BERLIN = ZoneInfo("Asia/Shanghai"), ZoneInfo("Europe/Berlin")
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)

# The nights on which these zones change their clocks, in local time; strategies draw the hours around them.
CHANGES = {
    "Europe/Berlin": [datetime(2026, 3, 29, 2), datetime(2026, 10, 25, 3)],
    "America/New_York": [datetime(2026, 3, 8, 2), datetime(2026, 11, 1, 2)],
    "America/Sao_Paulo": [datetime(2018, 11, 4, 0), datetime(2019, 2, 17, 0)],
    "America/St_Johns": [datetime(2010, 3, 14, 0, 1), datetime(2010, 11, 7, 0, 1)],
    "America/Havana": [datetime(2026, 3, 8, 0), datetime(2026, 11, 1, 1)],
    "Asia/Beirut": [datetime(2024, 3, 31, 0), datetime(2024, 10, 27, 0)],
    "Australia/Lord_Howe": [datetime(2026, 10, 4, 2), datetime(2026, 4, 5, 2)],
    "Africa/Cairo": [datetime(2024, 4, 26, 0), datetime(2024, 11, 1, 0)],
    "Pacific/Apia": [datetime(2011, 12, 30, 0)],
    "Asia/Shanghai": [datetime(2026, 11, 2, 0)],
}


@st.composite
def local_times(draw: st.DrawFn) -> tuple[datetime, ZoneInfo]:
    name = draw(st.sampled_from(sorted(CHANGES)))
    change = draw(st.sampled_from(CHANGES[name]))
    near = st.builds(
        lambda minutes, hair: change + timedelta(minutes=minutes, microseconds=hair),
        st.integers(-1560, 1560) | st.sampled_from([-60, -30, 0, 30, 60]),
        st.integers(-1, 1),
    )
    return draw(near | st.datetimes(datetime(1901, 1, 2), datetime(2099, 12, 30))), ZoneInfo(name)


def offset_at(utc: datetime, zone: ZoneInfo) -> timedelta:
    offset = utc.replace(tzinfo=UTC).astimezone(zone).utcoffset()
    assert offset is not None
    return offset


def first_instant_showing(naive: datetime, zone: ZoneInfo) -> datetime:
    """S3 without `fold`: try the offsets around; if with none the clocks show the time, take that before the gap."""
    around = [offset_at(naive + timedelta(hours=hours), zone) for hours in range(-48, 49)]
    shown = [naive - offset for offset in set(around) if offset_at(naive - offset, zone) == offset]
    return min(shown, default=naive - around[0])


@given(local_times())
def test_local_time_is_the_first_instant_that_shows_it_or_beyond_the_gap(given_time):
    naive, zone = given_time
    result = local(naive, zone)
    assert result.astimezone(UTC).replace(tzinfo=None) == first_instant_showing(naive, zone)
    assert result.tzinfo is zone


@given(local_times())
def test_local_time_is_what_the_clocks_really_show(given_time):
    result = local(*given_time)
    again = result.astimezone(UTC).astimezone(result.tzinfo)
    assert (again.replace(tzinfo=None), again.fold) == (result.replace(tzinfo=None), result.fold)


@given(local_times())
def test_a_day_starts_at_its_local_midnight(given_time):
    naive, zone = given_time
    day = naive.date()
    assert to_micros(day_start(day, zone)) == to_micros(local(datetime(day.year, day.month, day.day), zone))


@pytest.mark.parametrize(
    ("day", "zone", "start"),
    [
        (date(2026, 11, 2), "Asia/Shanghai", "2026-11-02T00:00+08:00"),
        (date(2018, 11, 4), "America/Sao_Paulo", "2018-11-04T01:00-02:00"),
        (date(2024, 3, 31), "Asia/Beirut", "2024-03-31T01:00+03:00"),
        (date(2024, 4, 26), "Africa/Cairo", "2024-04-26T01:00+03:00"),
        (date(2026, 11, 1), "America/Havana", "2026-11-01T00:00-04:00"),
        (date(2011, 12, 30), "Pacific/Apia", "2011-12-31T00:00+14:00"),
        (date(2011, 12, 31), "Pacific/Apia", "2011-12-31T00:00+14:00"),
    ],
)
def test_known_starts_of_days(day, zone, start):
    assert iso(day_start(day, ZoneInfo(zone))) == start


def test_a_time_in_a_gap_moves_by_the_gap_and_in_a_fold_is_the_first():
    assert iso(local(datetime(2026, 3, 29, 2, 30), BERLIN)) == "2026-03-29T03:30+02:00"
    assert iso(local(datetime(2026, 10, 25, 2, 30, fold=1), BERLIN)) == "2026-10-25T02:30+02:00"
    assert iso(local(datetime(2026, 10, 4, 2, 10), ZoneInfo("Australia/Lord_Howe"))) == "2026-10-04T02:40+11:00"


def test_a_time_that_has_a_zone_is_not_read_in_another():
    with pytest.raises(ValueError, match="has a zone already"):
        local(datetime(2026, 3, 29, tzinfo=UTC), BERLIN)


offsets = st.integers(-86_399, 86_399).map(lambda seconds: timezone(timedelta(seconds=seconds)))
instants = st.datetimes(datetime(1, 1, 3), datetime(9999, 12, 29), timezones=offsets)


@given(instants)
def test_microseconds_are_exact_both_ways(instant):
    micros = to_micros(instant)
    assert EPOCH + timedelta(microseconds=micros) == instant
    assert from_micros(micros, instant.tzinfo) == instant
    assert from_micros(micros + 1, UTC) - instant == timedelta(microseconds=1)


@given(st.integers(-2_000_000_000_000_000, 4_000_000_000_000_000), st.sampled_from(sorted(CHANGES)))
def test_microseconds_survive_every_hour_of_a_zone(micros, zone):
    assert to_micros(from_micros(micros, ZoneInfo(zone))) == micros


def test_both_times_of_a_fold_are_told_apart():
    first = datetime(2026, 10, 25, 2, 30, tzinfo=BERLIN)
    assert to_micros(first.replace(fold=1)) - to_micros(first) == 3_600_000_000


@given(instants)
def test_what_is_written_reads_back(instant):
    text = iso(instant)
    assert parse_instant(text) == instant
    assert parse_instant(text, zone=BERLIN).utcoffset() == instant.utcoffset()
    assert parse_instant(text.replace("T", " ")) == instant


@given(local_times())
def test_a_text_without_an_offset_is_local_time(given_time):
    naive, zone = given_time
    result = parse_instant(naive.isoformat(), zone=zone)
    assert to_micros(result) == to_micros(local(naive, zone))
    assert result.tzinfo is zone


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("2026-11-02T10:00+08:00", "2026-11-02T10:00+08:00"),
        ("2026-11-02 10:00", "2026-11-02T10:00+08:00"),
        ("2026-11-02T10:00:00Z", "2026-11-02T10:00+00:00"),
        ("2026-11-02T10:00:30-03:30", "2026-11-02T10:00:30-03:30"),
        ("2026-11-02T10:00:00.25Z", "2026-11-02T10:00:00.250000+00:00"),
        ("2026-11-02T24:00", "2026-11-03T00:00+08:00"),
        ("2026-12-31T24:00:00.000Z", "2027-01-01T00:00+00:00"),
        ("2026-02-28 24:00:00+01:00", "2026-03-01T00:00+01:00"),
    ],
)
def test_known_instants(text, written):
    assert iso(parse_instant(text, zone=SHANGHAI)) == written


def test_24_00_is_the_midnight_after_even_where_the_clocks_skip_it():
    zone = ZoneInfo("America/Sao_Paulo")
    assert iso(parse_instant("2018-11-03T24:00", zone=zone)) == "2018-11-04T01:00-02:00"


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("2026-11-02", "write it as"),
        ("2026-11-02T10", "write it as"),
        ("2026-11-02T1:00Z", "write it as"),
        ("2026-11-02T10:00:00.1234567Z", "write it as"),
        ("2026-11-02T10:00+0800", "write it as"),
        ("2026-11-02T10:00+08:99", "write it as"),
        ("2026-11-02T10:00 Z", "write it as"),
        ("2026-11-02T10:00Z\n", "write it as"),
        ("20261102T1000Z", "write it as"),
        ("2026-W45-1T10:00Z", "write it as"),
        ("２０２６-11-02T10:00Z", "write it as"),
        ("tomorrow", "write it as"),
        ("2026-13-02T10:00Z", "month"),
        ("2026-02-29T10:00Z", "day"),
        ("2026-02-29T24:00Z", "day"),
        ("2026-11-02T25:00Z", "hour"),
        ("2026-11-02T24:01Z", "is not an instant"),
        ("2026-11-02T10:60Z", "minute"),
        ("2026-11-02T10:00:60Z", "second"),
        ("2026-11-02T10:00+24:00", "is not an instant"),
        ("9999-12-31T24:00Z", "is not an instant"),
    ],
)
def test_what_is_no_instant_is_refused_with_the_reason(text, why):
    with pytest.raises(ValueError, match=why):
        parse_instant(text, zone=SHANGHAI)


@given(
    st.text(alphabet="0123456789-:T +Z.") | st.from_regex(r"\A\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d)?(Z|[+-]\d\d:\d\d)?\Z")
)
def test_a_text_is_an_instant_or_a_value_error(text):
    try:
        instant = parse_instant(text, zone=SHANGHAI)
    except ValueError:
        return
    assert parse_instant(iso(instant)) == instant


def test_a_text_without_an_offset_needs_a_zone():
    with pytest.raises(ValueError, match="it has no offset, and no zone is given"):
        parse_instant("2026-11-02T10:00")


@pytest.mark.parametrize("function", [to_micros, iso])
def test_a_datetime_without_a_zone_is_no_instant(function):
    with pytest.raises(ValueError, match="neither a zone nor an offset"):
        function(datetime(2026, 11, 2, 10))


def test_a_date_is_read_strictly():
    assert parse_date("2028-02-29") == date(2028, 2, 29)


@pytest.mark.parametrize(
    "text", ["20261102", "2026-W45-1", "2026-11-2", "2026-02-29", "0000-01-01", "2026-11-02 ", "２０２６-11-02", ""]
)
def test_what_is_no_date_is_refused(text):
    with pytest.raises(ValueError, match=f"`{text}` is not a date"):
        parse_date(text)


@pytest.mark.parametrize("text", ["0001-01-01T00:00+08:00", "9999-12-31T23:59-12:00", "9999-12-31T24:00Z"])
def test_the_ends_of_the_calendar_are_no_instants(text):
    with pytest.raises(ValueError, match="is not an instant"):
        parse_instant(text)
