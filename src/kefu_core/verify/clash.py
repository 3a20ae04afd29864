"""Do some rows of a table clash in a case? Said by the engine that is the meaning, of these rows alone."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from attrs import evolve

from kefu_core.engine.reference import Environment, candidates, evaluate
from kefu_core.engine.settle import Trouble, settle
from kefu_core.ir.moment import Moment
from kefu_core.ir.policy import Table


def clash(table: Table, rows: Iterable[int], values: Mapping[str, Any], moment: Moment) -> bool:
    """Whether rows that hold for these values of the table's inputs may not hold together."""
    these = evolve(table, rows=tuple(table.rows[each] for each in rows))
    known = Environment(values, moment.parameters)
    result = settle(
        these,
        [moment.kinds[name] for name in table.outputs],
        candidates(these, moment.kinds, known),
        lambda row, output: evaluate(these.rows[row].outputs[output], known),
    )
    return any(isinstance(each, Trouble) and each.code == "conflict" for each in result.outputs)


def holding(table: Table, values: Mapping[str, Any], moment: Moment) -> list[int]:
    """The rows that hold for sure."""
    known = Environment(values, moment.parameters)
    return [each.row for each in candidates(table, moment.kinds, known) if each.certain]
