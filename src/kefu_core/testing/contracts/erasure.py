"""What may not be kept is gone, and what is kept can be carried to another store."""

from __future__ import annotations

import pytest

from kefu_core.ports import Committed, Destroyed, NotEmpty, Store
from kefu_core.testing.contracts.suite import Suite, change, notice, record


class ErasureContract(Suite):
    """`Erasure`."""

    def test_what_is_redacted_keeps_its_place(self, store: Store) -> None:
        store.commit(change("a", "x", "y", key="k"))
        before = store.read("a")
        store.redact("a", {"x": '{"name": null}'})
        after = store.read("a")
        assert [(each.record.data, each.redacted) for each in after] == [('{"name": null}', True), ("{}", False)]
        assert [each.position for each in after] == [each.position for each in before]
        assert list(store.read_all()) == list(after)

    def test_a_later_delivery_of_what_was_redacted_is_known(self, store: Store) -> None:
        store.commit(change("a", "x", key="k"))
        store.redact("a", {"x": "{1}"})
        assert store.commit(change("a", "x")) == Committed(1, known=True)
        assert store.commit(change("a", "x", key="k")) == Committed(1, known=True)
        assert store.read("a")[0].record.data == "{1}"

    def test_only_what_is_there_can_be_redacted_and_else_nothing_is(self, store: Store) -> None:
        store.commit(change("a", "x"))
        store.commit(change("b", "y"))
        with pytest.raises(KeyError):
            store.redact("a", {"x": "gone", "y": "gone"})
        assert [each.record for each in store.read("a")] == [record("x")]

    def test_what_is_destroyed_is_gone_for_good(self, store: Store) -> None:
        store.commit(change("a", "x", wake=1, notices=(notice("n"),), key="k"))
        store.commit(change("b", "y"))
        store.destroy("a", at=5, reason="kept for a year")
        assert list(store.read("a")) == []
        assert [each.record.id for each in store.read_all()] == ["y"]
        assert (store.next_due(), list(store.claim_notices(now=9, limit=9, lease=1))) == (None, [])
        with pytest.raises(Destroyed, match="kept for a year"):
            store.commit(change("a", "z"))

    def test_a_reader_that_goes_on_misses_nothing_after_a_destruction(self, store: Store) -> None:
        store.commit(change("a", "x"))
        last = store.read_all()[-1].position
        store.destroy("a", at=5, reason="over")
        store.commit(change("b", "y"))
        assert [each.record.id for each in store.read_all(after=last)] == ["y"]


class DumpContract(Suite):
    """`Dump`. Beside ``store`` it asks for a fixture ``another``, a second empty store of the same sort."""

    def test_a_store_is_carried_over_whole(self, store: Store, another: Store) -> None:
        store.commit(change("a", "x", wake=1, notices=(notice("n"),), key="k"))
        store.commit(change("b", "y"))
        store.redact("b", {"y": "[]"})
        store.destroy("c", at=5, reason="over")
        store.claim_due(now=5, limit=1, lease=5)
        another.load(list(store.dump()))
        assert list(another.read_all()) == list(store.read_all())
        assert _rows(another) == _rows(store)
        assert another.commit(change("a", "x", notices=(notice("n"),), key="k")).known
        assert another.commit(change("b", "z")).version == 2
        with pytest.raises(Destroyed):
            another.commit(change("c", "z"))

    def test_only_an_empty_store_takes_another(self, store: Store) -> None:
        store.commit(change("a", "x"))
        with pytest.raises(NotEmpty):
            store.load(list(store.dump()))
        assert [each.record.id for each in store.read_all()] == ["x"]


def _rows(store: Store) -> list[str]:
    """All rows, in an order that all stores have."""
    return sorted(f"{name} {sorted(row.items())}" for name, row in store.dump())
