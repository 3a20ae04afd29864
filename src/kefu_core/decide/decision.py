"""The answer: what was decided, why, by when, and what could not be decided."""

from __future__ import annotations

from datetime import datetime
from typing import Any, NoReturn

from attrs import frozen

from kefu_core.values import to_micros


@frozen
class Reason:
    """A rule that made part of the decision, and the clauses it implements.

    Of a derived fact ``table`` is the name, and ``rule`` is ``derived``, or ``given`` where the host supplied it (S16).
    """

    table: str
    rule: str | None
    sources: tuple[str, ...] = ()


@frozen
class DueDate:
    """A deadline that applies. ``due`` is None while the start event has not happened; then ``waits_for`` names it.

    ``provisional``: the calendar that counts is not known as far as that, so that the due date may still move (S12).
    """

    id: str
    milestone: str
    starts: datetime | None
    due: datetime | None
    sources: tuple[str, ...] = ()
    waits_for: str | None = None
    provisional: bool = False


@frozen
class Undetermined:
    """Something that could not be decided, and the facts whose absence is to blame (S13).

    ``code`` is ``missing-fact``, ``conflict`` (rules that hold disagree), ``no-rule``, ``not-in-force``,
    ``division-by-zero``, ``out-of-domain``, ``needs-calendar``, ``no-working-time`` or ``upstream`` (something it
    depends on is undetermined for one of these reasons). A case with anything undetermined goes to a person.
    """

    name: str
    table: str
    rule: str | None
    missing: tuple[str, ...]
    code: str
    sources: tuple[str, ...] = ()


class Outcomes(dict[str, Any]):
    """The outcomes by name: a dictionary that cannot be changed, so that decisions can share it."""

    def _refuse(self, *_: object, **__: object) -> NoReturn:
        raise TypeError("the outcomes of a decision cannot be changed")

    __setitem__ = __delitem__ = __ior__ = clear = pop = popitem = setdefault = update = _refuse

    def __reduce__(self) -> tuple[Any, ...]:
        return (Outcomes, (dict(self),))


@frozen
class Decision:
    """What a policy says of one case at one instant.

    ``outcomes`` holds every outcome that was decided: codes, ``Money``, ``Decimal``, ``datetime`` and so on by the
    vocabulary's types, ``None`` for ``none``. ``version`` is the edition of the policy; two equal texts have the same.
    """

    policy: str
    version: str
    as_of: datetime
    outcomes: Outcomes
    deadlines: tuple[DueDate, ...]
    reasons: tuple[Reason, ...]
    undetermined: tuple[Undetermined, ...] = ()

    @property
    def sources(self) -> tuple[str, ...]:
        """All clauses cited, each once, in the order of the reasons and then of the deadlines."""
        cited = [reason.sources for reason in self.reasons] + [deadline.sources for deadline in self.deadlines]
        return tuple(dict.fromkeys(source for sources in cited for source in sources))

    def due(self, milestone: str) -> datetime | None:
        """The earliest instant by which the milestone has to happen; None where no deadline that runs asks for it."""
        running = [each.due for each in self.deadlines if each.milestone == milestone and each.due is not None]
        return min(running, key=to_micros, default=None)
