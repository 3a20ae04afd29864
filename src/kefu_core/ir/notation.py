"""Values as text: how rule files, fact files and answers write a value of each type, and how it is read back.

``read`` takes what a person may write (labels, Chinese units, ``24:00``); ``write`` gives the one canonical form, which
``read`` takes again. `public` and `internal` lead from the engines' representation (`kefu_core.ir.types`) to Python
objects and back.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from decimal import Decimal as PyDecimal
from fractions import Fraction
from typing import Any, Final
from zoneinfo import ZoneInfo

from attrs import frozen

from kefu_core import values
from kefu_core.diagnostics import Named, did_you_mean
from kefu_core.ir import types
from kefu_core.ir.types import Code

TRUE = frozenset({"true", "yes", "是", "对"})
FALSE = frozenset({"false", "no", "否", "不"})
NONE = frozenset({"none", "无"})
_COUNTED = re.compile(r"([+-]?[0-9.]+)\s*(.*)")
_QUANTITY = re.compile(r"([+-]?[0-9.]+) *([^0-9. ][^0-9.]*)")

UNIT_OF: Final[Mapping[values.Family, str]] = {
    values.Family.CLOCK: "h",
    values.Family.DAYS: "days",
    values.Family.MONTHS: "months",
    values.Family.WORKING_CLOCK: "working hours",
    values.Family.WORKING_DAYS: "working days",
    values.Family.SAME_DAY: "same day",
}
MOST_DIGITS: Final = 1_000
"""Digits before or after the point that a number may have: what is longer is a mistake, or meant to hurt."""

EMPTY = "empty"
"""The set that has no members."""


@frozen
class NotReadable(ValueError):  # noqa: N818 - it says what the text is
    """A text is no value of the type: ``code`` is the diagnostic's, ``args`` its fields."""

    code: str
    help: str | None
    fields: tuple[tuple[str, Any], ...]


def refuse(code: str, help_: str | None = None, **fields: object) -> NotReadable:
    """A `NotReadable` with its fields by name."""
    return NotReadable(code, help_, tuple(fields.items()))


def read(text: str, kind: types.Type, *, labels: tuple[Code, ...] = (), zone: ZoneInfo | None = None) -> Any:
    """The value that ``text`` says, in the engines' representation.

    ``labels`` are those of a choice's codes; ``zone`` is where an instant without an offset is local.
    Raises `NotReadable`.
    """
    text = text.strip()
    match kind:
        case types.Choice():
            return read_code(text, kind, labels)
        case types.Integer() | types.Decimal():
            return _read_number(text, kind)
        case types.Money():
            return _read_money(text, kind)
        case types.Boolean():
            if text.lower() in TRUE:
                return True
            if text.lower() in FALSE:
                return False
            raise refuse("wrong-value", "boolean", text=text, type=kind)
        case types.Date():
            return _by(values.parse_date, text, kind)
        case types.Instant():
            return values.to_micros(_by(lambda given: values.parse_instant(given, zone=zone), text, kind))
        case types.Duration():
            return _read_duration(text, kind)
        case types.Set(of) if text == EMPTY and EMPTY not in of.codes:
            return frozenset()
        case types.Set():
            return frozenset(read_code(member, kind.of, labels) for member in _members(text, kind))
        case _:
            return text


def _members(text: str, kind: types.Set) -> list[str]:
    """What a set in one text lists, with brackets around it or without. Raises `NotReadable`."""
    inside = text[1:-1] if text.startswith("[") and text.endswith("]") and len(text) > 1 else text
    members = [part.strip() for part in re.split("[,，、]", inside)]
    if inside != text and not inside.strip():
        return []
    if not all(members) or "[" in inside or "]" in inside:
        raise refuse("wrong-value", "set", text=text, type=kind)
    return members


def is_word(text: str, kind: types.Type, labels: tuple[Code, ...]) -> bool:
    """Whether a text is a code of a choice or a label of one: then it says nothing else, not even ``none``."""
    return isinstance(kind, types.Choice) and (
        text in kind.codes or any(text in {code.label.zh, code.label.en} for code in labels)
    )


def says_none(text: str, kind: types.Type, labels: tuple[Code, ...]) -> bool:
    """Whether a text says that there is no value, and is not what a choice is called.

    >>> says_none("无", types.Integer(), ()), says_none("none", types.Choice(("none", "some")), ())
    (True, False)
    """
    return text.strip() in NONE and not is_word(text.strip(), kind, labels)


