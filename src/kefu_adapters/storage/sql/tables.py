"""The tables, as of the newest schema. `kefu_adapters.storage.sql.migrations` says how older ones become these."""

from __future__ import annotations

from typing import Final

from sqlalchemy import BigInteger, Boolean, Column, Index, Integer, MetaData, Table, Text, UniqueConstraint

METADATA: Final = MetaData()

SCHEMA: Final = Table("kefu_schema", METADATA, Column("version", Integer, primary_key=True))

LAST: Final = Table(
    "kefu_last",
    METADATA,
    Column("name", Text, primary_key=True),
    Column("value", BigInteger, nullable=False),
)
"""The last position, and the last place in the outbox, ever given: what was destroyed leaves its own to nobody."""
STREAMS: Final = Table(
    "kefu_streams",
    METADATA,
    Column("stream", Text, primary_key=True),
    Column("version", Integer, nullable=False),
    Column("destroyed_at", BigInteger),
    Column("destroyed_why", Text),
)
RECORDS: Final = Table(
    "kefu_records",
    METADATA,
    Column("position", BigInteger().with_variant(Integer, "sqlite"), primary_key=True, autoincrement=False),
    Column("stream", Text, nullable=False),
    Column("version", Integer, nullable=False),
    Column("id", Text, nullable=False, unique=True),
    Column("type", Text, nullable=False),
    Column("at", BigInteger, nullable=False),
    Column("recorded", BigInteger, nullable=False),
    Column("data", Text, nullable=False),
    Column("redacted", Boolean, nullable=False),
    UniqueConstraint("stream", "version"),
)
KEYS: Final = Table(
    "kefu_keys",
    METADATA,
    Column("key", Text, primary_key=True),
    Column("stream", Text, nullable=False, index=True),
    Column("digest", Text, nullable=False),
    Column("version", Integer, nullable=False),
)
WAKES: Final = Table(
    "kefu_wakes",
    METADATA,
    Column("stream", Text, primary_key=True),
    Column("due", BigInteger),
    Column("leased_until", BigInteger, nullable=False),
    Column("token", BigInteger, nullable=False),
)
Index("kefu_wakes_due", WAKES.c.due, sqlite_where=WAKES.c.due.is_not(None), postgresql_where=WAKES.c.due.is_not(None))
NOTICES: Final = Table(
    "kefu_notices",
    METADATA,
    Column("key", Text, primary_key=True),
    Column("stream", Text, nullable=False, index=True),
    Column("data", Text, nullable=False),
    Column("place", BigInteger, nullable=False),
    Column("next_at", BigInteger, nullable=False),
    Column("leased_until", BigInteger, nullable=False),
    Column("token", BigInteger, nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("delivered", Boolean, nullable=False),
)
Index(
    "kefu_notices_open",
    NOTICES.c.place,
    sqlite_where=NOTICES.c.delivered.is_(False),
    postgresql_where=NOTICES.c.delivered.is_(False),
)
