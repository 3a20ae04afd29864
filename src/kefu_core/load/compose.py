"""YAML text → nodes with places, from the events of PyYAML's parser.

Not `yaml.compose`: that gives values to tags and aliases, recurses, and keeps one of two equal keys in silence. Places
are computed from the offsets of the parser: its own lines are those of YAML 1.1 (see `kefu_core.diagnostics.lines`).
"""

from __future__ import annotations

import re
from typing import Any, Final

import yaml
from attrs import define, field
from yaml import AliasEvent, DocumentEndEvent, MappingStartEvent, ScalarEvent, SequenceStartEvent
from yaml.events import CollectionEndEvent

from kefu_core.diagnostics import Diagnostic, Lines, Related, Span, problem
from kefu_core.load.decode import FORBIDDEN, forbidden
from kefu_core.load.nodes import MapNode, Node, Scalar, SeqNode
from kefu_core.load.yaml_errors import SyntaxGuess, odd_blank, property_refused, syntax_refused

MAX_DEPTH: Final = 64
MAX_NODES: Final = 1_000_000
MAX_PROBLEMS: Final = 100
"""Beyond any of these the rest of a file is not read."""


PARSER: Final[Any] = yaml.CBaseLoader if yaml.__with_libyaml__ else yaml.BaseLoader
"""Both know the events of a text; libyaml is several times faster."""


def compose(file: str, text: str, problems: list[Diagnostic], *, parser: Any = PARSER) -> tuple[Node, ...]:
    r"""The documents of a text that came from `decode`, less the empty ones.

    After an error of syntax, or beyond a limit, the documents before it are returned. An alias stands as its own text,
    and what had a tag stands without it; both are problems.

    >>> compose("a.yaml", "policy: park\nformat: 1", [])[0].entries[1][1]
    Scalar(text='1', span=Span(file='a.yaml', line=2, column=9, end_line=2, end_column=10))
    """
    composer = _Composer(Lines(file, text))
    source = parser(text)
    try:
        while not composer.stopped and source.check_event():
            composer.take(source.get_event())
    except yaml.YAMLError as error:
        guess = SyntaxGuess(composer.lines, error, last=composer.last, bracket=composer.bracket())
        composer.problems.append(guess.diagnostic())
    except (OverflowError, ValueError):
        # Only in the Python parser: the escape of a character that does not exist.
        at = text.rfind("\\", 0, source.index)
        composer.problems.append(syntax_refused("escape", composer.lines.span(at, at + 2)))
    problems.extend(composer.problems)
    return tuple(composer.documents)


@define
class _Open:
    """A mapping or sequence of which the end has not been met."""

    span: Span
    flow: bool
    mapping: bool
    key: Node | None = None
    flawed: bool = False
    first: dict[str, Span] = field(factory=dict)
    children: list[Any] = field(factory=list)
    last: Span | None = None


_BLANK: Final = " \t\r\n\x85\u2028\u2029"
_PROPERTIES: Final = re.compile(
    # Anchors and tags before a node, with what may part them. Possessive: nothing here is worth a second try.
    rf"(?:[&!][^{_BLANK}]*+(?:[{_BLANK}]++(?:#[^\r\n\x85\u2028\u2029]*+)?+)*+)*+"
)
_REST: Final = re.compile(r"[^,\[\]{}#\r\n]{0,100}")
_PROPERTY: Final = re.compile(rf"#[^\r\n\x85\u2028\u2029]*|[&!][^{_BLANK}]*")


