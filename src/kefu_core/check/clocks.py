"""Is it said at which event a case is decided, so that clocks can start, and does each of them last any time?"""

from __future__ import annotations

from collections.abc import Iterator

from kefu_core.diagnostics import Diagnostic, problem
from kefu_core.ir.expressions import Literal, Parameter
from kefu_core.ir.policy import PolicyIR
from kefu_core.values import Duration, Family


def unstartable_deadlines(ir: PolicyIR) -> Iterator[Diagnostic]:
    """A pack with deadlines names one milestone as the start."""
    if ir.deadlines and not any(milestone.start for milestone in ir.milestones):
        name = ir.deadlines[0].starts[0]
        first = next((milestone for milestone in ir.milestones if milestone.id == name), None)
        yield problem("no-start", first.span if first else ir.deadlines[0].span, milestone=name)


def zero_periods(ir: PolicyIR) -> Iterator[Diagnostic]:
    """Deadlines take positive periods only (S6); `same day` is one."""
    values = {parameter.id: [value for _, value in parameter.values.entries] for parameter in ir.parameters}
    for deadline in ir.deadlines:
        within = deadline.within
        if isinstance(within, Literal) and _is_nothing(within.value):
            yield problem("zero-period", within.span or deadline.span, id=deadline.id)
        elif isinstance(within, Parameter) and any(map(_is_nothing, values[within.id])):
            yield problem("zero-period", within.span or deadline.span, help="parameter", id=deadline.id, name=within.id)


def _is_nothing(value: object) -> bool:
    return isinstance(value, Duration) and not value.count and value.family is not Family.SAME_DAY
