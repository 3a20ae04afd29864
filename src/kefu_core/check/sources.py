"""Does every rule cite a clause? (Whether what it cites exists is a question of names: `kefu_core.resolve.sources`.)"""

from __future__ import annotations

from collections.abc import Iterator

from kefu_core.diagnostics import Diagnostic, problem
from kefu_core.ir.policy import PolicyIR


def sources(ir: PolicyIR) -> Iterator[Diagnostic]:
    """Rules and deadlines without a source."""
    rules = [row for table in ir.tables for row in table.rows]
    for rule in (*rules, *ir.deadlines):
        if not rule.sources:
            yield problem("no-source", rule.span, id=rule.id)
