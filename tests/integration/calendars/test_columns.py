"""Columns of instants say what single instants say; null stays null."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import numpy as np
import polars as pl
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kefu_adapters.calendars.columns import due, elapsed
from kefu_core.calendars import Hours, NoWorkingTime, Tie, WorkingCalendar, WorkingHours

BERLIN = ZoneInfo("Europe/Berlin")
DAY = (Hours.parse("09:00-12:00"), Hours.parse("13:00-18:00"))
OFFICE = WorkingCalendar(
    WorkingHours(BERLIN, (DAY, DAY, DAY, DAY, DAY, (), ()), holidays=frozenset({date(2026, 10, 5)}))
)
NIGHTS = WorkingCalendar(WorkingHours(BERLIN, ((Hours.parse("22:00-06:00"),),) * 7))
ALWAYS = WorkingCalendar(WorkingHours(BERLIN, ((Hours.parse("00:00-24:00"),),) * 7))
ONCE = WorkingCalendar(WorkingHours(BERLIN, ((),) * 7, dates={date(2026, 10, 5): DAY}))
CALENDARS = {"office": OFFICE, "nights": NIGHTS, "always": ALWAYS}

instants = st.datetimes(datetime(2024, 1, 1), datetime(2028, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001 - bounds
rows = st.lists(
    st.tuples(st.sampled_from([*CALENDARS]), st.none() | instants, st.none() | instants), min_size=1, max_size=8
)


def column(values: Sequence[datetime | None]) -> Any:
    return np.array([None if each is None else each.replace(tzinfo=None) for each in values], dtype="datetime64[us]")


def back(found: Any) -> list[datetime | None]:
    return [None if np.isnat(each) else each.item().replace(tzinfo=UTC) for each in found]


@given(
    rows,
    st.integers(-20_000, 20_000).map(lambda minutes: timedelta(minutes=minutes)),
    st.sampled_from(["close", "next_open"]),
)
def test_a_column_of_due_dates_is_that_of_each(table: list[Any], length: timedelta, tie: Tie) -> None:
    keys, starts, _ = zip(*table, strict=True)
    found = due(CALENDARS, column(starts), length, keys=keys, tie=tie)
    expected = [
        None if start is None else CALENDARS[key].due(start, length, tie=tie)
        for key, start in zip(keys, starts, strict=True)
    ]
    assert back(found) == expected


@given(rows)
def test_a_column_of_elapsed_time_is_that_of_each(table: list[Any]) -> None:
    keys, starts, ends = zip(*table, strict=True)
    found = elapsed(CALENDARS, column(starts), column(ends), keys=keys)
    expected = [
        None if start is None or end is None else CALENDARS[key].elapsed(start, end)
        for key, start, end in zip(keys, starts, ends, strict=True)
    ]
    assert [None if np.isnat(each) else each.item() for each in found] == expected


def test_a_calendar_that_is_open_all_the_time_is_one_stretch() -> None:
    starts = column([datetime(2026, 1, 1, hour, tzinfo=UTC) for hour in range(24)])
    assert (due(ALWAYS, starts, timedelta(hours=5)) - starts == np.timedelta64(5, "h")).all()


STARTS: list[datetime | None] = [
    datetime(2026, 10, 2, 15, 0, tzinfo=UTC),
    None,
    datetime(2026, 10, 6, 7, 0, tzinfo=UTC),
]
DUE: list[datetime | None] = [datetime(2026, 10, 6, 8, 0, tzinfo=UTC), None, datetime(2026, 10, 6, 9, 0, tzinfo=UTC)]
TWO_HOURS = timedelta(hours=2)


def test_polars_series_keep_their_name_and_zone() -> None:
    starts = pl.Series("opened", STARTS, dtype=pl.Datetime("ms", "UTC")).dt.convert_time_zone("Asia/Shanghai")
    found = due(OFFICE, starts, TWO_HOURS)
    assert (found.name, found.dtype) == ("opened", pl.Datetime("us", "Asia/Shanghai"))
    assert found.to_list() == DUE
    assert elapsed(OFFICE, starts, found).to_list() == [TWO_HOURS, None, TWO_HOURS]
    lengths = pl.Series([TWO_HOURS, TWO_HOURS, None])
    assert due(OFFICE, starts, lengths).to_list() == [DUE[0], None, None]
    keys = pl.Series(["a", "b", None])
    assert due({"a": OFFICE, "b": OFFICE}, starts, TWO_HOURS, keys=keys).to_list() == [DUE[0], None, None]


@pytest.mark.parametrize("chunks", [1, 2])
def test_arrow_arrays_keep_their_zone(chunks: int) -> None:
    array = pa.array(STARTS, pa.timestamp("ns", tz="Europe/Berlin"))
    starts = array if chunks == 1 else pa.chunked_array([array.slice(0, 1), array.slice(1)])
    found = due(OFFICE, starts, TWO_HOURS)
    assert found.type == pa.timestamp("us", tz="Europe/Berlin")
    assert found.to_pylist() == DUE
    assert elapsed(OFFICE, starts, found).to_pylist() == [TWO_HOURS, None, TWO_HOURS]
    lengths = pa.array([TWO_HOURS, TWO_HOURS, None])
    assert due(OFFICE, starts, lengths).to_pylist() == [DUE[0], None, None]


def test_a_column_of_nothing_is_nothing() -> None:
    assert back(due(OFFICE, column([None, None]), TWO_HOURS)) == [None, None]
    assert len(due(OFFICE, column([]), TWO_HOURS)) == 0


NAIVE = datetime.fromisoformat("2026-01-01")


@pytest.mark.parametrize(
    ("ask", "said"),
    [
        (lambda _: due(OFFICE, pl.Series([NAIVE]), TWO_HOURS), "a Datetime with a zone"),
        (lambda _: due(OFFICE, pa.array([NAIVE]), TWO_HOURS), "a timestamp with a zone"),
        (lambda _: due(OFFICE, np.array([1, 2]), TWO_HOURS), "datetime64, not int64"),
        (lambda starts: due(OFFICE, starts, np.array([1, 2, 3])), "timedelta64, not int64"),
        (lambda starts: due(OFFICE, starts, np.array([1, 2], "timedelta64[h]")), "3 and 2 rows"),
        (lambda starts: elapsed(OFFICE, starts, starts[:1]), "3 and 1 rows"),
        (lambda starts: due(OFFICE, starts, TWO_HOURS, keys=["a"] * 3), "there is one"),
        (lambda starts: due(CALENDARS, starts, TWO_HOURS), "keys have to say"),
        (lambda starts: due(CALENDARS, starts, TWO_HOURS, keys=["office"]), "1 keys"),
        (lambda starts: due(CALENDARS, starts, TWO_HOURS, keys=["holiday"] * 3), "holiday"),
        (lambda starts: due(ONCE, starts, timedelta(days=1)), "no working time after"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_cannot_be_counted_is_told(ask: Any, said: str) -> None:
    with pytest.raises((TypeError, ValueError, KeyError, NoWorkingTime), match=said):
        ask(column(STARTS))


NINE = (Hours.parse("09:00-17:00"),)
SECONDS_BEYOND = 18_446_744_073_709 + 1_790_000_000
"""Which in microseconds would wrap round to 2026."""


@pytest.mark.parametrize("library", ["numpy", "arrow"])
def test_what_64_bits_cannot_say_is_refused(library: str) -> None:
    seconds = np.array([SECONDS_BEYOND], "datetime64[s]")
    given_ = seconds if library == "numpy" else pa.array(seconds.astype(np.int64)).cast(pa.timestamp("s", tz="UTC"))
    with pytest.raises(OverflowError):
        due(OFFICE, given_, timedelta(hours=1))
    with pytest.raises(OverflowError):
        due(OFFICE, np.array(["2026-11-02"], "datetime64[us]"), timedelta.max)


def test_parts_of_a_microsecond_are_cut_alike() -> None:
    one, none = np.array([-1], "datetime64[ns]"), np.array([0], "datetime64[us]")
    assert elapsed(ALWAYS, one, none).tolist() == [timedelta(microseconds=1)]
    ours = elapsed(ALWAYS, pa.array(one).cast(pa.timestamp("ns", tz="UTC")), arrow_of(none))
    assert ours.to_pylist() == [timedelta(microseconds=1)]


def arrow_of(column: Any) -> Any:
    return pa.array(column).cast(pa.timestamp("us", tz="UTC"))


def test_years_without_working_time_have_none() -> None:
    later = WorkingCalendar(WorkingHours(ZoneInfo("UTC"), ((),) * 7, dates={date(2030, 1, 1): NINE}))
    given_ = np.array(["2026-11-02T10:00", "2026-11-03T10:00"], "datetime64[us]")
    assert elapsed(later, given_, given_[::-1].copy()).tolist() == [timedelta(0), timedelta(0)]
    assert due(later, given_, timedelta(hours=1)).tolist() == [datetime(2030, 1, 1, 10)] * 2  # noqa: DTZ001


def test_a_length_that_is_too_long_for_another_row_is_none_for_its_own() -> None:
    few = WorkingCalendar(
        WorkingHours(ZoneInfo("UTC"), ((),) * 7, dates={date(2026, 11, day): NINE for day in (2, 3, 4)})
    )
    starts = np.array(["2026-11-02T09:00", "2026-11-04T15:00"], "datetime64[us]")
    found = due(few, starts, np.array([20, 1], "timedelta64[h]"))
    assert found.tolist() == [datetime(2026, 11, 4, 13), datetime(2026, 11, 4, 16)]  # noqa: DTZ001
    with pytest.raises(NoWorkingTime):
        due(few, starts, np.array([20, 3], "timedelta64[h]"))


def test_columns_of_other_shapes_and_kinds_are_told() -> None:
    given_ = np.array(["2026-11-02T10:00"], "datetime64[us]")
    with pytest.raises(TypeError, match="one dimension, not 2"):
        due(OFFICE, given_.reshape(1, 1), timedelta(hours=1))
    with pytest.raises(TypeError, match="weeks, days or less"):
        due(OFFICE, given_, np.array([1], "timedelta64[M]"))
    hour = np.timedelta64(1, "h")
    assert due(OFFICE, given_, hour).tolist() == due(OFFICE, given_, timedelta(hours=1)).tolist()
    with pytest.raises(TypeError, match="timedelta"):
        due(OFFICE, arrow_of(given_), pa.array([5]))
    keys = [("a", 1)]
    assert len(due({("a", 1): OFFICE}, given_, hour, keys=keys)) == 1
