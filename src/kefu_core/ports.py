"""What kefu asks of whoever keeps its cases: the smallest Protocols that serve, and their errors.

A store keeps *records*: the envelopes of events (S19) as JSON text, which it never looks into. One `Change` is one
transaction: records are appended, notices are put into the outbox, and the case is entered into the due index, or
nothing of all that happens. Instants are microseconds since 1970-01-01T00:00Z and always given: a store has no clock.

`kefu_core.testing.contracts` says by tests what is promised here; `kefu_adapters.storage` has stores that keep it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from enum import Enum
from hashlib import sha256
from typing import Any, Final, Protocol

from attrs import field, frozen

from kefu_core.diagnostics import KefuError

# -- what is kept ----------------------------------------------------------------------------------------------------


def _text(_: Any, attribute: Any, value: Any) -> None:
    """Refuse texts that not every store can keep: a NUL, or half of a character."""
    for each in (value,) if isinstance(value, str) else ():
        if "\0" in each or any("\ud800" <= letter <= "\udfff" for letter in each):
            raise ValueError(f"`{attribute.name}` holds a character that no store can keep: {each!r}")


@frozen
class Record:
    """An event as a store keeps it. ``data`` is the whole envelope as JSON text; the rest is there to be searched."""

    id: str = field(validator=_text)
    type: str = field(validator=_text)
    at: int
    recorded: int
    data: str = field(validator=_text)


@frozen
class Stored:
    """A record in its place: ``version`` counts from 1 within its stream, ``position`` ascends over the whole store.

    Versions have no gaps; positions may. ``redacted``: its ``data`` is not what was first recorded.
    """

    record: Record
    stream: str
    version: int
    position: int
    redacted: bool = False


@frozen
class Notice:
    """Something to be told, not before an instant. What has one ``key`` is told once, and never with two contents."""

    key: str = field(validator=_text)
    data: str = field(validator=_text)
    not_before: int = 0


@frozen
class Claim:
    """A stream whose instant has come, leased to one worker; ``token`` tells this lease from every other."""

    stream: str
    due: int
    token: int


class Keep(Enum):
    """That something stays as it is."""

    KEEP = "keep"


KEEP: Final = Keep.KEEP


@frozen
class Change:
    """What happens to one stream, whole or not at all.

    ``expected`` is the version that the writer has seen, None for any. ``key`` makes the change happen once, however
    often it is asked for. ``wake`` is when the case has to be looked at next: None for never, `KEEP` for as it was.
    ``claim`` is the lease under which a worker acts; it ends with the change.
    """

    stream: str = field(validator=_text)
    records: tuple[Record, ...] = ()
    expected: int | None = None
    key: str | None = field(default=None, validator=_text)
    notices: tuple[Notice, ...] = ()
    wake: int | Keep | None = KEEP
    claim: Claim | None = None

    @property
    def digest(self) -> str:
        """What tells whether two changes under one key are the same; who asks, and when, is no part of it."""
        said = (self.stream, [(each.id, each.data) for each in self.records], [(n.key, n.data) for n in self.notices])
        return sha256(repr(said).encode()).hexdigest()


@frozen
class Committed:
    """The version of the stream after a change; ``known``: it had happened before, and nothing was done."""

    version: int
    known: bool = False


@frozen
class Parcel:
    """A notice leased for delivery: how often that was tried before, and the token of this lease."""

    notice: Notice
    stream: str
    attempts: int
    token: int


# -- the ports -------------------------------------------------------------------------------------------------------


class CaseStore(Protocol):
    """Keeps the histories of cases."""

    def commit(self, change: Change) -> Committed:
        """Let a change happen, durably once this returns.

        A record whose id is known with the same stream and content is passed over; where all of them are, the change is
        ``known``. Raises `VersionConflict`, `ClashingRecord`, `KeyReused`, `ClaimLost` or `Destroyed`, and then nothing
        of the change has happened.
        """
        ...

    def read(self, stream: str, *, after: int = 0) -> Sequence[Stored]:
        """The records of a stream with versions greater than ``after``, in order; none for an unknown stream."""
        ...

    def read_all(self, *, after: int = 0, limit: int = 1_000) -> Sequence[Stored]:
        """Records of all streams at positions greater than ``after``, in order, at most ``limit``.

        Whoever goes on from the last position read misses none, whatever is written at the same time.
        """
        ...


class DueIndex(Protocol):
    """Knows when each case has to be looked at next; what it costs to ask does not grow with the cases not due."""

    def claim_due(self, *, now: int, limit: int, lease: int) -> Sequence[Claim]:
        """Lease streams that are due at ``now`` and leased to nobody, the earliest first, for ``lease`` microseconds.

        Of two that ask at once none gets what the other has. A lease that ran out is given to another, and then a
        change under the old one is refused.
        """
        ...

    def next_due(self) -> int | None:
        """The earliest instant at which a stream is due; None where none is."""
        ...


class Outbox(Protocol):
    """Holds notices until they have been delivered, at least once each."""

    def claim_notices(self, *, now: int, limit: int, lease: int) -> Sequence[Parcel]:
        """Lease notices that are to be delivered at ``now``, in the order in which they came."""
        ...

    def delivered(self, parcel: Parcel) -> None:
        """A notice has been delivered. Raises `ClaimLost` where the lease has gone to another."""
        ...

    def failed(self, parcel: Parcel, *, retry_at: int) -> None:
        """A delivery failed, and is to be tried again. Raises `ClaimLost`."""
        ...


class Erasure(Protocol):
    """Takes away what may not be kept (S33)."""

    def redact(self, stream: str, data: Mapping[str, str]) -> None:
        """Replace the ``data`` of records, by id; all else stays, and of the old text nothing. Raises ``KeyError``."""
        ...

    def destroy(self, stream: str, *, at: int, reason: str) -> None:
        """Take a stream away for good, with its notices. From then on every change to it raises `Destroyed`."""
        ...


class Dump(Protocol):
    """Everything that a store holds, as rows; for backups."""

    def dump(self) -> Iterable[tuple[str, Mapping[str, Any]]]:
        """All rows as of one instant: the name of what they belong to, and their values."""
        ...

    def load(self, rows: Iterable[tuple[str, Mapping[str, Any]]]) -> None:
        """Take the rows of another store into this one, whole or not at all. Raises `NotEmpty`."""
        ...


class Store(CaseStore, DueIndex, Outbox, Erasure, Dump, Protocol):
    """All of it."""


# -- errors ----------------------------------------------------------------------------------------------------------


class StoreError(KefuError):
    """What stores raise."""


class VersionConflict(StoreError):  # noqa: N818 - these say what is the case
    """Somebody else has changed the stream: read it again."""

    def __init__(self, stream: str, *, expected: int, version: int) -> None:
        super().__init__(f"stream `{stream}` is at version {version}, not {expected}")
        self.stream, self.expected, self.version = stream, expected, version


class ClashingRecord(StoreError):  # noqa: N818
    """The id of a record is that of another, which says something else."""

    def __init__(self, id: str) -> None:  # noqa: A002 - what it is called everywhere
        super().__init__(f"a record with the id `{id}` is there already and says something else")
        self.id = id


class KeyReused(StoreError):  # noqa: N818
    """A key stands for something else already."""

    def __init__(self, key: str) -> None:
        super().__init__(f"the key `{key}` stands for something else already")
        self.key = key


class ClaimLost(StoreError):  # noqa: N818
    """The lease ran out, and somebody else has it."""

    def __init__(self, what: str) -> None:
        super().__init__(f"the lease of `{what}` is lost")
        self.what = what


class Destroyed(StoreError):  # noqa: N818
    """The stream was taken away for good."""

    def __init__(self, stream: str, reason: str) -> None:
        super().__init__(f"stream `{stream}` has been destroyed: {reason}")
        self.stream, self.reason = stream, reason


class NotEmpty(StoreError):  # noqa: N818
    """A backup is restored into an empty store alone."""

    def __init__(self) -> None:
        super().__init__("the store is not empty")


class StoreUnavailable(StoreError):  # noqa: N818
    """The store cannot be reached, or has no room; what failed is the ``__cause__``. It may be tried again."""


class WrongSchema(StoreError):  # noqa: N818
    """The tables are not those that this version of kefu knows."""
