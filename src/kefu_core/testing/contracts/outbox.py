"""Notices: with the change or not at all, delivered at least once, never with two contents."""

from __future__ import annotations

import pytest

from kefu_core.ports import ClaimLost, KeyReused, Notice, Store
from kefu_core.testing.contracts.suite import Suite, change, notice


class OutboxContract(Suite):
    """`Outbox`."""

    def test_notices_are_delivered_in_their_order(self, store: Store) -> None:
        store.commit(change("b", "b", notices=(notice("z"), notice("a"))))
        store.commit(change("a", "a", notices=(notice("m"),)))
        parcels = store.claim_notices(now=0, limit=10, lease=5)
        assert [(each.notice.key, each.stream, each.attempts) for each in parcels] == [
            ("z", "b", 0), ("a", "b", 0), ("m", "a", 0),
        ]  # fmt: skip
        for each in parcels:
            store.delivered(each)
        assert list(store.claim_notices(now=100, limit=10, lease=5)) == []

    def test_one_key_is_one_notice(self, store: Store) -> None:
        store.commit(change("a", "a", notices=(notice("n", "1"), notice("n", "1"))))
        store.commit(change("a", "b", notices=(notice("n", "1"),)))
        (parcel,) = store.claim_notices(now=0, limit=10, lease=5)
        store.delivered(parcel)
        store.commit(change("a", "c", notices=(notice("n", "1"),)))
        assert list(store.claim_notices(now=100, limit=10, lease=5)) == []
        with pytest.raises(KeyReused):
            store.commit(change("a", "d", notices=(notice("n", "2"),)))
        with pytest.raises(KeyReused):
            store.commit(change("a", "d", notices=(notice("m", "1"), notice("m", "2"))))

    def test_what_was_not_delivered_comes_again(self, store: Store) -> None:
        store.commit(change("a", "a", notices=(notice("n"),)))
        (first,) = store.claim_notices(now=0, limit=1, lease=5)
        assert list(store.claim_notices(now=4, limit=1, lease=5)) == []
        (second,) = store.claim_notices(now=5, limit=1, lease=5)
        with pytest.raises(ClaimLost):
            store.delivered(first)
        store.delivered(second)
        with pytest.raises(ClaimLost):
            store.failed(second, retry_at=9)

    def test_one_that_fails_waits_and_lets_the_others_go_first(self, store: Store) -> None:
        store.commit(change("a", "a", notices=(notice("poisoned"), notice("sound"))))
        (poisoned, _) = store.claim_notices(now=0, limit=2, lease=5)
        store.failed(poisoned, retry_at=50)
        assert [each.notice.key for each in store.claim_notices(now=10, limit=9, lease=100)] == ["sound"]
        (again,) = store.claim_notices(now=50, limit=9, lease=5)
        assert (again.notice.key, again.attempts) == ("poisoned", 1)

    def test_a_notice_waits_for_its_hour(self, store: Store) -> None:
        store.commit(change("a", "a", notices=(Notice("n", "{}", not_before=50),)))
        assert list(store.claim_notices(now=49, limit=9, lease=5)) == []
        assert [each.notice.key for each in store.claim_notices(now=50, limit=9, lease=5)] == ["n"]
