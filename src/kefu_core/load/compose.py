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

from kefu_core.diagnostics import Diagnostic, Lines, Related, Span, Term, confusables, problem
from kefu_core.load.decode import FORBIDDEN, forbidden
from kefu_core.load.nodes import MapNode, Node, Scalar, SeqNode

MAX_DEPTH: Final = 64
MAX_NODES: Final = 1_000_000
MAX_PROBLEMS: Final = 100
"""Beyond any of these the rest of a file is not read."""
MAX_LINE: Final = 1_000
"""Beyond this a line is not searched for the cause of an error."""


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
        composer.problems.append(_Syntax(composer, error).diagnostic())
    except (OverflowError, ValueError):
        # Only in the Python parser: the escape of a character that does not exist.
        at = text.rfind("\\", 0, source.index)
        composer.problems.append(_refused("escape", composer.lines.span(at, at + 2)))
    problems.extend(composer.problems)
    return tuple(composer.documents)


@define
class _Open:
    """A mapping or sequence of which the end has not been met."""

    span: Span
    flow: bool
    mapping: bool
    key: Node | None = None
    first: dict[str, Span] = field(factory=dict)
    children: list[Any] = field(factory=list)
    last: Span | None = None


_BLANK: Final = " \t\r\n\x85\u2028\u2029"
_PROPERTIES: Final = re.compile(
    # Anchors and tags before a node, with what may part them. Possessive: nothing here is worth a second try.
    rf"(?:[&!][^{_BLANK}]*+(?:[{_BLANK}]++(?:#[^\r\n\x85\u2028\u2029]*+)?+)*+)*+"
)
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
        self._add(MapNode(children, span) if done.mapping else SeqNode(children, span))

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
            else:
                self._entry(parent, parent.key, node)
                parent.key = None

    def _entry(self, parent: _Open, key: Node, value: Node) -> None:
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
                self._report(_property(found[0], self.lines.span(*found.span())))

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


def _property(text: str, span: Span) -> Diagnostic:
    """The problem of an anchor or a tag; one that looks like an operator was meant as text."""
    helped = "text" if text.startswith(("!=", "&&")) or text in {"!", "&"} else None
    if text.startswith("&"):
        return problem("no-alias", span, help=helped or "anchor", name=text)
    return problem("no-tag", span, help=helped or "remove", tag=text)


def _refused(reason: str, span: Span, *, related: tuple[Related, ...] = (), **args: Any) -> Diagnostic:
    fields = {"found": "", "replacement": "", "value": "", **args}
    helped = None if reason == "unreadable" else reason
    return problem("yaml-syntax", span, help=helped, related=related, reason=Term(f"yaml-{reason}", **fields), **fields)


_WORD: Final = re.compile(r"[^\s,\[\]{}:]+|\S|")
_TIGHT_COLON: Final = re.compile(r"\s*(?:- +)*[\w.-]+(:)(?=[^\s:/])")
_NO_COLON: Final = re.compile(r"\s*(?:- +)*([^\s:#-][^:#]*?)\s*(?:#.*)?")
_CLOSING: Final = {"[": "]", "{": "}"}


