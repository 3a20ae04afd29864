"""Do permits, forms and rules on retention cite a clause, and does anybody get what is forbidden to some? (S31, S33)"""

from __future__ import annotations

from collections.abc import Iterator

from kefu_core.diagnostics import Diagnostic, problem
from kefu_core.ir.policy import PolicyIR
from kefu_core.ir.records import PERSONAL, Form, Permit, Retention

ANYTHING = "*"
"""The resource of permits that name none."""


def records(ir: PolicyIR) -> Iterator[Diagnostic]:
    """Findings about permits, forms and rules on retention."""
    rules: tuple[Permit | Form | Retention, ...] = (*ir.permits, *ir.forms, *ir.retention)
    for each in rules:
        if not each.sources:
            yield problem("no-source", each.span, id=each.id)
    yield from _never_permitted(ir)


def _never_permitted(ir: PolicyIR) -> Iterator[Diagnostic]:
    """What is forbidden to some, and denied to the others, since no rule permits it."""
    personal = {fact.id for fact in ir.facts if fact.personal}
    permitting = [each for each in ir.permits if each.effect == "may"]
    for permit in ir.permits:
        if permit.effect == "may":
            continue
        for action in permit.actions:
            for resource in permit.resources or (ANYTHING,):
                if not any(_concerns(each, action, resource, personal) for each in permitting):
                    yield problem("never-permitted", permit.span, action=action, resource=resource)


def _concerns(permit: Permit, action: str, resource: str, personal: set[str]) -> bool:
    """Whether a permit permits an action on a resource, or on a part of it."""
    if action not in permit.actions:
        return False
    if not permit.resources or resource in {ANYTHING, *permit.resources}:
        return True
    if resource == PERSONAL:
        return not personal.isdisjoint(permit.resources)
    return resource in personal and PERSONAL in permit.resources
