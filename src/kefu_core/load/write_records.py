"""Permits, forms and rules on retention → mappings as rule files have them."""

from __future__ import annotations

from collections.abc import Callable

from kefu_core.ir.conditions import Condition, InForce
from kefu_core.ir.expressions import Expression, Test
from kefu_core.ir.records import Form, Permit, Retention
from kefu_core.load.write_trees import Tree, filled, label


def permit_tree(permit: Permit, cell: Callable[[Test], str]) -> Tree:
    """A permit."""
    return {
        **filled(id=permit.id, label=label(permit.label)),
        permit.effect: [str(each) for each in permit.who],
        "do": list(permit.actions),
        **filled(
            on=list(permit.resources),
            when=_when(permit.when, cell),
            needs=[str(each) for each in permit.needs],
            unless=[str(each) for each in permit.unless],
            in_force=dates(permit.in_force),
            source=list(permit.sources),
        ),
    }


def form_tree(form: Form, cell: Callable[[Test], str]) -> Tree:
    """A form."""
    return filled(
        id=form.id,
        label=label(form.label),
        when=_when(form.when, cell),
        at=form.at,
        fields=list(form.fields),
        signatures=[str(each) for each in form.signatures],
        complete=None if form.before is None else f"before {form.before}",
        in_force=dates(form.in_force),
        source=list(form.sources),
    )


def retention_tree(rule: Retention, cell: Callable[[Test], str], expression: Callable[[Expression], str]) -> Tree:
    """A rule on how long a record is kept."""
    return {
        **filled(id=rule.id, label=label(rule.label), of=rule.of, when=_when(rule.when, cell)),
        "from": rule.start,
        "for": "none" if rule.period is None else expression(rule.period),
        **filled(then=rule.then, in_force=dates(rule.in_force), source=list(rule.sources)),
    }


def dates(given: InForce) -> Tree:
    """The dates between which something holds."""
    since, until = given.since, given.until
    return filled(**{"from": since and since.isoformat(), "until": until and until.isoformat()})


def _when(conditions: tuple[Condition, ...], cell: Callable[[Test], str]) -> Tree:
    return {condition.name: cell(condition.test) for condition in conditions}
