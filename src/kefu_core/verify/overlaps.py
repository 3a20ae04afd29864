"""Do two rows of a ``unique`` table hold at once, or two of an ``any`` table that disagree? (S13, S35)"""

from __future__ import annotations

from collections.abc import Iterator

from kefu_core.decide import Policy
from kefu_core.diagnostics import Diagnostic, Related, problem
from kefu_core.ir.policy import Table
from kefu_core.verify.boxes import bits, meets
from kefu_core.verify.cases import Case, in_period, where
from kefu_core.verify.view import View


def overlaps(view: View, policy: Policy) -> Iterator[Diagnostic]:
    """For each row the first earlier one that holds in a case of it and must not."""
    if view.table.hit in {"unique", "any"}:
        for number in range(len(view.boxes)):
            earlier = bits(view.near(number) & ((1 << number) - 1))
            found = next((each for other in earlier for each in _pair(view, policy, other, number)), None)
            if found is not None:
                yield found


def _conflict(case: Case, table: Table, policy: Policy) -> bool:
    """Whether the whole policy says that rows of the table clash."""
    return any(each.code == "conflict" and each.table == table.id for each in case.decided_by(policy).undetermined)


def _pair(view: View, policy: Policy, earlier: int, later: int) -> Iterator[Diagnostic]:
    table = view.table
    first, second = table.rows[earlier], table.rows[later]
    common = meets(view.boxes[earlier], view.boxes[later])
    if common is None or (table.hit == "any" and first.outputs == second.outputs):
        return
    place = view.free(0, within=common)
    if place is None:
        return
    case = Case(place.facts, in_period(view.period, policy))
    if not (view.clash(place, (earlier, later)) if view.of_facts else _conflict(case, table, policy)):
        # Expressions may come to the same here and differ elsewhere.
        view.proven = False
        return
    yield problem(
        "overlap" if table.hit == "unique" else "disagreement",
        second.span,
        related=(Related("other-rule", first.span),) if first.span else (),
        witness=case.as_json(policy),
        id=second.id,
        other=first.id,
        where=where(view.told(common), view.period),
    )
