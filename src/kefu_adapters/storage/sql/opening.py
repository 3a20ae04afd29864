"""A URL → a store."""

from __future__ import annotations

from typing import Any

from sqlalchemy import create_engine
from sqlalchemy.pool import NullPool, QueuePool

from kefu_adapters.storage.sql.dialects import prepare_sqlite
from kefu_adapters.storage.sql.migrations import migrate
from kefu_adapters.storage.sql.store import SqlStore


def open_store(url: str) -> SqlStore:
    """The store at a URL, its tables brought to the newest schema: ``sqlite:///cases.db``, ``postgresql+psycopg://...``.

    Raises `StoreUnavailable` and `WrongSchema`.

    >>> open_store("sqlite:///cases.db")                                    # doctest: +SKIP
    """
    options: dict[str, Any] = {"pool_pre_ping": True}
    if url.startswith("sqlite"):
        options = {"poolclass": NullPool if ":memory:" not in url and url != "sqlite://" else QueuePool}
    engine = create_engine(url, **options)
    if engine.dialect.name == "sqlite":
        prepare_sqlite(engine)
    migrate(engine)
    return SqlStore(engine)
