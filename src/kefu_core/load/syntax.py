"""Text of a cell or an expression → its syntax, with places; what the names mean is settled in `kefu_core.resolve`."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any, Literal

from attrs import frozen
from lark import Lark, Token, Tree, UnexpectedInput

from kefu_core.diagnostics import confusables, problem
from kefu_core.diagnostics.diagnostic import Term

if TYPE_CHECKING:
    from kefu_core.diagnostics import Diagnostic
    from kefu_core.load.nodes import Scalar

MAX_LENGTH = 2_000
MAX_DEPTH = 60
"""How long a cell may be, and how deep its brackets may nest: far above what people write, far below what hurts."""


@frozen
class Syntax:
    """One node of syntax: ``kind`` is the alias of the grammar's rule, ``start`` and ``end`` are offsets in the text.

    ``parts`` are the children, ``words`` the texts of the tokens that carry meaning (a name, a number and its unit).
    """

    kind: str
    parts: tuple[Syntax, ...]
    words: tuple[str, ...]
    start: int
    end: int


@cache
def _parser() -> Lark:
    starts = ["cell", "expression"]
    return Lark.open_from_package(
        "kefu_core.load", "cells.lark", parser="lalr", start=starts, propagate_positions=True, maybe_placeholders=False
    )


class Reader:
    """Reads the cells of one pack; the same text is parsed once, wherever it stands."""

    def __init__(self, problems: list[Diagnostic]) -> None:
        self._problems = problems
        self._read: dict[tuple[str, str], Syntax] = {}

    def cell(self, scalar: Scalar) -> Syntax | None:
        """The unary tests that a cell's text says, or None after a diagnostic."""
        return self._parse(scalar, "cell")

    def expression(self, scalar: Scalar) -> Syntax | None:
        """The expression that a text says, or None after a diagnostic."""
        return self._parse(scalar, "expression")

    def _parse(self, scalar: Scalar, start: Literal["cell", "expression"]) -> Syntax | None:
        text = scalar.text
        if (known := self._read.get((start, text))) is not None:
            return known
        if (reason := _refused(scalar, start)) is not None:
            self._problems.append(reason)
            return None
        try:
            syntax = _convert(_parser().parse(text, start=start))
        except UnexpectedInput as error:
            self._problems.append(_unreadable(scalar, error, start))
            return None
        self._read[start, text] = syntax
        return syntax


def _refused(scalar: Scalar, start: str) -> Diagnostic | None:
    """Why a text is not even given to the parser."""
    text = scalar.text
    if not text.strip():
        return problem("empty-cell", scalar.span, help=start)
    if len(text) > MAX_LENGTH or _depth(text) > MAX_DEPTH:
        return problem("cell-too-long", scalar.span, length=MAX_LENGTH, depth=MAX_DEPTH)
    if grouped := _THOUSANDS.search(_unquoted(text)):
        plain = grouped[0].replace(",", "")
        return problem("thousands-comma", scalar.at(*grouped.span()), text=grouped[0], plain=plain)
    if found := _look_alikes(text):
        index, char, replacement = found[0]
        return problem(
            "look-alike-in-cell", scalar.at(index, index + 1), help="write",
            found=char, replacement=replacement, mended=_replace(text, found),
        )  # fmt: skip
    return None


def _look_alikes(text: str) -> list[tuple[int, str, str]]:
    """Characters that only look like those of the grammar, outside quotation marks."""
    return list(confusables.find(_unquoted(text)))


def _unquoted(text: str) -> str:
    """The text with blanks for what stands in quotation marks, so that places stay what they are."""
    return re.sub(r"'[^']*'?|\"[^\"]*\"?", lambda found: " " * len(found[0]), text)


def _replace(text: str, found: list[tuple[int, str, str]]) -> str:
    replacements = {index: new for index, _, new in found}
    return "".join(replacements.get(index, char) for index, char in enumerate(text))


def _depth(text: str) -> int:
    depth = deepest = 0
    for char in text:
        if char in "([":
            depth += 1
            deepest = max(deepest, depth)
        elif char in ")]":
            depth -= 1
    return max(deepest, text.count("not ") + text.count("if "), _longest_run(text, "-"))


def _longest_run(text: str, char: str) -> int:
    longest = run = 0
    for each in text:
        run = run + 1 if each == char else (run if each == " " else 0)
        longest = max(longest, run)
    return longest


def _convert(tree: Tree[Token] | Token) -> Syntax:
    if isinstance(tree, Token):  # pragma: no cover - every token stands in a rule with an alias
        raise TypeError(tree)
    parts = tuple(_convert(child) for child in tree.children if not isinstance(child, Token))
    words = tuple(str(child) for child in tree.children if isinstance(child, Token))
    meta: Any = tree.meta
    return Syntax(str(tree.data), parts, words, meta.start_pos, meta.end_pos)


_FOREIGN_OPERATORS = frozenset({"==", "=>", "=<", "<>", "&&", "||", "!!"})
_THOUSANDS = re.compile(r"(?<![\w.])\d{1,3}(?:,\d{3})+(?![\w])")


def _unreadable(scalar: Scalar, error: Any, start: str) -> Diagnostic:
    """What is wrong with a text that the grammar does not take, at the place where it goes wrong."""
    text = scalar.text
    token = getattr(error, "token", None)
    if token is not None and token.type == "$END":
        at = len(text.rstrip())
        return problem("cell-ends-early", scalar.at(max(at - 1, 0), at), help=start, text=text.strip())
    index = error.pos_in_stream
    for start_of, text_of in ((index, text[index : index + 2]), (index - 1, text[max(index - 1, 0) : index + 1])):
        if text_of in _FOREIGN_OPERATORS:
            place = scalar.at(start_of, start_of + 2)
            return problem("cannot-read", place, help="operator", found=text_of, expected=Term(start))
    found = str(token) if token is not None else text[index]
    helped = "quote" if found in {"'", '"'} else start
    return problem("cannot-read", scalar.at(index, index + len(found)), help=helped, found=found, expected=Term(start))
