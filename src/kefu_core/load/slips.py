"""Slips of the keyboard that are still YAML: what should have parted a text became a part of it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from kefu_core.diagnostics import Diagnostic, confusables
from kefu_core.load.yaml_errors import syntax_refused

if TYPE_CHECKING:
    from kefu_core.load.nodes import Scalar

_TIGHT: Final = re.compile(r"[\w.-]+(:)[^\s:/]")
_OPENING: Final = frozenset("[{")


def slip(scalar: Scalar) -> Diagnostic | None:
    """What went wrong in a text that should have been a key, a mapping or a list; None where nothing can be told.

    >>> from kefu_core.diagnostics import Span
    >>> from kefu_core.load.nodes import Scalar
    >>> found = slip(Scalar("when：x", Span("a.yaml", 1, 1, 1, 7)))
    >>> found.span.column, found.help
    (5, 'full-width')
    """
    if scalar.quoted:
        return None
    text = scalar.text
    for index, char, plain in confusables.find(text):
        word = text[:index].strip()
        if (plain == ":" and word and " " not in word) or (plain in _OPENING and not word):
            return syntax_refused("full-width", scalar.at(index, index + 1), found=char, replacement=plain)
    if tight := _TIGHT.match(text):
        return syntax_refused("space-after-colon", scalar.at(*tight.span(1)))
    return None
