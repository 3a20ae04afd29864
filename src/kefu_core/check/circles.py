"""Do tables or derived facts depend on themselves? (S17)"""

from __future__ import annotations

from collections.abc import Iterator

from kefu_core.diagnostics import Diagnostic, problem
from kefu_core.ir.dependencies import circle, gives
from kefu_core.ir.policy import PolicyIR


def circles(ir: PolicyIR) -> Iterator[Diagnostic]:
    """One circle, with the names along it."""
    path = circle(ir.steps)
    if path:
        first = next(step for step in ir.steps if path[0] in gives(step))
        yield problem("circle", first.span, path=" → ".join(path))
