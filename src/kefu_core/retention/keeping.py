"""Until when is each record of a case kept, by which clauses, and what becomes of it then? (S33)"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Literal

from attrs import frozen

from kefu_core.calendars import due
from kefu_core.cases import CaseState
from kefu_core.cases.conditions import facts_behind, judged
from kefu_core.decide import Policy
from kefu_core.decide.clocks import WORKING
from kefu_core.engine.reference import Environment, evaluate
from kefu_core.ir.events import HOLD, RELEASE, Event
from kefu_core.ir.expressions import names_in, parameters_in
from kefu_core.ir.records import Fate, Retention
from kefu_core.ir.types import UNKNOWN
from kefu_core.values import Duration, to_micros

Status = Literal["counting", "over", "for-good", "held", "waits", "undetermined"]


@frozen
class Keep:
    """A record of a case, and until when it is kept: the longest of all rules about it counts.

    ``of`` is the kind of the case, a form or a resource. ``until`` is the end of the last period, the first instant at
    which it need not be kept any longer; None where there is no such instant, or none yet. ``then`` is what becomes of
    the record. ``held`` are the reasons of the holds that stand; ``waits_for`` are milestones that have not come, and
    ``missing`` facts that are not known, without which nothing can be said. ``sources`` are the clauses of ``rules``.
    """

    of: str
    rules: tuple[str, ...]
    status: Status
    until: datetime | None = None
    then: Fate | None = None
    held: tuple[str, ...] = ()
    waits_for: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()

    @property
    def is_over(self) -> bool:
        """Whether the record may be destroyed, or redacted, now."""
        return self.status == "over"


def kept_until(policy: Policy, state: CaseState) -> tuple[Keep, ...]:
    """The records of a case that rules speak of, in the order of the pack, as of the instant of the state.

    Periods are counted in the pack's zone (S5), working time by its calendar. The rules are those in force when the
    case was accepted (S18). Raises what `kefu_core.calendars.due` does.
    """
    if state.accepted is None or state.kind is None:
        return ()
    day = state.accepted.astimezone(policy.zone).date()
    kinds = {kind.id for kind in policy.ir.kinds}
    by_record: dict[str, list[Retention]] = {}
    for rule in policy.ir.retention:
        of = state.kind if rule.of is None else rule.of
        if rule.in_force.holds_on(day) and (of not in kinds or of == state.kind):
            by_record.setdefault(of, []).append(rule)
    keeps = (_keep(policy, state, of, rules) for of, rules in by_record.items())
    return tuple(each for each in keeps if each is not None)


def holds_in(events: Iterable[Event]) -> tuple[str, ...]:
    """The reasons for which nothing may be destroyed; a release ends the hold of its own reason, and no other."""
    held: dict[str, None] = {}
    for event in events:
        reason = str(event.given.get("reason", ""))
        if event.type == HOLD:
            held[reason] = None
        elif event.type == RELEASE:
            held.pop(reason, None)
    return tuple(held)


@frozen
class _Counted:
    """One rule of a record: the end of its period, for good, or what it waits for."""

    rule: Retention
    until: datetime | None = None
    for_good: bool = False
    waits_for: str | None = None
    missing: tuple[str, ...] = ()


def _keep(policy: Policy, state: CaseState, of: str, rules: list[Retention]) -> Keep | None:
    counted = [each for rule in rules if (each := _counted(policy, state, rule)) is not None]
    if not counted:
        return None
    held = holds_in(state.history)
    waits_for = tuple(dict.fromkeys(each.waits_for for each in counted if each.waits_for is not None))
    missing = tuple(dict.fromkeys(name for each in counted for name in each.missing))
    for_good = any(each.for_good for each in counted)
    ends = [each.until for each in counted if each.until is not None]
    is_open = bool(waits_for or missing or for_good)
    until = None if is_open else max(ends, key=to_micros)
    status: Status
    if for_good:
        status = "for-good"
    elif missing:
        status = "undetermined"
    elif waits_for:
        status = "waits"
    elif held:
        status = "held"
    else:
        assert until is not None
        assert state.as_of is not None
        status = "over" if to_micros(until) <= to_micros(state.as_of) else "counting"
    fates = [each.rule.then for each in counted if until is not None and each.until == until]
    return Keep(
        of=of,
        rules=tuple(each.rule.id for each in counted),
        status=status,
        until=until,
        # Of two rules that end together the one that takes away less.
        then=None if until is None else "redact" if "redact" in fates else "destroy",
        held=held,
        waits_for=waits_for,
        missing=missing,
        sources=tuple(dict.fromkeys(source for each in counted for source in each.rule.sources)),
    )


def _counted(policy: Policy, state: CaseState, rule: Retention) -> _Counted | None:
    """What a rule says of a case; None where it does not apply."""
    assert state.accepted is not None
    program = policy.program(state.accepted)
    found = judged(rule.when, state.values, program, state.decision)
    if found.holds is False:
        return None
    if found.holds is None:
        return _Counted(rule, missing=found.missing)
    if rule.period is None:
        return _Counted(rule, for_good=True)
    start = state.reached.get(rule.start)
    if start is None:
        return _Counted(rule, waits_for=rule.start)
    parameters = program.moment.parameters
    period = evaluate(rule.period, Environment(state.values, parameters))
    if not isinstance(period, Duration):
        unknown = [name for name in sorted(names_in(rule.period)) if name not in state.values]
        unknown += [name for name in sorted(parameters_in(rule.period)) if parameters[name] is UNKNOWN]
        return _Counted(rule, missing=facts_behind(unknown, state.decision))
    calendar = None if policy.ir.calendar is None else policy.calendars[policy.ir.calendar]
    working = calendar if period.family in WORKING else None
    return _Counted(rule, until=due(start, period, zone=policy.zone, calendar=working))