def read_code(text: str, kind: types.Choice, labels: tuple[Code, ...]) -> str:
    """The code that a code or a label names."""
    if text in kind.codes:
        return text
    for code in labels:
        if text in {code.label.zh, code.label.en}:
            return code.id
    known = (*kind.codes, *(label for code in labels for label in (code.label.zh, code.label.en) if label))
    guess = did_you_mean(text, known)
    raise refuse(
        "unknown-choice", "did-you-mean" if guess else "choices", text=text, guess=guess or "",
        choices=words_of(kind, labels),
    )  # fmt: skip


def words_of(kind: types.Choice, labels: tuple[Code, ...]) -> tuple[Named, ...]:
    """The first dozen codes of a choice with their labels, for messages."""
    by_code = {code.id: code.label for code in labels}
    known = [(code, by_code.get(code, types.NO_LABEL)) for code in kind.codes[:12]]
    return tuple(Named(code, zh=label.zh, en=label.en) for code, label in known)


def _by(reader: Any, text: str, kind: types.Date | types.Instant) -> Any:
    try:
        return reader(text)
    except ValueError as error:
        raise refuse(
            "wrong-value", "date" if isinstance(kind, types.Date) else "instant", text=text, type=kind
        ) from error


def _read_number(text: str, kind: types.Integer | types.Decimal) -> Any:
    found = _COUNTED.fullmatch(text)
    value = values.parse_number(found[1]) if found else None
    if found is None or value is None or (found[2] and found[2] != kind.unit):
        raise refuse("wrong-value", "number", text=text, type=kind)
    return fit_number(value, kind, text)


def fit_number(value: values.Exact, kind: types.Integer | types.Decimal, text: str) -> values.Exact:
    """``value``, if a fact of the type can hold it."""
    if isinstance(kind, types.Integer) and type(value) is not int:
        raise refuse("wrong-value", "whole-number", text=text, type=kind)
    if isinstance(kind, types.Decimal) and not values.is_finite_decimal(value, kind.scale):
        if kind.scale is None:
            raise refuse("wrong-value", "finite", text=text, type=kind)
        raise refuse("too-many-digits", None, text=text, scale=kind.scale)
    return value


def _read_money(text: str, kind: types.Money) -> int:
    if values.parse_number(text) is not None:
        raise refuse("missing-unit", None, text=text, example=f"{text} {kind.currency}")
    try:
        money = values.Money.parse(text)
    except ValueError as error:
        if (digits := too_fine(text)) is not None:
            raise refuse("too-many-digits", None, text=text, scale=digits) from error
        raise refuse("wrong-value", "money", text=text, type=kind) from error
    if money.currency != kind.currency:
        raise refuse("wrong-currency", None, text=text, given=money.currency, currency=kind.currency)
    return int(money.minor)


def _read_duration(text: str, kind: types.Duration) -> values.Duration:
    if values.parse_number(text) is not None:
        raise refuse("missing-unit", None, text=text, example=f"{text} {UNIT_OF[kind.family] if kind.family else 'h'}")
    try:
        duration = values.Duration.parse(text)
    except ValueError as error:
        raise refuse("wrong-value", "whole-count" if is_part(text) else "duration", text=text, type=kind) from error
    if kind.family is not None and duration.family != kind.family:
        raise refuse("wrong-family", kind.family.value, text=text)
    return duration


def too_fine(text: str) -> int | None:
    """The digits after the point that a currency has, where an amount in it is written with more."""
    found = _QUANTITY.fullmatch(text.strip())
    number = values.parse_number(found[1]) if found else None
    if found is None or number is None:
        return None
    try:
        digits = values.CURRENCIES[values.Money.parse(f"1 {found[2]}").currency]
    except ValueError:
        return None
    return None if values.is_finite_decimal(number, digits) else digits


def is_part(text: str) -> bool:
    """Whether a text asks for a part of a unit of time that is counted whole, as ``0.5 months`` does."""
    found = _QUANTITY.fullmatch(text.strip())
    return found is not None and "." in found[1] and values.unit_of(found[2]) is not None


def write(value: Any, kind: types.Type, *, zone: ZoneInfo | None = None) -> str:
    """The canonical text of a value; ``read`` takes it back.

    Numbers are exact decimals, sets sorted, instants ISO 8601.
    """
    if value is None:
        return "none"
    match kind:
        case types.Integer() | types.Decimal():
            text = values.format_number(value)
            return f"{text} {kind.unit}" if kind.unit else text
        case types.Boolean():
            return "true" if value else "false"
        case types.Money() | types.Date() | types.Duration() | types.Instant():
            plain = to_json(value, kind, zone=zone)
            return value.text() if isinstance(value, values.Duration) else str(plain)
        case types.Set():
            return ", ".join(sorted(value)) or EMPTY
        case types.List():
            return ", ".join(write(each, kind.of, zone=zone) for each in value)
        case _:
            return str(value)