class _Syntax:
    """Why a text is no YAML, guessed from what people most often get wrong.

    The two parsers word their errors differently; only words that they share are looked for.
    """

    def __init__(self, composer: _Composer, error: Any) -> None:
        self.lines = composer.lines
        self.text = composer.text
        self.last: Any = composer.last
        self.bracket = composer.bracket()
        self.problem: str = getattr(error, "problem", None) or ""
        self.context: str = getattr(error, "context", None) or ""
        mark = getattr(error, "problem_mark", None)
        context_mark = getattr(error, "context_mark", None) or mark
        # What is missing at the end is missing behind the last text.
        self.at = min(mark.index if mark else 0, len(self.text.rstrip()))
        self.opened = min(context_mark.index if context_mark else 0, self.at)

    def diagnostic(self) -> Diagnostic:
        """The problem, at the place where it is to be mended."""
        number = self.lines.number(self.at)
        indentation = re.match(r"\s*", self._line(number))
        if indentation and "\t" in indentation[0]:
            tab = self.lines.start(number) + indentation[0].index("\t")
            return self._refuse("tab", tab, tab + 1)
        if "quoted scalar" in self.context or "double-quoted" in self.context:
            return self._quoted()
        if "a tag" in self.context or "tag handle" in self.problem:
            start = self.text.rfind("!", 0, self.at + 1)
            return _property(self._word(start), self._span(start))
        if "start any token" in self.problem or "sequence entries are not allowed" in self.problem:
            return self._start(self.at)
        if any(word in self.context for word in ("block scalar", "an alias", "an anchor", "a directive")):
            return self._start(self.opened)
        if "flow" in self.context and self.bracket is not None:
            return self._brackets(self.bracket)
        if "mapping values" in self.problem:
            return self._colon()
        if "simple key" in self.context:
            number = self.lines.number(self.opened)
            return self._full_width(number) or self._missing_colon(number) or self._other()
        return self._other()

    def _quoted(self) -> Diagnostic:
        if "end of stream" in self.problem or "document" in self.problem:
            return self._refuse("unclosed-quote", self.opened, self.opened + 1, found=self.text[self.opened])
        at = self.text.rfind("\\", self.opened, self.at + 1)
        return self._refuse("escape", at, at + 2) if at >= 0 else self._other()

    def _start(self, at: int) -> Diagnostic:
        """A value that begins with a character that means something to YAML."""
        before, value = self._split(at)
        value = re.split(r"\s#", value)[0]
        if _opened_in(before):
            value = re.split(r"[,\[\]{}]", value)[0]
        value = value.rstrip()
        quote = "'" if '"' in value or "\\" in value else '"'
        mended = quote + (value.replace("'", "''") if quote == "'" else value) + quote
        return self._refuse("start", at, at + len(value), found=self.text[at], value=mended)

    def _brackets(self, opened: int) -> Diagnostic:
        first, last = self.lines.number(opened), self.lines.number(self.at)
        if found := self._full_width(*range(first, min(last, first + 20) + 1)):
            return found
        outside = last > first and _indentation(self._line(last)) <= _indentation(self._line(first))
        if outside or not self.text[self.at :].strip():
            return self._refuse("unclosed-bracket", opened, opened + 1, replacement=_CLOSING[self.text[opened]])
        note = Related("opened-here", self.lines.span(opened, opened + 1))
        return _refused("in-brackets", self._span(self.at), related=(note,))

    def _colon(self) -> Diagnostic:
        """A colon where no key can be: a second one in its line, or something is wrong with the line before."""
        number = self.lines.number(self.at)
        before, _ = self._split(self.at)
        previous = next((each for each in range(number - 1, 0, -1) if _says_something(self._line(each))), number)
        if found := self._full_width(number, previous):
            return found
        if re.search(r":\s", before):
            return self._refuse("colon-in-value", self.at, self.at + 1)
        if previous < number and (found := self._missing_colon(previous)):
            return found
        start = self.lines.start(number)
        return self._refuse("nested", start + _indentation(before), self.at)

    def _missing_colon(self, number: int) -> Diagnostic | None:
        start, line = self.lines.start(number), self._line(number)
        if tight := _TIGHT_COLON.match(line):
            return self._refuse("space-after-colon", start + tight.start(1), start + tight.end(1))
        if bare := _NO_COLON.fullmatch(line):
            return self._refuse("no-colon", start + bare.start(1), start + bare.end(1), value=bare[1])
        return None

    def _full_width(self, *numbers: int) -> Diagnostic | None:
        """A look-alike of YAML's punctuation where punctuation belongs; in prose it is left alone."""
        for number in numbers:
            line = self._line(number)
            for index, char, plain in confusables.find(line):
                before = line[:index].rstrip()
                starts = not before or before[-1] in ":-,[{：，［｛"
                if (
                    (plain == ":" and not starts and not re.search(r":\s", before + " "))
                    or (plain in {",", "]", "}"} and _opened_in(confusables.fold(before)))
                    or (plain in {"[", "{", '"', "'"} and starts)
                ):
                    start = self.lines.start(number) + index
                    return self._refuse("full-width", start, start + 1, found=char, replacement=plain)
        return None

    def _other(self) -> Diagnostic:
        before, char = self.text[: self.at].rstrip(" \t"), self.text[self.at : self.at + 1]
        if found := confusables.find(char):
            return self._refuse("full-width", self.at, self.at + 1, found=char, replacement=found[0][2])
        if before.endswith(("'", '"')) and char not in {"", "\r", "\n"}:
            return self._after_quote(len(before))
        if char in {"]", "}"}:
            return self._refuse("stray-bracket", self.at, self.at + 1)
        if char == "," and "node content" in self.problem:
            return self._start(self.at)
        reason = "indent" if "block" in self.context else "unreadable"
        return _refused(reason, self._span(self.at))

    def _after_quote(self, end: int) -> Diagnostic:
        """Text behind a closing mark; a quotation over several lines was to end before, and here begins another."""
        last = self.last
        if getattr(last, "style", None) in {"'", '"'} and last.end_mark.index == end:
            start = last.start_mark.index
            if self.lines.number(start) < self.lines.number(end):
                return self._refuse("unclosed-quote", start, start + 1, found=last.style)
        return _refused("after-quote", self._span(self.at))

    def _line(self, number: int) -> str:
        """A line, as far as it is worth guessing at."""
        return self.lines.line(number)[:MAX_LINE]

    def _split(self, at: int) -> tuple[str, str]:
        """The line of an offset, before it and from it on."""
        number = self.lines.number(at)
        line, index = self.lines.line(number), at - self.lines.start(number)
        return line[:index], line[index:]

    def _word(self, at: int) -> str:
        found = _WORD.match(self.text, at)
        return found[0] if found else ""

    def _span(self, at: int) -> Span:
        return self.lines.span(at, at + len(self._word(at)))

    def _refuse(self, reason: str, start: int, end: int, **args: Any) -> Diagnostic:
        return _refused(reason, self.lines.span(start, end), **args)


def _opened_in(line: str) -> bool:
    return sum(line.count(each) for each in "[{") > sum(line.count(each) for each in "]}")


def _indentation(line: str) -> int:
    return len(line) - len(line.lstrip())


def _says_something(line: str) -> bool:
    return not re.match(r"\s*(?:#|$)", line)
