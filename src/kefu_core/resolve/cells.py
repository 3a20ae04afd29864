"""Syntax of a cell → typed unary tests on one fact."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from attrs import frozen

from kefu_core.diagnostics import problem
from kefu_core.ir import types
from kefu_core.ir.expressions import AllOf, Anything, Between, Compare, Contains, Expression, Literal, Not, OneOf, Test
from kefu_core.ir.functions import unify
from kefu_core.ir.notation import NONE, is_word
from kefu_core.ir.phrases import describe, specimen, zero
from kefu_core.load.spoken import comparison, is_anything
from kefu_core.resolve.expressions import ALL_NAMES, Typer, Wanted, bare_label, maybe_none
from kefu_core.resolve.scope import Declared, Scope
from kefu_core.resolve.vocabulary import Typed, readable

if TYPE_CHECKING:
    from kefu_core.load.nodes import Scalar
    from kefu_core.load.syntax import Reader, Syntax


def cell(
    scalar: Scalar, column: Declared, scope: Scope, reader: Reader, *, sorts: tuple[str, ...] = ALL_NAMES
) -> Test | None:
    """The tests that a cell's text makes on the values of ``column``, or None after a diagnostic."""
    if (bare := bare_label(scalar, Wanted(column.type, column.labels))) is not None:
        scope.problems.append(bare)
        return None
    syntax = reader.cell(scalar)
    if syntax is None:
        return None
    if syntax.kind == "anything":
        return Anything(span=scalar.span)
    if isinstance(column.type, types.Broken):
        return None
    return _CellTyper(column, Typer(scope, scalar, sorts)).all(syntax.parts, syntax)