def to_json(value: Any, kind: types.Type, *, zone: ZoneInfo | None = None) -> Any:
    """The value in a JSON answer: codes, ISO 8601 for times, strings for decimals and money, sorted arrays for sets."""
    if value is None:
        return None
    match kind:
        case types.Decimal():
            return values.format_number(value)
        case types.Money():
            return str(values.Money(minor=value, currency=kind.currency))
        case types.Date():
            return value.isoformat()
        case types.Instant():
            return values.iso(values.from_micros(value, zone or dt.UTC))
        case types.Duration():
            return value.iso()
        case types.Set():
            return sorted(value)
        case types.List():
            return [to_json(each, kind.of, zone=zone) for each in value]
        case _:
            return value


def public(value: Any, kind: types.Type, *, zone: ZoneInfo) -> Any:
    """The value as a Python developer would have it: `Money`, ``Decimal``, aware ``datetime`` in ``zone``, …"""
    if value is None:
        return None
    match kind:
        case types.Decimal():
            return PyDecimal(values.format_number(value))
        case types.Money():
            return values.Money(minor=value, currency=kind.currency)
        case types.Instant():
            return values.from_micros(value, zone)
        case types.List():
            return tuple(public(each, kind.of, zone=zone) for each in value)
        case _:
            return value


def internal_outcome(value: Any, kind: types.Type) -> Any:
    """The engines' representation of what `public` gave for an outcome."""
    match kind:
        case types.List():
            return tuple(internal_outcome(each, kind.of) for each in value)
        case types.Money() if value is not None:
            return value.minor
        case types.Decimal() if value is not None:
            return values.exact(Fraction(value))
        case types.Instant() if value is not None:
            return values.to_micros(value)
        case _:
            return value


def internal(given: Any, kind: types.Type, *, labels: tuple[Code, ...] = (), zone: ZoneInfo) -> Any:
    """A Python value, or a text in the notation of rule files, in the engines' representation. Raises `NotReadable`."""
    if isinstance(given, str):
        return read(given, kind, labels=labels, zone=zone)
    match kind:
        case types.Integer() | types.Decimal() if type(given) in {int, Fraction, PyDecimal}:
            if isinstance(given, PyDecimal) and (not given.is_finite() or abs(given.adjusted()) > MOST_DIGITS):
                raise refuse("wrong-value", "number", text=str(given), type=kind)
            exact = Fraction(given)
            return fit_number(exact.numerator if exact.denominator == 1 else exact, kind, str(given))
        case types.Integer() | types.Decimal() | types.Money() if type(given) is float:
            raise refuse("not-exact", None, text=repr(given))
        case types.Money() if type(given) in {int, PyDecimal}:
            raise refuse("missing-unit", None, text=str(given), example=f"{given} {kind.currency}")
        case types.Money() if isinstance(given, values.Money):
            if given.currency != kind.currency:
                raise refuse("wrong-currency", None, text=str(given), given=given.currency, currency=kind.currency)
            return given.minor
        case types.Boolean() if type(given) is bool:
            return given
        case types.Date() if type(given) is dt.date:
            return given
        case types.Instant() if isinstance(given, dt.datetime) and given.tzinfo is not None:
            if not values.is_within_calendar(given):
                raise refuse("wrong-value", "instant", text=given.isoformat(), type=kind)
            return values.to_micros(given)
        case types.Duration() if isinstance(given, values.Duration):
            return _read_duration(given.text(), kind)
        case types.Duration() if isinstance(given, dt.timedelta) and given >= dt.timedelta(0):
            micros = given // dt.timedelta(microseconds=1)
            return _read_duration(values.Duration(count=micros, family=values.Family.CLOCK).text(), kind)
        case types.Set() if isinstance(given, (set, frozenset, list, tuple)) and all(
            isinstance(one, str) for one in given
        ):
            return frozenset(read_code(member, kind.of, labels) for member in given)
        case _:
            raise refuse("wrong-value", None, text=_as_written(given), type=kind)


def _as_written(given: Any) -> str:
    """A Python value that fits no type, as a rule file would write it where it can."""
    if isinstance(given, (list, tuple)):
        return f"[{', '.join(_as_written(each) for each in given)}]"
    return given if isinstance(given, str) else str(given).lower() if type(given) is bool else repr(given)
