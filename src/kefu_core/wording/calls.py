"""Calculations in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from kefu_core.diagnostics import Language

OPERATORS: Final[Mapping[str, tuple[str, str]]] = {
    "+": (" + ", " + "),
    "-": (" − ", " − "),
    "*": (" × ", " × "),
    "/": (" ÷ ", " ÷ "),
    "=": (" is ", "为"),
    "!=": (" is not ", "不是"),
    "<": (" < ", " < "),
    "<=": (" ≤ ", " ≤ "),
    ">": (" > ", " > "),
    ">=": (" ≥ ", " ≥ "),
    "and": (" and ", "，并且"),
    "or": (" or ", "，或者"),
}
"""What stands between two sides."""

_BINDS: Final[Mapping[str, int]] = {
    "or": 1, "and": 2, "=": 3, "!=": 3, "<": 3, "<=": 3, ">": 3, ">=": 3, "+": 4, "-": 4, "*": 5, "/": 5
}  # fmt: skip
_ASSOCIATIVE: Final = frozenset({"or", "and", "+", "*"})


def binds_closer(inner: str, outer: str) -> bool:
    """Whether a call inside another is read as one side of it without brackets.

    >>> binds_closer("*", "+"), binds_closer("and", "and"), binds_closer("or", "and"), binds_closer("or", "if")
    (True, True, False, True)
    """
    if inner in _BINDS and outer in _BINDS:
        return _BINDS[inner] > _BINDS[outer] or (inner == outer and inner in _ASSOCIATIVE)
    return (outer in {"if", "not"} and inner != "if") or inner in _BINDS or inner in _ALONE


_ALONE: Final = frozenset(
    {"negate", "not", "abs", "count", *(f"round_half_{way}" for way in ("up", "even")), "floor", "ceiling", "trunc"}
)
"""Functions of one argument, whose words hold together."""


_FUNCTIONS: Final[Mapping[str, tuple[str, str]]] = {
    "negate": ("−{}", "−{}"),
    "not": ("not ({})", "并非（{}）"),
    "floor": ("{} rounded down", "{}（向下取整）"),
    "ceiling": ("{} rounded up", "{}（向上取整）"),
    "trunc": ("{} cut to a whole number", "{}（舍去小数）"),
    "round_half_up": ("{} rounded", "{}（四舍五入）"),
    "round_half_even": ("{} rounded, halves to the even number", "{}（四舍六入五成双）"),
    "abs": ("the size of {}", "{}的绝对值"),
    "min": ("the least of {}", "{}中较小的"),
    "max": ("the greatest of {}", "{}中较大的"),
    "earliest": ("the earliest of {}", "{}中较早的"),
    "latest": ("the latest of {}", "{}中较晚的"),
    "coalesce": ("the first known of {}", "{}中第一个有值的"),
    "count": ("how many {} has", "{}的个数"),
    "sum": ("the sum of {}", "{}之和"),
}
_TO_DIGITS: Final = (" to {} decimal places", "，保留 {} 位小数）")
_ROUNDINGS: Final = frozenset({"floor", "ceiling", "trunc", "round_half_up", "round_half_even"})


def called(function: str, parts: Sequence[str], language: Language) -> str:
    """A call of a function of the rule language, its arguments being in words.

    >>> called("earliest", ["a", "b"], "en"), called("round_half_up", ["x", "2"], "zh")
    ('the earliest of a, b', 'x（四舍五入，保留 2 位小数）')
    """
    which = 0 if language == "en" else 1
    if function == "if":
        return ("if {}, {}, else {}", "如果{}，则{}，否则{}")[which].format(*parts)
    if function in OPERATORS:
        return OPERATORS[function][which].join(parts)
    if function in _ROUNDINGS and len(parts) == 2:
        said = _FUNCTIONS[function][which].format(parts[0])
        return said.removesuffix("）") + _TO_DIGITS[which].format(parts[1])
    return _FUNCTIONS[function][which].format((", ", " 与 ")[which].join(parts))
