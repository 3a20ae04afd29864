"""Three-valued logic (S13): true, false, and `UNKNOWN` where a value that matters has not been supplied."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from kefu_core.ir.types import UNKNOWN

Truth = Any
"""``True``, ``False`` or `UNKNOWN`."""


def any3(truths: Iterable[Truth]) -> Truth:
    """True if one is true, else unknown if one is unknown, else false."""
    result: Truth = False
    for truth in truths:
        if truth is True:
            return True
        if truth is UNKNOWN:
            result = UNKNOWN
    return result


def all3(truths: Iterable[Truth]) -> Truth:
    """False if one is false, else unknown if one is unknown, else true."""
    result: Truth = True
    for truth in truths:
        if truth is False:
            return False
        if truth is UNKNOWN:
            result = UNKNOWN
    return result


def not3(truth: Truth) -> Truth:
    """The opposite; unknown stays unknown."""
    return UNKNOWN if truth is UNKNOWN else not truth


def first3(*values: Callable[[], Any]) -> Any:
    """The first value that is not ``none``; unknown where one that stands before it is."""
    value: Any = None
    for each in values:
        value = each()
        if value is not None:
            return value
    return value
