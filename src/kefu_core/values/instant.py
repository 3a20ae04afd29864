"""Instants: aware datetimes at the edges, integer microseconds inside (S1), and local time in its zone (S3).

Python compares two datetimes of one zone by what their clocks show, which is wrong in an hour that the zone repeats:
compare them by `to_micros`.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from typing import Final

EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
MIDNIGHT: Final = time()
_MARGIN: Final = 3
"""Days."""
SECOND_MIDNIGHT: Final = time(fold=1)

_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_INSTANT = re.compile(
    r"(?P<day>[0-9]{4}-[0-9]{2}-[0-9]{2})[T ]"
    r"(?:(?P<end>24:00(?::00(?:\.0{1,6})?)?)|[0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]{1,6})?)?)"
    r"(?P<offset>Z|[+-][0-9]{2}:[0-5][0-9](?::[0-5][0-9])?)?"
)


def to_micros(instant: datetime) -> int:
    """Microseconds since 1970-01-01T00:00Z. Raises ``ValueError`` for a datetime without a zone.

    >>> to_micros(parse_instant("1970-01-01T08:00:00.000001+08:00"))
    1
    """
    try:
        since = instant - EPOCH
    except TypeError as error:
        raise without_zone(instant) from error
    return (since.days * 86_400 + since.seconds) * 1_000_000 + since.microseconds


def without_zone(instant: datetime) -> ValueError:
    """The error for a datetime that does not say where its clock hangs."""
    return ValueError(f"`{instant}` is not an instant: it has neither a zone nor an offset")


def from_micros(micros: int, zone: tzinfo) -> datetime:
    """The instant ``micros`` after 1970-01-01T00:00Z, in the time of ``zone``.

    Raises ``OverflowError`` outside the years 1 to 9999.

    >>> iso(from_micros(0, UTC))
    '1970-01-01T00:00+00:00'
    """
    return (EPOCH + timedelta_of(micros)).astimezone(zone)


def timedelta_of(micros: int) -> timedelta:
    """So many microseconds. Raises ``OverflowError`` beyond 999,999,999 days.

    >>> timedelta_of(-1) == timedelta(microseconds=-1)
    True
    """
    seconds, rest = divmod(micros, 1_000_000)
    return timedelta(0, seconds, rest)  # less than half the time of timedelta(microseconds=micros)


def parse_date(text: str) -> date:
    """The date that ``YYYY-MM-DD`` says. Raises ``ValueError`` for any other form, and for a date that no calendar has.

    >>> parse_date("2026-11-02")
    datetime.date(2026, 11, 2)
    """
    if _DATE.fullmatch(text) is None:
        raise ValueError(f"`{text}` is not a date: write it as 2026-11-02")
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise ValueError(f"`{text}` is not a date: {error}") from error


def parse_instant(text: str, *, zone: tzinfo | None = None) -> datetime:
    """The instant that an ISO 8601 text says: ``2026-11-02T10:00+08:00``, seconds and six decimals optional.

    The offset may be ``Z``; without one, the text is local time in ``zone`` (`local`). A space may stand for the ``T``,
    and ``24:00`` is the midnight after. The result keeps the offset of the text, or else has ``zone``.
    Raises ``ValueError`` for any other text, and for one without an offset where ``zone`` is None.

    >>> parse_instant("2026-11-02 24:00Z").isoformat()
    '2026-11-03T00:00:00+00:00'
    """
    found = _INSTANT.fullmatch(text)
    if found is None:
        raise ValueError(f"`{text}` is not an instant: write it as 2026-11-02T10:00+08:00 or 2026-11-02T10:00:00.5Z")
    try:
        if found["end"]:
            given = datetime.fromisoformat(f"{found['day']}T00:00{found['offset'] or ''}") + timedelta(days=1)
        else:
            given = datetime.fromisoformat(text)
    except OverflowError as error:
        raise _beyond_the_calendar(text) from error
    except ValueError as error:
        raise ValueError(f"`{text}` is not an instant: {error}") from error
    if given.tzinfo is None and zone is None:
        raise ValueError(f"`{text}` is not an instant: it has no offset, and no zone is given to read it in")
    if not is_within_calendar(given):
        raise _beyond_the_calendar(text)
    return given if given.tzinfo is not None or zone is None else local(given, zone)


def _beyond_the_calendar(text: str) -> ValueError:
    return ValueError(f"`{text}` is not an instant: it lies at the end of the calendar, where days have no neighbours")


def is_within_calendar(instant: datetime) -> bool:
    """Whether the days around an instant are days of the calendar in every zone.

    >>> is_within_calendar(datetime(9999, 12, 31, tzinfo=UTC))
    False
    """
    return _MARGIN < instant.toordinal() <= date.max.toordinal() - _MARGIN


def iso(instant: datetime) -> str:
    """The instant in ISO 8601 with its offset, to the minute if it lies on one. Raises ``ValueError`` without a zone.

    >>> iso(parse_instant("2026-11-02T10:15:00.5Z")), iso(parse_instant("2026-11-02T10:15:00+08:00"))
    ('2026-11-02T10:15:00.500000+00:00', '2026-11-02T10:15+08:00')
    """
    if instant.utcoffset() is None:
        raise without_zone(instant)
    return instant.isoformat(timespec="auto" if instant.second or instant.microsecond else "minutes")


def iso_end(instant: datetime) -> str:
    """As `iso`, but midnight as 24:00 of the day that it ends, which is how people say when something is due.

    >>> iso_end(parse_instant("2026-11-05T24:00+08:00"))
    '2026-11-05T24:00+08:00'
    """
    if instant.time() != time(0):
        return iso(instant)
    return f"{instant.date() - timedelta(days=1)}T24:00{iso(instant)[16:]}"


def local(naive: datetime, zone: tzinfo) -> datetime:
    """The instant at which the clocks of ``zone`` show ``naive`` (S3).

    Where they show it twice, the first; where they skip it, the time moves forward by what they skip, and the result
    says what the clocks really show then. Raises ``ValueError`` for a datetime that has a zone already.

    >>> from zoneinfo import ZoneInfo
    >>> iso(local(datetime(2026, 3, 29, 2, 30), ZoneInfo("Europe/Berlin")))
    '2026-03-29T03:30+02:00'
    """
    if naive.tzinfo is not None:
        raise ValueError(f"`{naive}` has a zone already")
    return _settled(naive.replace(tzinfo=zone, fold=0), naive.replace(tzinfo=zone, fold=1))


def day_start(day: date, zone: tzinfo) -> datetime:
    """The local midnight with which a date begins in ``zone`` (S3): where the clocks skip it, the end of the gap.

    >>> from zoneinfo import ZoneInfo
    >>> iso(day_start(date(2018, 11, 4), ZoneInfo("America/Sao_Paulo")))
    '2018-11-04T01:00-02:00'
    """
    return _settled(datetime.combine(day, MIDNIGHT, zone), datetime.combine(day, SECOND_MIDNIGHT, zone))


def _settled(first: datetime, second: datetime) -> datetime:
    """``first``, moved forward if the clocks never show it; ``second`` is the same local time with ``fold=1``."""
    if first.utcoffset() == second.utcoffset():
        return first
    # The clocks show it twice or never, and ``first`` has the offset before the change: that is the first time of two,
    # or beyond the gap by as much as the clocks skip.
    return first.astimezone(UTC).astimezone(first.tzinfo)
