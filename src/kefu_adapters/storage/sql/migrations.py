"""From each schema to the next, one transaction each. Two processes that migrate at once take turns.

A step is never changed once it has been released: a change of the tables is a further step at the end.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from sqlalchemy import Connection, Engine, inspect, select

from kefu_adapters.storage.sql.dialects import transaction
from kefu_adapters.storage.sql.tables import LAST, METADATA, SCHEMA
from kefu_core.ports import WrongSchema


def _first(connection: Connection) -> None:
    METADATA.create_all(connection)
    connection.execute(LAST.insert(), [{"name": name, "value": 0} for name in ("position", "place")])


STEPS: Final[tuple[Callable[[Connection], None], ...]] = (_first,)
"""The n-th step makes schema n of schema n - 1."""


def migrate(engine: Engine) -> int:
    """Bring the tables to the newest schema; its number. Raises `WrongSchema` where they are newer than this kefu."""
    while True:
        with transaction(engine) as connection:
            version = _version(connection)
            if version > len(STEPS):
                raise WrongSchema(f"the tables have schema {version}, and this kefu knows {len(STEPS)}: update kefu")
            if version == len(STEPS):
                return version
            STEPS[version](connection)
            connection.execute(SCHEMA.delete())
            connection.execute(SCHEMA.insert().values(version=version + 1))


def _version(connection: Connection) -> int:
    if not inspect(connection).has_table(SCHEMA.name):
        return 0
    return connection.execute(select(SCHEMA.c.version)).scalar_one_or_none() or 0
