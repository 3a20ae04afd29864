"""Who is meant: roles, and the persons that a case names, as rules write them (S30).

A plain role is its code. ``str`` of any of them is what a rule file says.
"""

from __future__ import annotations

from attrs import frozen


@frozen
class HolderOf:
    """Whoever holds a role for the unit that a fact of the case names: ``head of department``."""

    role: str
    fact: str

    def __str__(self) -> str:
        return f"{self.role} of {self.fact}"


@frozen
class OnDuty:
    """Whoever of a team is on duty by its roster: ``on_duty(customer_service)``."""

    team: str

    def __str__(self) -> str:
        return f"on_duty({self.team})"


@frozen
class PartyOf:
    """The person that a fact of the case names: ``customer``."""

    fact: str

    def __str__(self) -> str:
        return self.fact


@frozen
class Actor:
    """Whoever asks whether something is allowed."""

    def __str__(self) -> str:
        return "actor"


@frozen
class Anyone:
    """Everybody."""

    def __str__(self) -> str:
        return "anyone"


Role = str | HolderOf | OnDuty
"""What a directory knows the holders of."""

Who = Role | PartyOf | Actor | Anyone
