"""All steps of a decision → one Python function, for cases whose facts are all known.

It reads the facts, computes the derived facts, calls the tables in order, and returns for each step its result (for a
derived fact whether it counts as a reason) and last that of the deadlines' conditions. ``None`` says that one of the
tables does not plainly decide; a ``KeyError`` that a fact is not known.
"""

from __future__ import annotations

from collections.abc import Mapping

from kefu_core.ir.dependencies import gives, reads
from kefu_core.ir.moment import Moment
from kefu_core.ir.policy import Derived
from kefu_core.ir.types import Boolean
from kefu_core.lower.expressions import Writer
from kefu_core.lower.names import identifier
from kefu_core.lower.tables import TableSource


def decision_source(moment: Moment, tables: Mapping[str, TableSource], conditions: TableSource, writer: Writer) -> str:
    """The source of the function ``D``; ``tables`` are the compiled tables by id."""
    given = {name for step in moment.steps for name in gives(step)}
    read = {name for step in moment.steps for name in reads(step)} | set(conditions.parameters)
    lines = ["def D(FACTS):", *(f"    {identifier(name)} = FACTS[{name!r}]" for name in sorted(read - given))]
    results: list[str] = []
    for step in moment.steps:
        if isinstance(step, Derived):
            lines.append(f"    {identifier(step.id)} = {writer.expression(step.value)}")
            results.append(f"{identifier(step.id)} is not False" if isinstance(step.type, Boolean) else "True")
            continue
        result = f"R{len(results)}"
        results.append(result)
        lines += [f"    {result} = {_call(tables[step.id])}", f"    if {result} is None:", "        return None"]
        lines += [f"    {identifier(name)} = {result}[{place}]" for place, name in enumerate(step.outputs, start=1)]
    lines.append(f"    return ({', '.join([*results, _call(conditions)])},)")
    return "\n".join(lines)


def _call(source: TableSource) -> str:
    return f"{source.name}({', '.join(identifier(name) for name in source.parameters)})"
