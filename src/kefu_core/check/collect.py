"""Can a ``collect`` come out empty where its outcome has no value for that? (S13)"""

from __future__ import annotations

from collections.abc import Iterator

from kefu_core.diagnostics import Diagnostic, problem
from kefu_core.ir.policy import PolicyIR


def empty_collections(ir: PolicyIR) -> Iterator[Diagnostic]:
    """The least and the greatest of nothing are ``none``, which only an optional outcome has."""
    optional = {outcome.id for outcome in ir.outcomes if outcome.optional}
    for table in ir.tables:
        if table.aggregate in {"min", "max"} and table.default is None:
            for name in table.outputs:
                if name not in optional:
                    yield problem("may-be-empty", table.span, name=name, aggregate=table.aggregate)
