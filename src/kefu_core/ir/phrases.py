"""What types are called in messages, and a value of each to show."""

from __future__ import annotations

from kefu_core.diagnostics import Term
from kefu_core.ir import types
from kefu_core.ir.notation import UNIT_OF
from kefu_core.values import Family


def describe(kind: types.Type) -> Term:
    """A type, as a phrase for messages."""
    match kind:
        case types.Money():
            return Term("type-money", currency=kind.currency)
        case types.Duration() if kind.family is not None:
            return Term(f"type-duration-{kind.family.value.replace('_', '-')}")
        case types.Set():
            return Term("type-set")
        case types.List():
            return Term("type-list")
        case _:
            return Term(f"type-{type(kind).__name__.lower()}")


def specimen(kind: types.Type) -> str:
    """A value of a type in the notation of rule files, to show how one is written.

    >>> specimen(types.Money("CNY")), specimen(types.Duration(Family.DAYS))
    ('5000 CNY', '3 days')
    """
    match kind:
        case types.Choice(codes) if codes:
            return codes[-1]
        case types.Money(currency):
            return f"5000 {currency}"
        case types.Integer(unit):
            return f"3 {unit}" if unit else "3"
        case types.Decimal(scale):
            return "3" if scale == 0 else "2.5"
        case types.Boolean():
            return "true"
        case types.Date():
            return "2026-11-02"
        case types.Instant():
            return "2026-11-02T10:00+08:00"
        case types.Duration(family):
            return "same day" if family is Family.SAME_DAY else f"3 {UNIT_OF[family] if family else 'h'}"
        case types.Set(of) | types.List(of):
            return specimen(of)
    return '"..."'


def zero(kind: types.Type) -> str:
    """What people mostly mean where a value is ``none``, in the notation of rule files."""
    match kind:
        case types.Money(currency):
            return f"0 {currency}"
        case types.Integer() | types.Decimal():
            return "0"
        case types.Boolean():
            return "false"
    return specimen(kind)
