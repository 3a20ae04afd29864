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

_FUNCTIONS: Final[Mapping[str, tuple[str, str]]] = {
    "negate": ("−{}", "−{}"),
    "not": ("not {}", "并非{}"),
    "floor": ("{} rounded down", "{}（向下取整）"),
    "ceiling": ("{} rounded up", "{}（向上取整）"),
    "trunc": ("{} cut to a whole number", "{}（舍去小数）"),
    "round_half_up": ("{} rounded", "{}（四舍五入）"),
    "round_half_even": ("{} rounded, halves to the even number", "{}（四舍六入五成双）"),
    "abs": ("the size of {}", "{}的绝对值"),
    "min": ("the least of {}", "{}中最小的"),
    "max": ("the greatest of {}", "{}中最大的"),
    "earliest": ("the earliest of {}", "{}中最早的"),
    "latest": ("the latest of {}", "{}中最晚的"),
    "coalesce": ("the first known of {}", "{}中第一个有值的"),
    "count": ("how many {} has", "{}的个数"),
    "sum": ("the sum of {}", "{}之和"),
}
_TO_DIGITS: Final = (" to {} digits", "，保留 {} 位小数）")
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
    return _FUNCTIONS[function][which].format((", ", "、")[which].join(parts))
