"""The desk: in few lines what a host does with cases all day. It has no clock: ``at`` is always given."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta
from types import MappingProxyType
from typing import Any, Final

from attrs import frozen

from kefu_core.cases import Accepted, CaseState, Denied, Event, UnknownEdition, attempt, fold
from kefu_core.cases.reading import read_timeline
from kefu_core.cases.writing import envelope, json_line
from kefu_core.decide import Policy
from kefu_core.desk.notices import notices_of
from kefu_core.desk.results import Delivery, Failure, Tick
from kefu_core.diagnostics import KefuError
from kefu_core.ports import Change, Claim, ClaimLost, Record, Store, Stored, StoreError, VersionConflict
from kefu_core.values import to_micros

TRIES: Final = 10
"""How often a change is tried again that others came before."""
LEASE: Final = timedelta(minutes=5)
AGAIN: Final = timedelta(minutes=15)
"""After how long a case, or a notice, that failed is tried again."""
NO_OTHERS: Final[Mapping[str, Policy]] = MappingProxyType({})
EDITION: Final = "edition"
"""Under this key a record says by which edition of the policy its case began (S18)."""


class Unreadable(KefuError):  # noqa: N818 - it says what is the case
    """A record that the store holds is no event of the policy."""

    def __init__(self, case: str, problems: Sequence[str]) -> None:
        super().__init__(f"the history of case `{case}` cannot be read: {'; '.join(problems)}")
        self.case, self.problems = case, tuple(problems)


@frozen
class Desk:
    """A policy that governs the cases of a store.

    ``policy`` governs cases that begin now, and ``editions`` are those under which others have begun, or may go on.

    >>> desk = Desk(policy, MemoryStore())                                           # doctest: +SKIP
    >>> desk.record(Event("e1", at, "accepted", "C1"), at=now)                       # doctest: +SKIP
    Accepted(event=..., state=CaseState(id='C1', standing='open', ...))
    """

    policy: Policy
    store: Store
    editions: Mapping[str, Policy] = NO_OTHERS

    def record(self, event: Event, *, at: datetime) -> Accepted | Denied:
        """Record an event, if it may happen; what follows from it is entered into the outbox and the due index with it.

        ``at`` is now. To record an event again does nothing. Raises `ClashingEvents`, what the store raises, and
        `Unreadable`.
        """
        for _ in range(TRIES):
            stored = self.store.read(event.case)
            policy = self._policy(event.case, stored)
            found = attempt(policy, self._events(event.case, policy, stored), event, at=at, editions=self._all)
            if isinstance(found, Denied):
                return found
            try:
                self._commit(event.case, found.state, at=at, seen=stored, records=(self._record(event, policy),))
            except VersionConflict:
                continue
            return found
        raise VersionConflict(event.case, expected=len(stored), version=len(self.store.read(event.case)))

    def case(self, id: str, *, at: datetime) -> CaseState:  # noqa: A002 - what it is called everywhere
        """How a case stands."""
        return self._fold(id, self.store.read(id), at)

    def tick(self, *, at: datetime, limit: int = 100, lease: timedelta = LEASE) -> Tick:
        """Deal with cases that are due: what they have to tell goes into the outbox, once.

        As many as like may tick at once, on as many machines: each case is leased to one of them. One that cannot be
        followed is told as a failure, keeps nobody else waiting, and comes again later.
        """
        done: list[str] = []
        left: list[str] = []
        failed: list[Failure] = []
        for claim in self.store.claim_due(now=to_micros(at), limit=limit, lease=_micros(lease)):
            try:
                (done if self._deal_with(claim, at) else left).append(claim.stream)
            except StoreError:
                raise
            except (KefuError, ValueError, OverflowError) as error:
                failed.append(Failure(claim.stream, str(error)))
                later = Change(claim.stream, wake=to_micros(at + AGAIN), claim=claim)
                self.store.commit(later)
        return Tick(tuple(done), tuple(left), tuple(failed))

    def deliver(
        self,
        send: Callable[[Mapping[str, Any], str], None],
        *,
        at: datetime,
        limit: int = 100,
        lease: timedelta = LEASE,
    ) -> Delivery:
        """Hand notices to ``send``, each with its key, by which a receiver tells a second delivery from the first.

        What ``send`` raises makes the notice come again later.
        """
        done: list[str] = []
        failed: list[Failure] = []
        for parcel in self.store.claim_notices(now=to_micros(at), limit=limit, lease=_micros(lease)):
            try:
                send(json.loads(parcel.notice.data), parcel.notice.key)
            except Exception as error:  # noqa: BLE001 - whatever a host's sender raises
                failed.append(Failure(parcel.notice.key, f"{type(error).__name__}: {error}"))
                self.store.failed(parcel, retry_at=to_micros(at + AGAIN))
            else:
                self.store.delivered(parcel)
                done.append(parcel.notice.key)
        return Delivery(tuple(done), tuple(failed))

    # -- inside ------------------------------------------------------------------------------------------------------

    @property
    def _all(self) -> Mapping[str, Policy]:
        return {**self.editions, self.policy.edition: self.policy}

    def _deal_with(self, claim: Claim, at: datetime) -> bool:
        """Whether a case that is due has been dealt with, and not by somebody else."""
        for _ in range(TRIES):
            stored = self.store.read(claim.stream)
            try:
                self._commit(claim.stream, self._fold(claim.stream, stored, at), at=at, seen=stored, claim=claim)
            except VersionConflict:
                continue
            except ClaimLost:
                return False
            return True
        return False

    def _commit(
        self,
        case: str,
        state: CaseState,
        *,
        at: datetime,
        seen: Sequence[Stored],
        records: tuple[Record, ...] = (),
        claim: Claim | None = None,
    ) -> None:
        if state.as_of is not None and to_micros(state.as_of) > to_micros(at):  # an event that lies ahead
            state = self._fold_with(case, seen, records, at)
        wake = None if state.next_wakeup is None else to_micros(state.next_wakeup)
        notices = tuple(notices_of(state, until=at))
        self.store.commit(Change(case, records, len(seen), None, notices, wake, claim))

    def _policy(self, case: str, stored: Sequence[Stored]) -> Policy:
        """The edition under which the case began; the present one for a case that begins now."""
        if not stored:
            return self.policy
        edition = str(json.loads(stored[0].record.data).get(EDITION, self.policy.edition))
        found = self._all.get(edition)
        if found is None:
            raise UnknownEdition(edition, case)
        return found

    def _record(self, event: Event, policy: Policy) -> Record:
        data = json_line({EDITION: policy.edition, **envelope(event, policy)})
        return Record(event.id, event.type, event.at, event.at if event.recorded is None else event.recorded, data)

    def _fold(self, case: str, stored: Sequence[Stored], at: datetime) -> CaseState:
        policy = self._policy(case, stored)
        return fold(policy, self._events(case, policy, stored), until=at, editions=self._all)

    def _fold_with(self, case: str, stored: Sequence[Stored], records: Sequence[Record], at: datetime) -> CaseState:
        more = [Stored(each, case, len(stored) + number, 0) for number, each in enumerate(records, start=1)]
        return self._fold(case, [*stored, *more], at)

    def _events(self, case: str, policy: Policy, stored: Sequence[Stored]) -> list[Event]:
        lines = []
        for each in stored:
            said = json.loads(each.record.data)
            if said.get("type") != "adopt":
                said.pop(EDITION, None)
            lines.append(json_line(said))
        found = read_timeline(case, "\n".join(lines), policy)
        if found.problems:
            raise Unreadable(case, [each.message("en") for each in found.problems])
        return list(found.events)


def _micros(length: timedelta) -> int:
    return length // timedelta(microseconds=1)
