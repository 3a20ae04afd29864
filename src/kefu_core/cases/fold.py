"""The events of a case → how it stands as of an instant (S6 to S10, S17 to S20).

At each instant at which something happens, events come first, in their order; then, where facts changed, the policy
decides anew; then clocks. A latch that passes is such an instant, too: it sets facts for good.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from types import MappingProxyType
from typing import Any, Final

from attrs import define, evolve, field

from kefu_core.cases.events import standing
from kefu_core.cases.forms import Known, held_up, signatures_in
from kefu_core.cases.lanes import Applied, Lanes
from kefu_core.cases.machine import Refused, Standing, standing_of, step
from kefu_core.cases.state import CaseState, Latched, Moved, Promise, Remark, Told, Waiting
from kefu_core.clocks import Extended, Notice, Rung, Target, Warn
from kefu_core.decide import Decision, Policy
from kefu_core.decide.clocks import Clock, Open
from kefu_core.decide.policy import Engines
from kefu_core.decide.program import Examined, Program
from kefu_core.diagnostics import KefuError
from kefu_core.engine.kleene import Truth, all3
from kefu_core.engine.reference import Environment, holds
from kefu_core.ir.cases import Kind, Move, Reopening, State
from kefu_core.ir.events import ADOPT, EXTENSION, FACTS, RECORDS, Event
from kefu_core.ir.policy import Deadline
from kefu_core.ir.types import UNKNOWN
from kefu_core.values import Duration, from_micros, to_micros

NO_OTHERS: Final[Mapping[str, Policy]] = MappingProxyType({})
KIND_OF_NO_NAME: Final = "case"
"""The kind of all cases of a pack that declares none."""
KIND: Final = "kind"
"""The fact that holds the kind of a case, where a pack declares it."""


class UnknownEdition(KefuError):  # noqa: N818 - it says what is the case
    """A case has adopted an edition of its policy that is not there."""

    def __init__(self, edition: str, case: str) -> None:
        super().__init__(f"case `{case}` goes on under edition `{edition}`, which is not given")
        self.edition = edition
        self.case = case


def fold(
    policy: Policy,
    events: Iterable[Event],
    *,
    until: datetime,
    editions: Mapping[str, Policy] = NO_OTHERS,
    engine: Engines = "auto",
) -> CaseState:
    """How a case stands as of an aware instant, events at it included; a function of the set of its events.

    All ``events`` are those of one case, ``policy`` is the one that it began under, and ``editions`` are those that it
    may adopt (S18). Raises `ClashingEvents` where two with one id say different things, `UnknownEdition`, and what
    `kefu_core.clocks.follow` raises.
    """
    stood = standing(events)
    case = _Case(policy, stood[0].case if stood else "", until, editions, engine)
    case.run(stood)
    return case.state()


def as_of(policy: Policy, state: CaseState, at: datetime) -> CaseState:
    """The case as of another instant, by the events that it knows; one before it forgets what came after."""
    if state.as_of is not None and to_micros(state.as_of) == to_micros(at):
        return state
    return evolve(fold(policy, state.history, until=at), id=state.id)


def kinds_of(policy: Policy) -> tuple[Kind, ...]:
    """The kinds of a pack; one that declares none has a single kind with a single state."""
    if policy.ir.kinds:
        return policy.ir.kinds
    starts = tuple(milestone.id for milestone in policy.ir.milestones if milestone.start)
    return (Kind(KIND_OF_NO_NAME, starts, (State("open"),)),)


@define
class _Case:
    policy: Policy
    id: str
    until: datetime
    editions: Mapping[str, Policy]
    engine: Engines
    kind: Kind | None = None
    current: State | None = None
    again: bool = False
    accepted: datetime | None = None
    facts: dict[str, Any] = field(factory=dict)
    reached: dict[str, int] = field(factory=dict)
    stale: bool = True
    anew: bool = False
    decisions: list[Decision] = field(factory=list)
    moves: list[Moved] = field(factory=list)
    applying: tuple[Clock, ...] = ()
    waiting: list[Waiting] = field(factory=list)
    values: dict[str, Any] = field(factory=dict)
    lanes: Lanes = field(factory=Lanes)
    latches: dict[str, Lanes] = field(factory=dict)
    holding: dict[str, Truth] = field(factory=dict)
    passed: dict[str, Latched] = field(factory=dict)
    in_doubt: frozenset[str] = frozenset()
    remarks: list[Remark] = field(factory=list)
    steps: dict[str, Deadline] = field(factory=dict)
    history: list[Event] = field(factory=list)

    # -- the walk through time ---------------------------------------------------------------------------------------

    def run(self, events: Sequence[Event]) -> None:
        """Let everything happen up to the instant that is asked about."""
        last, place, now = to_micros(self.until), 0, None
        while True:
            following = events[place].at if place < len(events) else None
            wake = self._latch_wakeup(now)
            now = min((each for each in (following, wake) if each is not None), default=None)
            if now is None or now > last:
                return
            at = from_micros(now, self.policy.zone)
            while place < len(events) and events[place].at == now:
                self._take(events[place], at)
                place += 1
            self._settle(at)

    def _settle(self, at: datetime) -> None:
        """Decide anew where that could change anything, and let latches pass, until nothing changes (S17)."""
        while self.accepted is not None and (self.stale or self._pass_latches(at)):
            self.stale = False
            self._decide(at)

    # -- events ------------------------------------------------------------------------------------------------------

    def _take(self, event: Event, at: datetime) -> None:
        self.history.append(event)
        if event.facts:
            self.facts.update(event.facts)
            self.stale = True
        if event.type == FACTS or self._is_of_records(event):
            return
        if self.kind is None:
            self._begin(event, at)
        elif event.type == EXTENSION:
            self._extend(event, at)
        elif event.type == ADOPT:
            self._adopt(self.kind, event, at)
        else:
            self._step(self.kind, event, at)

    def _is_of_records(self, event: Event) -> bool:
        """Whether an event is about the records of the case; a milestone of the pack may be called the same."""
        return event.type in RECORDS and all(each.id != event.type for each in self.policy.ir.milestones)

    def _begin(self, event: Event, at: datetime) -> None:
        kind = self._kind_of(event)
        if kind is None:
            self._remark(event, at, "not-begun")
            return
        self.kind, self.accepted, self.stale = kind, at, True
        if any(fact.id == KIND for fact in self.policy.ir.facts):
            self.facts.setdefault(KIND, kind.id)
        self._enter(kind.states[0], at)
        self.moves.append(Moved(event.id, event.type, at, kind.states[0].id, kind.sources))
        self._reach(event, at)

    def _kind_of(self, event: Event) -> Kind | None:
        """The kind that the event names, or else the only one that it begins."""
        named = event.kind or self.facts.get(KIND)
        fitting = [kind for kind in kinds_of(self.policy) if event.type in kind.starts and named in {None, kind.id}]
        return fitting[0] if len(fitting) == 1 else None

    def _step(self, kind: Kind, event: Event, at: datetime) -> None:
        assert self.current is not None
        taken = step(kind, self.current.id, event.type, self.reached)
        if not isinstance(taken, Refused):
            taken = self._held_up(event, at) or taken
        if isinstance(taken, Refused):
            self._remark(event, at, taken.code, taken.missing, taken.sources)
            return
        self._reach(event, at)
        if taken is None:
            return
        way = taken.by
        if isinstance(way, Reopening):
            self.again = True
            for milestone in way.revokes:
                self.reached.pop(milestone, None)
            self.lanes.revoke(way.revokes, way.time, at)
            for latch in self.latches.values():
                latch.revoke(way.revokes, way.time, at)
        self._enter(next(state for state in kind.states if state.id == taken.target), at)
        self.moves.append(Moved(event.id, event.type, at, taken.target, way.sources if way is not None else ()))
        if isinstance(way, Move) and way.stops:
            self._stop(event.type, at)

    def _held_up(self, event: Event, at: datetime) -> Refused | None:
        """Why a milestone must not come yet: a form that has to be complete before, and is not (S33)."""
        forms = [form for form in self.policy.ir.forms if form.before == event.type]
        if not forms:
            return None
        assert self.accepted is not None
        values, decision = self.values, self.decisions[-1] if self.decisions else None
        if self.stale:
            examined = self._program().examine(dict(self.facts), at)
            values, decision = dict(examined.values), examined.decision
        reached = {name: from_micros(each, self.policy.zone) for name, each in self.reached.items()}
        known = Known(self.accepted, reached, values, signatures_in(self.history), decision)
        return held_up(self.policy, forms, known)

    def _reach(self, event: Event, at: datetime) -> None:
        self.reached[event.type] = event.at
        if self.lanes.reach(event.type, at):
            self._remark(event, at, "early")
        for latch in self.latches.values():
            latch.reach(event.type, at)
        # A due date may rest on the instants of events.
        self.stale |= any(clock.deadline.due is not None for clock in self.applying)

    def _enter(self, state: State, at: datetime) -> None:
        self.current = state
        self.lanes.enter(state, at)
        for latch in self.latches.values():
            latch.enter(state, at)

    def _stop(self, reason: str, at: datetime) -> None:
        self.lanes.stop(reason, at)
        for latch in self.latches.values():
            latch.stop(reason, at)

    def _adopt(self, kind: Kind, event: Event, at: datetime) -> None:
        """Go on under another edition: what was met or missed stays, what is open is counted anew (S12, S18)."""
        assert self.current is not None
        edition = str(event.given.get("edition"))
        policy = self.editions.get(edition)
        if policy is None:
            raise UnknownEdition(edition, self.id)
        found = next((each for each in kinds_of(policy) if each.id == kind.id), None)
        state = next((each for each in found.states if each.id == self.current.id), None) if found else None
        if found is None or state is None or self.current.final:
            self._remark(event, at, "wrong-state")
            return
        self.policy, self.kind, self.stale, self.anew = policy, found, True, True
        self._enter(state, at)

    def _extend(self, event: Event, at: datetime) -> None:
        given = event.given
        by = given["by"]
        assert isinstance(by, Duration)
        recorded = None if event.recorded is None else from_micros(event.recorded, self.policy.zone)
        approver, reason = str(given.get("approver", event.actor or "")), str(given.get("reason", ""))
        more = Extended(at, by, approver, reason, recorded)
        if not self.lanes.extend(str(given["milestone"]), more):
            self._remark(event, at, "nothing-to-extend")

    def _remark(
        self,
        event: Event,
        at: datetime,
        code: str,
        missing: tuple[str, ...] = (),
        sources: tuple[str, ...] = (),
    ) -> None:
        self.remarks.append(Remark(event.id, event.type, at, code, missing, sources))

    # -- decisions and clocks ----------------------------------------------------------------------------------------

    def _decide(self, at: datetime) -> None:
        program = self._program()
        examined = program.examine(dict(self.facts), at, in_doubt=self.in_doubt)
        self.decisions.append(examined.decision)
        self.applying, self.values = examined.applying, dict(examined.values)
        self.steps |= {clock.deadline.id: clock.deadline for clock in examined.applying}
        self.waiting = []
        anew, self.anew = self.anew, False
        self.lanes.apply([self._applied(clock, examined) for clock in examined.applying], at, anew=anew)
        for latch in program.latches:
            lanes = self.latches.get(latch.deadline.id)
            if lanes is None:
                lanes = self.latches[latch.deadline.id] = Lanes(happened=[*self.lanes.happened], state=self.lanes.state)
            applies = self.holding[latch.deadline.id] = self._holds(latch, program)
            lanes.apply([self._applied(latch, examined)] if applies is not False else [], at, anew=anew)

    def _program(self) -> Program:
        assert self.accepted is not None
        return self.policy.program(self.accepted, engine=self.engine)

    def _holds(self, latch: Clock, program: Program) -> Truth:
        known = Environment(self.values, program.moment.parameters)
        return all3(
            holds(each.test, self.values.get(each.name, UNKNOWN), program.moment.kinds[each.name], known)
            for each in latch.deadline.when
        )

    def _applied(self, clock: Clock, examined: Examined) -> Applied:
        deadline = clock.deadline
        period = clock.reckon(examined.values, self.reached)
        target = None if period is None or isinstance(period, Open) else _target(clock, period)
        return Applied(deadline.id, deadline.milestone, deadline.starts, deadline.pauses, target)

    # -- latches -----------------------------------------------------------------------------------------------------

    def _pass_latches(self, at: datetime) -> bool:
        """Set the facts of the latches whose time is over: whether that changes anything.

        Where nobody can say whether a latch applies, its facts are not known either, once its time is over (S13).
        """
        over = [name for name, lanes in self.latches.items() if name not in self.passed and _is_missed(lanes, at)]
        before, in_doubt, passing = self.in_doubt, set[str](), False
        for latch in (latch for latch in self._program().moment.latches if latch.id in over):
            if self.holding[latch.id] is True:
                self.passed[latch.id] = Latched(latch.id, at, latch.sources)
                self.facts.update(latch.sets)
                passing = True
            elif self.holding[latch.id] is UNKNOWN:
                in_doubt |= {name for name, _ in latch.sets}
        self.in_doubt = frozenset(in_doubt)
        return passing or self.in_doubt != before

    def _latch_wakeup(self, now: int | None) -> int | None:
        """When the next latch passes, after ``now``, as far as is known."""
        pending = [lanes for name, lanes in self.latches.items() if name not in self.passed]
        breaches = (each for lanes in pending for each in _breaches(lanes, self.until))
        return min((each for each in breaches if now is None or each > now), default=None)

    # -- the answer --------------------------------------------------------------------------------------------------

    def state(self) -> CaseState:
        """How the case stands now that everything has happened."""
        if self.kind is None or self.current is None:
            return CaseState(
                self.id, "new", facts=self.facts, remarks=tuple(self.remarks),
                as_of=self.until, values=self.facts, history=tuple(self.history),
            )  # fmt: skip
        followed = list(self.lanes.followed(self.until))
        wakeups = [each.next_wakeup for _, each in followed if each.next_wakeup is not None]
        latch = self._latch_wakeup(to_micros(self.until))
        wakeups += [from_micros(latch, self.policy.zone)] if latch is not None else []
        order = {deadline.id: place for place, deadline in enumerate(self.policy.ir.deadlines)}
        promises = [
            Promise(line.target, milestone, line, self.steps[line.target].sources)
            for milestone, each in followed
            for line in each.lines
        ]

        def place(promise: Promise) -> tuple[int, int]:
            """Deadlines in the order of the pack, those of an earlier edition last."""
            return order.get(promise.id, len(order)), to_micros(promise.line.starts)

        told = [self._told(notice) for _, each in followed for notice in each.notices]
        standing: Standing = standing_of(self.current, again=self.again)
        return CaseState(
            id=self.id,
            standing=standing,
            kind=self.kind.id,
            state=self.current.id,
            accepted=self.accepted,
            facts=self.facts,
            reached={name: from_micros(at, self.policy.zone) for name, at in self.reached.items()},
            decision=self.decisions[-1] if self.decisions else None,
            decisions=tuple(self.decisions),
            moves=tuple(self.moves),
            latched=tuple(self.passed.values()),
            promises=tuple(
                sorted(promises, key=lambda each: (order.get(each.id, len(order)), to_micros(each.line.starts)))
            ),
            waiting=tuple(self._waiting()),
            told=tuple(sorted(told, key=lambda each: to_micros(each.at))),
            remarks=tuple(self.remarks),
            next_wakeup=min(wakeups, key=to_micros, default=None),
            as_of=self.until,
            values=self.values,
            history=tuple(self.history),
        )

    def _waiting(self) -> Iterable[Waiting]:
        begun = {lane.applied.id for lane in self.lanes.lanes if lane.applied is not None and lane.clocks}
        for clock in self.applying:
            deadline = clock.deadline
            if deadline.id not in begun:
                yield Waiting(deadline.id, deadline.milestone, deadline.starts[0], deadline.sources)

    def _told(self, notice: Notice) -> Told:
        deadline = self.steps[notice.target]
        number = int(notice.id)
        common = (notice.at, notice.deliver)
        if notice.kind == "warning":
            warning = deadline.warnings[number]
            return Told(deadline.id, "warning", number, *common, notify=warning.notify, sources=deadline.sources)
        late = deadline.ladder[number - len(deadline.warnings)]
        return Told(
            deadline.id, "late", number - len(deadline.warnings), *common,
            notify=late.notify, escalate=late.escalate, task=late.task, sources=deadline.sources,
        )  # fmt: skip


def _target(clock: Clock, period: Duration | datetime) -> Target:
    """The target that a deadline sets; its notices are named by their numbers, the ladder after the warnings."""
    deadline = clock.deadline
    within = period if isinstance(period, Duration) else None
    warnings = tuple(Warn(str(number), each.share, each.before) for number, each in enumerate(deadline.warnings))
    ladder = tuple(Rung(str(len(warnings) + number), each.after) for number, each in enumerate(deadline.ladder))
    return Target(
        deadline.id,
        clock.zone,
        within=within,
        due=period if isinstance(period, datetime) else None,
        calendar=clock.calendar,
        closing=clock.closing is not None,
        roll=deadline.roll if clock.closing is not None else None,
        retarget=deadline.retarget,
        warnings=warnings,
        ladder=ladder,
        extensions=deadline.extensions,
    )


def _is_missed(lanes: Lanes, at: datetime) -> bool:
    return any(line.breached is not None for _, each in lanes.followed(at) for line in each.lines)


def _breaches(lanes: Lanes, until: datetime) -> Iterable[int]:
    """When clocks of a latch will be overdue, as far as is known."""
    for _, each in lanes.followed(until):
        for line in each.lines:
            if line.breached is not None:
                yield to_micros(line.breached)
        if each.next_wakeup is not None:
            yield to_micros(each.next_wakeup)
