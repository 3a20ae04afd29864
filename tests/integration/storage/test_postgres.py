"""PostgreSQL keeps what stores promise."""

from functools import partial
from threading import Thread

import psycopg
import pytest
from hypothesis import settings
from hypothesis.stateful import run_state_machine_as_test
from sqlalchemy import text

from kefu_adapters.storage.memory import MemoryStore
from kefu_adapters.storage.sql import SqlStore, open_store
from kefu_adapters.storage.sql.migrations import STEPS, migrate
from kefu_adapters.storage.sql.tables import METADATA
from kefu_core.ports import StoreUnavailable
from kefu_core.testing.contracts import StoreContract, machine_of
from kefu_core.testing.contracts.histories import together
from kefu_core.testing.contracts.suite import change


class TestPostgres(StoreContract):
    @pytest.fixture
    def store(self, database):
        store = open_store(database())
        yield store
        store.engine.dispose()

    @pytest.fixture
    def another(self, database):
        store = open_store(database())
        yield store
        store.engine.dispose()


def emptied(store: SqlStore) -> SqlStore:
    """The store as new: to make a database for each example would take long."""
    with store.engine.begin() as connection:
        connection.execute(text("DROP SCHEMA public CASCADE"))
        connection.execute(text("CREATE SCHEMA public"))
    migrate(store.engine)
    return store


def test_any_use_of_it_comes_to_what_memory_comes_to(database):
    store = open_store(database())
    machine = machine_of(lambda: emptied(store), MemoryStore)
    run_state_machine_as_test(machine, settings=settings(max_examples=15, stateful_step_count=30, deadline=None))
    store.engine.dispose()


def migrate_at(url: str) -> None:
    open_store(url).engine.dispose()


def test_many_that_migrate_at_once_take_turns(database):
    url = database()
    together([partial(migrate_at, url)] * 5)
    store = open_store(url)
    assert migrate(store.engine) == len(STEPS)
    assert {table.name for table in METADATA.sorted_tables}
    store.engine.dispose()


def end_sessions(server: str, url: str) -> None:
    """What a network, or an administrator, does to connections."""
    name = url.rpartition("/")[2]
    with psycopg.connect(f"{server.replace('+psycopg', '')}/postgres", autocommit=True) as connection:
        connection.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", [name])


def test_a_connection_that_is_lost_between_changes_is_made_anew(server, database):
    url = database()
    store = open_store(url)
    store.commit(change("C1", "a"))
    end_sessions(server, url)
    assert store.commit(change("C1", "b")).version == 2
    store.engine.dispose()


def test_a_connection_that_is_lost_within_a_change_is_told_and_leaves_nothing(database):
    url = database()
    store = open_store(url)
    store.commit(change("C1", "a"))
    with store.engine.begin() as holding:
        holding.execute(text("LOCK TABLE kefu_records"))
        failed: list[Exception] = []

        def write() -> None:
            try:
                store.commit(change("C1", "b", wake=5))
            except StoreUnavailable as error:
                failed.append(error)

        writer = Thread(target=write)
        writer.start()
        while holding.execute(text("SELECT count(*) FROM pg_locks WHERE NOT granted")).scalar() == 0:
            pass
        holding.execute(text("SELECT pg_terminate_backend(pid) FROM pg_locks WHERE NOT granted"))
        writer.join(30)
    assert [type(each) for each in failed] == [StoreUnavailable]
    assert [each.record.id for each in store.read("C1")] == ["a"]
    assert store.next_due() is None
    store.engine.dispose()


def test_a_server_that_is_not_there_is_told():
    with pytest.raises(StoreUnavailable):
        open_store("postgresql+psycopg://kefu@127.0.0.1:1/kefu?connect_timeout=2")
