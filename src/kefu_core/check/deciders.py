"""Is every outcome decided by exactly one table at any time, and does every table have its own name?"""

from __future__ import annotations

from collections.abc import Iterator

from kefu_core.diagnostics import Diagnostic, Related, problem
from kefu_core.ir.policy import Deadline, PolicyIR, Table


def deciders(ir: PolicyIR) -> Iterator[Diagnostic]:
    """Two tables in force at once for one outcome, ids used twice, and outcomes that nothing decides."""
    seen: list[Table] = []
    for table in ir.tables:
        for earlier in seen:
            shared = [name for name in table.outputs if name in earlier.outputs]
            if shared and table.in_force.overlaps(earlier.in_force):
                yield problem("decided-twice", table.span, name=shared[0], related=_note(earlier))
            elif table.id == earlier.id and not shared:
                yield problem("duplicate-table", table.span, id=table.id, related=_note(earlier))
        seen.append(table)
    decided = {name for table in ir.tables for name in table.outputs}
    for outcome in ir.outcomes:
        if outcome.id not in decided:
            yield problem("never-decided", outcome.span, name=outcome.id)
    yield from _deadlines(ir)


def _deadlines(ir: PolicyIR) -> Iterator[Diagnostic]:
    seen: dict[str, list[Deadline]] = {}
    for deadline in ir.deadlines:
        versions = seen.setdefault(deadline.id, [])
        earlier = next((each for each in versions if each.in_force.overlaps(deadline.in_force)), None)
        if earlier is not None:
            yield problem("duplicate-deadline", deadline.span, id=deadline.id, related=_note(earlier))
        versions.append(deadline)


def _note(earlier: Table | Deadline) -> tuple[Related, ...]:
    return (Related("first-here", earlier.span),) if earlier.span else ()
