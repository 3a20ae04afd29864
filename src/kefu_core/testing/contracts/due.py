"""What is due: leased to one at a time, and never lost."""

from __future__ import annotations

import pytest

from kefu_core.ports import Claim, ClaimLost, Store
from kefu_core.testing.contracts.histories import together
from kefu_core.testing.contracts.suite import Suite, change


class DueIndexContract(Suite):
    """`DueIndex`."""

    def test_nothing_is_due_in_an_empty_store(self, store: Store) -> None:
        assert store.next_due() is None
        assert list(store.claim_due(now=10**18, limit=10, lease=1)) == []

    def test_what_is_due_is_claimed_from_its_instant_on_the_earliest_first(self, store: Store) -> None:
        for stream, wake in (("b", 20), ("a", 10), ("c", 30), ("never", None)):
            store.commit(change(stream, stream, wake=wake))
        assert store.next_due() == 10
        assert list(store.claim_due(now=9, limit=10, lease=5)) == []
        claims = store.claim_due(now=20, limit=10, lease=5)
        assert [(each.stream, each.due) for each in claims] == [("a", 10), ("b", 20)]

    def test_a_lease_keeps_others_away_until_it_runs_out(self, store: Store) -> None:
        store.commit(change("a", "a", wake=10))
        (first,) = store.claim_due(now=10, limit=1, lease=5)
        assert list(store.claim_due(now=14, limit=1, lease=5)) == []
        (second,) = store.claim_due(now=15, limit=1, lease=5)
        assert second.token != first.token
        with pytest.raises(ClaimLost):
            store.commit(change("a", "late", claim=first, wake=None))
        assert [each.record.id for each in store.read("a")] == ["a"]
        assert store.commit(change("a", "done", claim=second, wake=None)).version == 2

    def test_a_claim_serves_once(self, store: Store) -> None:
        store.commit(change("a", "a", wake=10))
        (claim,) = store.claim_due(now=10, limit=1, lease=5)
        store.commit(change("a", "b", claim=claim, wake=20))
        with pytest.raises(ClaimLost):
            store.commit(change("a", "c", claim=claim, wake=None))
        assert [each.due for each in store.claim_due(now=20, limit=1, lease=5)] == [20]

    def test_a_claim_that_nobody_gave_is_refused(self, store: Store) -> None:
        with pytest.raises(ClaimLost):
            store.commit(change("a", "a", claim=Claim("a", 1, 1)))

    def test_a_writer_may_move_what_is_due_meanwhile(self, store: Store) -> None:
        store.commit(change("a", "a", wake=10))
        (claim,) = store.claim_due(now=10, limit=1, lease=5)
        store.commit(change("a", "b", wake=12))
        store.commit(change("a", "c", claim=claim))
        assert store.next_due() == 12

    def test_a_clock_that_goes_back_does_no_harm(self, store: Store) -> None:
        store.commit(change("a", "a", wake=10))
        (claim,) = store.claim_due(now=100, limit=1, lease=50)
        assert list(store.claim_due(now=20, limit=1, lease=50)) == []
        store.commit(change("a", "b", claim=claim, wake=None))
        assert store.next_due() is None

    def test_of_many_that_ask_at_once_each_gets_its_own(self, store: Store) -> None:
        if not self.concurrent:
            return
        for number in range(12):
            store.commit(change(f"s{number}", f"s{number}", wake=number))
        got: list[str] = []

        def work() -> None:
            for _ in range(6):
                got.extend(each.stream for each in store.claim_due(now=100, limit=2, lease=1_000))

        together([work, work, work])
        assert sorted(got) == sorted(f"s{number}" for number in range(12))
