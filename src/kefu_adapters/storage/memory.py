"""A store in memory: the model that every other store is compared with. Safe to share between threads."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from threading import RLock
from typing import Any

from attrs import asdict, define, evolve, field

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


@define
class _Wake:
    due: int | None = None
    leased_until: int = 0
    token: int = 0


@define
class _Post:
    key: str
    stream: str
    data: str
    place: int
    next_at: int = 0
    leased_until: int = 0
    token: int = 0
    attempts: int = 0
    delivered: bool = False


@define
class MemoryStore:
    """Cases in memory.

    >>> store = MemoryStore()
    >>> store.commit(Change("C1", (Record("e1", "accepted", 0, 0, "{}"),), expected=0)).version
    1
    """

    _streams: dict[str, list[Stored]] = field(factory=dict)
    _all: dict[int, Stored] = field(factory=dict)
    _ids: dict[str, Stored] = field(factory=dict)
    _keys: dict[str, tuple[str, str, int]] = field(factory=dict)
    _wakes: dict[str, _Wake] = field(factory=dict)
    _posts: dict[str, _Post] = field(factory=dict)
    _destroyed: dict[str, tuple[int, str]] = field(factory=dict)
    _position: int = 0
    _places: int = 0
    _lock: RLock = field(factory=RLock, repr=False, eq=False)

    # -- histories ---------------------------------------------------------------------------------------------------

    def commit(self, change: Change) -> Committed:
        """Let a change happen, whole or not at all."""
        with self._lock:
            if change.stream in self._destroyed:
                raise Destroyed(change.stream, self._destroyed[change.stream][1])
            if change.key is not None and change.key in self._keys:
                _, digest, version = self._keys[change.key]
                if digest not in {"", change.digest}:
                    raise KeyReused(change.key)
                return Committed(version, known=True)
            self._check_claim(change)
            version = len(self._streams.get(change.stream, ()))
            new = self._new(change)
            if change.expected not in {None, version}:
                if change.records and not new:
                    return Committed(version, known=True)
                assert change.expected is not None
                raise VersionConflict(change.stream, expected=change.expected, version=version)
            posts = self._new_posts(change)
            self._append(change, new, posts)
            known = bool(change.records) and not new
            return Committed(version + len(new), known=known)

    def _check_claim(self, change: Change) -> None:
        if change.claim is not None:
            wake = self._wakes.get(change.stream)
            if wake is None or wake.token != change.claim.token:
                raise ClaimLost(change.stream)

    def _new(self, change: Change) -> list[Record]:
        new: dict[str, Record] = {}
        for record in change.records:
            known = self._ids.get(record.id)
            if known is not None:
                if known.stream != change.stream or not (known.redacted or known.record == record):
                    raise ClashingRecord(record.id)
            elif new.setdefault(record.id, record) != record:
                raise ClashingRecord(record.id)
        return list(new.values())

    def _new_posts(self, change: Change) -> list[Notice]:
        new: dict[str, Notice] = {}
        for notice in change.notices:
            known = self._posts.get(notice.key)
            said = new.setdefault(notice.key, notice).data if known is None else known.data
            if said != notice.data:
                raise KeyReused(notice.key)
        return [each for each in new.values() if each.key not in self._posts]

    def _append(self, change: Change, records: Sequence[Record], posts: Sequence[Notice]) -> None:
        stream = self._streams.setdefault(change.stream, [])
        for record in records:
            self._position += 1
            stored = Stored(record, change.stream, len(stream) + 1, self._position)
            stream.append(stored)
            self._all[self._position] = self._ids[record.id] = stored
        for notice in posts:
            self._places += 1
            self._posts[notice.key] = _Post(notice.key, change.stream, notice.data, self._places, notice.not_before)
        if change.key is not None:
            self._keys[change.key] = (change.stream, change.digest, len(stream))
        if change.claim is not None:
            self._wakes[change.stream].leased_until = 0
            self._wakes[change.stream].token += 1
        if not isinstance(change.wake, Keep):
            self._wakes.setdefault(change.stream, _Wake()).due = change.wake

    def read(self, stream: str, *, after: int = 0) -> Sequence[Stored]:
        """The records of a stream after a version."""
        with self._lock:
            return tuple(self._streams.get(stream, ())[after:])

    def read_all(self, *, after: int = 0, limit: int = 1_000) -> Sequence[Stored]:
        """Records of all streams after a position."""
        with self._lock:
            return tuple(self._all[each] for each in sorted(self._all) if each > after)[:limit]

    # -- what is due -------------------------------------------------------------------------------------------------

    def claim_due(self, *, now: int, limit: int, lease: int) -> Sequence[Claim]:
        """Lease streams that are due."""
        with self._lock:
            found = sorted(
                (wake.due, stream)
                for stream, wake in self._wakes.items()
                if wake.due is not None and wake.due <= now and wake.leased_until <= now
            )
            claims = []
            for due, stream in found[:limit]:
                wake = self._wakes[stream]
                wake.token += 1
                wake.leased_until = now + lease
                claims.append(Claim(stream, due, wake.token))
            return tuple(claims)

    def next_due(self) -> int | None:
        """The earliest instant at which a stream is due."""
        with self._lock:
            return min((wake.due for wake in self._wakes.values() if wake.due is not None), default=None)

    # -- what is told ------------------------------------------------------------------------------------------------

    def claim_notices(self, *, now: int, limit: int, lease: int) -> Sequence[Parcel]:
        """Lease notices that are to be delivered."""
        with self._lock:
            ready = (each for each in self._posts.values() if not each.delivered)
            ready = (each for each in ready if each.next_at <= now and each.leased_until <= now)
            parcels = []
            for post in sorted(ready, key=lambda each: each.place)[:limit]:
                post.token += 1
                post.leased_until = now + lease
                parcels.append(
                    Parcel(Notice(post.key, post.data, post.next_at), post.stream, post.attempts, post.token)
                )
            return tuple(parcels)

    def delivered(self, parcel: Parcel) -> None:
        """A notice has been delivered."""
        with self._lock:
            self._held(parcel).delivered = True

    def failed(self, parcel: Parcel, *, retry_at: int) -> None:
        """A delivery failed, and is to be tried again."""
        with self._lock:
            post = self._held(parcel)
            post.attempts += 1
            post.token += 1
            post.leased_until, post.next_at = 0, retry_at

    def _held(self, parcel: Parcel) -> _Post:
        post = self._posts.get(parcel.notice.key)
        if post is None or post.token != parcel.token or post.delivered:
            raise ClaimLost(parcel.notice.key)
        return post

    # -- what may not be kept ----------------------------------------------------------------------------------------

    def redact(self, stream: str, data: Mapping[str, str]) -> None:
        """Replace the data of records."""
        with self._lock:
            known = {each.record.id: each for each in self._streams.get(stream, ())}
            for id_, text in {id_: data[id_] for id_ in data if known[id_]}.items():
                old = known[id_]
                stored = evolve(old, record=evolve(old.record, data=text), redacted=True)
                self._streams[stream][old.version - 1] = stored
                self._all[old.position] = self._ids[id_] = stored
            for key, (owner, _, version) in list(self._keys.items()):
                if owner == stream:  # a digest would let the old text be guessed
                    self._keys[key] = (owner, "", version)

    def destroy(self, stream: str, *, at: int, reason: str) -> None:
        """Take a stream away for good."""
        with self._lock:
            for each in self._streams.pop(stream, ()):
                del self._all[each.position], self._ids[each.record.id]
            self._wakes.pop(stream, None)
            self._keys = {key: each for key, each in self._keys.items() if each[0] != stream}
            self._posts = {key: each for key, each in self._posts.items() if each.stream != stream}
            self._destroyed[stream] = (at, reason)

    # -- all of it ---------------------------------------------------------------------------------------------------

    def dump(self) -> Iterator[tuple[str, Mapping[str, Any]]]:
        """All rows, as of now."""
        with self._lock:
            rows: list[tuple[str, Mapping[str, Any]]] = [
                ("records", asdict(each.record) | asdict(each, filter=lambda part, _: part.name != "record"))
                for each in self._all.values()
            ]
            rows += [
                ("keys", {"key": key, "stream": stream, "digest": digest, "version": version})
                for key, (stream, digest, version) in self._keys.items()
            ]
            rows += [("wakes", {"stream": stream, **asdict(wake)}) for stream, wake in self._wakes.items()]
            rows += [("notices", asdict(each)) for each in self._posts.values()]
            rows += [
                ("destroyed", {"stream": stream, "at": at, "reason": reason})
                for stream, (at, reason) in self._destroyed.items()
            ]
        yield from rows

    def load(self, rows: Iterable[tuple[str, Mapping[str, Any]]]) -> None:
        """Take the rows of another store."""
        taken = list(rows)
        with self._lock:
            if self._all or self._wakes or self._posts or self._keys or self._destroyed:
                raise NotEmpty
            for name, row in taken:
                self._take(name, row)

    def _take(self, name: str, row: Mapping[str, Any]) -> None:
        match name:
            case "records":
                record = Record(**{key: row[key] for key in ("id", "type", "at", "recorded", "data")})
                stored = Stored(record, row["stream"], row["version"], row["position"], row["redacted"])
                self._streams.setdefault(row["stream"], []).append(stored)
                self._streams[row["stream"]].sort(key=lambda each: each.version)
                self._all[row["position"]] = self._ids[record.id] = stored
                self._position = max(self._position, row["position"])
            case "keys":
                self._keys[row["key"]] = (row["stream"], row["digest"], row["version"])
            case "wakes":
                self._wakes[row["stream"]] = _Wake(row["due"], row["leased_until"], row["token"])
            case "notices":
                self._posts[row["key"]] = _Post(**row)
                self._places = max(self._places, row["place"])
            case "destroyed":
                self._destroyed[row["stream"]] = (row["at"], row["reason"])
