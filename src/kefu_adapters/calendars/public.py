"""Public holidays and make-up workdays of any country that the library ``holidays`` knows (the extra ``calendars``)."""

from __future__ import annotations

from datetime import date
from typing import Final

import holidays

from kefu_core.calendars import PublicDays

YEARS: Final = (2000, 2050)
"""The first and the last year looked up: what lies outside is like any other day."""


def public_days(country: str, subdivision: str | None = None) -> PublicDays | None:
    """The public holidays of a country or a part of it; None where the library does not know it.

    Where a government decides year by year which days off are moved and which weekend is worked, as in China, the
    calendar is known until the end of the last year that the library has, and its later holidays are estimates.

    >>> days = public_days("CN")
    >>> [day.isoformat() for day, _ in days.worked if day.year == 2026]
    ['2026-01-04', '2026-02-14', '2026-02-28', '2026-05-09', '2026-09-20', '2026-10-10']
    """
    first, last = YEARS
    try:
        found = holidays.country_holidays(
            country, subdivision, years=range(first, last + 1), language=_language(country)
        )
    except (NotImplementedError, AttributeError):
        return None
    published = [*getattr(found, "special_public_holidays", ())] if found.has_substituted_holidays else []
    version = getattr(holidays, "__version__", "")
    place = country if subdivision is None else f"{country}-{subdivision}"
    return PublicDays(
        closed=tuple(sorted(found.items())),
        worked=tuple((day, "") for day in sorted(found.weekend_workdays)),
        known_until=date(max(published) + 1, 1, 1) if published else None,
        provenance=f"holidays {version}: {place}, {first} to {last}",
    )


def _language(country: str) -> str | None:
    return holidays.country_holidays(country).default_language
