"""Where SQLite and PostgreSQL differ: how writers take turns, how rows are leased, what is told of errors."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final

from sqlalchemy import Connection, Engine, Select, event, text
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import DatabaseError, IntegrityError, InterfaceError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from kefu_core.ports import StoreUnavailable

TURN: Final = 0x6B656675
"""The number of the lock by which writers to PostgreSQL take turns."""
BUSY: Final = 30_000
"""Milliseconds for which a writer to SQLite waits for its turn."""


def is_postgres(engine: Engine | Connection) -> bool:
    """Whether the database is PostgreSQL."""
    return engine.dialect.name == "postgresql"


def insert(connection: Connection) -> Any:
    """The ``insert`` of the dialect, which knows what to do where a row is there already."""
    return postgresql.insert if is_postgres(connection) else sqlite.insert


def leasing(connection: Connection, query: Select[Any]) -> Select[Any]:
    """A query for rows that nobody else is about to lease."""
    return query.with_for_update(skip_locked=True) if is_postgres(connection) else query


@contextmanager
def transaction(engine: Engine, *, turns: bool = True) -> Iterator[Connection]:
    """A transaction; ``turns``: one writer after another, so that positions become visible in their order.

    Raises `StoreUnavailable` where the database cannot be reached, is locked for too long or has no room.
    """
    try:
        with engine.begin() as connection:
            if turns and is_postgres(engine):
                connection.execute(text(f"SELECT pg_advisory_xact_lock({TURN})"))
            yield connection
    except IntegrityError:
        raise  # a fault of ours: what may clash has been looked for
    except (DatabaseError, InterfaceError, PoolTimeout) as error:
        raise StoreUnavailable(_reason(error)) from error


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """A transaction that only reads, and sees one state throughout."""
    try:
        with engine.connect() as connection:
            options = {"isolation_level": "REPEATABLE READ"} if is_postgres(engine) else {"only_reads": True}
            with connection.execution_options(**options).begin():
                yield connection
    except (DatabaseError, InterfaceError, PoolTimeout) as error:
        raise StoreUnavailable(_reason(error)) from error


def _reason(error: Exception) -> str:
    return f"the store cannot be used: {getattr(error, 'orig', None) or error}"


def prepare_sqlite(engine: Engine) -> None:
    """Make each connection durable, patient and exact: SQLAlchemy begins transactions, not the driver."""

    @event.listens_for(engine, "connect")
    def _connect(connection: Any, _: Any) -> None:
        connection.isolation_level = None
        cursor = connection.cursor()
        for pragma in (f"busy_timeout = {BUSY}", "journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON"):
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        # Whoever may write takes the turn at once: one that reads first could not, and would fail.
        only_reads = connection.get_execution_options().get("only_reads", False)
        connection.exec_driver_sql("BEGIN" if only_reads else "BEGIN IMMEDIATE")
