"""The policy between each two dates of change, and the tables that decide otherwise than before."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

from attrs import frozen

from kefu_core.ir.dependencies import Step, gives, parts, reads
from kefu_core.ir.expressions import parameters_in
from kefu_core.ir.moment import Moment, dates_of_change, moment
from kefu_core.ir.policy import Derived, PolicyIR, Table
from kefu_core.ir.types import UNKNOWN
from kefu_core.verify.view import Period


@frozen
class Stretch:
    """The policy during one period."""

    period: Period
    moment: Moment


@frozen
class Version:
    """A table as it decides during a period, which may be several stretches; ``stretch`` is the first.

    ``settled`` if all parameters have a value that what it decides depends on.
    """

    table: Table
    stretch: Stretch
    period: Period
    settled: bool


def stretches(ir: PolicyIR) -> list[Stretch]:
    """The policy between each two dates of change."""
    bounds = [None, *dates_of_change(ir), None]
    return [Stretch(Period(since, until), moment(ir, since)) for since, until in pairwise(bounds)]


def versions(ir: PolicyIR, of: Sequence[Stretch]) -> list[Version]:
    """Each table once for each time that it decides otherwise than before."""
    known: dict[Any, Version] = {}
    for stretch in of:
        for step in stretch.moment.steps:
            if isinstance(step, Derived):
                continue
            key = _what_decides(ir, step, stretch)
            first = known.get(key)
            period = stretch.period
            if first is not None:
                period = (
                    Period(first.period.since, period.until) if first.period.until == period.since else first.period
                )
            start = stretch if first is None else first.stretch
            known[key] = Version(step, start, period, UNKNOWN not in key[1])
    return list(known.values())


def _what_decides(ir: PolicyIR, table: Table, stretch: Stretch) -> tuple[tuple[Step, ...], tuple[Any, ...]]:
    """All on which the answers about a table depend: the steps behind it, and the values of the parameters.

    Those count that the steps read, and those by which domains and what is impossible leave cases out.
    """
    makers = {name: step for step in stretch.moment.steps for name in gives(step)}
    steps: list[Step] = [table]
    for step in steps:
        steps += dict.fromkeys(makers[name] for name in reads(step) if name in makers and makers[name] not in steps)
    told = [part for step in steps for part in parts(step)]
    names = {name for step in steps for name in (*reads(step), *gives(step))}
    if ir.impossible:
        told += [condition.test for each in ir.impossible for condition in each.when]
        names |= {fact.id for fact in ir.facts}
    domains = {fact.id: fact.domain for fact in ir.facts} | {outcome.id: outcome.domain for outcome in ir.outcomes}
    told += [domain for name in names if (domain := domains.get(name)) is not None]
    read = sorted({name for part in told for name in parameters_in(part)})
    return tuple(steps), tuple(stretch.moment.parameters[name] for name in read)
