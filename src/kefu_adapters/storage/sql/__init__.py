"""A store in an SQL database, through SQLAlchemy Core: SQLite in one file, or PostgreSQL.

It needs the extra ``kefu[sql]``, and ``kefu[postgres]`` for PostgreSQL.
"""

from kefu_adapters.storage.sql.opening import open_store
from kefu_adapters.storage.sql.store import SqlStore

__all__ = ["SqlStore", "open_store"]
