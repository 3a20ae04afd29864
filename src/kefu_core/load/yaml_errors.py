"""Why a text is no YAML: the cause, guessed from what people most often get wrong, where it is to be mended."""

from __future__ import annotations

import re
from typing import Any, Final

from kefu_core.diagnostics import Diagnostic, Lines, Related, Span, Term, confusables, problem

MAX_LINE: Final = 1_000
"""Beyond this a line is not searched for the cause of an error."""


def property_refused(text: str, span: Span, *, rest: str = "") -> Diagnostic:
    """The problem of an anchor or a tag; one that looks like an operator was meant as text, with the ``rest``."""
    helped = "text" if text.startswith(("!=", "&&")) or text in {"!", "&"} else None
    value = f'"{text}{rest}"'
    if text.startswith("&"):
        return problem("no-alias", span, help=helped or "anchor", name=text, value=value)
    return problem("no-tag", span, help=helped or "remove", tag=text, value=value)


def syntax_refused(reason: str, span: Span, *, related: tuple[Related, ...] = (), **args: Any) -> Diagnostic:
    """A problem of YAML's own syntax; ``reason`` is the key of its cause."""
    fields = {"found": "", "replacement": "", "value": "", **args}
    helped = None if reason == "unreadable" else reason
    return problem("yaml-syntax", span, help=helped, related=related, reason=Term(f"yaml-{reason}", **fields), **fields)


_WORD: Final = re.compile(r"[^\s,\[\]{}:]+|\S|")
_TIGHT_COLON: Final = re.compile(r"\s*(?:- +)*[\w.-]+(:)(?=[^\s:/])")
_NO_COLON: Final = re.compile(r"\s*(?:- +)*([^\s:#-][^:#]*?)\s*(?:#.*)?")
_CLOSING: Final = {"[": "]", "{": "}"}


_ODD: Final = f"[{confusables.BLANKS}]+"
_ODD_BLANK: Final = re.compile(
    # After the colon of a key and the dash of a list only the plain blank is one, and in the indentation of a key: a
    # paragraph may begin with others.
    rf" *(?:- +)*(?:(?:[\w.-]+:|-)(?P<after>{_ODD})|(?P<before>{_ODD})(?=(?:- +)?[\w .-]+:))"
)


def odd_blank(text: str) -> tuple[int, int] | None:
    """Where a line has a blank that YAML does not take for one.

    >>> odd_blank("then:\u3000major"), odd_blank("\u3000then: major"), odd_blank("\u3000\u3000第一条")
    ((5, 6), (0, 1), None)
    """
    found = _ODD_BLANK.match(text)
    return found.span("after" if found["after"] else "before") if found else None


class SyntaxGuess:
    """Why a text is no YAML, guessed from what people most often get wrong.

    ``last`` is the last event before the error, ``bracket`` where the innermost open bracket stands.
    The two parsers word their errors differently; only words that they share are looked for.
    """

    def __init__(self, lines: Lines, error: Any, *, last: Any, bracket: int | None) -> None:
        self.lines = lines
        self.text = lines.text
        self.last = last
        self.bracket = bracket
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
        if found := self._odd_blank(number):
            return found
        if "quoted scalar" in self.context or "double-quoted" in self.context:
            return self._quoted()
        if "a tag" in self.context or "tag handle" in self.problem:
            start = self.text.rfind("!", 0, self.at + 1)
            return property_refused(self._word(start), self._span(start))
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

    def _odd_blank(self, number: int) -> Diagnostic | None:
        """A blank that is none, in the line of the error or the one before it: such a line becomes part of a text."""
        for each in (number, self._previous(number)):
            if found := odd_blank(self._line(each)):
                start = self.lines.start(each)
                return self._refuse("blank", start + found[0], start + found[1], found=self._line(each)[found[0]])
        return None

    def _previous(self, number: int) -> int:
        """The line before that says something; the line itself where there is none."""
        return next((each for each in range(number - 1, 0, -1) if _says_something(self._line(each))), number)

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
        before = self.text[: self.at].rstrip(" \t")
        if before.endswith(("'", '"')) and self._word(self.at) not in {"", *"[]{},:"}:
            return self._after_quote(len(before))
        outside = last > first and _indentation(self._line(last)) <= _indentation(self._line(first))
        if outside or not self.text[self.at :].strip():
            return self._refuse("unclosed-bracket", opened, opened + 1, replacement=_CLOSING[self.text[opened]])
        note = Related("opened-here", self.lines.span(opened, opened + 1))
        return syntax_refused("in-brackets", self._span(self.at), related=(note,))

    def _colon(self) -> Diagnostic:
        """A colon where no key can be: a second one in its line, or something is wrong with the line before."""
        number = self.lines.number(self.at)
        before, _ = self._split(self.at)
        previous = self._previous(number)
        if found := self._full_width(number, previous):
            return found
        if re.search(r":\s", before):
            line = re.split(r"\s#", self._line(number))[0]
            value = re.split(r":\s+", line, maxsplit=1)[-1].strip()
            return self._refuse("colon-in-value", self.at, self.at + 1, value=f'"{value}"')
        if previous < number and (found := self._missing_colon(previous)):
            return found
        start = self.lines.start(number)
        return self._refuse("nested", start + _indentation(before), self.at)

    def _missing_colon(self, number: int) -> Diagnostic | None:
        start, line = self.lines.start(number), self._line(number)
        if tight := _TIGHT_COLON.match(line):
            return self._refuse("space-after-colon", start + tight.start(1), start + tight.end(1))
        if bare := _NO_COLON.fullmatch(line):
            word, _, rest = bare[1].partition(" ")
            return self._refuse(
                "no-colon", start + bare.start(1), start + bare.end(1), value=f"{word}: {rest.strip() or '...'}"
            )
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
                    new = ": " if plain == ":" and line[index + 1 : index + 2].strip() else plain
                    return self._refuse("full-width", start, start + 1, found=char, replacement=new)
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
        return syntax_refused(reason, self._span(self.at))

    def _after_quote(self, end: int) -> Diagnostic:
        """Text behind a closing mark; a quotation over several lines was to end before, and here begins another."""
        last = self.last
        if getattr(last, "style", None) in {"'", '"'} and last.end_mark.index == end:
            start = last.start_mark.index
            if self.lines.number(start) < self.lines.number(end):
                return self._refuse("unclosed-quote", start, start + 1, found=last.style)
        quote, first = self.text[end - 1], self.lines.start(self.lines.number(end - 1))
        opened = self.text.rfind(quote, first, end - 1)
        rest = re.match(r"[^,\]}\r\n#]{0,100}", self.text[self.at : self.at + 100])
        inside = f"{self.text[opened + 1 : end - 1]} {rest[0] if rest else ''}".strip()
        mark = "'" if '"' in inside else '"'
        value = f"{mark}{inside}{mark}" if opened >= first and mark not in inside else "'\"a\" b'"
        return syntax_refused("after-quote", self._span(self.at), value=value)

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
        return syntax_refused(reason, self.lines.span(start, end), **args)


def _opened_in(line: str) -> bool:
    return sum(line.count(each) for each in "[{") > sum(line.count(each) for each in "]}")


def _indentation(line: str) -> int:
    return len(line) - len(line.lstrip())


def _says_something(line: str) -> bool:
    return not re.match(r"\s*(?:#|$)", line)
