"""Forms of a case: which are owed, what they lack, and what must not happen before they are complete (S33)."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any

from attrs import frozen

from kefu_core.cases.conditions import judged
from kefu_core.cases.machine import Refused
from kefu_core.cases.state import CaseState
from kefu_core.decide import Decision, Policy
from kefu_core.ir.events import SIGNED, Event
from kefu_core.ir.records import Form
from kefu_core.ir.signatures import Signature


@frozen
class FormState:
    """A form of a case as of an instant.

    It is owed ``since`` an instant; where it is not known whether it is, ``undetermined`` are the facts that would say
    so. ``fields`` and ``signatures`` are what it still lacks; ``before`` is the milestone that must not come before it
    is complete.
    """

    form: str
    since: datetime
    fields: tuple[str, ...] = ()
    signatures: tuple[str, ...] = ()
    undetermined: tuple[str, ...] = ()
    before: str | None = None
    sources: tuple[str, ...] = ()

    @property
    def complete(self) -> bool:
        """Whether nothing is lacking. What is not complete is a task."""
        return not self.fields and not self.signatures and not self.undetermined

    @property
    def lacking(self) -> tuple[str, ...]:
        """What it lacks: ``form.fact``, and ``form.signed.role``."""
        fields = (f"{self.form}.{name}" for name in self.fields)
        return (*fields, *(f"{self.form}.{SIGNED}.{each}" for each in self.signatures))


@frozen
class Known:
    """What is known of a case when forms are looked at: the milestones reached, values, signatures, the decision."""

    accepted: datetime
    reached: Mapping[str, datetime]
    values: Mapping[str, Any]
    signed: Collection[Signature]
    decision: Decision | None


def forms_of(policy: Policy, state: CaseState) -> tuple[FormState, ...]:
    """The forms that a case owes, in the order of the pack, complete ones included.

    The rules are those in force at its acceptance (S18). A form of which it is not known whether it is owed is listed
    with the facts that would say so.
    """
    if state.accepted is None:
        return ()
    known = Known(state.accepted, state.reached, state.values, signatures_in(state.history), state.decision)
    return tuple(owed(policy, policy.ir.forms, known))


def owed(policy: Policy, forms: Iterable[Form], known: Known) -> Iterator[FormState]:
    """The state of those of the forms that are owed, or may be."""
    program = policy.program(known.accepted)
    day = known.accepted.astimezone(policy.zone).date()
    for form in forms:
        since = known.accepted if form.at is None else known.reached.get(form.at)
        if since is None or not form.in_force.holds_on(day):
            continue
        found = judged(form.when, known.values, program, known.decision)
        if found.holds is False:
            continue
        yield FormState(
            form=form.id,
            since=since,
            fields=tuple(name for name in form.fields if name not in known.values),
            signatures=tuple(str(each) for each in form.signatures if (form.id, str(each)) not in known.signed),
            undetermined=found.missing,
            before=form.before,
            sources=form.sources,
        )


def held_up(policy: Policy, forms: Iterable[Form], known: Known) -> Refused | None:
    """Why a milestone that waits for these forms must not come; one that may not be owed holds nothing up."""
    found = [each for each in owed(policy, forms, known) if each.lacking and not each.undetermined]
    if not found:
        return None
    return Refused(
        "incomplete",
        tuple(name for each in found for name in each.lacking),
        tuple(dict.fromkeys(source for each in found for source in each.sources)),
    )


def signatures_in(events: Iterable[Event]) -> frozenset[Signature]:
    """The forms that were signed, and as whom."""
    given = (event.given for event in events if event.type == SIGNED)
    return frozenset((str(each["form"]), str(each["by"])) for each in given if {"form", "by"} <= each.keys())
