"""Text of a cell or an expression → its syntax, with places; what the names mean is settled in `kefu_core.resolve`."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any, Literal

from attrs import frozen
from lark import Lark, Token, Tree, UnexpectedInput

from kefu_core.diagnostics import confusables, problem
from kefu_core.diagnostics.diagnostic import Term
from kefu_core.load.hints import as_value
from kefu_core.load.spoken import comparison, is_anything

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
            tree = _parser().parse(text, start=start)
        except UnexpectedInput as error:
            self._problems.append(_unreadable(scalar, error, start))
            return None
        if _height(tree) > MAX_DEPTH:  # a long chain of operators leans to one side
            self._problems.append(problem("cell-too-long", scalar.span, length=MAX_LENGTH, depth=MAX_DEPTH))
            return None
        syntax = _convert(tree)
        self._read[start, text] = syntax
        return syntax


def _refused(scalar: Scalar, start: str) -> Diagnostic | None:
    """Why a text is not even given to the parser."""
    text = scalar.text
    if not text.strip():
        return problem("empty-cell", scalar.span, help=start)
    if len(text) > MAX_LENGTH or _depth(text) > MAX_DEPTH:
        return problem("cell-too-long", scalar.span, length=MAX_LENGTH, depth=MAX_DEPTH)
    unquoted = _unquoted(text)
    if grouped := _THOUSANDS.search(unquoted.translate(_ASCII)):
        first, last = grouped.span()
        plain, several = grouped[0].replace(",", ""), grouped[0].replace(",", ", ")
        return problem("thousands-comma", scalar.at(first, last), text=text[first:last], plain=plain, several=several)
    if found := confusables.find(unquoted):
        return _look_alike(scalar, found, start)
    return None


def _look_alike(scalar: Scalar, found: tuple[tuple[int, str, str], ...], kind: str) -> Diagnostic:
    """The first characters, side by side, that only look like those of the grammar."""
    text, start = scalar.text, found[0][0]
    together = [each for offset, each in enumerate(found) if each[0] == start + offset]
    end = start + len(together)
    help_, mended = "write", _replace(text, found)
    if not "".join(plain for _, _, plain in together).strip():
        help_ = "blank"
    elif together[0][2] in {'"', "'"} and not _pairs_up(mended):
        help_ = "quotes"  # YAML has parted what stands between them, so that this is only the first half
    if kind == "cell" and "," in mended and (said := comparison(text)):
        mended = said  # two bounds with a comma between them would be *or*
    if not scalar.quoted:
        mended = as_value(mended)
    return problem("look-alike-in-cell", scalar.at(start, end), help=help_, found=text[start:end], mended=mended)


def _pairs_up(text: str) -> bool:
    return len(text) > 1 and text[0] == text[-1]


def _unquoted(text: str) -> str:
    """The text with blanks for what stands in quotation marks, so that places stay what they are."""
    return re.sub(r"'[^']*'?|\"[^\"]*\"?", lambda found: " " * len(found[0]), text)


def _replace(text: str, found: tuple[tuple[int, str, str], ...]) -> str:
    replacements = {index: new for index, _, new in found}
    for index, new in replacements.items():  # a comma takes a blank, as people write it
        if new == "," and text[index + 1 : index + 2].strip():
            replacements[index] = ", "
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


def _height(tree: Tree[Token]) -> int:
    height, level = 0, [tree]
    while level:
        height += 1
        level = [child for each in level for child in each.children if isinstance(child, Tree)]
    return height


def _convert(tree: Tree[Token] | Token) -> Syntax:
    if isinstance(tree, Token):  # pragma: no cover - every token stands in a rule with an alias
        raise TypeError(tree)
    parts = tuple(_convert(child) for child in tree.children if not isinstance(child, Token))
    words = tuple(str(child) for child in tree.children if isinstance(child, Token))
    meta: Any = tree.meta
    return Syntax(str(tree.data), parts, words, meta.start_pos, meta.end_pos)


_FOREIGN_OPERATORS = {"==": "=", "=>": ">=", "=<": "<=", "<>": "!=", "&&": "and", "||": "or", "!!": "not"}
_IN_CELLS = {**_FOREIGN_OPERATORS, "||": ","}
_ASCII = {0xFF0C: ",", **{0xFF10 + digit: str(digit) for digit in range(10)}}
"""What may stand in a number with commas: of one character each, so that places stay what they are."""
_THOUSANDS = re.compile(r"(?<![\w.])\d{1,3}(?:,\d{3})+(?!\d)")


def _unreadable(scalar: Scalar, error: Any, start: str) -> Diagnostic:
    """What is wrong with a text that the grammar does not take, at the place where it goes wrong."""
    text = scalar.text
    expected = Term(start)
    if start == "cell" and (said := "-" if is_anything(text) else comparison(text)):
        return problem("said-in-words", scalar.at(0, len(text)), text=text, mended=said)
    token = getattr(error, "token", None)
    if token is not None and token.type == "$END":
        last = re.search(r"(?:[<>=!]+|\S)\s*\Z", text)
        first, end = (last.start(), len(text.rstrip())) if last else (0, len(text))
        return problem("cell-ends-early", scalar.at(first, end), help=start, text=text.strip())
    index = error.pos_in_stream
    for start_of, text_of in ((index, text[index : index + 2]), (index - 1, text[max(index - 1, 0) : index + 1])):
        if text_of in _FOREIGN_OPERATORS:
            known = _IN_CELLS if start == "cell" else _FOREIGN_OPERATORS
            place = scalar.at(start_of, start_of + 2)
            return problem(
                "cannot-read", place, help="operator", found=text_of, expected=expected, mended=known[text_of]
            )
    found = str(token) if token is not None else text[index]
    helped = "quote" if found in {"'", '"'} else "semicolon" if found == ";" else start
    mended = as_value(re.sub(" *; *", ", ", text))
    return problem(
        "cannot-read", scalar.at(index, index + len(found)), help=helped, found=found, expected=expected, mended=mended
    )
