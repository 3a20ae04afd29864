"""Is there a time at which rules are in force and what they need is not? (S18)

Before anything begins and after everything has ended nothing is missing. In between, an outcome that is decided before
and after but not then, a deadline that runs before and after but not then, and a parameter that rules in force read
and that has no value yet, are holes.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from kefu_core.decide import Policy
from kefu_core.diagnostics import Diagnostic, Span, problem
from kefu_core.ir.dependencies import parts
from kefu_core.ir.expressions import parameters_in
from kefu_core.ir.moment import Moment
from kefu_core.ir.policy import Derived, PolicyIR, Table
from kefu_core.ir.types import UNKNOWN
from kefu_core.verify.cases import dates
from kefu_core.verify.periods import Stretch


def holes(policy: Policy, stretches: Sequence[Stretch], today: date | None = None) -> Iterator[Diagnostic]:
    """What is missing for a time; and rows that are in force at none.

    Before the first date of all a parameter may be missing, unless that is the time in which ``today`` lies.
    """
    ir = policy.ir
    decided = [set(_decided(each.moment)) for each in stretches]
    running = [{deadline.id for deadline in each.moment.deadlines} for each in stretches]
    for outcome in ir.outcomes:
        yield from _between(
            stretches, [outcome.id in names for names in decided], "outcome-hole", outcome.span, outcome.id
        )
    spans = {deadline.id: deadline.span for deadline in ir.deadlines}
    for deadline, span in spans.items():
        yield from _between(stretches, [deadline in names for names in running], "deadline-hole", span, deadline)
    yield from _parameters(ir, stretches, today)
    living = {
        row.span for each in stretches for step in each.moment.steps if isinstance(step, Table) for row in step.rows
    }
    for table in ir.tables:
        for row in table.rows:
            if row.span not in living:
                yield problem("never-in-force", row.span, id=row.id, table=table.id)


def _decided(moment: Moment) -> Iterator[str]:
    for step in moment.steps:
        if not isinstance(step, Derived) and (step.rows or step.default is not None):
            yield from step.outputs


def _between(
    stretches: Sequence[Stretch], there: Sequence[bool], code: str, span: Span | None, name: str
) -> Iterator[Diagnostic]:
    places = [place for place, is_there in enumerate(there) if is_there]
    for place in range(places[0], places[-1]) if places else ():
        if not there[place]:
            yield problem(code, span, id=name, dates=dates(stretches[place].period))


def _parameters(ir: PolicyIR, stretches: Sequence[Stretch], today: date | None) -> Iterator[Diagnostic]:
    spans = {parameter.id: parameter.span for parameter in ir.parameters}
    for stretch in stretches:
        until = stretch.period.until
        if stretch.period.since is None and (today is None or until is None or today >= until):
            continue
        in_force = (*stretch.moment.steps, *stretch.moment.deadlines)
        read = {name for each in in_force for part in parts(each) for name in parameters_in(part)}
        for name in sorted(read):
            if stretch.moment.parameters.get(name, UNKNOWN) is UNKNOWN:
                yield problem("parameter-hole", spans[name], id=name, dates=dates(stretch.period))
