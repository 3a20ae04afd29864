"""Is it said at which event a case is decided, so that clocks can start?"""

from __future__ import annotations

from collections.abc import Iterator

from kefu_core.diagnostics import Diagnostic, problem
from kefu_core.ir.policy import PolicyIR


def unstartable_deadlines(ir: PolicyIR) -> Iterator[Diagnostic]:
    """A pack with deadlines names one milestone as the start."""
    if ir.deadlines and not any(milestone.start for milestone in ir.milestones):
        name = ir.deadlines[0].starts[0]
        first = next((milestone for milestone in ir.milestones if milestone.id == name), None)
        yield problem("no-start", first.span if first else ir.deadlines[0].span, milestone=name)
