"""One document of a rule file → another, with all that stands around it left to the letter."""

from __future__ import annotations

from kefu_core.diagnostics import Diagnostic, Lines
from kefu_core.layout import Item, text_of
from kefu_core.layout.belonging import SEPARATOR
from kefu_core.layout.trivia import extent
from kefu_core.load.compose import compose


def replaced(file: str, text: str, number: int, document: Item) -> str:
    """The text with its document of that number written anew, in the canonical layout."""
    lines = Lines(file, text)
    nodes = compose(file, text, [])
    places = [extent(lines, node) for node in nodes]
    start, end, opening = 0, len(text), ""
    if number > 0:
        before = SEPARATOR.search(text, places[number - 1][1], places[number][0])
        assert before is not None
        start, opening = before.start(), "---\n"
    if number + 1 < len(nodes):
        after = SEPARATOR.search(text, places[number][1], places[number + 1][0])
        assert after is not None
        end = after.start()
    new = opening + text_of(document)
    whole = text[:start] + (new.replace("\n", "\r\n") if "\r\n" in text else new) + text[end:]
    problems: list[Diagnostic] = []
    again = compose(file, whole, problems)
    # INVARIANT: nothing but the one document has changed.
    assert not problems, whole
    assert (again[:number], again[number + 1 :]) == (nodes[:number], nodes[number + 1 :]), whole
    return whole
