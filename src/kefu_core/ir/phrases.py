"""What types are called in messages."""

from __future__ import annotations

from kefu_core.diagnostics import Term
from kefu_core.ir import types


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
