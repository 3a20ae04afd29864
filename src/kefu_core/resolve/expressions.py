"""Syntax of an expression → typed expression: names found, labels turned into codes, units and types checked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from attrs import frozen

from kefu_core.diagnostics import did_you_mean, problem
from kefu_core.ir import notation, types
from kefu_core.ir.expressions import Call, Event, Expression, Literal, Name, Parameter
from kefu_core.ir.functions import CALLABLE, FUNCTIONS, ROUNDINGS, unify
from kefu_core.ir.phrases import describe
from kefu_core.ir.types import Code
from kefu_core.load.nodes import Scalar
from kefu_core.resolve.scope import Scope
from kefu_core.values import (
    CURRENCIES,
    Duration,
    Money,
    parse_date,
    parse_instant,
    parse_number,
    ratio,
    to_micros,
    unit_of,
)

if TYPE_CHECKING:
    from kefu_core.diagnostics import Span
    from kefu_core.load.syntax import Syntax

FACTS = ("fact", "derived", "outcome")
ALL_NAMES = (*FACTS, "parameter")

OPERATORS = {
    "plus": "+", "minus": "-", "times": "*", "over": "/", "negative": "negate",
    "either": "or", "both": "and", "inverse": "not", "condition": "if",
}  # fmt: skip


@frozen
class Wanted:
    """What a place wants: a type (None: any) and the codes' labels, so that a bare word can be a choice."""

    type: types.Type | None = None
    labels: tuple[Code, ...] = ()


ANY = Wanted()


