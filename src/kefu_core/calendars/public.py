"""Public holidays, which change from year to year and are published late: a host looks them up for the core."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from attrs import field, frozen


@frozen
class PublicDays:
    """The holidays of a country or a part of it, and the dates worked to make up for one, each with its name.

    From ``known_until`` on nothing has been published yet; ``provenance`` says where all this comes from.
    """

    closed: tuple[tuple[date, str], ...]
    worked: tuple[tuple[date, str], ...] = ()
    known_until: date | None = None
    provenance: str = field(default="", repr=False)  # it is no part of what the days are


LookUp = Callable[[str, str | None], PublicDays | None]
"""(country, subdivision), by their ISO 3166 codes → their days; None where they are not known."""