@frozen
class _CellTyper:
    column: Declared
    typer: Typer

    @property
    def _wanted(self) -> Wanted:
        kind = self.column.type
        return Wanted(kind.of if isinstance(kind, types.Set) else kind, self.column.labels)

    def all(self, parts: tuple[Syntax, ...], whole: Syntax) -> Test | None:
        if self._are_two_bounds(parts):
            return None
        tests = self._each(parts)
        if tests is None:
            return None
        return tests[0] if len(tests) == 1 else OneOf(tests, span=self.typer.span(whole))

    def _each(self, parts: tuple[Syntax, ...]) -> tuple[Test, ...] | None:
        tests = [self._test(part) for part in parts]
        return None if any(test is None for test in tests) else tuple(test for test in tests if test is not None)

    def _test(self, syntax: Syntax) -> Test | None:
        span = self.typer.span(syntax)
        match syntax.kind:
            case "negation":
                inner = self.all(syntax.parts, syntax)
                return None if inner is None else Not(inner, span=span)
            case "every":
                if not isinstance(self.column.type, types.Set):
                    return self.typer.refuse(syntax, "only-for-sets", name=self.column.id)
                tests = self._each(syntax.parts)
                return None if tests is None else AllOf(tests, span=span)
            case "compare":
                return self._compare(syntax, syntax.words[0])
            case "equals":
                return None if self._is_said_in_words(syntax.parts[0]) else self._compare(syntax, "=")
            case _:
                return self._between(syntax)

    def _is_said_in_words(self, part: Syntax) -> bool:
        """Report what is a comparison or a range to people, but a name, a unit or a subtraction to the grammar."""
        if is_anything(self.typer.text(part)) and self.typer.is_unknown(part, self._wanted):
            self.typer.refuse(part, "said-in-words", text=self.typer.text(part), mended="-")
            return True
        subtraction = part.kind == "minus" and all(each.kind in {"number", "quantity"} for each in part.parts)
        if not subtraction and not self.typer.is_unknown(part, self._wanted):
            return False
        said = comparison(self.typer.text(part)) if types.is_ordered(self.column.type) else None
        mended = None if said is None else self._readable(said)
        if mended is None:
            return False
        code = "range-or-minus" if subtraction else "said-in-words"
        self.typer.refuse(part, code, text=self.typer.text(part), mended=mended)
        return True

    def _are_two_bounds(self, parts: tuple[Syntax, ...]) -> bool:
        """Report a range that is said in words with a comma between its ends, which to the grammar is an *or*."""
        if len(parts) != 2 or any(part.kind != "equals" for part in parts) or not types.is_ordered(self.column.type):
            return False
        if not all(self.typer.is_unknown(part.parts[0], self._wanted) for part in parts):
            return False
        first, last = parts[0].start, parts[1].end
        text = self.typer.scalar.text[first:last]
        said = comparison(text)
        mended = None if said is None else self._readable(said)
        if mended is None:
            return False
        place = self.typer.scalar.at(first, last)
        self.typer.scope.problems.append(problem("said-in-words", place, text=text, mended=mended))
        return True

    def _readable(self, said: str) -> str | None:
        """A comparison with end points that can be read, or None."""
        mended = said
        for end in (each.strip() for each in re.split(r"[\[\]()<>=!]+|\.\.", said)):
            if end and self.typer.scope.find(end, self.typer.sorts) is None:
                settled = Typed(self.column.type, self.column.labels)
                written = readable(end, settled, self.typer.scope, as_it_is=True)
                if written is None:
                    return None
                mended = mended.replace(end, written)
        return mended

    def _compare(self, syntax: Syntax, operator: str) -> Test | None:
        (part,) = syntax.parts
        kind = self.column.type
        if isinstance(kind, types.Set):
            return self._member(syntax, part, operator)
        operand = self._end_point(part)
        if operand is None:
            return None
        if isinstance(operand, Literal) and operand.value is None:
            if not self.column.optional:
                return self.typer.refuse(part, "never-none", name=self.column.id)
            if operator not in {"=", "!="}:
                return self.typer.refuse(syntax, "none-not-ordered", name=self.column.id)
        elif operator not in {"=", "!="} and not types.is_ordered(kind):
            return self._not_ordered(syntax)
        return Compare(operator, operand, span=self.typer.span(syntax))

    def _member(self, syntax: Syntax, part: Syntax, operator: str) -> Test | None:
        assert isinstance(self.column.type, types.Set)
        if self._is_none(part):
            if not self.column.optional:
                return self.typer.refuse(part, "never-none", name=self.column.id)
            if operator in {"=", "!="}:
                return Compare(operator, Literal(None, self.column.type), span=self.typer.span(syntax))
        if operator != "=":
            return self.typer.refuse(syntax, "not-ordered", "set", name=self.column.id, type=describe(self.column.type))
        if part.kind == "name" and part.words[0] == "empty":
            return Compare(
                "=", Literal(frozenset(), self.column.type, span=self.typer.span(part)), span=self.typer.span(part)
            )
        member = self.typer.expression(part, Wanted(self.column.type.of, self.column.labels))
        if member is None or not self._same_type(part, member, self.column.type.of):
            return None
        return Contains(member, span=self.typer.span(syntax))

    def _is_none(self, part: Syntax) -> bool:
        """Whether a piece of a cell on a set says ``none``, which no member is called."""
        kind, labels = self.column.type, self.column.labels
        assert isinstance(kind, types.Set)
        return part.kind == "name" and part.words[0] in NONE and not is_word(part.words[0], kind.of, labels)

    def _between(self, syntax: Syntax) -> Test | None:
        kind = self.column.type
        if not types.is_ordered(kind):
            return self._not_ordered(syntax)
        low, high = (self._end_point(part) for part in syntax.parts)
        if low is None or high is None:
            return None
        if any(isinstance(end, Literal) and end.value is None for end in (low, high)):
            return self.typer.refuse(syntax, "none-not-ordered", name=self.column.id)
        return Between(
            low,
            high,
            low_open=syntax.kind in {"interval_open_low", "interval_open"},
            high_open=syntax.kind in {"interval_open_high", "interval_open"},
            span=self.typer.span(syntax),
        )

    def _not_ordered(self, syntax: Syntax) -> None:
        kind = self.column.type
        help_ = "choice" if isinstance(kind, types.Choice) else "set" if isinstance(kind, types.Set) else None
        shown = ", ".join(kind.codes[:2]) if isinstance(kind, types.Choice) else specimen(kind)
        return self.typer.refuse(syntax, "not-ordered", help_, name=self.column.id, type=describe(kind), example=shown)

    def _end_point(self, part: Syntax) -> Expression | None:
        operand = self.typer.expression(part, Wanted(self.column.type, self.column.labels))
        if operand is None:
            return None
        if isinstance(operand, Literal) and operand.value is None:
            return Literal(None, self.column.type, span=operand.span)
        if maybe_none(operand):
            text, instead = self.typer.text(part), zero(operand.type)
            return self.typer.refuse(part, "maybe-none", text=text, function="=", example=instead)
        return operand if self._same_type(part, operand, self.column.type) else None

    def _same_type(self, part: Syntax, operand: Expression, wanted: types.Type) -> bool:
        given = operand.type
        if isinstance(given, types.Choice) and isinstance(wanted, types.Choice):
            agrees = given.codes == wanted.codes
        else:
            agrees = unify([given, wanted]) is not None
        if agrees:
            return True
        if isinstance(given, types.Duration) and isinstance(wanted, types.Duration):
            self.typer.refuse(
                part, "wrong-family", wanted.family.value if wanted.family else None, text=self.typer.text(part)
            )
        elif isinstance(given, types.Money) and isinstance(wanted, types.Money):
            self.typer.refuse(
                part, "wrong-currency", text=self.typer.text(part), given=given.currency, currency=wanted.currency
            )
        elif isinstance(given, types.Choice) and isinstance(wanted, types.Choice):
            self.typer.refuse(part, "other-choices", text=self.typer.text(part), name=self.column.id)
        else:
            self.typer.refuse(
                part, "type-mismatch", text=self.typer.text(part), given=describe(given), wanted=describe(wanted),
                name=self.column.id, example=specimen(wanted),
            )  # fmt: skip
        return False
