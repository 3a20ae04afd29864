"""Working time of whole columns: due dates and elapsed time of millions of instants at once, with numpy.

Columns are numpy arrays of ``datetime64`` (instants in UTC, as numpy has no zones), polars series or Arrow arrays of
timestamps with a zone; what comes back is of the same library. Null in, null out.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any, Final

import numpy as np
from attrs import frozen

from kefu_core.calendars import NoWorkingTime, Tie, WorkingCalendar
from kefu_core.calendars.table import Table

Ints = np.ndarray[tuple[int], np.dtype[np.int64]]
Calendars = WorkingCalendar | Mapping[Any, WorkingCalendar]

NULL: Final = np.iinfo(np.int64).min
"""What numpy takes for ``NaT``."""
MOST: Final = 4_000_000
"""Slots of an index beyond which bisection takes its place."""


def due(calendar: Calendars, starts: Any, length: Any, *, keys: Any = None, tie: Tie = "close") -> Any:
    """When so much working time has gone by since each of ``starts``, a column of the same kind.

    ``length`` is a ``timedelta`` for all, or a column of them. ``calendar`` may be a mapping of calendars, of which
    ``keys`` names one for each row. Raises ``KeyError`` for a key without a calendar, ``TypeError`` for a column
    without a zone (numpy's are in UTC), and what `WorkingCalendar.due` raises.

    >>> from zoneinfo import ZoneInfo
    >>> from kefu_core.calendars import Hours, WorkingHours
    >>> nine = (Hours.parse("09:00-17:00"),)
    >>> office = WorkingCalendar(WorkingHours(ZoneInfo("UTC"), (nine,) * 5 + ((), ())))
    >>> due(office, np.array(["2026-11-06T16:00", "NaT"], "datetime64[us]"), timedelta(hours=2))
    array(['2026-11-09T10:00:00.000000',                        'NaT'],
          dtype='datetime64[us]')
    """
    column = _column(starts)
    lengths = _lengths(length, len(column.micros))
    known = (column.micros != NULL) & (lengths != NULL)

    def answer(one: WorkingCalendar, rows: Any) -> Ints:
        return _due(one, column.micros[rows], lengths[rows], tie)

    return column.instants(_by_calendar(calendar, keys, known, answer))


def elapsed(calendar: Calendars, starts: Any, ends: Any, *, keys: Any = None) -> Any:
    """The working time from each of ``starts`` to each of ``ends``, negative where that comes first: a column.

    Raises ``KeyError``, ``TypeError`` as `due` does, and ``ValueError`` where the columns differ in length.
    """
    first, last = _column(starts), _column(ends)
    if len(first.micros) != len(last.micros):
        raise ValueError(f"the columns have {len(first.micros)} and {len(last.micros)} rows")
    known = (first.micros != NULL) & (last.micros != NULL)

    def answer(one: WorkingCalendar, rows: Any) -> Ints:
        low, high = first.micros[rows], last.micros[rows]
        index = _Index.of(one.table(int(min(low.min(), high.min())), int(max(low.max(), high.max()))))
        return index.until(high) - index.until(low)

    return first.durations(_by_calendar(calendar, keys, known, answer))


def _by_calendar(calendar: Calendars, keys: Any, known: Any, answer: Callable[[WorkingCalendar, Any], Ints]) -> Ints:
    """The answers of all rows that are known, each by its calendar."""
    found: Ints = np.full(len(known), NULL, dtype=np.int64)
    if isinstance(calendar, WorkingCalendar):
        if keys is not None:
            raise ValueError("keys choose among several calendars, and there is one")
        if known.any():
            rows = slice(None) if known.all() else known
            found[rows] = answer(calendar, rows)
        return found
    if keys is None:
        raise ValueError("of several calendars, keys have to say which counts for each row")
    names = _plain(keys)
    if len(names) != len(known):
        raise ValueError(f"the columns have {len(known)} rows, and there are {len(names)} keys")
    numbers: dict[Any, int] = {}
    chosen = np.fromiter((numbers.setdefault(name, len(numbers)) for name in names), np.int64, count=len(names))
    for name, number in numbers.items():
        rows = known & (chosen == number)
        if name is not None and rows.any():
            found[rows] = answer(calendar[name], rows)
    return found


def _due(calendar: WorkingCalendar, starts: Ints, lengths: Ints, tie: Tie) -> Ints:
    if tie != "close" or int(lengths.min()) < 0:  # seldom, and not worth a second way of its own
        return _one_by_one(calendar, starts, lengths, tie)
    try:
        table = calendar.table(int(starts.min()), int(starts.max()), further=int(lengths.max()))
    except (NoWorkingTime, OverflowError):
        # The longest length after the last start is too much: perhaps no row asks for both.
        return _one_by_one(calendar, starts, lengths, tie)
    if not table.starts:
        return _one_by_one(calendar, starts, lengths, tie)
    index = _Index.of(table)
    found = index.first_at(index.until(starts) + lengths)
    return np.where(lengths == 0, starts, found)


def _one_by_one(calendar: WorkingCalendar, starts: Ints, lengths: Ints, tie: Tie) -> Ints:
    pairs = zip(starts.tolist(), lengths.tolist(), strict=True)
    return np.array([calendar.due_micros(start, length, tie=tie) for start, length in pairs], dtype=np.int64)


@frozen
class _Index:
    """A table with, for slots of time and of open time, the stretch at which a search may begin."""

    starts: Ints
    sums: Ints
    by_time: _Slots | None
    by_open: _Slots | None

    @classmethod
    def of(cls, table: Table) -> _Index:
        starts, sums = (np.array(each, dtype=np.int64) for each in (table.starts, table.sums))
        return cls(starts, sums, _Slots.of(starts), _Slots.of(sums[:-1]))

    def until(self, instants: Ints) -> Ints:
        """The open time before each instant."""
        if not len(self.starts):
            return np.zeros(len(instants), dtype=np.int64)
        if self.by_time is not None:
            place = self.by_time.find(self.starts, instants, side="right")
        else:
            place = np.searchsorted(self.starts, instants, side="right") - 1
        found: Ints = np.minimum(self.sums[place] + instants - self.starts[place], self.sums[place + 1])
        before = place < 0
        if before.any():
            found[before] = 0
        return found

    def first_at(self, totals: Ints) -> Ints:
        """The least instant before which there is so much open time."""
        if self.by_open is not None:
            place = self.by_open.find(self.sums[:-1], totals, side="left")
        else:
            place = np.searchsorted(self.sums, totals, side="left") - 1
        place = np.maximum(place, 0)
        found: Ints = self.starts[place] + totals - self.sums[place]
        return found


@frozen
class _Slots:
    """Slots as wide as the least distance of two values, so that a value's place is in its slot or the next."""

    origin: int
    width: int
    places: Ints

    @classmethod
    def of(cls, values: Ints) -> _Slots | None:
        """An index of values in order; None where it would be too large."""
        if len(values) < 2:
            return None
        width = int(np.diff(values).min())
        origin = int(values[0])
        number = (int(values[-1]) - origin) // width + 2
        if number > MOST:
            return None
        edges = origin + width * np.arange(number, dtype=np.int64)
        return cls(origin, width, (np.searchsorted(values, edges, side="right") - 1).astype(np.int64))

    def find(self, values: Ints, wanted: Ints, *, side: str) -> Ints:
        """The place of the last value that is not above each wanted one; below it, if ``side`` is left."""
        slots = np.clip((wanted - self.origin) // self.width, -1, len(self.places) - 1)
        place: Ints = self.places[np.maximum(slots, 0)]
        following = np.minimum(place + 1, len(values) - 1)
        goes_on = values[following] <= wanted if side == "right" else values[following] < wanted
        place = np.where(goes_on, following, place)
        if side == "left":
            place = np.where(values[place] >= wanted, place - 1, place)
        return np.where(wanted < self.origin, -1, place)


@frozen
class _Column:
    """Instants as microseconds, and how results are given in the library that they came from."""

    micros: Ints
    instants: Callable[[Ints], Any]
    durations: Callable[[Ints], Any]


def _column(given: Any) -> _Column:
    name = type(given).__module__.partition(".")[0]
    if name == "polars":
        return _of_polars(given)
    if name == "pyarrow":
        return _of_arrow(given)
    array = np.asarray(given)
    if array.ndim != 1:
        raise TypeError(f"a column has one dimension, not {array.ndim}")
    if array.dtype.kind != "M":
        raise TypeError(f"a column of instants has the type datetime64, not {array.dtype}")
    return _Column(
        _micros_of(array, "datetime64[us]"),
        lambda found: found.view("datetime64[us]"),
        lambda found: found.view("timedelta64[us]"),
    )


def _of_polars(series: Any) -> _Column:
    import polars as pl  # noqa: PLC0415 - only where one of its series is given

    if not isinstance(series.dtype, pl.Datetime) or series.dtype.time_zone is None:
        raise TypeError(f"a column of instants is a Datetime with a zone, not {series.dtype}")
    zone = series.dtype.time_zone
    values = series.dt.cast_time_unit("us").to_physical().fill_null(NULL).to_numpy()

    def made(found: Ints, kind: Any) -> Any:
        result = pl.Series(series.name, found)
        return result.set(result == NULL, None).cast(kind)

    return _Column(
        values.astype(np.int64),
        lambda found: made(found, pl.Datetime("us", "UTC")).dt.convert_time_zone(zone),
        lambda found: made(found, pl.Duration("us")),
    )


def _of_arrow(array: Any) -> _Column:
    import pyarrow as pa  # noqa: PLC0415 - only where one of its arrays is given

    kind = array.type
    if not pa.types.is_timestamp(kind) or kind.tz is None:
        raise TypeError(f"a column of instants is a timestamp with a zone, not {kind}")
    whole = array.combine_chunks() if isinstance(array, pa.ChunkedArray) else array
    counted = whole.cast(pa.int64()).fill_null(NULL).to_numpy(zero_copy_only=False)
    values = _micros_of(counted.view(f"datetime64[{kind.unit}]"), "datetime64[us]")

    def made(found: Ints, kind: Any) -> Any:
        return pa.array(found, mask=found == NULL).cast(kind)

    return _Column(
        values,
        lambda found: made(found, pa.timestamp("us", tz=kind.tz)),
        lambda found: made(found, pa.duration("us")),
    )


def _micros_of(array: Any, kind: str) -> Ints:
    """A numpy column in microseconds. Raises ``OverflowError`` for what so many cannot say, where numpy would wrap."""
    if kind.startswith("timedelta") and np.datetime_data(array.dtype)[0] in {"Y", "M", "generic"}:
        raise TypeError(f"a column of lengths counts weeks, days or less, not {array.dtype}")
    if array.dtype == np.dtype(kind):
        return np.ascontiguousarray(array).view(np.int64)
    found: Ints = array.astype(kind).astype(np.int64)
    finer = np.datetime_data(array.dtype)[0] in {"ns", "ps", "fs", "as"}
    if not finer and not np.array_equal(found.view(kind).astype(array.dtype), array, equal_nan=True):
        raise OverflowError("a column reaches beyond what 64 bits of microseconds can say")
    return found


def _lengths(length: Any, rows: int) -> Ints:
    """Lengths in microseconds: the same for all, or a column's."""
    if isinstance(length, np.timedelta64):
        return np.full(rows, _micros_of(np.array([length]), "timedelta64[us]")[0], dtype=np.int64)
    if isinstance(length, timedelta):
        micros = length // timedelta(microseconds=1)
        if abs(micros) >= -NULL:
            raise OverflowError(f"{length} is longer than all the years there are")
        return np.full(rows, micros, dtype=np.int64)
    name = type(length).__module__.partition(".")[0]
    if name == "polars":
        array = length.dt.cast_time_unit("us").to_physical().fill_null(NULL).to_numpy()
    elif name == "pyarrow":
        array = _lengths_of_arrow(length)
    else:
        array = np.asarray(length)
        if array.dtype.kind != "m":
            raise TypeError(f"lengths are a timedelta, or a column of the type timedelta64, not {array.dtype}")
        array = _micros_of(array, "timedelta64[us]")
    if len(array) != rows:
        raise ValueError(f"the columns have {rows} and {len(array)} rows")
    return np.asarray(array, dtype=np.int64)


def _lengths_of_arrow(array: Any) -> Ints:
    import pyarrow as pa  # noqa: PLC0415 - only where one of its arrays is given

    if not pa.types.is_duration(array.type):
        raise TypeError(f"lengths are a timedelta, or a column of the type duration, not {array.type}")
    whole = array.combine_chunks() if isinstance(array, pa.ChunkedArray) else array
    counted = whole.cast(pa.int64()).fill_null(NULL).to_numpy(zero_copy_only=False)
    return _micros_of(counted.view(f"timedelta64[{array.type.unit}]"), "timedelta64[us]")


def _plain(values: Any) -> list[Any]:
    """A column as a list."""
    for convert in ("to_pylist", "to_list", "tolist"):
        if hasattr(values, convert):
            return list(getattr(values, convert)())
    return list(values)
