"""Working calendars in words: the hours of the week, and what differs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import groupby
from typing import Final

from kefu_core.calendars import Hours
from kefu_core.diagnostics import Language
from kefu_core.diagnostics.entry import Text, choose
from kefu_core.ir.calendar import Calendar, PublicHolidays
from kefu_core.wording.say import join

DAYS: Final[tuple[Text, ...]] = (
    ("Monday", "周一"),
    ("Tuesday", "周二"),
    ("Wednesday", "周三"),
    ("Thursday", "周四"),
    ("Friday", "周五"),
    ("Saturday", "周六"),
    ("Sunday", "周日"),
)
ZONE: Final[Text] = ("time zone", "时区")
HOLIDAYS: Final[Text] = ("days off", "放假")
PUBLIC: Final[Text] = ("public holidays", "法定节假日")
KNOWN_UNTIL: Final[Text] = ("not all known from", "尚未确定，自")
CLOSED: Final[Text] = ("closed", "不上班")
TO: Final[Text] = (" to ", "至")
COMMA: Final[Text] = (", ", "、")
LESS: Final[Text] = ("less ", "扣除 ")


def calendar_words(calendar: Calendar, language: Language) -> Iterator[tuple[str, str]]:
    """What is said of a calendar, line by line: a name, and what belongs to it.

    >>> nine = (Hours.parse("09:00-17:00"),)
    >>> office = Calendar("office", "Asia/Shanghai", week=(nine,) * 5 + ((), ()))
    >>> list(calendar_words(office, "en"))
    [('Monday to Friday', '09:00-17:00'), ('time zone', 'Asia/Shanghai')]
    """
    comma = choose(COMMA, language)
    for hours, days in groupby(enumerate(calendar.week), key=lambda entry: entry[1]):
        places = [place for place, _ in days]
        if hours:
            yield _range(places[0], places[-1], language), _hours(hours, language)
    for public in calendar.public:
        yield choose(PUBLIC, language), _place(public)
    days_off = [*_stretches(calendar.holidays, language), *(f"{month:02}-{day:02}" for month, day in calendar.yearly)]
    if days_off:
        yield choose(HOLIDAYS, language), comma.join(days_off)
    for day, hours in calendar.dates:
        yield day.isoformat(), _hours(hours, language)
    for day, hours in calendar.breaks:
        yield day.isoformat(), choose(LESS, language) + _hours(hours, language)
    yield choose(ZONE, language), calendar.zone
    if calendar.known_until is not None:
        yield choose(KNOWN_UNTIL, language), calendar.known_until.isoformat()


def _range(first: int, last: int, language: Language) -> str:
    names = [choose(DAYS[place], language) for place in dict.fromkeys((first, last))]
    return choose(TO, language).join(names)


def _hours(hours: Sequence[Hours], language: Language) -> str:
    return choose(COMMA, language).join(each.text() for each in hours) or choose(CLOSED, language)


def _place(public: PublicHolidays) -> str:
    return public.country if public.subdivision is None else f"{public.country}-{public.subdivision}"


def _stretches(days: Sequence[date], language: Language) -> Iterator[str]:
    """Dates in order, those in a row as one."""
    for _, run in groupby(enumerate(days), key=lambda entry: entry[1] - timedelta(days=entry[0])):
        row = [day for _, day in run]
        first, last = row[0], row[-1]
        yield join(first.isoformat(), choose(TO, language), last.isoformat()) if last != first else first.isoformat()
