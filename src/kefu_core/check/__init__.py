"""Questions about a policy that its types cannot answer: a file for each, a function from policy to diagnostics."""

from __future__ import annotations

from kefu_core.check.cells import impossible_cells
from kefu_core.check.circles import circles
from kefu_core.check.clocks import unstartable_deadlines, zero_periods
from kefu_core.check.collect import empty_collections
from kefu_core.check.deciders import deciders
from kefu_core.check.kinds import kinds
from kefu_core.check.records import records
from kefu_core.check.sources import sources
from kefu_core.diagnostics import Diagnostic
from kefu_core.ir.policy import PolicyIR

QUESTIONS = (
    sources, deciders, circles, impossible_cells, empty_collections, unstartable_deadlines, zero_periods, kinds,
    records,
)  # fmt: skip


def check(ir: PolicyIR) -> tuple[Diagnostic, ...]:
    """Every finding of every question."""
    return tuple(finding for question in QUESTIONS for finding in question(ir))


__all__ = ["QUESTIONS", "check"]
