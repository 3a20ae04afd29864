"""Slips of the keyboard that are still YAML: what should have parted a text became a part of it."""

from __future__ import annotations

import re
from typing import Final

from kefu_core.diagnostics import Diagnostic, confusables, problem
from kefu_core.load.nodes import MapNode, Node, Scalar
from kefu_core.load.yaml_errors import syntax_refused

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
            # A colon that has no space after it yet needs one, too.
            new = ": " if plain == ":" and text[index + 1 : index + 2].strip() else plain
            return syntax_refused("full-width", scalar.at(index, index + 1), found=char, replacement=new)
    if tight := _TIGHT.match(text):
        return syntax_refused("space-after-colon", scalar.at(*tight.span(1)))
    return None


def is_inside_quotes(mapping: MapNode, key: Scalar) -> bool:
    """Whether a key is the second half of a text in typographic quotation marks, which YAML does not know."""
    before = None
    for name, value in mapping.entries:
        if name is key:
            break
        before = value if _is_written(value) else before
    return (
        isinstance(before, Scalar)
        and not before.quoted
        and confusables.fold(before.text).startswith('"')
        and confusables.fold(key.text).endswith('"')
    )


def split_value(mapping: MapNode, key: Scalar, node: Node) -> Diagnostic | None:
    """The problem of a comma in braces that was to stand in a value: what follows it has become a key of its own."""
    if not isinstance(node, Scalar) or not node.absent:
        return None
    entries = list(mapping.entries)
    here = next(index for index, (each, _) in enumerate(entries) if each is key)
    before = next((index for index in range(here - 1, -1, -1) if _is_written(entries[index][1])), None)
    if before is None:
        return None
    name, value = entries[before]
    assert isinstance(value, Scalar)
    words = [value.text, *(each.text for each, _ in entries[before + 1 : here + 1])]
    mended = confusables.fold(", ".join(words)).strip("\"'")
    return problem("comma-in-braces", key.span, name=name.text, example=f'{name.text}: "{mended}"')


def _is_written(node: Node) -> bool:
    return isinstance(node, Scalar) and not node.absent
