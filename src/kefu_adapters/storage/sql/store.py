"""The store itself: each change is one transaction (`kefu_core.ports`)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final

from attrs import frozen
from sqlalchemy import Connection, Engine, Row, Table, func, select, update

from kefu_adapters.storage.sql.dialects import insert, leasing, reading, transaction
from kefu_adapters.storage.sql.tables import KEYS, LAST, NOTICES, RECORDS, STREAMS, WAKES
from kefu_core.ports import (
    Change,
    Claim,
    ClaimLost,
    ClashingRecord,
    Committed,
    Destroyed,
    Keep,
    KeyReused,
    NotEmpty,
    Notice,
    Parcel,
    Record,
    Stored,
    VersionConflict,
)

DUMPED: Final[Mapping[str, Table]] = {"records": RECORDS, "keys": KEYS, "wakes": WAKES, "notices": NOTICES}


@frozen
class SqlStore:
    """Cases in an SQL database; `open_store` makes one. Threads may share it."""

    engine: Engine

    # -- histories ---------------------------------------------------------------------------------------------------

    def commit(self, change: Change) -> Committed:
        """Let a change happen, whole or not at all."""
        with transaction(self.engine) as connection:
            return _Commit(connection, change).run()

    def read(self, stream: str, *, after: int = 0) -> Sequence[Stored]:
        """The records of a stream after a version."""
        query = select(RECORDS).where(RECORDS.c.stream == stream, RECORDS.c.version > after).order_by(RECORDS.c.version)
        with reading(self.engine) as connection:
            return tuple(map(_stored, connection.execute(query)))

    def read_all(self, *, after: int = 0, limit: int = 1_000) -> Sequence[Stored]:
        """Records of all streams after a position."""
        query = select(RECORDS).where(RECORDS.c.position > after).order_by(RECORDS.c.position).limit(limit)
        with reading(self.engine) as connection:
            return tuple(map(_stored, connection.execute(query)))

    # -- what is due -------------------------------------------------------------------------------------------------

    def claim_due(self, *, now: int, limit: int, lease: int) -> Sequence[Claim]:
        """Lease streams that are due."""
        due = (
            select(WAKES.c.stream, WAKES.c.due, WAKES.c.token)
            .where(WAKES.c.due <= now, WAKES.c.leased_until <= now)
            .order_by(WAKES.c.due, WAKES.c.stream)
            .limit(limit)
        )
        with transaction(self.engine, turns=False) as connection:
            found = connection.execute(leasing(connection, due)).all()
            for row in found:
                mine = update(WAKES).where(WAKES.c.stream == row.stream)
                connection.execute(mine.values(leased_until=now + lease, token=row.token + 1))
            return tuple(Claim(row.stream, row.due, row.token + 1) for row in found)

    def next_due(self) -> int | None:
        """The earliest instant at which a stream is due."""
        with reading(self.engine) as connection:
            first: int | None = connection.execute(select(func.min(WAKES.c.due))).scalar()
            return first

    # -- what is told ------------------------------------------------------------------------------------------------

    def claim_notices(self, *, now: int, limit: int, lease: int) -> Sequence[Parcel]:
        """Lease notices that are to be delivered."""
        ready = (
            select(NOTICES)
            .where(NOTICES.c.delivered.is_(False), NOTICES.c.next_at <= now, NOTICES.c.leased_until <= now)
            .order_by(NOTICES.c.place)
            .limit(limit)
        )
        with transaction(self.engine, turns=False) as connection:
            found = connection.execute(leasing(connection, ready)).all()
            for row in found:
                mine = update(NOTICES).where(NOTICES.c.key == row.key)
                connection.execute(mine.values(leased_until=now + lease, token=row.token + 1))
            return tuple(
                Parcel(Notice(row.key, row.data, row.next_at), row.stream, row.attempts, row.token + 1) for row in found
            )

    def delivered(self, parcel: Parcel) -> None:
        """A notice has been delivered."""
        self._answer(parcel, delivered=True)

    def failed(self, parcel: Parcel, *, retry_at: int) -> None:
        """A delivery failed, and is to be tried again."""
        more = {"attempts": NOTICES.c.attempts + 1, "token": NOTICES.c.token + 1}
        self._answer(parcel, **more, leased_until=0, next_at=retry_at)

    def _answer(self, parcel: Parcel, **values: Any) -> None:
        key = parcel.notice.key
        held = (NOTICES.c.key == key, NOTICES.c.token == parcel.token, NOTICES.c.delivered.is_(False))
        with transaction(self.engine, turns=False) as connection:
            if connection.execute(update(NOTICES).where(*held).values(**values)).rowcount != 1:
                raise ClaimLost(key)

    # -- what may not be kept ----------------------------------------------------------------------------------------

    def redact(self, stream: str, data: Mapping[str, str]) -> None:
        """Replace the data of records."""
        with transaction(self.engine) as connection:
            for id_, said in data.items():
                mine = update(RECORDS).where(RECORDS.c.stream == stream, RECORDS.c.id == id_)
                if connection.execute(mine.values(data=said, redacted=True)).rowcount != 1:
                    raise KeyError(id_)
            # A digest would let the old text be guessed.
            connection.execute(update(KEYS).where(KEYS.c.stream == stream).values(digest=""))

    def destroy(self, stream: str, *, at: int, reason: str) -> None:
        """Take a stream away for good."""
        with transaction(self.engine) as connection:
            for table in DUMPED.values():
                connection.execute(table.delete().where(table.c.stream == stream))
            gone = {"version": 0, "destroyed_at": at, "destroyed_why": reason}
            made = insert(connection)(STREAMS).values(stream=stream, **gone)
            connection.execute(made.on_conflict_do_update(index_elements=["stream"], set_=gone))

    # -- all of it ---------------------------------------------------------------------------------------------------

    def dump(self) -> Iterator[tuple[str, Mapping[str, Any]]]:
        """All rows, as of one instant."""
        with reading(self.engine) as connection:
            for name, table in DUMPED.items():
                order = table.c.position if name == "records" else next(iter(table.primary_key))
                for row in connection.execution_options(yield_per=1_000).execute(select(table).order_by(order)):
                    yield name, dict(row._mapping)  # noqa: SLF001 - what SQLAlchemy calls it
            gone = select(STREAMS).where(STREAMS.c.destroyed_at.is_not(None)).order_by(STREAMS.c.stream)
            for row in connection.execute(gone):
                yield "destroyed", {"stream": row.stream, "at": row.destroyed_at, "reason": row.destroyed_why}

    def load(self, rows: Iterable[tuple[str, Mapping[str, Any]]]) -> None:
        """Take the rows of another store, whole or not at all."""
        with transaction(self.engine) as connection:
            for table in (STREAMS, *DUMPED.values()):
                if connection.execute(select(table).limit(1)).first() is not None:
                    raise NotEmpty
            versions: dict[str, int] = {}
            last = {"position": 0, "place": 0}
            for name, row in rows:
                if name == "destroyed":
                    gone = {"destroyed_at": row["at"], "destroyed_why": row["reason"]}
                    connection.execute(STREAMS.insert().values(stream=row["stream"], version=0, **gone))
                    continue
                connection.execute(DUMPED[name].insert().values(**row))
                for number in last.keys() & row.keys():
                    last[number] = max(last[number], row[number])
                if name == "records":
                    versions[row["stream"]] = max(versions.get(row["stream"], 0), row["version"])
            for number, value in last.items():
                connection.execute(update(LAST).where(LAST.c.name == number).values(value=value))
            for stream, version in versions.items():
                connection.execute(STREAMS.insert().values(stream=stream, version=version))


@frozen
class _Commit:
    """One change within its transaction."""

    connection: Connection
    change: Change

    def run(self) -> Committed:
        change = self.change
        version = self._version()
        known = self._known_by_key()
        if known is not None:
            return known
        self._check_claim()
        new = self._new()
        if change.expected not in {None, version}:
            if change.records and not new:
                return Committed(version, known=True)
            assert change.expected is not None
            raise VersionConflict(change.stream, expected=change.expected, version=version)
        self._append(new, version)
        self._tell()
        self._wake()
        if change.key is not None:
            row = {"key": change.key, "stream": change.stream, "digest": change.digest, "version": version + len(new)}
            self.connection.execute(KEYS.insert().values(**row))
        return Committed(version + len(new), known=bool(change.records) and not new)

    def _version(self) -> int:
        row = self.connection.execute(select(STREAMS).where(STREAMS.c.stream == self.change.stream)).first()
        if row is None:
            return 0
        if row.destroyed_at is not None:
            raise Destroyed(self.change.stream, row.destroyed_why)
        return int(row.version)

    def _known_by_key(self) -> Committed | None:
        if self.change.key is None:
            return None
        row = self.connection.execute(select(KEYS).where(KEYS.c.key == self.change.key)).first()
        if row is None:
            return None
        if row.digest not in {"", self.change.digest}:
            raise KeyReused(self.change.key)
        return Committed(row.version, known=True)

    def _check_claim(self) -> None:
        claim = self.change.claim
        if claim is not None:
            held = update(WAKES).where(WAKES.c.stream == self.change.stream, WAKES.c.token == claim.token)
            if self.connection.execute(held.values(leased_until=0, token=claim.token + 1)).rowcount != 1:
                raise ClaimLost(self.change.stream)

    def _new(self) -> list[Record]:
        ids = [record.id for record in self.change.records]
        rows = self.connection.execute(select(RECORDS).where(RECORDS.c.id.in_(ids))) if ids else ()
        known = {row.id: _stored(row) for row in rows}
        new: dict[str, Record] = {}
        for record in self.change.records:
            found = known.get(record.id)
            if found is not None:
                if found.stream != self.change.stream or not (found.redacted or found.record == record):
                    raise ClashingRecord(record.id)
            elif new.setdefault(record.id, record) != record:
                raise ClashingRecord(record.id)
        return list(new.values())

    def _append(self, new: Sequence[Record], version: int) -> None:
        if not new:
            return
        last = self._last("position", len(new))
        rows = [
            {
                "position": last + number, "stream": self.change.stream, "version": version + number, "redacted": False,
                "id": record.id, "type": record.type, "at": record.at, "recorded": record.recorded, "data": record.data,
            }
            for number, record in enumerate(new, start=1)
        ]  # fmt: skip
        self.connection.execute(RECORDS.insert(), rows)
        reached = {"version": version + len(new)}
        made = insert(self.connection)(STREAMS).values(stream=self.change.stream, **reached)
        self.connection.execute(made.on_conflict_do_update(index_elements=["stream"], set_=reached))

    def _last(self, name: str, more: int) -> int:
        """The last number given before so many more."""
        counted = update(LAST).where(LAST.c.name == name).values(value=LAST.c.value + more).returning(LAST.c.value)
        return int(self.connection.execute(counted).scalar_one()) - more

    def _tell(self) -> None:
        wanted: dict[str, Notice] = {}
        for notice in self.change.notices:
            if wanted.setdefault(notice.key, notice).data != notice.data:
                raise KeyReused(notice.key)
        if not wanted:
            return
        for row in self.connection.execute(select(NOTICES.c.key, NOTICES.c.data).where(NOTICES.c.key.in_(wanted))):
            if wanted.pop(row.key).data != row.data:
                raise KeyReused(row.key)
        last = self._last("place", len(wanted))
        fresh = {"leased_until": 0, "token": 0, "attempts": 0, "delivered": False}
        rows = [
            {
                "key": each.key, "stream": self.change.stream, "data": each.data, "next_at": each.not_before,
                "place": last + number, **fresh,
            }
            for number, each in enumerate(wanted.values(), start=1)
        ]  # fmt: skip
        if rows:
            self.connection.execute(NOTICES.insert(), rows)

    def _wake(self) -> None:
        wake = self.change.wake
        if not isinstance(wake, Keep):
            made = insert(self.connection)(WAKES).values(stream=self.change.stream, due=wake, leased_until=0, token=0)
            self.connection.execute(made.on_conflict_do_update(index_elements=["stream"], set_={"due": wake}))


def _stored(row: Row[Any]) -> Stored:
    record = Record(row.id, row.type, row.at, row.recorded, row.data)
    return Stored(record, row.stream, row.version, row.position, row.redacted)
