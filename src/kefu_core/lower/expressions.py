"""Expressions and cells → Python expressions: one form for known values, one in three-valued logic.

The form for known values is what hand-written code would say (``loss >= 500000``). In the three-valued form every part
is a call that passes `UNKNOWN` on.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from attrs import frozen

from kefu_core.ir import types
from kefu_core.ir.expressions import (
    AllOf,
    Anything,
    Between,
    Call,
    Compare,
    Contains,
    Event,
    Expression,
    Literal,
    Name,
    Not,
    OneOf,
    Parameter,
    Test,
)
from kefu_core.ir.functions import ROUNDINGS
from kefu_core.ir.types import UNKNOWN
from kefu_core.lower.names import Constants, identifier
from kefu_core.values import CURRENCIES

OPERATORS: Final[Mapping[str, str]] = {"=": "==", "!=": "!=", "<": "<", "<=": "<=", ">": ">", ">=": ">="}


@frozen
class Writer:
    """Writes expressions of one moment: parameters become constants.

    ``optional`` are the names that may be ``none``.
    """

    parameters: Mapping[str, Any]
    constants: Constants
    optional: frozenset[str]

    def constant(self, expression: Expression) -> Any:
        """The value of a literal or a parameter; `UNKNOWN` for a parameter not in force, and for all else."""
        match expression:
            case Literal(value):
                return value
            case Parameter(name):
                return self.parameters[name]
        return UNKNOWN

    # -- known values ------------------------------------------------------------------------------------------------

    def expression(self, node: Expression) -> str:
        """A Python expression whose names all have known values."""
        match node:
            case Literal() | Parameter():
                return self.constants.write(self.constant(node))
            case Name(name):
                return identifier(name)
            case Event(name):
                return f"EVENTS[{name!r}]"
            case Call("and" | "or" as word, (left, right)):
                return f"({self.expression(left)} {word} {self.expression(right)})"
            case Call("not", (inner,)):
                return f"(not {self.expression(inner)})"
            case Call("if", (condition, yes, no)):
                return f"({self.expression(yes)} if {self.expression(condition)} else {self.expression(no)})"
            case Call(name, arguments):
                return self._call(name, arguments, [self.expression(argument) for argument in arguments])
        raise AssertionError(node)

    def _call(self, name: str, arguments: tuple[Expression, ...], written: list[str]) -> str:
        kind = arguments[0].type
        if name in OPERATORS and isinstance(kind, types.Choice) and name not in {"=", "!="}:
            ranks = self.constants.write({code: kind.rank(code) for code in kind.codes})
            return f"({ranks}[{written[0]}] {OPERATORS[name]} {ranks}[{written[1]}])"
        if name in OPERATORS:
            return f"({written[0]} {OPERATORS[name]} {written[1]})"
        if name in ROUNDINGS and isinstance(kind, types.Money):
            digits = written[1] if len(written) > 1 else "0"
            written = [written[0], f"{digits} - {CURRENCIES[kind.currency]}"]
        return f"F[{name!r}]({', '.join(written)})"

    def test(self, node: Test, column: str, kind: types.Type) -> str | None:
        """A Python condition on the known value of ``column``; None where the cell always holds."""
        value = identifier(column)
        match node:
            case Anything():
                return None
            case Compare(operator, operand):
                return self._compare(value, column, operator, operand, kind)
            case Between(low, high, low_open, high_open) if isinstance(kind, types.Choice):
                above = self._compare(value, column, ">" if low_open else ">=", low, kind)
                below = self._compare(value, column, "<" if high_open else "<=", high, kind)
                return f"{above} and {below}"
            case Between(low, high, low_open, high_open):
                lower, upper = "<" if low_open else "<=", "<" if high_open else "<="
                between = f"{self.expression(low)} {lower} {value} {upper} {self.expression(high)}"
                return self._unless_none(between, value, column)
            case Contains(member):
                return self._unless_none(f"{self.expression(member)} in {value}", value, column)
            case OneOf(tests) if (codes := self._literals(tests)) is not None:
                return f"{value} in {self.constants.write_set(codes)}"
            case OneOf(tests):
                return "(" + " or ".join(self.test(each, column, kind) or "True" for each in tests) + ")"
            case AllOf(tests):
                return "(" + " and ".join(self.test(each, column, kind) or "True" for each in tests) + ")"
            case Not(inner):
                return f"not ({self.test(inner, column, kind) or 'True'})"
        raise AssertionError(node)

    def _literals(self, tests: tuple[Test, ...]) -> frozenset[Any] | None:
        """The values of ``a, b, c``, where the cell is nothing but a list of plain constants."""
        values = [self.constant(t.operand) if isinstance(t, Compare) and t.operator == "=" else UNKNOWN for t in tests]
        plain = all(type(value) in {str, int, bool} for value in values)
        return frozenset(values) if plain else None

    def _compare(self, value: str, column: str, operator: str, operand: Expression, kind: types.Type) -> str:
        constant = self.constant(operand)
        if constant is None:
            return f"{value} is {'not ' if operator == '!=' else ''}None"
        if type(constant) is bool and column not in self.optional:
            return value if constant == (operator == "=") else f"not {value}"
        if isinstance(kind, types.Choice) and operator not in {"=", "!="}:
            if constant is not UNKNOWN:
                rank = kind.rank(constant)
                codes = frozenset(code for code in kind.codes if _ranks(operator, kind.rank(code), rank))
                return f"{value} in {self.constants.write_set(codes)}"
            ranks = self.constants.write({code: kind.rank(code) for code in kind.codes})
            compared = f"{ranks}[{value}] {OPERATORS[operator]} {ranks}[{self.expression(operand)}]"
        else:
            compared = f"{value} {OPERATORS[operator]} {self.expression(operand)}"
        return compared if operator in {"=", "!="} else self._unless_none(compared, value, column)

    def _unless_none(self, condition: str, value: str, column: str) -> str:
        return f"({value} is not None and {condition})" if column in self.optional else condition

    # -- three values ------------------------------------------------------------------------------------------------

    def expression3(self, node: Expression) -> str:
        """A Python expression that is `UNKNOWN` where a value that matters is."""
        match node:
            case Literal() | Parameter():
                return self.constants.write(self.constant(node))
            case Name(name):
                return identifier(name)
            case Call("and", arguments):
                return f"ALL3(({''.join(self.expression3(each) + ', ' for each in arguments)}))"
            case Call("or", arguments):
                return f"ANY3(({''.join(self.expression3(each) + ', ' for each in arguments)}))"
            case Call("if", (condition, yes, no)):
                first, *chosen = (self.expression3(each) for each in (condition, yes, no))
                return f"IF3({first}, lambda: {chosen[0]}, lambda: {chosen[1]})"
            case Call("coalesce", arguments):
                return f"FIRST3({', '.join(f'lambda: {self.expression3(argument)}' for argument in arguments)})"
            case Call(name, arguments):
                names = [f"X{index}" for index in range(len(arguments))]
                known = self._call(name, arguments, names) if name != "not" else f"not {names[0]}"
                written = ", ".join(self.expression3(argument) for argument in arguments)
                return f"CALL3(lambda {', '.join(names)}: {known}, {written})"
        return self.expression(node)

    def test3(self, node: Test, column: str, kind: types.Type) -> str:
        """A Python expression that is true, false or `UNKNOWN`."""
        value = identifier(column)
        match node:
            case Anything():
                return "True"
            case Compare(operator, operand):
                return self._compare3(value, column, operator, operand, kind)
            case Between(low, high, low_open, high_open):
                above = self._compare3(value, column, ">" if low_open else ">=", low, kind)
                below = self._compare3(value, column, "<" if high_open else "<=", high, kind)
                return f"ALL3(({above}, {below}))"
            case Contains(member):
                return self._unless_none3(
                    f"CALL3(lambda X0, X1: X1 in X0, {value}, {self.expression3(member)})", value, column
                )
            case OneOf(tests):
                return f"ANY3(({''.join(self.test3(each, column, kind) + ', ' for each in tests)}))"
            case AllOf(tests):
                return f"ALL3(({''.join(self.test3(each, column, kind) + ', ' for each in tests)}))"
            case Not(inner):
                return f"NOT3({self.test3(inner, column, kind)})"
        raise AssertionError(node)

    def _compare3(self, value: str, column: str, operator: str, operand: Expression, kind: types.Type) -> str:
        compared = f"X0 {OPERATORS[operator]} X1"
        if isinstance(kind, types.Choice) and operator not in {"=", "!="}:
            ranks = self.constants.write({code: kind.rank(code) for code in kind.codes})
            compared = f"{ranks}[X0] {OPERATORS[operator]} {ranks}[X1]"
        called = f"CALL3(lambda X0, X1: {compared}, {value}, {self.expression3(operand)})"
        return called if operator in {"=", "!="} else self._unless_none3(called, value, column)

    def _unless_none3(self, condition: str, value: str, column: str) -> str:
        return f"({value} is not None and {condition})" if column in self.optional else condition


def _ranks(operator: str, rank: int, bound: int) -> bool:
    return {"<": rank < bound, "<=": rank <= bound, ">": rank > bound, ">=": rank >= bound}[operator]
