"""Lengths of time as policies speak of them: a number of something that is counted in one way (S5)."""

from __future__ import annotations

import re
from fractions import Fraction

from attrs import frozen

from kefu_core.values.number import Exact, exact, format_number, parse_number
from kefu_core.values.units import MICROS, Family, unit_of

MEASURED = frozenset({Family.CLOCK, Family.WORKING_CLOCK})
"""Families of which there are parts; the others come whole."""

_SPOKEN = re.compile(r"([+-]?[0-9][0-9.]*) *([^0-9. ].*)")
_ISO = re.compile(
    r"P(?=.)(?:([0-9]+)Y)?(?:([0-9]+)M)?(?:([0-9]+)W)?(?:([0-9]+)D)?"
    r"(?:T(?=.)(?:([0-9.]+)H)?(?:([0-9.]+)M)?(?:([0-9.]+)S)?)?"
)
_ISO_UNITS = ("years", "months", "weeks", "days", "h", "min", "s")


@frozen
class Duration:
    """``count`` of what the family counts: microseconds, days or months. 0 or more, and always 0 for ``same day``.

    Raises ``ValueError`` for another count.

    >>> Duration.parse("90 min") == Duration.parse("1.5小时")
    True
    >>> Duration.parse("24 h") == Duration.parse("1 day")
    False
    """

    count: int
    family: Family

    def __attrs_post_init__(self) -> None:
        if type(self.count) is not int:
            raise TypeError(f"a duration counts in whole {self.family.value}, not {self.count!r}")
        if self.count < 0:
            raise ValueError("a duration cannot be negative")
        if self.family is Family.SAME_DAY and self.count:
            raise ValueError("`same day` takes no number")

    @classmethod
    def of(cls, number: Exact, unit: str) -> Duration:
        """``number`` units, by any name that `unit_of` knows.

        Raises ``ValueError`` for an unknown unit, a negative number, a number with ``same day``, and a part of what is
        counted whole (days, months) or of a microsecond.

        >>> print(Duration.of(2, "weeks"))
        14 days
        """
        known = unit_of(unit)
        if known is None:
            raise ValueError(f"`{unit}` is not a unit of time")
        family, factor = known
        if family is Family.SAME_DAY:
            raise ValueError(f"`{unit}` takes no number")
        if family not in MEASURED and number.denominator != 1:
            raise ValueError(f"`{unit}` is counted in whole numbers, and {number} is not one")
        count = number * factor
        if count.denominator != 1:
            raise ValueError(f"{number} {unit} is not a whole number of microseconds")
        return cls(count=count.numerator, family=family)

    @classmethod
    def parse(cls, text: str) -> Duration:
        """The length that a text says: a number and a unit (``15 min``, ``3天``), ``same day``, or ISO 8601.

        Raises ``ValueError`` as `of` does, or where the text has another form. An ISO duration may have several parts
        if they are counted in one way: ``PT1H30M``, never ``P1DT2H``.

        >>> Duration.parse("2 working days"), Duration.parse("PT2H") == Duration.parse("2 h")
        (Duration(count=2, family=<Family.WORKING_DAYS: 'working_days'>), True)
        """
        text = text.strip()
        if unit_of(text) == (Family.SAME_DAY, 0):
            return cls(count=0, family=Family.SAME_DAY)
        if iso := _ISO.fullmatch(text):
            parts = [(number, unit) for number, unit in zip(iso.groups(), _ISO_UNITS, strict=True) if number]
        elif spoken := _SPOKEN.fullmatch(text):
            parts = [(spoken[1], spoken[2])]
        else:
            raise ValueError(f"`{text}` is not a length of time: write a number, then the unit, such as `15 min`")
        lengths = [cls.of(_number(number, text), unit) for number, unit in parts]
        if len({length.family for length in lengths}) > 1:
            raise ValueError(f"`{text}` mixes what is counted in different ways")
        return cls(count=sum(length.count for length in lengths), family=lengths[0].family)

    def text(self) -> str:
        """The canonical notation of rule files, in the largest unit that divides the length; `parse` takes it back.

        Weeks are written as days, years as months.

        >>> Duration.parse("120 min").text(), Duration.parse("1 week").text(), Duration.parse("当天").text()
        ('2 h', '7 days', 'same day')
        """
        match self.family:
            case Family.CLOCK:
                number, unit = _in_largest_unit(self.count)
                return f"{number} {unit}"
            case Family.WORKING_CLOCK:
                number, unit = _in_largest_unit(self.count)
                return _plural(number, {"s": "working second", "min": "working minute", "h": "working hour"}[unit])
            case Family.SAME_DAY:
                return "same day"
            case _:
                return _plural(str(self.count), self.family.value.replace("_", " ").removesuffix("s"))

    def iso(self) -> str:
        """The length in ISO 8601; working time and ``same day``, for which it has no form, as `text`.

        >>> Duration.parse("90 min").iso(), Duration.parse("3 days").iso(), Duration.parse("2 working days").iso()
        ('PT1H30M', 'P3D', '2 working days')
        """
        match self.family:
            case Family.DAYS:
                return f"P{self.count}D"
            case Family.MONTHS:
                return f"P{self.count}M"
            case Family.CLOCK:
                hours, rest = divmod(self.count, MICROS["h"])
                minutes, micros = divmod(rest, MICROS["min"])
                seconds = format_number(Fraction(micros, MICROS["s"]))
                parts = ((str(hours), "H"), (str(minutes), "M"), (seconds, "S"))
                return "PT" + ("".join(number + letter for number, letter in parts if number != "0") or "0S")
            case _:
                return self.text()

    def __str__(self) -> str:
        return self.text()

    def __lt__(self, other: Duration) -> bool:
        return self.count < self._count_of(other) if isinstance(other, Duration) else NotImplemented

    def __le__(self, other: Duration) -> bool:
        return self.count <= self._count_of(other) if isinstance(other, Duration) else NotImplemented

    def __gt__(self, other: Duration) -> bool:
        return self.count > self._count_of(other) if isinstance(other, Duration) else NotImplemented

    def __ge__(self, other: Duration) -> bool:
        return self.count >= self._count_of(other) if isinstance(other, Duration) else NotImplemented

    def _count_of(self, other: Duration) -> int:
        if other.family is not self.family:
            raise TypeError(f"`{self}` and `{other}` are counted in different ways")
        return other.count


def _number(text: str, whole: str) -> Exact:
    number = parse_number(text)
    if number is None:
        raise ValueError(f"`{whole}` is not a length of time: `{text}` is not a number")
    return number


def _in_largest_unit(micros: int) -> tuple[str, str]:
    """A number and the largest unit that divides it; parts of a second stay seconds, and nothing is 0 min."""
    units = ("h", "min") if micros else ("min",)
    unit = next((unit for unit in units if micros % MICROS[unit] == 0), "s")
    return format_number(exact(Fraction(micros, MICROS[unit]))), unit


def _plural(number: str, unit: str) -> str:
    return f"{number} {unit}" if number == "1" else f"{number} {unit}s"
