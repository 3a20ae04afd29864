"""Public holidays and make-up workdays of any country that the library ``holidays`` knows (the extra ``calendars``)."""

from __future__ import annotations

from datetime import date
from importlib.metadata import version
from typing import Final

import holidays

from kefu_core.calendars import PublicDays

ENGLISH: Final = "en_US"
GUESSED: Final = "(estimated)"
"""What the library adds to the name of a holiday whose date is reckoned and not announced, in English."""
GAP: Final = 2
"""Years."""
YEARS: Final = (2000, 2050)
"""The first and the last year looked up: what lies outside is like any other day."""


def public_days(country: str, subdivision: str | None = None) -> PublicDays | None:
    """The public holidays of a country or a part of it; None where the library does not know it.

    Where a government decides year by year which days off are moved and which weekend is worked, as in China, the
    calendar is known until the end of the last year that the library has, and its later holidays are estimates; where
    the moon decides, until the years whose days are reckoned and not announced; and never beyond 2050.

    >>> days = public_days("CN")
    >>> [day.isoformat() for day, _ in days.worked if day.year == 2026]
    ['2026-01-04', '2026-02-14', '2026-02-28', '2026-05-09', '2026-09-20', '2026-10-10']
    """
    known = holidays.list_supported_countries()
    if country not in known or subdivision not in (None, *known[country]):
        return None
    entity = type(holidays.country_holidays(country))
    first, last = max(YEARS[0], entity.start_year), min(YEARS[1], entity.end_year)
    years = range(first, last + 1)
    found = holidays.country_holidays(country, subdivision, years=years, language=entity.default_language)
    english = ENGLISH if ENGLISH in entity.supported_languages else entity.default_language
    names = holidays.country_holidays(country, subdivision, years=years, language=english)
    published = [*getattr(found, "special_public_holidays", ())] if found.has_substituted_holidays else []
    ends = [last, _last_for_sure({day.year for day, name in names.items() if GUESSED in name}, years)]
    ends += [max(published)] if published else []
    place = country if subdivision is None else f"{country}-{subdivision}"
    return PublicDays(
        closed=tuple(sorted(found.items())),
        worked=tuple((day, "") for day in sorted(found.weekend_workdays)),
        known_until=date(min(ends) + 1, 1, 1),
        provenance=f"holidays {version('holidays')}: {place}, {first} to {last}",
    )


def _last_for_sure(guessed: set[int], years: range) -> int:
    """The last year before those whose holidays are guessed, all but one or two: what is past is known."""
    last = years[-1]
    while last > years[0] and not guessed.isdisjoint(range(last - GAP, last + 1)):
        last -= 1
    return last
