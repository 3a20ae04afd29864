"""Does every rule cite a clause? (Whether what it cites exists is a question of names: `kefu_core.resolve.sources`.)"""

from __future__ import annotations

from collections.abc import Iterator

from kefu_core.diagnostics import Diagnostic, problem
from kefu_core.ir.policy import PolicyIR


def sources(ir: PolicyIR) -> Iterator[Diagnostic]:
    """Rules, defaults and deadlines without a source."""
    for table in ir.tables:
        yield from (problem("no-source", row.span, id=row.id) for row in table.rows if not row.sources)
        if table.default is not None and not table.default.sources:
            yield problem("no-source", table.default.span, id="default")
    yield from (problem("no-source", each.span, id=each.id) for each in ir.deadlines if not each.sources)
