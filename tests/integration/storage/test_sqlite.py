"""SQLite keeps what stores promise."""

import sqlite3
from itertools import count

import pytest
from hypothesis import settings
from hypothesis.stateful import run_state_machine_as_test
from sqlalchemy import event, select

from kefu_adapters.storage.memory import MemoryStore
from kefu_adapters.storage.sql import open_store
from kefu_adapters.storage.sql.migrations import STEPS, migrate
from kefu_adapters.storage.sql.tables import SCHEMA
from kefu_core.ports import Change, Record, StoreUnavailable, WrongSchema
from kefu_core.testing.contracts import StoreContract, machine_of
from kefu_core.testing.contracts.suite import change


class TestSqlite(StoreContract):
    @pytest.fixture
    def store(self, tmp_path):
        return open_store(f"sqlite:///{tmp_path}/cases.db")

    @pytest.fixture
    def another(self, tmp_path):
        return open_store(f"sqlite:///{tmp_path}/other.db")


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("machine")


NUMBERS = count()


def test_any_use_of_it_comes_to_what_memory_comes_to(folder):
    machine = machine_of(lambda: open_store(f"sqlite:///{folder}/{next(NUMBERS)}.db"), MemoryStore)
    run_state_machine_as_test(machine, settings=settings(max_examples=20, stateful_step_count=30, deadline=None))


def test_a_file_keeps_what_was_written_when_it_is_opened_again(tmp_path):
    url = f"sqlite:///{tmp_path}/客户 cases.db"
    open_store(url).commit(change("C1", "a", wake=7))
    again = open_store(url)
    assert [each.record.id for each in again.read("C1")] == ["a"]
    assert again.next_due() == 7


def test_tables_newer_than_this_kefu_are_refused(tmp_path):
    url = f"sqlite:///{tmp_path}/cases.db"
    engine = open_store(url).engine
    with engine.begin() as connection:
        connection.execute(SCHEMA.update().values(version=len(STEPS) + 1))
    with pytest.raises(WrongSchema, match=f"schema {len(STEPS) + 1}"):
        open_store(url)


def test_to_migrate_twice_does_nothing(tmp_path):
    engine = open_store(f"sqlite:///{tmp_path}/cases.db").engine
    assert migrate(engine) == len(STEPS)
    with engine.connect() as connection:
        assert connection.execute(select(SCHEMA.c.version)).scalars().all() == [len(STEPS)]


def test_a_file_that_is_no_database_is_told(tmp_path):
    (tmp_path / "cases.db").write_bytes(b"no database, but long enough to be looked at" * 40)
    with pytest.raises(StoreUnavailable, match="not a database"):
        open_store(f"sqlite:///{tmp_path}/cases.db")


def test_where_there_is_no_room_nothing_of_the_change_happens(tmp_path):
    store = open_store(f"sqlite:///{tmp_path}/cases.db")
    store.commit(change("C1", "a"))
    event.listen(store.engine, "connect", lambda connection, _: connection.execute("PRAGMA max_page_count = 40"))

    def fill() -> None:
        for number in range(400):
            store.commit(Change("C1", (Record(f"b{number}", "noted", 0, 0, "x" * 4_000),)))

    with pytest.raises(StoreUnavailable, match="full"):
        fill()
    found = open_store(f"sqlite:///{tmp_path}/cases.db").read("C1")
    assert [each.version for each in found] == list(range(1, len(found) + 1))
    assert len(found) > 1


def test_a_file_locked_by_somebody_else_is_told(tmp_path, monkeypatch):
    monkeypatch.setattr("kefu_adapters.storage.sql.dialects.BUSY", 50)
    store = open_store(f"sqlite:///{tmp_path}/cases.db")
    other = sqlite3.connect(tmp_path / "cases.db", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(StoreUnavailable, match="locked"):
        store.commit(change("C1", "a"))
    other.execute("COMMIT")
    other.close()
    assert store.commit(change("C1", "a")).version == 1
