"""Forms of deadlines → deadlines with typed conditions and periods."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast, get_args

from kefu_core.calendars import Roll
from kefu_core.diagnostics import did_you_mean, problem
from kefu_core.ir import types
from kefu_core.ir.cases import Retarget
from kefu_core.ir.expressions import Call, Expression, Literal, Name, Parameter, walk
from kefu_core.ir.policy import ALWAYS, Deadline
from kefu_core.load.nodes import Scalar
from kefu_core.resolve.calendars import calendar_named
from kefu_core.resolve.conditions import conditions_of
from kefu_core.resolve.expressions import ALL_NAMES, FACTS
from kefu_core.resolve.notices import extension_of, ladder_of, warnings_of
from kefu_core.resolve.outputs import expression
from kefu_core.resolve.scope import Declared, id_of, label_of, sources_of
from kefu_core.resolve.states import state_named
from kefu_core.resolve.tables import in_force
from kefu_core.values import Family

if TYPE_CHECKING:
    from kefu_core.load import forms
    from kefu_core.load.syntax import Reader
    from kefu_core.resolve.scope import Scope

WITHIN = Declared(id="within", sort="deadline", type=types.Duration())
DUE = Declared(id="due", sort="deadline", type=types.Instant())
WORKING = (Family.WORKING_CLOCK, Family.WORKING_DAYS)


def deadline(form: forms.DeadlineForm, scope: Scope, reader: Reader) -> Deadline | None:
    """The deadline, or None where too little of it could be understood."""
    conditions = conditions_of(form.when, FACTS, scope, reader)
    starts = [milestone_named(scalar, scope) for scalar in form.from_]
    if not starts:
        scope.problems.append(problem("no-start-event", form.places.get("from", form.id.span), id=form.id.text))
    milestone = milestone_named(form.until, scope)
    if (form.within is None) == (form.due is None):
        help_ = "missing" if form.within is None else "both"
        scope.problems.append(
            problem("within-or-due", form.places.get("due", form.id.span), help=help_, id=form.id.text)
        )
        return None
    within = expression(form.within, WITHIN, scope, reader) if form.within else None
    due = expression(form.due, DUE, scope, reader, sorts=(*ALL_NAMES, "milestone")) if form.due else None
    calendar = calendar_named(form.calendar, scope)
    if form.calendar is None and scope.calendar is None:
        for value in (within, due):
            if value is not None:
                refuse_what_needs_a_calendar(value, scope)
    extensions, extended_by = extension_of(form.extend, scope)
    dates = in_force(form.in_force.from_, form.in_force.until, scope) if form.in_force else ALWAYS
    if conditions is None or not starts or None in starts or milestone is None or (within is None and due is None):
        return None
    return Deadline(
        id=id_of(form.id, scope.problems),
        when=conditions,
        starts=tuple(start for start in starts if start is not None),
        milestone=milestone,
        within=within,
        due=due,
        calendar=calendar,
        roll=_roll(form, scope),
        sources=sources_of(form.source, scope.problems),
        in_force=dates,
        label=label_of(form.label),
        pauses=_pauses(form, scope),
        retarget=_retarget(form, scope),
        extensions=extensions,
        extended_by=extended_by,
        warnings=warnings_of(form.warn, scope),
        ladder=ladder_of(form.late, scope),
        span=form.id.span,
    )


def milestone_named(scalar: Scalar, scope: Scope) -> str | None:
    """The milestone that an id or a label names; None after a diagnostic."""
    declared = scope.find(scalar.text, ("milestone",))
    if declared is None:
        scope.problems.append(scope.unknown(scalar.text, scalar.span, ("milestone",)))
        return None
    return declared.id


def _pauses(form: forms.DeadlineForm, scope: Scope) -> tuple[str, ...] | None:
    """The states named under ``pause``; None where the states themselves say it."""
    if form.pause is None:
        return None
    found = [state_named(scalar, scope.states, scope) for scalar in form.pause]
    return tuple(each for each in found if each is not None)


def _retarget(form: forms.DeadlineForm, scope: Scope) -> Retarget:
    """Where the time begins if the deadline takes the place of another."""
    if form.retarget is None:
        return "from_start"
    if form.retarget.text in get_args(Retarget):
        return cast("Retarget", form.retarget.text)
    guess = did_you_mean(form.retarget.text, get_args(Retarget))
    help_ = "did-you-mean" if guess else "ways"
    scope.problems.append(
        problem("unknown-retarget", form.retarget.span, help=help_, text=form.retarget.text, guess=guess or "")
    )
    return "from_start"


def _roll(form: forms.DeadlineForm, scope: Scope) -> Roll | None:
    """Where a last day that is closed moves to."""
    if form.roll is None:
        return None
    if form.calendar is None:
        scope.problems.append(problem("roll-without-calendar", form.roll.span))
        return None
    for roll in get_args(Roll):
        if form.roll.text == roll:
            return cast("Roll", roll)
    guess = did_you_mean(form.roll.text, get_args(Roll))
    help_ = "did-you-mean" if guess else "rolls"
    scope.problems.append(problem("unknown-roll", form.roll.span, help=help_, text=form.roll.text, guess=guess or ""))
    return None


def refuse_what_needs_a_calendar(value: Expression, scope: Scope) -> None:
    """Working time is counted by a working calendar: that of the deadline, or that of the policy."""
    for part in walk(value):
        if isinstance(part, (Literal, Parameter, Call, Name)) and _works(part, scope):
            assert part.span is not None
            scope.problems.append(problem("needs-calendar", part.span))
            return


def _works(part: Expression, scope: Scope) -> bool:
    """Whether a period, or one of the values of a parameter, is counted in working time."""
    families = {part.type.family} if isinstance(part.type, types.Duration) else set()
    if isinstance(part, Parameter):
        families |= scope.names[part.id].families
    return not families.isdisjoint(WORKING)
