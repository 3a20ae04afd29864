"""A case as somebody may see it: what is personal, and not for their eyes, is replaced by a mark (S31).

Hidden are the values of facts marked ``personal`` that the person may not read, and whatever is calculated from them:
derived facts, outcomes, due dates. Of a table that looks at one of these the row is hidden, since it says what the
value is like; its outcome is shown, since it is what people work with. The mark is an object, ``{"masked": true}``:
values are texts, numbers, truths and lists, so that none can be taken for it, whatever it says.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from attrs import field, frozen

from kefu_core.cases import CaseState, as_of
from kefu_core.cases.as_json import case_json
from kefu_core.decide import Policy
from kefu_core.decide.steps import DERIVED, GIVEN
from kefu_core.ir.flows import Flows, flows
from kefu_core.ir.notation import to_json
from kefu_core.ir.records import READ
from kefu_core.people import NOBODY, Directory
from kefu_core.permits.may import Asked, Permission


@frozen
class Masked:
    """A case as JSON with the values of its facts, and for each personal fact whether it may be read.

    ``hidden`` are the names whose values are not shown.
    """

    case: Mapping[str, Any] = field(hash=False)
    permissions: Mapping[str, Permission] = field(hash=False)
    hidden: tuple[str, ...] = ()


def mark() -> dict[str, bool]:
    """What stands for a value that is not shown."""
    return {"masked": True}


def masked(
    policy: Policy, state: CaseState, *, actor: str, at: datetime, directory: Directory = NOBODY, action: str = READ
) -> Masked:
    """A case as of an aware instant, as a person may see it.

    >>> masked(policy, state, actor="A1001", at=now).case["facts"]["customer"]    # doctest: +SKIP
    {'masked': True}
    """
    present = as_of(policy, state, at)
    asked = Asked(policy, present, actor, at, directory)
    permissions = {fact.id: asked.answer(action, fact.id) for fact in policy.ir.facts if fact.personal}
    secret = tuple(name for name, permission in permissions.items() if not permission.allowed)
    found = flows(policy.ir, secret)
    hidden = tuple(sorted(found.names & present.values.keys()))
    return Masked(_view(policy, present, found, secret), permissions, hidden)


def _view(policy: Policy, state: CaseState, hidden: Flows, secret: tuple[str, ...]) -> dict[str, Any]:
    view = case_json(state, policy)
    given = {fact.id: fact.type for fact in policy.ir.facts} | {each.id: each.type for each in policy.ir.derived}
    view["facts"] = {
        name: mark() if name in hidden.names else to_json(state.values[name], kind, zone=policy.zone)
        for name, kind in given.items()
        if name in state.values
    }
    view["outcomes"] = {name: mark() if name in hidden.names else each for name, each in view["outcomes"].items()}
    view["deadlines"] = [_without_times(each, hidden, each["id"], "due", "at") for each in view["deadlines"]]
    for key in ("notices", "escalations", "tasks"):
        view[key] = [_without_times(each, hidden, each["deadline"], "at", "deliver") for each in view[key]]
    if hidden.deadlines:
        view["next_wakeup"] = mark()
    derived = {each.id for each in policy.ir.derived}
    view["reasons"] = _reasons(view["reasons"], hidden, hidden.names & derived)
    view["undetermined"] = [
        {**each, "rule": mark(), "sources": mark()} if each["table"] in hidden.tables else each
        for each in view["undetermined"]
    ]
    # An id that is made of what an event says would give it away.
    telling = {event.id for event in state.history if any(name in secret for name, _ in event.facts)}
    view["remarks"] = [{**each, "event": mark()} if each["event"] in telling else each for each in view["remarks"]]
    return view


def _without_times(entry: dict[str, Any], hidden: Flows, deadline: str, *keys: str) -> dict[str, Any]:
    """An entry on a deadline without the instants that are calculated from what is hidden."""
    if deadline not in hidden.deadlines:
        return entry
    return {key: mark() if key in keys else value for key, value in entry.items()}


def _reasons(reasons: list[dict[str, Any]], hidden: Flows, flags: frozenset[str]) -> list[dict[str, Any]]:
    """One reason for each table that looks at what is hidden; none for derived facts calculated from it."""
    found: dict[Any, dict[str, Any]] = {}
    for number, each in enumerate(reasons):
        table = each["table"]
        if table in flags and each["rule"] in {DERIVED, GIVEN}:  # one that is not set has no reason
            continue
        if table in hidden.tables:
            found[table] = {"table": table, "rule": mark(), "sources": mark()}
        else:
            found[number] = each
    return list(found.values())
