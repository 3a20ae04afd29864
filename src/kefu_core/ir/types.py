"""The types of facts, outcomes and parameters, and how a value of each is held inside the engines.

Inside, every value has one plain representation, chosen so that equality and order are Python's own and exact:

=============  =============================================================
choice, role   ``str``, the code
integer        ``int``
decimal        ``int`` when integral, else ``fractions.Fraction``
money          ``int``, minor units of the type's currency (a ``Fraction`` in the middle of a calculation)
boolean        ``bool``
date           ``datetime.date``
instant        ``int``, microseconds since 1970-01-01T00:00Z
duration       ``kefu_core.values.Duration``
text, party    ``str``
set            ``frozenset`` of codes
list           ``tuple``, in row order (outcomes of ``collect`` only)
=============  =============================================================

``None`` is the known value ``none`` of an optional fact; that a fact is not known is said by `UNKNOWN`.
"""

from __future__ import annotations

from enum import Enum
from typing import Final

from attrs import field, frozen

from kefu_core.diagnostics import Span
from kefu_core.values import Family


class _Unknown(Enum):
    UNKNOWN = "unknown"

    def __repr__(self) -> str:
        return "UNKNOWN"


UNKNOWN: Final = _Unknown.UNKNOWN
"""Stands for a value that nobody has supplied (S13). It is neither true nor false, and never equal to ``none``."""


@frozen
class Choice:
    """One of a closed list of codes; a scale, from least to most grave, where ``ordered`` (S15)."""

    codes: tuple[str, ...]
    ordered: bool = False

    def rank(self, code: str) -> int:
        """Place of ``code`` on the scale, counted from 0."""
        return self.codes.index(code)


@frozen
class Integer:
    """A whole number; ``unit`` is a word such as ``visits``, shown and checked but never converted."""

    unit: str | None = None


@frozen
class Decimal:
    """An exact decimal; values have at most ``scale`` digits after the point (None: any)."""

    scale: int | None = None
    unit: str | None = None


@frozen
class Money:
    """An amount in one currency (ISO 4217)."""

    currency: str


@frozen
class Boolean:
    """True or false."""


@frozen
class Date:
    """A calendar date."""


@frozen
class Instant:
    """A point in time, to the microsecond (S1)."""


@frozen
class Duration:
    """A length of time counted in one way (S5), or, where ``family`` is None, in any: only deadlines can use that."""

    family: Family | None = None


@frozen
class Text:
    """Free text: can be compared for equality."""


@frozen
class Party:
    """A reference to a person or organisation: an opaque id of the host's."""


@frozen
class Set:
    """A set drawn from a closed list of codes."""

    of: Choice


@frozen
class List:
    """The outputs of all rows that hold, in row order; only an outcome of ``collect`` has this type."""

    of: Type


@frozen
class Broken:
    """The type of what was declared wrongly; compatible with everything, so that one mistake gives one message."""


Type = Choice | Integer | Decimal | Money | Boolean | Date | Instant | Duration | Text | Party | Set | List | Broken

NUMERIC: Final = (Integer, Decimal, Money)
"""Types that can be added and multiplied."""


def is_ordered(kind: Type) -> bool:
    """Whether values of the type can be compared with ``<``."""
    if isinstance(kind, Choice):
        return kind.ordered
    if isinstance(kind, Duration):
        return kind.family is not None
    return isinstance(kind, (Integer, Decimal, Money, Date, Instant, Broken))


@frozen
class Label:
    """A name for people, in both languages; what is missing falls back to the other, then to the code."""

    zh: str | None = None
    en: str | None = None

    def in_language(self, language: str, default: str) -> str:
        """The label in ``language`` (``zh`` or ``en``), or the nearest there is."""
        first, second = (self.zh, self.en) if language == "zh" else (self.en, self.zh)
        return first or second or default


NO_LABEL: Final = Label()


@frozen
class Code:
    """One code of a choice, a role or a milestone, with its label."""

    id: str
    label: Label = field(default=NO_LABEL)
    span: Span | None = field(default=None, eq=False, repr=False, kw_only=True)
