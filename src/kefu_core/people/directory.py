"""The directory and the rosters of a host, as a value: who holds a role, and who is on duty, at an instant (S30).

Rosters say who, calendars when. Everything is dated, half-open: whoever holds a role until an instant does not hold it
at that instant any longer.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from functools import cached_property
from typing import Any, Final

from attrs import frozen

from kefu_core.ir.people import Actor, Anyone, HolderOf, OnDuty, PartyOf, Role, Who
from kefu_core.ir.types import UNKNOWN
from kefu_core.values import to_micros


@frozen
class Holding:
    """A person holds a role, for the unit ``of`` where it is one of a unit: from ``since`` on, and before ``until``.

    Both are aware datetimes; None is since ever, and without end.
    """

    person: str
    role: str
    of: str | None = None
    since: datetime | None = None
    until: datetime | None = None


@frozen
class Shift:
    """A person is on duty for a team from ``start`` on, and before ``end``, aware datetimes."""

    person: str
    team: str
    start: datetime
    end: datetime


@frozen
class Holder:
    """The one person who is meant."""

    person: str


@frozen
class Ambiguous:
    """Several persons are meant where one was asked for: nobody picks one of them."""

    persons: tuple[str, ...]


@frozen
class Nobody:
    """Nobody is meant. ``missing`` is the fact that would say of which unit, where that is not known."""

    missing: str | None = None


@frozen(slots=False)
class Directory:
    """Who holds which role, and who is on duty when.

    >>> from kefu_core.ir.people import HolderOf
    >>> from kefu_core.values import parse_instant
    >>> sales = Directory((Holding("A1001", "head", of="sales"), Holding("A1002", "head", of="service")))
    >>> at = parse_instant("2026-11-02T10:00+08:00")
    >>> sales.resolve(HolderOf("head", "department"), at=at, facts={"department": "sales"})
    Holder(person='A1001')
    >>> sales.resolve("head", at=at)
    Ambiguous(persons=('A1001', 'A1002'))
    """

    holdings: tuple[Holding, ...] = ()
    shifts: tuple[Shift, ...] = ()

    def holders(self, who: Role, *, at: datetime, facts: Mapping[str, Any] | None = None) -> tuple[str, ...]:
        """All who are meant at an aware instant, in the order of their ids; for ``head of department`` by the facts.

        A plain role is held by all who hold it, for whatever unit.
        """
        now = to_micros(at)
        return tuple(sorted(set(self._holders(who, now, facts or {}))))

    def resolve(
        self, who: Role, *, at: datetime, facts: Mapping[str, Any] | None = None
    ) -> Holder | Ambiguous | Nobody:
        """The one who is meant; `Ambiguous` where there are several, and `Nobody` where there is none."""
        known = facts or {}
        found = self.holders(who, at=at, facts=known)
        if len(found) > 1:
            return Ambiguous(found)
        if found:
            return Holder(found[0])
        return Nobody(unknown_unit(who, known))

    def holds(self, person: str, who: Role, *, at: datetime, facts: Mapping[str, Any] | None = None) -> bool:
        """Whether a person is one of those who are meant."""
        return person in self.holders(who, at=at, facts=facts)

    def _holders(self, who: Role, now: int, facts: Mapping[str, Any]) -> Iterator[str]:
        match who:
            case OnDuty(team):
                yield from (each.person for start, end, each in self._rosters.get(team, ()) if start <= now < end)
            case HolderOf(role, fact):
                unit = facts.get(fact, UNKNOWN)
                if unit is not UNKNOWN and unit is not None:
                    yield from (each.person for each in self._in_force(role, now) if each.of == unit)
            case str():
                yield from (each.person for each in self._in_force(who, now))

    def _in_force(self, role: str, now: int) -> Iterator[Holding]:
        for since, until, each in self._by_role.get(role, ()):
            if (since is None or since <= now) and (until is None or now < until):
                yield each

    @cached_property
    def _by_role(self) -> Mapping[str, list[tuple[int | None, int | None, Holding]]]:
        found: dict[str, list[tuple[int | None, int | None, Holding]]] = {}
        for each in self.holdings:
            since = None if each.since is None else to_micros(each.since)
            until = None if each.until is None else to_micros(each.until)
            found.setdefault(each.role, []).append((since, until, each))
        return found

    @cached_property
    def _rosters(self) -> Mapping[str, list[tuple[int, int, Shift]]]:
        found: dict[str, list[tuple[int, int, Shift]]] = {}
        for each in self.shifts:
            found.setdefault(each.team, []).append((to_micros(each.start), to_micros(each.end), each))
        return found


NOBODY: Final = Directory()
"""A directory in which nobody holds anything."""


def unknown_unit(who: Who, facts: Mapping[str, Any]) -> str | None:
    """The fact that would say who is meant, where it is not known."""
    match who:
        case HolderOf(_, fact) | PartyOf(fact) if facts.get(fact, UNKNOWN) is UNKNOWN:
            return fact
    return None


def is_meant(
    person: str | None,
    who: Who,
    directory: Directory,
    *,
    at: datetime,
    facts: Mapping[str, Any],
    actor: str | None = None,
) -> bool | None:
    """Whether a person is one of those who are meant; None where a fact that would say so is not known.

    ``actor`` is whoever asks.
    """
    match who:
        case Anyone():
            return True
        case Actor():
            return person is not None and person == actor
        case PartyOf(fact):
            if unknown_unit(who, facts) is not None:
                return None
            return person is not None and facts[fact] == person
    if unknown_unit(who, facts) is not None:
        return None
    return person is not None and directory.holds(person, who, at=at, facts=facts)