@frozen
class Typer:
    """Types the expressions of one text. ``sorts`` are the sorts of names that may be spoken of there."""

    scope: Scope
    scalar: Scalar
    sorts: tuple[str, ...] = ALL_NAMES

    def expression(self, syntax: Syntax, wanted: Wanted = ANY) -> Expression | None:
        """The typed expression, or None after a diagnostic."""
        match syntax.kind:
            case "number" | "percent":
                return self._number(syntax, wanted)
            case "quantity":
                return self._quantity(syntax, wanted)
            case "date" | "instant":
                return self._time(syntax)
            case "quoted":
                return self._quoted(syntax, wanted)
            case "name":
                return self._name(syntax, wanted)
            case "negative":
                return self._negative(syntax, wanted)
            case "call":
                return self._call(syntax, syntax.words[0], wanted)
            case "relation":
                return self._relation(syntax)
            case kind:
                return self._call(syntax, OPERATORS[kind], wanted)

    def refuse(self, syntax: Syntax, code: str, help_: str | None = None, **fields: Any) -> None:
        """Report a problem at a piece of syntax."""
        self.scope.problems.append(problem(code, self.span(syntax), help=help_, **fields))

    def span(self, syntax: Syntax) -> Span:
        """Where a piece of syntax stands."""
        return self.scalar.at(syntax.start, syntax.end)

    def text(self, syntax: Syntax) -> str:
        """The text of a piece of syntax."""
        return self.scalar.text[syntax.start : syntax.end]

    def _number(self, syntax: Syntax, wanted: Wanted) -> Expression | None:
        value = parse_number(syntax.words[0])
        assert value is not None, "the grammar's numbers are numbers"
        if syntax.kind == "percent":
            return Literal(ratio(value, 100), types.Decimal(), span=self.span(syntax))
        text = self.text(syntax)
        match wanted.type:
            case types.Money(currency):
                return self.refuse(syntax, "missing-unit", text=text, example=f"{text} {currency}")
            case types.Duration():
                return self.refuse(syntax, "missing-unit", text=text, example=f"{text} h")
        kind = (
            types.Integer()
            if isinstance(value, int) and not isinstance(wanted.type, types.Decimal)
            else types.Decimal()
        )
        return Literal(value, kind, span=self.span(syntax))

    def _quantity(self, syntax: Syntax, wanted: Wanted) -> Expression | None:
        number, unit = syntax.words[:2]
        value = parse_number(number)
        assert value is not None, "the grammar's numbers are numbers"
        span = self.span(syntax)
        if isinstance(wanted.type, (types.Integer, types.Decimal)) and unit == wanted.type.unit:
            return Literal(value, types.Integer() if isinstance(value, int) else types.Decimal(), span=span)
        try:
            if unit_of(unit) is not None:
                duration = Duration.of(value, unit)
                return Literal(duration, types.Duration(duration.family), span=span)
            money = Money.parse(f"{number} {unit}")
        except ValueError:
            if unit_of(unit) is not None:
                return self.refuse(
                    syntax, "wrong-value", "duration", text=self.text(syntax), type=describe(types.Duration())
                )
            if is_currency(unit):
                return self.refuse(
                    syntax, "wrong-value", "money", text=self.text(syntax), type=describe(types.Money(unit))
                )
            known = self._units(wanted)
            guess = did_you_mean(unit, known)
            return self.refuse(
                syntax, "unknown-unit", "did-you-mean" if guess else "units", text=unit, guess=guess or "",
                units=tuple(known[:12]),
            )  # fmt: skip
        return Literal(money.minor, types.Money(money.currency), span=span)

    def _units(self, wanted: Wanted) -> tuple[str, ...]:
        durations = ("min", "h", "days", "weeks", "months", "working days", "working hours")
        match wanted.type:
            case types.Money(currency):
                return (currency, *(each for each in CURRENCIES if each != currency))
            case types.Duration():
                return durations
            case types.Integer(unit) | types.Decimal(unit=unit) if unit:
                return (unit,)
        return (*durations, *CURRENCIES)

    def _time(self, syntax: Syntax) -> Expression | None:
        text = self.text(syntax)
        span = self.span(syntax)
        try:
            if syntax.kind == "date":
                return Literal(parse_date(text), types.Date(), span=span)
            return Literal(to_micros(parse_instant(text, zone=self.scope.zone)), types.Instant(), span=span)
        except ValueError:
            kind: types.Type = types.Date() if syntax.kind == "date" else types.Instant()
            return self.refuse(syntax, "wrong-value", syntax.kind, text=text, type=describe(kind))

    def _quoted(self, syntax: Syntax, wanted: Wanted) -> Expression | None:
        text = syntax.words[0][1:-1]
        span = self.span(syntax)
        if isinstance(wanted.type, types.Choice):
            return self._code(syntax, text, wanted)
        kind = wanted.type if isinstance(wanted.type, types.Party) else types.Text()
        return Literal(text, kind, span=span)

    def _code(self, syntax: Syntax, text: str, wanted: Wanted) -> Expression | None:
        assert isinstance(wanted.type, types.Choice)
        try:
            return Literal(notation.read_code(text, wanted.type, wanted.labels), wanted.type, span=self.span(syntax))
        except notation.NotReadable as error:
            return self.refuse(syntax, error.code, error.help, **dict(error.fields))

    def _name(self, syntax: Syntax, wanted: Wanted) -> Expression | None:
        word = syntax.words[0]
        span = self.span(syntax)
        kind = wanted.type
        if word in notation.NONE:
            return Literal(None, kind or types.Broken(), span=span)
        if isinstance(kind, types.Choice) and (
            word in kind.codes or any(word in {code.label.zh, code.label.en} for code in wanted.labels)
        ):
            return self._code(syntax, word, wanted)
        if word.lower() in notation.TRUE | notation.FALSE and (kind is None or isinstance(kind, types.Boolean)):
            return Literal(word.lower() in notation.TRUE, types.Boolean(), span=span)
        if (unit := unit_of(word)) is not None and unit[0].value == "same_day":
            return Literal(Duration.parse(word), types.Duration(unit[0]), span=span)
        declared = self.scope.find(word, self.sorts)
        if declared is None:
            if isinstance(kind, types.Choice) and self.scope.names.get(word) is None:
                more = (
                    *kind.codes,
                    *(label for code in wanted.labels for label in (code.label.zh, code.label.en) if label),
                )
                guess = did_you_mean(word, (*more, *(each for each in self.scope.names)))
                return self.refuse(
                    syntax, "unknown-choice", "did-you-mean" if guess else "choices", text=word, guess=guess or "",
                    choices=tuple(kind.codes[:12]),
                )  # fmt: skip
            if isinstance(kind, (types.Text, types.Party)):
                return self.refuse(syntax, "text-needs-quotes", text=word)
            self.scope.problems.append(self.scope.unknown(word, span, self.sorts))
            return None
        match declared.sort:
            case "parameter":
                return Parameter(declared.id, declared.type, span=span)
            case "milestone":
                return Event(declared.id, declared.type, span=span)
            case _:
                return Name(declared.id, declared.type, declared.optional, span=span)

    def _negative(self, syntax: Syntax, wanted: Wanted) -> Expression | None:
        inner = self.expression(syntax.parts[0], wanted)
        if isinstance(inner, Literal) and isinstance(inner.type, types.NUMERIC) and inner.value is not None:
            return Literal(-inner.value, inner.type, span=self.span(syntax))
        return None if inner is None else self._apply(syntax, "negate", (inner,))

    def _relation(self, syntax: Syntax) -> Expression | None:
        (operator,) = syntax.words
        pair = self._alike(syntax.parts)
        return None if pair is None else self._apply(syntax, operator, pair)

    def _alike(self, parts: tuple[Syntax, ...], wanted: Wanted = ANY) -> tuple[Expression, ...] | None:
        """Type parts that must agree: a bare word or number is understood as the other parts' type wants it."""
        if wanted.type is None:
            for part in parts:
                if part.kind == "name" and (declared := self.scope.find(part.words[0], self.sorts)) is not None:
                    wanted = Wanted(declared.type, declared.labels)
                    break
        typed = [self.expression(part, wanted) for part in parts]
        return None if any(each is None for each in typed) else tuple(each for each in typed if each is not None)

    def _call(self, syntax: Syntax, name: str, wanted: Wanted) -> Expression | None:
        function = FUNCTIONS.get(name)
        if function is None or (syntax.kind == "call" and name not in CALLABLE):
            guess = did_you_mean(name, CALLABLE)
            return self.refuse(
                syntax, "unknown-function", "did-you-mean" if guess else "functions", name=name, guess=guess or "",
                functions=tuple(CALLABLE),
            )  # fmt: skip
        if name in {"min", "max", "earliest", "latest", "coalesce"}:
            arguments = self._alike(syntax.parts, wanted)
            return None if arguments is None else self._apply(syntax, name, arguments)
        if name == "if":
            chosen = self._alike(syntax.parts[1:], wanted)
            condition = self.expression(syntax.parts[0], Wanted(types.Boolean()))
            return None if chosen is None or condition is None else self._apply(syntax, name, (condition, *chosen))
        inner = Wanted(types.Boolean()) if name in {"and", "or", "not"} else ANY
        typed = [self.expression(part, inner) for part in syntax.parts]
        if any(each is None for each in typed):
            return None
        return self._apply(syntax, name, tuple(each for each in typed if each is not None))

    def _apply(self, syntax: Syntax, name: str, arguments: tuple[Expression, ...]) -> Expression | None:
        function = FUNCTIONS[name]
        if not function.lenient:
            for part, argument in zip(syntax.parts, arguments, strict=True):
                if maybe_none(argument):
                    return self.refuse(part, "maybe-none", text=self.text(part), function=name)
        if name in ROUNDINGS and len(arguments) > 1 and not _is_few_digits(arguments[1]):
            return self.refuse(syntax.parts[1], "bad-digits", text=self.text(syntax.parts[1]))
        arguments = _agree_on_none(arguments)
        kind = function.signature([argument.type for argument in arguments])
        if kind is None:
            given = tuple(describe(argument.type) for argument in arguments)
            return self.refuse(syntax, "wrong-arguments", function.takes, function=name, given=given)
        return Call(name, arguments, kind, span=self.span(syntax))


