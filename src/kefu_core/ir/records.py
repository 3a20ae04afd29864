"""Who may do what, what has to be written down, and how long it is kept: permits, forms, retention (S31, S33).

Everything is frozen and hashable; places (`Span`) never take part in equality.
"""

from __future__ import annotations

from typing import Any, Final, Literal

from attrs import field, frozen

from kefu_core.diagnostics import Span
from kefu_core.ir.conditions import ALWAYS, Condition, InForce
from kefu_core.ir.expressions import Expression
from kefu_core.ir.people import Who
from kefu_core.ir.types import NO_LABEL, Label

PERSONAL: Final = "personal_data"
"""The resource that all facts marked ``personal`` are."""

READ: Final = "read"
"""The action by which facts are seen."""

Effect = Literal["may", "forbid"]
Fate = Literal["destroy", "redact"]
"""What becomes of a record whose time is over: all of it goes, or the facts marked ``personal`` do."""


def _span() -> Any:
    return field(default=None, eq=False, repr=False, kw_only=True)


@frozen
class Need:
    """Something that must have happened, and by whom: ``agreed by customer_service``; by anybody without ``by``."""

    event: str
    by: Who | None = None

    def __str__(self) -> str:
        return self.event if self.by is None else f"{self.event} by {self.by}"


@frozen
class Permit:
    """A rule on who may, or must not, do something on something.

    ``resources`` are what is acted on, none for anything at all. ``needs`` are what must have happened before it
    permits; where one of ``unless`` has, it does not forbid. ``in_force`` is asked about the instant of the action.
    """

    id: str
    effect: Effect
    who: tuple[Who, ...]
    actions: tuple[str, ...]
    resources: tuple[str, ...] = ()
    when: tuple[Condition, ...] = ()
    needs: tuple[Need, ...] = ()
    unless: tuple[Need, ...] = ()
    in_force: InForce = ALWAYS
    sources: tuple[str, ...] = ()
    label: Label = NO_LABEL
    span: Span | None = _span()


@frozen
class Form:
    """What has to be written down of a case, from the milestone ``at`` on, or from its beginning.

    ``fields`` are facts that must be known; ``signatures`` those who must have signed. Without ``before`` a form that
    is not complete is a task; with it, that milestone cannot be reached (S33).
    """

    id: str
    when: tuple[Condition, ...] = ()
    at: str | None = None
    fields: tuple[str, ...] = ()
    signatures: tuple[Who, ...] = ()
    before: str | None = None
    in_force: InForce = ALWAYS
    sources: tuple[str, ...] = ()
    label: Label = NO_LABEL
    span: Span | None = _span()


@frozen
class Retention:
    """How long a record is kept: from a milestone on, for a ``period``; for good where that is None (S33).

    ``of`` is a kind of case, a form or a resource; without it, the case, whatever its kind.
    """

    id: str
    start: str
    period: Expression | None
    then: Fate | None = None
    of: str | None = None
    when: tuple[Condition, ...] = ()
    in_force: InForce = ALWAYS
    sources: tuple[str, ...] = ()
    label: Label = NO_LABEL
    span: Span | None = _span()
