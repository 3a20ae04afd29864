"""A machine that does to a store what hosts and workers do, beside a model of what must come of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from kefu_core.ports import (
    KEEP,
    Change,
    Claim,
    ClaimLost,
    ClashingRecord,
    Destroyed,
    Keep,
    KeyReused,
    Notice,
    Parcel,
    Record,
    Store,
    VersionConflict,
)
from kefu_core.testing.contracts.suite import LOOK_ALIKE

REFUSALS = (VersionConflict, ClashingRecord, KeyReused, ClaimLost, Destroyed)
STREAMS = st.sampled_from(LOOK_ALIKE[:4])
WAKES = st.sampled_from([KEEP, None, 0, 5, 10])


def machine_of(  # noqa: C901 - a rule for each thing that is done
    make: Callable[[], Store], model: Callable[[], Store]
) -> type[RuleBasedStateMachine]:
    """A stateful test of the store that ``make`` gives, new and empty, beside ``model``, a store that is trusted.

    >>> TestMachine = machine_of(MyStore, MemoryStore).TestCase                        # doctest: +SKIP
    """

    class Machine(RuleBasedStateMachine):
        """Both stores are asked the same, and have to answer alike."""

        @initialize()
        def begin(self) -> None:
            self.pair = (make(), model())
            self.now = 0
            self.claims: list[Claim] = []
            self.parcels: list[Parcel] = []

        def both(self, ask: Callable[[Store], Any]) -> Any:
            answers = [_answer(ask, store) for store in self.pair]
            assert answers[0] == answers[1]
            return answers[0]

        @rule(
            stream=STREAMS,
            ids=st.lists(st.integers(0, 12), max_size=3),
            data=st.sampled_from(["{}", "[]"]),
            expected=st.sampled_from([None, 0, 1, 2, 3]),
            key=st.sampled_from([None, None, "k", "l"]),
            told=st.lists(st.sampled_from([("n", "1"), ("n", "2"), ("m", "1"), ("o", "1")]), max_size=2),
            wake=WAKES,
        )
        def commit(
            self, stream: str, ids: list[int], data: str, expected: int | None, key: str | None,
            told: list[tuple[str, str]], wake: int | Keep | None,
        ) -> None:  # fmt: skip
            records = tuple(Record(f"{stream}{number}", "noted", number, 0, data) for number in ids)
            notices = tuple(Notice(f"{stream}{name}", said) for name, said in told)
            wanted = Change(stream, records, expected, key, notices, wake)
            self.both(lambda store: store.commit(wanted))

        @rule(minutes=st.integers(-3, 8))
        def time_passes(self, minutes: int) -> None:
            self.now += minutes

        @rule(limit=st.integers(1, 3))
        def claim(self, limit: int) -> None:
            self.claims += self.both(lambda store: store.claim_due(now=self.now, limit=limit, lease=4))

        @rule(data=st.data(), wake=WAKES, id_=st.integers(0, 20))
        def work(self, data: st.DataObject, wake: int | Keep | None, id_: int) -> None:
            if self.claims:
                claim = data.draw(st.sampled_from(self.claims))
                record = Record(f"{claim.stream}{id_}", "noted", id_, 0, "{}")
                wanted = Change(claim.stream, (record,), wake=wake, claim=claim)
                self.both(lambda store: store.commit(wanted))

        @rule(limit=st.integers(1, 3))
        def take_notices(self, limit: int) -> None:
            self.parcels += self.both(lambda store: store.claim_notices(now=self.now, limit=limit, lease=4))

        @rule(data=st.data(), well=st.booleans())
        def deliver(self, data: st.DataObject, well: bool) -> None:  # noqa: FBT001 - drawn
            if self.parcels:
                parcel = data.draw(st.sampled_from(self.parcels))
                if well:
                    self.both(lambda store: store.delivered(parcel))
                else:
                    self.both(lambda store: store.failed(parcel, retry_at=self.now + 3))

        @rule(stream=STREAMS, id_=st.integers(0, 12))
        def redact(self, stream: str, id_: int) -> None:
            self.both(lambda store: store.redact(stream, {f"{stream}{id_}": "null"}))

        @rule(stream=STREAMS, sure=st.integers(0, 5))
        def destroy(self, stream: str, sure: int) -> None:
            if sure == 0:
                self.both(lambda store: store.destroy(stream, at=self.now, reason="over"))

        @invariant()
        def the_same_is_there(self) -> None:
            if hasattr(self, "pair"):
                self.both(lambda store: [list(store.read(stream)) for stream in LOOK_ALIKE[:4]])
                self.both(lambda store: store.next_due())

    return Machine


def _answer(ask: Callable[[Store], Any], store: Store) -> Any:
    try:
        given = ask(store)
    except REFUSALS as error:
        return type(error)
    except KeyError:
        return KeyError
    return list(given) if isinstance(given, tuple) else given