def is_currency(unit: str) -> bool:
    """Whether a unit is a currency, by its code or by a name that `Money.parse` knows."""
    try:
        Money.parse(f"1 {unit}")
    except ValueError:
        return False
    return True


def _is_few_digits(argument: Expression) -> bool:
    """Whether the digits of a rounding are written out and few, so that no huge power is ever made."""
    return isinstance(argument, Literal) and isinstance(argument.value, int) and abs(argument.value) <= 12


def _agree_on_none(arguments: tuple[Expression, ...]) -> tuple[Expression, ...]:
    """Give a bare ``none`` the type of what stands beside it."""
    kinds = [argument.type for argument in arguments if not isinstance(argument.type, types.Broken)]
    if not kinds:
        return arguments
    return tuple(
        Literal(None, kinds[-1], span=argument.span)
        if isinstance(argument, Literal) and argument.value is None
        else argument
        for argument in arguments
    )


def maybe_none(expression: Expression) -> bool:
    """Whether the value may be ``none``."""
    match expression:
        case Literal(value):
            return value is None
        case Name(optional=optional):
            return optional
        case Call("coalesce" | "min" | "max" | "earliest" | "latest", arguments):
            return all(maybe_none(argument) for argument in arguments)
        case Call("if", (_, yes, no)):
            return maybe_none(yes) or maybe_none(no)
    return False


def fits(given: types.Type, wanted: types.Type) -> bool:
    """Whether a value of the one type may stand where the other is wanted, digits after the point apart."""
    if isinstance(wanted, types.Duration) and wanted.family is None:
        return isinstance(given, (types.Duration, types.Broken))
    if isinstance(given, types.Choice) and isinstance(wanted, types.Choice):
        return given.codes == wanted.codes
    return unify([given, wanted]) is not None
