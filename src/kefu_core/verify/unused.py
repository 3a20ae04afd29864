"""Is there a fact, a parameter or a calendar that no rule and no deadline needs?"""

from __future__ import annotations

from collections.abc import Iterator

from kefu_core.decide import Policy
from kefu_core.diagnostics import Diagnostic, problem
from kefu_core.ir.dependencies import parts, reads
from kefu_core.ir.expressions import Expression, Test, names_in, parameters_in
from kefu_core.ir.people import HolderOf, PartyOf, Who
from kefu_core.ir.policy import Deadline, Latch, PolicyIR


def unused(policy: Policy) -> Iterator[Diagnostic]:
    """The names that are declared for nothing."""
    ir = policy.ir
    read = list(_parts(ir))
    names = {name for part in read for name in names_in(part)} | {name for step in ir.steps for name in reads(step)}
    clocks: tuple[Deadline | Latch, ...] = (*ir.deadlines, *ir.latches)
    names |= {condition.name for each in clocks for condition in each.when}
    names |= {condition.name for each in ir.impossible for condition in each.when}
    names |= set(_in_records(ir))
    parameters = {name for part in read for name in parameters_in(part)}
    for fact in ir.facts:
        if fact.id not in names:
            yield problem("unused-fact", fact.span, id=fact.id)
    for derived in ir.derived:
        if derived.id not in names:
            yield problem("unused-derived", derived.span, id=derived.id)
    for parameter in ir.parameters:
        if parameter.id not in parameters:
            yield problem("unused-parameter", parameter.span, id=parameter.id)
    counting = {ir.calendar, *(each.calendar for each in clocks)}
    for calendar in ir.calendars:
        if calendar.id not in counting:
            yield problem("unused-calendar", calendar.span, id=calendar.id)


def _in_records(ir: PolicyIR) -> Iterator[str]:
    """The names that permits, forms, rules on retention and notices speak of."""
    persons: list[Who] = [who for each in ir.permits for who in each.who]
    persons += [need.by for each in ir.permits for need in (*each.needs, *each.unless) if need.by is not None]
    persons += [who for each in ir.forms for who in each.signatures]
    for deadline in ir.deadlines:
        persons += [who for warning in deadline.warnings for who in warning.notify]
        persons += [who for step in deadline.ladder for who in step.notify]
        persons += [step.escalate for step in deadline.ladder if step.escalate is not None]
    yield from (who.fact for who in persons if isinstance(who, (HolderOf, PartyOf)))
    yield from (name for form in ir.forms for name in form.fields)
    for rules in (ir.permits, ir.forms, ir.retention):
        yield from (condition.name for rule in rules for condition in rule.when)


def _parts(ir: PolicyIR) -> Iterator[Expression | Test]:
    for each in (*ir.steps, *ir.deadlines, *ir.latches):
        yield from parts(each)
    yield from (condition.test for each in ir.impossible for condition in each.when)
    for rules in (ir.permits, ir.forms, ir.retention):
        yield from (condition.test for rule in rules for condition in rule.when)
    yield from (rule.period for rule in ir.retention if rule.period is not None)
    yield from (fact.domain for fact in ir.facts if fact.domain is not None)
    yield from (outcome.domain for outcome in ir.outcomes if outcome.domain is not None)