class _Composer:
    """Builds nodes from events, with a stack of its own: depth is a number here, not a danger."""

    def __init__(self, lines: Lines) -> None:
        self.lines = lines
        self.text = lines.text
        self.problems: list[Diagnostic] = []
        self.documents: list[Node] = []
        self.stopped = False
        self.last: Any = None
        self._open: list[_Open] = []
        self._root: Node | None = None
        self._count = 0

    def take(self, event: Any) -> None:
        kind = type(event)
        if kind is ScalarEvent:
            self._properties(event)
            self._add(self._scalar(event))
        elif kind is MappingStartEvent or kind is SequenceStartEvent:
            self._properties(event)
            self._start(event)
        elif isinstance(event, CollectionEndEvent):
            self._end(event)
        elif kind is AliasEvent:
            self._alias(event)
        elif kind is DocumentEndEvent and self._root is not None:
            if not (isinstance(self._root, Scalar) and self._root.absent):
                self.documents.append(self._root)
            self._root = None
        self.last = event

    def bracket(self) -> int | None:
        """Where the innermost open bracket stands."""
        span = next((each.span for each in reversed(self._open) if each.flow), None)
        return self.lines.offset(span) if span else None

    def _start(self, event: Any) -> None:
        span = self._span(event)
        if len(self._open) == MAX_DEPTH:
            self._stop(problem("too-deep", span, limit=MAX_DEPTH))
            return
        mapping = isinstance(event, MappingStartEvent)
        # The mapping of `[key: value]` is in brackets, but has none of its own: it ends like a block.
        flow = self.text.startswith("{" if mapping else "[", self.lines.offset(span))
        self._open.append(_Open(span, flow=flow, mapping=mapping))

    def _end(self, event: Any) -> None:
        done = self._open.pop()
        # The parser meets the end of a block where the next token starts; to a reader it ends with its last child.
        span = done.span.to(self._span(event) if done.flow else done.last or done.span)
        children = tuple(done.children)
        self._add(MapNode(children, span, done.flawed) if done.mapping else SeqNode(children, span))

    def _add(self, node: Node) -> None:
        self._count += 1
        if self._count > MAX_NODES:
            self._stop(problem("too-large", node.span, help="split", limit=MAX_NODES))
        elif not self._open:
            self._root = node
        else:
            parent = self._open[-1]
            parent.last = node.span
            if not parent.mapping:
                parent.children.append(node)
            elif parent.key is None:
                parent.key = node
                self._look_at_blanks(node)
            else:
                self._entry(parent, parent.key, node)
                parent.key = None

    def _look_at_blanks(self, key: Node) -> None:
        """Give up at a key with a blank that is none: it was to be another key, or a key with its value."""
        if isinstance(key, Scalar) and not key.quoted and (found := odd_blank(f"{key.text}:")) is not None:
            self._stop(syntax_refused("blank", key.at(*found), found=key.text[found[0]]))

    def _entry(self, parent: _Open, key: Node, value: Node) -> None:
        parent.flawed = parent.flawed or not isinstance(key, Scalar) or (key.text == "<<" and not key.quoted)
        if not isinstance(key, Scalar):
            self._report(problem("complex-key", key.span))
        elif key.text == "<<" and not key.quoted:
            self._report(problem("no-alias", key.span, help="merge", name=key.text))
        elif key.text in parent.first:
            first = Related("first-here", parent.first[key.text])
            self._report(problem("duplicate-key", key.span, help="keep-one", key=key.text, related=(first,)))
        else:
            parent.first[key.text] = key.span
            parent.children.append((key, value))

    def _scalar(self, event: Any) -> Scalar:
        start, end = event.start_mark.index, event.end_mark.index
        text = event.value
        if event.anchor or event.tag:
            start = min(self._after_properties(start), end)
        if start == end:
            # libyaml puts what is absent where the next token starts, the Python parser behind the one before.
            while start and self.text[start - 1] in _BLANK:
                start -= 1
            end = start
        raw = self.text[start:end]
        if raw == text:
            return Scalar(text, self.lines.span(start, end))
        # The parser's end of a block is where the next token starts.
        raw = raw.rstrip(" \t\r\n")
        span = self.lines.span(start, start + len(raw))
        scalar = Scalar(text, span, raw)
        if raw.startswith('"') and "\\" in raw and (found := FORBIDDEN.search(text)):
            self._report(forbidden(scalar.at(*found.span()), found[0], escaped=True))
            scalar = Scalar(FORBIDDEN.sub("\ufffd", text), span, raw)
        return scalar

    def _alias(self, event: Any) -> None:
        span = self._span(event)
        scalar = Scalar(f"*{event.anchor}", span)
        parent = self._open[-1] if self._open else None
        key = parent.key if parent else None
        # `<<: *name` is one problem, reported at its key.
        if not (isinstance(key, Scalar) and key.text == "<<"):
            self._report(problem("no-alias", span, help="alias", name=scalar.text))
        self._add(scalar)

    def _properties(self, event: Any) -> None:
        if not event.anchor and not event.tag:
            return
        start = event.start_mark.index
        for found in _PROPERTY.finditer(self.text, start, self._after_properties(start)):
            if not found[0].startswith("#") and not self.stopped:
                rest = _REST.match(self.text, found.end())
                self._report(
                    property_refused(
                        found[0], self.lines.span(*found.span()), rest=rest[0].rstrip() if rest is not None else ""
                    )
                )

    def _after_properties(self, start: int) -> int:
        found = _PROPERTIES.match(self.text, start)
        return found.end() if found else start

    def _span(self, event: Any) -> Span:
        start, end = event.start_mark.index, event.end_mark.index
        if getattr(event, "tag", None) or getattr(event, "anchor", None):
            start = self._after_properties(start)
        return self.lines.span(start, max(start, end))

    def _report(self, diagnostic: Diagnostic) -> None:
        if len(self.problems) < MAX_PROBLEMS:
            self.problems.append(diagnostic)
        elif not self.stopped:
            self._stop(problem("too-many-problems", diagnostic.span, limit=MAX_PROBLEMS))

    def _stop(self, reason: Diagnostic) -> None:
        self.problems.append(reason)
        self.stopped = True
