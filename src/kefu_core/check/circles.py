"""Do tables or derived facts depend on themselves? (S17)"""

from __future__ import annotations

from collections.abc import Iterator

from kefu_core.diagnostics import Diagnostic, problem
from kefu_core.ir.dependencies import circle, gives
from kefu_core.ir.moment import dates_of_change, moment
from kefu_core.ir.policy import PolicyIR


def circles(ir: PolicyIR) -> Iterator[Diagnostic]:
    """One circle, with the names along it. What is in force at different times only cannot depend on itself."""
    for day in (None, *dates_of_change(ir)):
        steps = moment(ir, day).steps
        path = circle(steps)
        if path:
            first = next(step for step in steps if path[0] in gives(step))
            yield problem("circle", first.span, path=" → ".join(path))
            return
