"""Syntax of an expression → typed expression: names found, labels turned into codes, units and types checked."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from attrs import frozen

from kefu_core.diagnostics import Term, did_you_mean, problem
from kefu_core.ir import notation, types
from kefu_core.ir.expressions import Call, Event, Expression, Literal, Name, Parameter
from kefu_core.ir.functions import CALLABLE, FUNCTIONS, ROUNDINGS, unify
from kefu_core.ir.phrases import describe, zero
from kefu_core.ir.types import Code
from kefu_core.load.nodes import Scalar
from kefu_core.load.spoken import currency_meant
from kefu_core.resolve.scope import Scope
from kefu_core.resolve.vocabulary import Typed, readable
from kefu_core.values import (
    CURRENCIES,
    UNITS,
    Duration,
    Exact,
    Money,
    parse_date,
    parse_instant,
    parse_number,
    ratio,
    to_micros,
    unit_of,
)

if TYPE_CHECKING:
    from kefu_core.diagnostics import Diagnostic, Span
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
        if value is None:
            return self._too_long(syntax)
        if syntax.kind == "percent":
            return Literal(share := ratio(value, 100), _number_type(share, wanted), span=self.span(syntax))
        text = self.text(syntax)
        match wanted.type:
            case types.Money(currency):
                return self.refuse(syntax, "missing-unit", text=text, example=f"{text} {currency}")
            case types.Duration():
                return self.refuse(syntax, "missing-unit", text=text, example=f"{text} h")
        return Literal(value, _number_type(value, wanted), span=self.span(syntax))

    def _too_long(self, syntax: Syntax) -> None:
        """A number is what the grammar calls one, unless it has more digits than anybody needs."""
        self.refuse(syntax, "wrong-value", "fewer-digits", text=self.text(syntax), type=describe(types.Decimal()))

    def _quantity(self, syntax: Syntax, wanted: Wanted) -> Expression | None:
        number, unit = syntax.words[:2]
        value = parse_number(number)
        if value is None:
            return self._too_long(syntax)
        span = self.span(syntax)
        if isinstance(wanted.type, (types.Integer, types.Decimal)) and unit == wanted.type.unit:
            return Literal(value, types.Integer() if isinstance(value, int) else types.Decimal(), span=span)
        try:
            if unit_of(unit) is not None:
                duration = Duration.of(value, unit)
                return Literal(duration, types.Duration(duration.family), span=span)
            money = Money.parse(f"{number} {unit}")
        except ValueError:
            text = self.text(syntax)
            if unit_of(unit) is not None:
                return self.refuse(
                    syntax, "wrong-value", "whole-count" if notation.is_part(text) else "duration", text=text,
                    type=describe(types.Duration()),
                )  # fmt: skip
            if (digits := notation.too_fine(text)) is not None:
                return self.refuse(syntax, "too-many-digits", text=text, scale=digits)
            return self._unknown_unit(syntax, unit, wanted)
        return Literal(money.minor, types.Money(money.currency), span=span)

    def _unknown_unit(self, syntax: Syntax, unit: str, wanted: Wanted) -> None:
        units: tuple[str, ...] = ("min", "h", "days", "weeks", "months")
        match wanted.type:
            case types.Money(currency):
                units, others = (currency,), tuple(CURRENCIES)
            case types.Integer(known) | types.Decimal(unit=known):
                units, others = ((known,) if known else ()), ()
            case types.Duration():
                others = tuple(UNITS)
            case _:
                units, others = (*units, "CNY"), (*UNITS, *CURRENCIES)
        mended = self._mended(syntax, wanted)
        guess = currency_meant(unit) or did_you_mean(unit, (*units, *others))
        help_ = "write" if mended else "did-you-mean" if guess else "units" if units else "no-unit"
        span = self.scalar.at(syntax.end - len(unit), syntax.end)
        self.scope.problems.append(
            problem("unknown-unit", span, help=help_, text=unit, guess=guess or "", units=units, mended=mended)
        )

    def _mended(self, syntax: Syntax, wanted: Wanted) -> str | None:
        """Another way to write what cannot be read."""
        if wanted.type is None or isinstance(wanted.type, (types.Text, types.Party, types.Broken)):
            return None
        return readable(self.text(syntax), Typed(wanted.type, wanted.labels), self.scope)

    def is_unknown(self, syntax: Syntax, wanted: Wanted) -> bool:
        """Whether a piece of syntax is a name that nothing has, or a number with a unit that nothing has."""
        match syntax.kind, wanted.type:
            case "name", types.Choice() as kind if notation.is_word(syntax.words[0], kind, wanted.labels):
                return False
            case "name", _:
                word = syntax.words[0]
                reserved = word.lower() in notation.TRUE | notation.FALSE | notation.NONE or unit_of(word) is not None
                return not reserved and self.scope.find(word, self.sorts) is None
            case "quantity", (types.Integer() | types.Decimal()) as kind if kind.unit == syntax.words[1]:
                return False
            case "quantity", _:
                return unit_of(syntax.words[1]) is None and not is_currency(syntax.words[1])
        return False

    def _time(self, syntax: Syntax) -> Expression | None:
        text = self.text(syntax)
        span = self.span(syntax)
        try:
            if syntax.kind == "date":
                return Literal(parse_date(text), types.Date(), span=span)
            return Literal(to_micros(parse_instant(text, zone=self.scope.zone)), types.Instant(), span=span)
        except ValueError:
            kind: types.Type = types.Date() if syntax.kind == "date" else types.Instant()
            return self.refuse(
                syntax, "wrong-value", "date" if syntax.kind == "date" else "instant", text=text, type=describe(kind)
            )

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
        if isinstance(kind, types.Choice) and notation.is_word(word, kind, wanted.labels):
            return self._code(syntax, word, wanted)
        if word in notation.NONE:
            return Literal(None, kind or types.Broken(), span=span)
        truth = word.lower() in notation.TRUE | notation.FALSE and word not in self.scope.names
        if truth and (kind is None or isinstance(kind, types.Boolean)):
            return Literal(word.lower() in notation.TRUE, types.Boolean(), span=span)
        if (unit := unit_of(word)) is not None and unit[0].value == "same_day":
            return Literal(Duration.parse(word), types.Duration(unit[0]), span=span)
        declared = self.scope.find(word, self.sorts)
        if declared is None:
            if (mended := self._mended(syntax, wanted)) is not None:
                return self.refuse(
                    syntax, "wrong-value", "write", text=word, mended=mended, type=describe(kind or types.Broken())
                )
            if isinstance(kind, types.Choice) and self.scope.names.get(word) is None:
                more = (
                    *kind.codes,
                    *(label for code in wanted.labels for label in (code.label.zh, code.label.en) if label),
                )
                guess = did_you_mean(word, (*more, *(each for each in self.scope.names)))
                return self.refuse(
                    syntax, "unknown-choice", "did-you-mean" if guess else "choices", text=word, guess=guess or "",
                    choices=notation.words_of(kind, wanted.labels),
                )  # fmt: skip
            if isinstance(kind, (types.Text, types.Party)):
                return self.refuse(syntax, "text-needs-quotes", text=word)
            if isinstance(kind, types.Boolean) and did_you_mean(word, self.scope.names) is None:
                return self.refuse(syntax, "wrong-value", "boolean", text=word, type=describe(kind))
            if truth:  # whoever asked for another type says so
                return Literal(word.lower() in notation.TRUE, types.Boolean(), span=span)
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
            self.scope.problems.append(
                problem("unknown-function", self.scalar.at(syntax.start, syntax.start + len(name)),
                        help="did-you-mean" if guess else "functions", name=name, guess=guess or "",
                        functions=tuple(CALLABLE))
            )  # fmt: skip
            return None
        if name in {"min", "max", "earliest", "latest", "coalesce"}:
            arguments = self._alike(syntax.parts, wanted)
            return None if arguments is None else self._apply(syntax, name, arguments)
        if name == "if":
            chosen = self._alike(syntax.parts[1:], wanted)
            condition = self.expression(syntax.parts[0], Wanted(types.Boolean()))
            if chosen is None or condition is None or not self._are_conditions(name, syntax.parts, (condition,)):
                return None
            return self._apply(syntax, name, (condition, *chosen))
        inner = Wanted(types.Boolean()) if name in {"and", "or", "not"} else ANY
        typed = [self.expression(part, inner) for part in syntax.parts]
        if any(each is None for each in typed):
            return None
        arguments = tuple(each for each in typed if each is not None)
        if inner is not ANY and not self._are_conditions(name, syntax.parts, arguments):
            return None
        return self._apply(syntax, name, arguments)

    def _are_conditions(self, name: str, parts: tuple[Syntax, ...], arguments: tuple[Expression, ...]) -> bool:
        for part, argument in zip(parts, arguments, strict=False):
            if not isinstance(argument.type, (types.Boolean, types.Broken)):
                self.refuse(part, "needs-condition", text=self.text(part), function=name, given=describe(argument.type))
                return False
        return True

    def _apply(self, syntax: Syntax, name: str, arguments: tuple[Expression, ...]) -> Expression | None:
        function = FUNCTIONS[name]
        must_be_known = arguments[:1] if name == "if" else () if function.lenient else arguments
        for part, argument in zip(syntax.parts, must_be_known, strict=False):
            if maybe_none(argument):
                shown = zero(argument.type)
                return self.refuse(part, "maybe-none", text=self.text(part), function=name, example=shown)
        if name in ROUNDINGS and len(arguments) > 1 and not _is_few_digits(arguments[1]):
            return self.refuse(syntax.parts[1], "bad-digits", text=self.text(syntax.parts[1]))
        arguments = _agree_on_none(arguments)
        kind = function.signature([argument.type for argument in arguments])
        if isinstance(kind, types.Instant) and name in {"+", "-"} and "milestone" not in self.sorts:
            kind = None  # where a period leads from an instant depends on calendars, which only deadlines have
        if kind is None:
            given = tuple(describe(argument.type) for argument in (arguments[1:] if name == "if" else arguments))
            return self.refuse(
                syntax, "wrong-arguments", function.takes, function="-" if name == "negate" else name,
                given=given or Term("nothing"),
            )  # fmt: skip
        return Call(name, arguments, kind, span=self.span(syntax))


def _number_type(value: Exact, wanted: Wanted) -> types.Type:
    whole = isinstance(value, int) and not isinstance(wanted.type, types.Decimal)
    return types.Integer() if whole else types.Decimal()


def bare_label(scalar: Scalar, wanted: Wanted) -> Diagnostic | None:
    """The problem of a label that the grammar would take for something else, such as ``1-2天``."""
    text = scalar.text.strip()
    kind = wanted.type.of if isinstance(wanted.type, types.Set) else wanted.type
    if kind is None or _WORDS.fullmatch(text) or not notation.is_word(text, kind, wanted.labels):
        return None
    return problem("label-needs-quotes", scalar.span, text=text)


_WORDS: Final = re.compile(r"[^\W\d]\w*(?: +[^\W\d]\w*)*")
"""Words as the grammar joins them to one name."""


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
