"""Expressions in words: what a rule reckons with, and what it asks for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from attrs import frozen

from kefu_core.diagnostics.entry import Text, choose
from kefu_core.ir import types
from kefu_core.ir.expressions import Call, Event, Expression, Literal, Name, Parameter
from kefu_core.ir.types import UNKNOWN
from kefu_core.wording.lexicon import Lexicon
from kefu_core.wording.predicates import OPPOSITE, TURNED, compared, truth
from kefu_core.wording.say import either, join, listed, quote, say
from kefu_core.wording.values import value_words


@frozen
class Setting:
    """In what words, and with which values in force or known, something is told.

    ``parameters`` in force have their values, those that are not `UNKNOWN`; one that is left out, since it changes with
    time, is called by its name alone.
    """

    lexicon: Lexicon
    parameters: Mapping[str, Any]
    values: Mapping[str, Any] = {}


def timeless(lexicon: Lexicon) -> Setting:
    """The setting of what holds at all times: no case, and parameters that have one value only."""
    entries = {each.id: each.values.entries for each in lexicon.ir.parameters}
    always = {id_: values[0][1] for id_, values in entries.items() if len(values) == 1 and values[0][0] is None}
    return Setting(lexicon, always)


_ROUNDED: Final[Mapping[str, Text]] = {
    "floor": ("{} rounded down", "{}向下取整"),
    "ceiling": ("{} rounded up", "{}向上取整"),
    "trunc": ("{} without its fraction", "{}舍去尾数"),
    "round_half_up": ("{} rounded to the nearest", "{}四舍五入"),
    "round_half_even": ("{} rounded to the nearest, halves to even", "{}四舍六入五成双"),
}
_DIGITS: Final = (" (decimal places: {})", "（保留 {} 位小数）")
_OF_ALL: Final[Mapping[str, Text]] = {
    "min": ("the least of {}", "{}中最小的"),
    "max": ("the greatest of {}", "{}中最大的"),
    "earliest": ("the earliest of {}", "{}中最早的时刻"),
    "latest": ("the latest of {}", "{}中最晚的时刻"),
    "coalesce": ("the first of {} that there is", "{}中第一个有值的"),
    "sum": ("the sum of {}", "{}之和"),
    "abs": ("the size of {}", "{}的绝对值"),
    "count": ("the number of {}", "{}的项数"),
}
_OF_TWO: Final[Mapping[str, Text]] = {
    "min": ("the smaller of {} and {}", "{}与{}中较小的"),
    "max": ("the greater of {} and {}", "{}与{}中较大的"),
    "earliest": ("the earlier of {} and {}", "{}与{}中较早的时刻"),
    "latest": ("the later of {} and {}", "{}与{}中较晚的时刻"),
}
_SYMBOLS: Final = {"+": " + ", "-": " - ", "*": " × ", "/": " ÷ "}
_BINDS: Final = {"+": 1, "-": 1, "*": 2, "/": 2, "negate": 3}
_COMPARISONS: Final = frozenset({"=", "!=", "<", "<=", ">", ">="})
_LOGIC: Final = frozenset({"and", "or", "not"})


def phrase(expression: Expression, setting: Setting, *, near: str | None = None) -> str:
    """An expression as a phrase; ``near`` is the name whose labels a constant takes."""
    lexicon, language = setting.lexicon, setting.lexicon.language
    match expression:
        case Literal(value, kind):
            return value_words(value, kind, lexicon, lexicon.codes(kind, near))
        case Parameter(name, kind):
            if name not in setting.parameters:
                return lexicon.name(name)
            value = setting.parameters[name]
            if value is UNKNOWN:
                return say(("{} (not in force)", "{}（当时没有规定）"), language, lexicon.name(name))
            words = value_words(value, kind, lexicon, lexicon.codes(kind, name))
            return say(("{} ({})", "{}（{}）"), language, words, lexicon.name(name))
        case Name(name, kind):
            value = setting.values.get(name, UNKNOWN)
            if value is UNKNOWN:
                return lexicon.name(name)
            words = value_words(value, kind, lexicon, lexicon.codes(kind, name))
            return say(("{} ({})", "{}（{}）"), language, lexicon.name(name), words)
        case Event(name):
            return event(name, lexicon)
        case Call(function, arguments) if function in _COMPARISONS or function in _LOGIC:
            return condition(expression, setting)
        case Call(function, arguments):
            return _called(function, arguments, setting)
    raise AssertionError(expression)


def _called(function: str, arguments: tuple[Expression, ...], setting: Setting) -> str:
    language = setting.lexicon.language
    if function == "if":
        asked = condition(arguments[0], setting)
        yes, no = (phrase(each, setting) for each in arguments[1:])
        if language == "en":
            return f"{yes} if {asked}, else {no}"
        return join(asked, "时为", yes, "，否则为", no)
    if function in _SYMBOLS and isinstance(arguments[0].type, types.Instant):
        way = ("{} after {}", "{}后满{}") if function == "+" else ("{} before {}", "{}前{}")
        return say(way, language, *_after(arguments, setting))
    if function in _SYMBOLS:
        left, right = (_bracketed(each, function, place, setting) for place, each in enumerate(arguments))
        return f"{left}{_SYMBOLS[function]}{right}".replace("） ", "）")
    if function == "negate":
        return f"-{_bracketed(arguments[0], function, 0, setting)}"
    words = [_held_together(each, setting) for each in arguments]
    if function in _ROUNDED:
        digits = say(_DIGITS, language, words[1]) if len(words) > 1 else ""
        return say(_ROUNDED[function], language, words[0]) + digits
    if len(words) == 2 and function in _OF_TWO:
        return say(_OF_TWO[function], language, *words)
    return say(_OF_ALL[function], language, listed(words, language))


def _after(arguments: Sequence[Expression], setting: Setting) -> tuple[str, str]:
    start, length = (phrase(each, setting) for each in arguments)
    return (length, start) if setting.lexicon.language == "en" else (start, length)


def _held_together(argument: Expression, setting: Setting) -> str:
    words = phrase(argument, setting)
    return say(("({})", "（{}）"), setting.lexicon.language, words) if isinstance(argument, Call) else words


def _bracketed(argument: Expression, function: str, place: int, setting: Setting) -> str:
    words = phrase(argument, setting)
    if not isinstance(argument, Call) or argument.function not in {*_BINDS, "if"}:
        return words
    inner = _BINDS.get(argument.function, 0)
    return words if inner > _BINDS[function] or (inner == _BINDS[function] and place == 0) else f"({words})"


def event(name: str, lexicon: Lexicon) -> str:
    """What an event is called; in Chinese that is a verb, mostly, and stands in a sentence as it is."""
    label = lexicon.name(name)
    return label if lexicon.language == "zh" else quote(label, "en")


def condition(expression: Expression, setting: Setting, *, holds: bool = True) -> str:
    """An expression that is true or false, as a statement; of ``holds`` false, that it is not so."""
    lexicon, language = setting.lexicon, setting.lexicon.language
    match expression:
        case Name(name):
            return truth(lexicon.name(name), language, holds=holds)
        case Call("not", (inner,)):
            return condition(inner, setting, holds=not holds)
        case Call("and" | "or" as function):
            together = (function == "and") is holds
            parts = list(_flat(expression, holds=holds))
            words = [] if together else _merged(parts, setting)
            words += [_part(each, setting, holds=truly, together=together) for each, truly in parts]
            return choose((" and ", "，且") if together else (", or ", "，或"), language).join(words)
        case Call(function, (left, right)) if function in _COMPARISONS:
            return _comparison(function if holds else OPPOSITE[function], left, right, setting)
    word = say(("yes", "“是”") if holds else ("no", "“否”"), language)
    return say(("{} is {}", "{}为{}"), language, phrase(expression, setting), word)


def _comparison(operator: str, left: Expression, right: Expression, setting: Setting) -> str:
    language = setting.lexicon.language
    if isinstance(left, Literal) and not isinstance(right, Literal):
        operator, left, right = TURNED[operator], right, left
    none = isinstance(right, Literal) and right.value is None
    words = compared(operator, None if none else phrase(right, setting, near=_named(left)), left.type, language)
    subject = phrase(left, setting)
    if language == "en":
        return f"{subject} {words}"
    return join(words, subject) if none else join(subject, words)


def _named(expression: Expression) -> str | None:
    return expression.id if isinstance(expression, (Name, Parameter)) else None


def _flat(expression: Expression, *, holds: bool) -> Iterator[tuple[Expression, bool]]:
    """The parts of a chain of ``and`` or of ``or``, each with whether it has to hold."""
    assert isinstance(expression, Call)
    for each in expression.arguments:
        inner, truly = each, holds
        while isinstance(inner, Call) and inner.function == "not":
            inner, truly = inner.arguments[0], not truly
        if isinstance(inner, Call) and inner.function == expression.function and truly is holds:
            yield from _flat(inner, holds=truly)
        else:
            yield inner, truly


def _merged(parts: list[tuple[Expression, bool]], setting: Setting) -> list[str]:
    """Equalities of one name as one statement; what is told so is taken out of ``parts``."""
    by_name: dict[Name, list[Call]] = {}
    for each, holds in parts:
        match each:
            case Call("=", (Name() as name, Literal(value))) if holds and value is not None:
                by_name.setdefault(name, []).append(each)
    words = []
    for left, equalities in by_name.items():
        if len(equalities) > 1:
            values = [phrase(each.arguments[1], setting, near=left.id) for each in equalities]
            told = compared("=", either(values, setting.lexicon.language), left.type, setting.lexicon.language)
            words.append(join(phrase(left, setting), "" if setting.lexicon.language == "zh" else " ", told))
            parts[:] = [part for part in parts if not (part[1] and part[0] in equalities)]
    return words


def _part(expression: Expression, setting: Setting, *, holds: bool, together: bool) -> str:
    words = condition(expression, setting, holds=holds)
    mixed = isinstance(expression, Call) and (
        (expression.function == "and" and holds is not together) or (expression.function == "or" and holds is together)
    )
    return say(("({})", "（{}）"), setting.lexicon.language, words) if mixed else words
