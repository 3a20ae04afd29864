"""Histories: appended whole, in order, once."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from threading import Thread

import pytest

from kefu_core.ports import (
    Change,
    ClashingRecord,
    Committed,
    KeyReused,
    Record,
    Store,
    Stored,
    StoreError,
    VersionConflict,
)
from kefu_core.testing.contracts.suite import LOOK_ALIKE, Suite, change, notice, record


class CaseStoreContract(Suite):
    """`CaseStore`."""

    def test_a_stream_that_is_not_there_is_empty(self, store: Store) -> None:
        assert list(store.read("C1")) == []
        assert list(store.read_all()) == []

    def test_records_come_back_as_they_were(self, store: Store) -> None:
        full = Record("e1", "accepted", -5, 2**62, '{"text": "客户\u2028 \\u0000 🙂 \'; DROP TABLE x; --"}')
        assert store.commit(Change("C1", (full,), expected=0)) == Committed(1)
        (found,) = store.read("C1")
        assert (found.record, found.stream, found.version, found.redacted) == (full, "C1", 1, False)

    def test_versions_count_within_a_stream_and_positions_over_all(self, store: Store) -> None:
        for number in range(3):
            store.commit(change("C1", f"a{number}", f"b{number}"))
            store.commit(change("C2", f"c{number}"))
        assert [each.version for each in store.read("C1")] == [1, 2, 3, 4, 5, 6]
        assert [each.version for each in store.read("C1", after=4)] == [5, 6]
        everything = store.read_all()
        assert [each.record.id for each in everything] == ["a0", "b0", "c0", "a1", "b1", "c1", "a2", "b2", "c2"]
        positions = [each.position for each in everything]
        assert positions == sorted(set(positions))
        assert list(store.read_all(after=positions[3], limit=2)) == list(everything[4:6])

    def test_names_that_look_alike_are_streams_of_their_own(self, store: Store) -> None:
        for name in LOOK_ALIKE:
            store.commit(change(name, f"id {name}", expected=0, key=f"key {name}", notices=(notice(f"n {name}"),)))
        for name in LOOK_ALIKE:
            assert [each.record.id for each in store.read(name)] == [f"id {name}"]

    def test_who_has_not_seen_the_last_version_is_told(self, store: Store) -> None:
        store.commit(change("C1", "a", expected=0))
        with pytest.raises(VersionConflict) as told:
            store.commit(change("C1", "b", expected=0))
        assert (told.value.expected, told.value.version) == (0, 1)
        with pytest.raises(VersionConflict):
            store.commit(change("C1", "b", expected=2))
        assert store.commit(change("C1", "b", expected=1)).version == 2

    def test_a_record_that_is_known_is_passed_over(self, store: Store) -> None:
        store.commit(change("C1", "a", expected=0))
        assert store.commit(change("C1", "a", expected=0)) == Committed(1, known=True)
        assert store.commit(change("C1", "a", "b")) == Committed(2)
        assert store.commit(change("C1", "c", "c")) == Committed(3)
        assert [each.record.id for each in store.read("C1")] == ["a", "b", "c"]

    @pytest.mark.parametrize(
        "clashing",
        [
            Change("C1", (record("x"), record("a", data="[]"))),
            Change("C1", (record("x"), record("a", at=1))),
            Change("C2", (record("x"), record("a"))),
            Change("C1", (record("x"), record("x", data="[]"))),
        ],
    )
    def test_an_id_never_stands_for_two_things(self, store: Store, clashing: Change) -> None:
        store.commit(change("C1", "a"))
        self.refused(store, clashing, ClashingRecord)

    def test_a_key_makes_a_change_happen_once(self, store: Store) -> None:
        first = store.commit(change("C1", "a", key="k", expected=0))
        store.commit(change("C1", "b"))
        assert store.commit(change("C1", "a", key="k", expected=0)) == Committed(first.version, known=True)
        self.refused(store, change("C1", "z", key="k"), KeyReused)
        self.refused(store, change("C2", "a", key="k"), KeyReused)

    def test_a_change_that_is_refused_leaves_nothing(self, store: Store) -> None:
        store.commit(change("C1", "a", notices=(notice("n", "1"),), wake=5))
        self.refused(store, change("C1", "b", notices=(notice("m"), notice("n", "2")), wake=1, key="k"), KeyReused)
        assert store.next_due() == 5
        assert store.commit(change("C1", "b", key="k")).version == 2

    def refused(self, store: Store, asked: Change, error: type[StoreError]) -> None:
        """The change is refused, and everything is as it was."""
        before, due = list(store.read_all()), store.next_due()
        with pytest.raises(error):
            store.commit(asked)
        assert list(store.read_all()) == before
        assert store.next_due() == due

    def test_of_two_who_saw_the_same_version_one_wins(self, store: Store) -> None:
        if not self.concurrent:
            return
        won: list[str] = []

        def write(id_: str) -> None:
            try:
                store.commit(change("C1", id_, expected=0))
                won.append(id_)
            except VersionConflict:
                pass

        together([partial(write, f"w{number}") for number in range(6)])
        assert [each.record.id for each in store.read("C1")] == won

    def test_a_reader_that_goes_on_misses_nothing(self, store: Store) -> None:
        if not self.concurrent:
            return
        seen: list[Stored] = []

        def write(stream: str) -> None:
            for number in range(20):
                store.commit(change(stream, f"{stream}.{number}"))

        def read() -> None:
            while len(seen) < 60:
                seen.extend(store.read_all(after=seen[-1].position if seen else 0))

        together([read, *(partial(write, stream) for stream in ("a", "b", "c"))])
        assert seen == list(store.read_all())


def together(works: list[Callable[[], None]]) -> None:
    """Let works run at once. Raises what the first of them raised."""
    failed: list[BaseException] = []

    def run(work: Callable[[], None]) -> None:
        try:
            work()
        except BaseException as error:  # noqa: BLE001 - told below
            failed.append(error)

    threads = [Thread(target=run, args=(work,), daemon=True) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    if failed:
        raise failed[0]
    assert not any(thread.is_alive() for thread in threads)
