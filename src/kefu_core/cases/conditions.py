"""Do the conditions of a rule hold for a case, and if that is not known, what would have to be known? (S13)"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from attrs import frozen

from kefu_core.decide import Decision
from kefu_core.decide.program import Program
from kefu_core.engine.reference import Environment, holds
from kefu_core.ir.conditions import Condition
from kefu_core.ir.expressions import names_in
from kefu_core.ir.types import UNKNOWN


@frozen
class Judged:
    """Whether conditions hold: True, False, or None where it is not known for want of the facts that are ``missing``.

    ``failed`` are the names whose cells do not hold.
    """

    holds: bool | None
    missing: tuple[str, ...] = ()
    failed: tuple[str, ...] = ()


def judged(
    conditions: Iterable[Condition], values: Mapping[str, Any], program: Program, decision: Decision | None = None
) -> Judged:
    """Judge conditions by the values known; ``decision`` says which facts an outcome waits for."""
    known = Environment(values, program.moment.parameters)
    unknown: list[str] = []
    failed: list[str] = []
    for each in conditions:
        truth = holds(each.test, values.get(each.name, UNKNOWN), program.moment.kinds[each.name], known)
        if truth is UNKNOWN:
            unknown += [name for name in (each.name, *sorted(names_in(each.test))) if name not in values]
        elif truth is not True:
            failed.append(each.name)
    if failed:
        return Judged(holds=False, failed=tuple(failed))
    if not unknown:
        return Judged(holds=True)
    return Judged(holds=None, missing=facts_behind(unknown, decision))


def facts_behind(names: Iterable[str], decision: Decision | None) -> tuple[str, ...]:
    """The facts for want of which names are not known; a name itself where nothing else is to blame."""
    waiting = {each.name: each.missing for each in decision.undetermined} if decision is not None else {}
    return tuple(dict.fromkeys(fact for name in names for fact in (waiting.get(name) or (name,))))
