"""Is there a row that decides no case: one that never comes about, or that earlier rows always come before? (S35)"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from kefu_core.decide import Policy
from kefu_core.diagnostics import Diagnostic, Related, problem
from kefu_core.verify.view import View

MOST: Final = 3
"""Rules shown that come before one; all of them are named."""


def unreachable(view: View, _policy: Policy) -> Iterator[Diagnostic]:
    """The rows that no case reaches."""
    table = view.table
    for number, box in enumerate(view.boxes):
        row = table.rows[number]
        if not all(box):  # what its cells ask for is given by nothing
            yield problem("never-reached", row.span, id=row.id)
            continue
        if view.reached(number) is not None or not view.proven:
            continue
        before = [table.rows[each] for each in view.masking(number)]
        if before:
            notes = tuple(Related("comes-before", each.span) for each in before[:MOST] if each.span)
            rules = tuple(each.id for each in before)
            yield problem("masked", row.span, related=notes, id=row.id, rules=rules)
        else:
            yield problem("never-reached", row.span, id=row.id)
