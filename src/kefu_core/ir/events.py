"""What happened to a case, as a host recorded it (S19)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final

from attrs import field, frozen

FACTS: Final = "facts"
"""An event by which nothing happens but that more is known."""
EXTENSION: Final = "extension"
"""More time is granted for a ``milestone``: so much (``by``), by an ``approver``, for a ``reason``."""
VOID: Final = "void"
"""An event that says of another that it did not happen."""
ADOPT: Final = "adopt"
"""The case goes on under another ``edition`` of its policy (S18)."""
SIGNED: Final = "signed"
"""A ``form`` has been signed ``by`` one of those who sign it."""
HOLD: Final = "hold"
"""Nothing of the case may be destroyed, for a ``reason``, until a release for the same reason."""
RELEASE: Final = "release"
"""A hold for a ``reason`` has ended."""
RECORDS: Final = (SIGNED, HOLD, RELEASE)
"""Events about the records of a case, not about the case."""
BUILT_IN: Final = (FACTS, EXTENSION, VOID, ADOPT, *RECORDS)
ENVELOPE: Final = ("id", "at", "recorded", "seq", "type", "case", "subject", "kind", "actor", "corrects", "voids")
"""What each event may say of itself; all else are facts, or what its type asks for."""
MORE: Final[Mapping[str, tuple[str, ...]]] = {
    EXTENSION: ("milestone", "by", "approver", "reason"),
    ADOPT: ("edition",),
    SIGNED: ("form", "by"),
    HOLD: ("reason",),
    RELEASE: ("reason",),
}
"""What events of a type say beside."""
NEEDED: Final[Mapping[str, tuple[str, ...]]] = {SIGNED: ("form", "by"), HOLD: ("reason",), RELEASE: ("reason",)}
"""What of it has to be there."""


def _by_name(pairs: Iterable[tuple[str, Any]]) -> tuple[tuple[str, Any], ...]:
    """What is said in whatever order is the same event."""
    return tuple(sorted(pairs, key=lambda pair: pair[0]))


@frozen
class Event:
    """Something that happened to a case: frozen, with the instant at which it took effect and the one it was recorded.

    Instants are microseconds since 1970-01-01T00:00Z. ``facts`` are values by name as the engines hold them; ``more``
    is what else the event says. ``corrects`` and ``voids`` name an event recorded before: one takes its place, the
    other takes it away. ``origin`` is where it was read, for messages; it is no part of what it says.
    """

    id: str
    at: int
    type: str
    case: str = ""
    subject: str | None = None
    seq: int = 0
    recorded: int | None = None
    kind: str | None = None
    actor: str | None = None
    facts: tuple[tuple[str, Any], ...] = field(default=(), converter=_by_name)
    more: tuple[tuple[str, Any], ...] = field(default=(), converter=_by_name)
    corrects: str | None = None
    voids: str | None = None
    origin: str = field(default="", eq=False, repr=False)

    def __attrs_post_init__(self) -> None:
        if self.recorded is None:  # what nobody recorded apart was known at once
            object.__setattr__(self, "recorded", self.at)

    @property
    def order(self) -> tuple[int, int, str]:
        """Events of a case count in this order."""
        return self.at, self.seq, self.id

    @property
    def known_at(self) -> tuple[int, int, str]:
        """When the event became known."""
        return (self.at if self.recorded is None else self.recorded), self.seq, self.id

    @property
    def given(self) -> Mapping[str, Any]:
        """What else the event says."""
        return dict(self.more)
