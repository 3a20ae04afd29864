"""What a rule gives: expressions for outputs, derived facts and periods, fitted to the type that is wanted."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from kefu_core.diagnostics import problem
from kefu_core.ir import types
from kefu_core.ir.expressions import Call, Expression, Literal, Name, Parameter
from kefu_core.ir.functions import ROUNDINGS
from kefu_core.ir.notation import NONE
from kefu_core.ir.phrases import describe, specimen
from kefu_core.resolve.expressions import ALL_NAMES, Typer, Wanted, bare_label, fits, maybe_none
from kefu_core.resolve.vocabulary import REFUSED, Typed, read
from kefu_core.values import CURRENCIES, is_finite_decimal

if TYPE_CHECKING:
    from kefu_core.load.nodes import Scalar
    from kefu_core.load.syntax import Reader
    from kefu_core.resolve.scope import Declared, Scope


def expression(
    scalar: Scalar, wanted: Declared, scope: Scope, reader: Reader, *, sorts: tuple[str, ...] = ALL_NAMES
) -> Expression | None:
    """The expression that a text says, of the type and the optionality of ``wanted``, or None after a diagnostic."""
    typer = Typer(scope, scalar, sorts)
    if isinstance(wanted.type, types.Set):
        return _set(typer, scalar, wanted, scope)
    if (bare := bare_label(scalar, Wanted(wanted.type, wanted.labels))) is not None:
        scope.problems.append(bare)
        return None
    syntax = reader.expression(scalar)
    if syntax is None:
        return None
    typed = typer.expression(syntax, Wanted(wanted.type, wanted.labels))
    if typed is None:
        return None
    if isinstance(typed, Literal) and typed.value is None:
        typed = Literal(None, wanted.type, span=typed.span)
    if maybe_none(typed) and not wanted.optional:
        scope.problems.append(problem("never-none", typed.span or scalar.span, name=wanted.id))
        return None
    fraction = (
        isinstance(typed, Literal) and isinstance(wanted.type, types.Integer) and not isinstance(typed.value, int)
    )
    if not fits(typed.type, wanted.type) or (fraction and typed.type == types.Decimal()):
        code = _mismatch(typed.type, wanted.type)
        scope.problems.append(
            problem(code, scalar.span, text=scalar.text, name=wanted.id, given=_given(typed.type, code),
                    wanted=describe(wanted.type), currency=getattr(wanted.type, "currency", ""),
                    example=specimen(wanted.type))
        )  # fmt: skip
        return None
    return typed


def _mismatch(given: types.Type, wanted: types.Type) -> str:
    """The code for a value of one type where another is wanted."""
    if isinstance(given, types.Money) and isinstance(wanted, types.Money):
        return "wrong-currency"
    both_choices = isinstance(given, types.Choice) and isinstance(wanted, types.Choice)
    return "other-choices" if both_choices else "type-mismatch"


def _given(kind: types.Type, code: str) -> object:
    return kind.currency if code == "wrong-currency" and isinstance(kind, types.Money) else describe(kind)


def _set(typer: Typer, scalar: Scalar, wanted: Declared, scope: Scope) -> Expression | None:
    declared = scope.find(scalar.text.strip(), typer.sorts)
    if declared is not None and declared.type == wanted.type:
        if declared.sort == "parameter":
            return Parameter(declared.id, declared.type, span=scalar.span)
        return Name(declared.id, declared.type, declared.optional, span=scalar.span)
    if wanted.optional and scalar.text.strip() in NONE:
        return Literal(None, wanted.type, span=scalar.span)
    value = read(scalar, Typed(wanted.type, wanted.labels), scope)
    return None if value is REFUSED else Literal(value, wanted.type, span=scalar.span)


def needs_rounding(value: Expression, kind: types.Type) -> bool:
    """Whether an expression may give more digits than the type holds, so that a rounding must be named (S14)."""
    room = _room(kind)
    digits = _digits(value)
    return room is not None and (digits is None or digits > room) and not isinstance(value.type, types.Broken)


def _room(kind: types.Type) -> int | None:
    match kind:
        case types.Integer():
            return 0
        case types.Decimal(scale):
            return 12 if scale is None else scale
        case types.Money(currency):
            return CURRENCIES[currency]
        case types.List(of):
            return _room(of)
    return None


def _digits(value: Expression) -> int | None:
    """The most digits after the point that a value can have; None where there is no bound."""
    match value:
        case Literal(number, types.Decimal() | types.Integer()) if isinstance(number, (int, Fraction)):
            return next((digits for digits in range(13) if is_finite_decimal(number, digits)), None)
        case Literal() | Name() | Parameter():
            return _room(value.type)
        case Call("/"):
            return None
        case Call("count"):
            return 0
        case Call("*", (left, right)):
            sizes = (_digits(left), _digits(right))
            return None if sizes[0] is None or sizes[1] is None else sizes[0] + sizes[1]
        case Call(name, (_, Literal(digits))) if name in ROUNDINGS and isinstance(digits, int):
            return max(digits, 0)
        case Call(name) if name in ROUNDINGS:
            return 0
        case Call("sum", (Name(_, types.List(of)),)):
            return _room(of)
        case Call("if", (_, *chosen)):
            return _widest(tuple(chosen))
        case Call(_, arguments):
            return _widest(arguments)
    return 0


def _widest(values: tuple[Expression, ...]) -> int | None:
    sizes = [_digits(value) for value in values]
    known = [size for size in sizes if size is not None]
    return max(known, default=0) if len(known) == len(sizes) else None
