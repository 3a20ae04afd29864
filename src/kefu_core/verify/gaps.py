"""Is there a case for which no row of a table holds, where it has no default? (S35)"""

from __future__ import annotations

from collections.abc import Iterator

from kefu_core.decide import Policy
from kefu_core.diagnostics import Diagnostic, problem
from kefu_core.verify.cases import Case, in_period, where
from kefu_core.verify.view import View

MOST = 5
"""Gaps told of one table; more say little that these do not."""


def gaps(view: View, policy: Policy) -> Iterator[Diagnostic]:
    """The places that no row covers, each as large as it goes."""
    table = view.table
    if table.default is not None or table.hit == "collect":
        return
    seen = 0
    told = 0
    while told < MOST:
        place = view.free(view.every | seen)
        if place is None:
            return
        seen |= view.ground.add(place.box)
        case = Case(place.facts, in_period(view.period, policy))
        undetermined = {each.name: each.code for each in case.decided_by(policy).undetermined}
        if all(undetermined.get(name) != "no-rule" for name in table.outputs):
            view.refute(place.box)
            continue
        told += 1
        cells = where(view.told(place.box), view.period)
        yield problem("gap", table.span, witness=case.as_json(policy), id=table.id, where=cells)
