"""A line of JSON → where each name and each value stands in it: for messages alone, since most lines have none."""

from __future__ import annotations

from collections.abc import Mapping

from attrs import evolve, frozen

from kefu_core.diagnostics import Span
from kefu_core.load.compose import compose
from kefu_core.load.nodes import MapNode


@frozen
class Places:
    """Where the parts of an event stand in its ``line``, those of its ``facts`` among them.

    What cannot be told is the whole line. JSON is YAML as well, and `compose` knows places.

    >>> places = Places('{"at": "2026-11-02", "type": "opened"}', Span("events.jsonl", 7, 1, 7, 39))
    >>> places.value("type")
    Span(file='events.jsonl', line=7, column=30, end_line=7, end_column=38)
    >>> places.name("case") == places.line
    True
    """

    text: str
    line: Span

    def name(self, key: str) -> Span:
        """The place of a name."""
        return self._found().get(key, (self.line, self.line))[0]

    def value(self, key: str) -> Span:
        """The place of the value of a name."""
        return self._found().get(key, (self.line, self.line))[1]

    def _found(self) -> Mapping[str, tuple[Span, Span]]:
        found: dict[str, tuple[Span, Span]] = {}
        nodes = list(compose(self.line.file, self.text, []))
        while nodes:
            node = nodes.pop()
            if not isinstance(node, MapNode):
                continue
            for key, value in node.entries:
                found.setdefault(key.text, (self._moved(key.span), self._moved(value.span)))
                if key.text == "facts":
                    nodes.append(value)
        return found

    def _moved(self, span: Span) -> Span:
        return evolve(span, line=self.line.line, end_line=self.line.line)
