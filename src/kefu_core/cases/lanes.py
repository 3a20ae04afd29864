"""The clocks of a case: what happened to it → what has become of each deadline (S6 to S11).

Deadlines with the same start and the same milestone are targets of one clock (S8): a *lane* has one of them at a time,
and where several apply at once there are several lanes. Each time a start event comes, a clock begins in each lane of
it; what happens to a clock is written down as events of `kefu_core.clocks`, which `follow` makes lines of.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime

from attrs import define, field, frozen

from kefu_core.clocks import (
    Event,
    Extended,
    Followed,
    Met,
    Paused,
    Recounted,
    Reopened,
    Resumed,
    Retargeted,
    Started,
    Stopped,
    Target,
    follow,
)  # fmt: skip
from kefu_core.ir.cases import Reopen, State


@frozen
class Applied:
    """A deadline, or a latch, that applies from now on, and the target that it sets; None while that is not known."""

    id: str
    milestone: str
    starts: tuple[str, ...]
    pauses: tuple[str, ...] | None
    target: Target | None


@define
class _Clock:
    """A clock that began with one occurrence of its start.

    It is ``done`` once its milestone has come, and ``over`` once nothing can happen to it any more. ``again``: it had
    been done for one target, and waits for another that counts from the change.
    """

    first: Target | None
    start: str
    events: list[Event]
    done: bool = False
    again: bool = False
    over: bool = False
    reopen: Reopen = "pause"

    def followed(self, as_of: datetime) -> Followed:
        return follow(self.first, self.events, as_of=as_of, reopen=self.reopen)

    def retarget(self, target: Target | None, at: datetime) -> None:
        """Another target, or none, takes the place of the present one (S8)."""
        self.events.append(Retargeted(at, target))
        from_change = target is not None and target.retarget == "from_change"
        if self.done and from_change:
            self.done, self.again = False, True
        elif self.again and not from_change:
            self.done, self.again = True, False

    def extend(self, event: Extended) -> bool:
        """Take more time: whether it was not too late, nor too often."""
        remarks = self.followed(event.at).remarks
        self.events.append(event)
        if self.followed(event.at).remarks == remarks:
            return True
        self.events.pop()
        return False

    def is_open(self, at: datetime) -> bool:
        """Whether it has been neither met nor missed nor stopped."""
        lines = self.followed(at).lines
        return not self.done and not self.over and (not lines or lines[-1].status in {"open", "paused"})


@define
class _Lane:
    """One deadline at a time, and the clocks that began with each occurrence of its start."""

    milestone: str
    starts: tuple[str, ...]
    pauses: tuple[str, ...] | None
    applied: Applied | None = None
    paused: bool = False
    clocks: list[_Clock] = field(factory=list)

    @property
    def target(self) -> Target | None:
        return self.applied.target if self.applied is not None else None

    def apply(self, applied: Applied | None, state: State | None, at: datetime, *, anew: bool = False) -> None:
        """Let another deadline, or none, take the place of the present one; ``anew``: under another edition (S12)."""
        same = self.applied is not None and applied is not None and self.applied.id == applied.id
        before, self.applied = self.target, applied
        if self.target != before:
            for clock in self.clocks:
                if not clock.over and anew and same and before is not None and self.target is not None:
                    clock.events.append(Recounted(at, self.target))
                elif not clock.over:
                    clock.retarget(self.target, at)
        if applied is not None and applied.pauses != self.pauses:
            self.pauses = applied.pauses
            if state is not None:
                self.enter(state, at)

    def enter(self, state: State, at: datetime) -> None:
        """Begin or end a pause, where the state asks for it."""
        wanted = state.pauses if self.pauses is None else state.id in self.pauses
        if wanted != self.paused:
            self.paused = wanted
            for clock in self.clocks:
                if not clock.over:
                    clock.events.append(Paused(at) if wanted else Resumed(at))

    def reach(self, milestone: str, at: datetime) -> bool:
        """A milestone has come, which may meet clocks or begin one: whether it came before any had begun."""
        if milestone == self.milestone:
            for clock in self.clocks:
                if not clock.done and not clock.over:
                    clock.done, clock.again = True, False
                    clock.events.append(Met(at))
        early = milestone == self.milestone and not self.clocks
        if milestone in self.starts:
            self._begin(milestone, at)
        return early

    def _begin(self, start: str, at: datetime) -> None:
        """Begin a clock; an event that stands before the one it began with in the list moves the start (S10)."""
        last = self.clocks[-1] if self.clocks else None
        if last is not None and not last.over and start != last.start:
            if self.starts.index(start) < self.starts.index(last.start) and last.is_open(at):
                last.start, last.events[0] = start, Started(at)
            return
        events: list[Event] = [Started(at)]
        self.clocks.append(_Clock(self.target, start, events))
        if self.paused:
            events.append(Paused(at))

    def revoke(self, milestones: Sequence[str], time: Reopen, at: datetime) -> None:
        """Take milestones back: what had been met runs on, what had begun by one of them ends (S9)."""
        for clock in self.clocks:
            if clock.over:
                continue
            if clock.start in milestones:
                clock.over = True
                if not clock.done:
                    clock.events.append(Stopped(at, "reopened"))
            elif self.milestone in milestones and (clock.done or clock.again):
                clock.events.append(Reopened(at))
                clock.done, clock.again, clock.reopen = False, False, time

    def stop(self, reason: str, at: datetime) -> None:
        """What still runs ends."""
        for clock in self.clocks:
            if not clock.over:
                clock.over = True
                if not clock.done:
                    clock.events.append(Stopped(at, reason))

    def extend(self, milestone: str, event: Extended) -> bool:
        """More time is granted: whether a clock that waits for the milestone may still be given it."""
        waiting = [clock for clock in self.clocks if milestone == self.milestone and not clock.done and not clock.over]
        granted = [clock.extend(event) for clock in waiting]
        return any(granted)


@define
class Lanes:
    """All lanes of a case. What happens is told in the order in which it happens, deadlines that apply last (S17)."""

    lanes: list[_Lane] = field(factory=list)
    state: State | None = None
    happened: list[Callable[[_Lane], object]] = field(factory=list)

    def apply(self, applied: Sequence[Applied], at: datetime, *, anew: bool = False) -> None:
        """From now on these deadlines apply, and no others. One that has a lane keeps it."""
        by_id = {lane.applied.id: lane for lane in self.lanes if lane.applied is not None}
        kept = [id(by_id[each.id]) for each in applied if each.id in by_id]
        free = [lane for lane in self.lanes if id(lane) not in kept]
        for each in applied:
            lane = by_id.get(each.id) or next((one for one in free if _serves(one, each)), None) or self._new(each)
            free = [one for one in free if one is not lane]
            lane.apply(each, self.state, at, anew=anew)
        for lane in free:
            lane.apply(None, self.state, at)

    def _new(self, applied: Applied) -> _Lane:
        """A lane, to which all that has happened to the case happens once more."""
        lane = _Lane(applied.milestone, applied.starts, applied.pauses)
        for each in self.happened:
            each(lane)
        self.lanes.append(lane)
        return lane

    def _let(self, happen: Callable[[_Lane], object]) -> list[object]:
        self.happened.append(happen)
        return [happen(lane) for lane in self.lanes]

    def reach(self, milestone: str, at: datetime) -> bool:
        """A milestone has come: whether it came before a clock that waits for it had begun (S10)."""
        return any(self._let(lambda lane: lane.reach(milestone, at)))

    def enter(self, state: State, at: datetime) -> None:
        """The case has come into a state."""
        self.state = state
        self._let(lambda lane: lane.enter(state, at))

    def revoke(self, milestones: Sequence[str], time: Reopen, at: datetime) -> None:
        """The case has been opened once more."""
        self._let(lambda lane: lane.revoke(milestones, time, at))

    def stop(self, reason: str, at: datetime) -> None:
        """What still runs ends."""
        self._let(lambda lane: lane.stop(reason, at))

    def extend(self, milestone: str, event: Extended) -> bool:
        """More time is granted: whether anything waits for that milestone."""
        return any(self._let(lambda lane: lane.extend(milestone, event)))

    def followed(self, as_of: datetime) -> Iterator[tuple[str, Followed]]:
        """What has become of each clock, with the milestone that it waits for."""
        for lane in self.lanes:
            for clock in lane.clocks:
                yield lane.milestone, clock.followed(as_of)


def _serves(lane: _Lane, applied: Applied) -> bool:
    return (lane.milestone, lane.starts) == (applied.milestone, applied.starts)
