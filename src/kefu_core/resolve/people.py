"""Texts that say who is meant → roles, and the persons that a case names (S30)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from kefu_core.diagnostics import did_you_mean, problem
from kefu_core.ir import types
from kefu_core.ir.people import Actor, Anyone, HolderOf, OnDuty, PartyOf, Role, Who
from kefu_core.load.nodes import Scalar
from kefu_core.resolve import vocabulary

if TYPE_CHECKING:
    from kefu_core.resolve.scope import Scope

_ON_DUTY: Final = re.compile(r"(?:on_duty|值班)\s*[(（]\s*(?P<team>.*?)\s*[)）]")
ANYONE: Final = ("anyone", "任何人")
ACTOR: Final = ("actor", "本人")


def role(scalar: Scalar, scope: Scope) -> Role | None:
    """A role, ``head of department`` or ``on_duty(team)``; None after a diagnostic."""
    found = _role(scalar, scope)
    return vocabulary.role(scalar, scope) if found is None else found or None


def roles_of(scalars: tuple[Scalar, ...], scope: Scope) -> tuple[Role, ...]:
    """Several of them; one that could not be understood is left out."""
    found = [role(scalar, scope) for scalar in scalars]
    return tuple(each for each in found if each is not None)


def who(scalar: Scalar, scope: Scope, *, actor: bool = False, anyone: bool = False) -> Who | None:
    """As `role`, or a fact that names a person; where asked for, who acts, and anyone. None after a diagnostic."""
    text = scalar.text.strip()
    if anyone and text in ANYONE:
        return Anyone()
    if actor and text in ACTOR:
        return Actor()
    # A person whom the case names comes before a role of that name: of all customers, this one.
    fact = scope.find(text, ("fact",))
    if fact is not None and isinstance(fact.type, types.Party):
        return PartyOf(fact.id)
    found = _role(scalar, scope)
    if found is not None:
        return found or None
    if scope.partial:
        return None
    known = [*_labelled(scope), *(ANYONE[:1] if anyone else ()), *(ACTOR[:1] if actor else ())]
    parties = [each for each in scope.names.values() if each.sort == "fact" and isinstance(each.type, types.Party)]
    known += [word for each in parties for word in (each.id, each.label.zh, each.label.en) if word]
    guess = did_you_mean(text, known)
    names = (*(each.id for each in scope.roles), *(each.id for each in parties))
    scope.problems.append(
        problem("unknown-person", scalar.span, help="did-you-mean" if guess else "persons" if names else "nobody",
                text=text, guess=guess or "", persons=names)
    )  # fmt: skip
    return None


def persons_of(
    scalars: tuple[Scalar, ...], scope: Scope, *, actor: bool = False, anyone: bool = False
) -> tuple[Who, ...] | None:
    """Several of them, each once; None where one could not be understood."""
    found = [who(scalar, scope, actor=actor, anyone=anyone) for scalar in scalars]
    known = tuple(dict.fromkeys(each for each in found if each is not None))
    return None if None in found else known


def _role(scalar: Scalar, scope: Scope) -> Role | None:
    """The role; the empty text after a diagnostic; None where the text has nothing of one."""
    text = scalar.text.strip()
    if (code := _code(text, scope)) is not None:
        return code
    if on_duty := _ON_DUTY.fullmatch(text):
        team = vocabulary.role(Scalar(text=on_duty["team"], span=scalar.at(*on_duty.span("team"))), scope)
        return "" if team is None else OnDuty(team)
    for held, unit, place in _splits(text):
        code, fact = _code(held, scope), scope.find(unit, ("fact", "derived"))
        if code is None:
            continue
        span = scalar.at(*place)
        if fact is None:
            scope.problems.append(scope.unknown(unit, span, ("fact", "derived")))
            return ""
        if not isinstance(fact.type, (types.Choice, types.Text, types.Party, types.Broken)):
            scope.problems.append(problem("not-a-unit", span, name=fact.id))
            return ""
        return HolderOf(code, fact.id)
    return None


def _splits(text: str) -> Iterator[tuple[str, str, tuple[int, int]]]:
    """The ways to read a text as a role of a unit: both, and where the unit stands."""
    for found in re.finditer(r"\s+of\s+", text):
        yield text[: found.start()], text[found.end() :], (found.end(), len(text))
    for found in re.finditer("的", text):
        yield text[found.end() :].strip(), text[: found.start()].strip(), (0, found.start())


def _code(text: str, scope: Scope) -> str | None:
    """The role of an id or of a label that no two share."""
    if any(each.id == text for each in scope.roles):
        return text
    found = [each.id for each in scope.roles if text in {each.label.zh, each.label.en}]
    return found[0] if len(found) == 1 else None


def _labelled(scope: Scope) -> list[str]:
    words = (word for each in scope.roles for word in (each.id, each.label.zh, each.label.en))
    return [word for word in words if word]
