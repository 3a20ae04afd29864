"""Forms of latches → clocks whose passing sets facts for good (S17)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kefu_core.diagnostics import problem
from kefu_core.ir.policy import ALWAYS, Latch
from kefu_core.resolve.calendars import calendar_named
from kefu_core.resolve.conditions import OF_A_CASE, conditions_of
from kefu_core.resolve.deadlines import WITHIN, milestone_named, refuse_what_needs_a_calendar
from kefu_core.resolve.given import read_fact
from kefu_core.resolve.outputs import expression
from kefu_core.resolve.scope import id_of, label_of, sources_of
from kefu_core.resolve.tables import in_force
from kefu_core.resolve.vocabulary import REFUSED

if TYPE_CHECKING:
    from kefu_core.load import forms
    from kefu_core.load.nodes import MapNode
    from kefu_core.load.syntax import Reader
    from kefu_core.resolve.scope import Scope


def latch(form: forms.LatchForm, scope: Scope, reader: Reader) -> Latch | None:
    """The latch, or None where too little of it could be understood."""
    conditions = conditions_of(form.when, OF_A_CASE, scope, reader)
    starts = [milestone_named(scalar, scope) for scalar in form.from_]
    if not starts:
        scope.problems.append(problem("no-start-event", form.places.get("from", form.id.span), id=form.id.text))
    milestone = milestone_named(form.until, scope)
    within = expression(form.within, WITHIN, scope, reader)
    calendar = calendar_named(form.calendar, scope)
    if form.calendar is None and scope.calendar is None and within is not None:
        refuse_what_needs_a_calendar(within, scope)
    sets = _sets(form.set, scope)
    dates = in_force(form.in_force.from_, form.in_force.until, scope) if form.in_force else ALWAYS
    if conditions is None or not starts or None in starts or milestone is None or within is None or not sets:
        return None
    return Latch(
        id=id_of(form.id, scope.problems),
        when=conditions,
        starts=tuple(start for start in starts if start is not None),
        milestone=milestone,
        within=within,
        sets=sets,
        calendar=calendar,
        sources=sources_of(form.source, scope.problems),
        in_force=dates,
        label=label_of(form.label),
        span=form.id.span,
    )


def _sets(node: MapNode, scope: Scope) -> tuple[tuple[str, Any], ...]:
    """The facts and the values that the latch gives them; facts alone, which nothing else of the pack decides."""
    found: list[tuple[str, Any]] = []
    for key, value in node.entries:
        declared = scope.find(key.text, ("fact",))
        if declared is None:
            scope.problems.append(scope.unknown(key.text, key.span, ("fact",)))
            continue
        given = read_fact(value, declared, scope)
        if given is not REFUSED:
            found.append((declared.id, given))
    return tuple(found)
