"""Facts as a host gives them → one Python function that takes plain values, each of its type and in its domain.

``TAKE(FACTS)`` gives the values as the engines hold them, or ``None`` where anything is not plain: a label, a text, a
mistake. Then the careful way of `kefu_core.decide.facts` takes over, which knows all of that and says what is wrong.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from kefu_core.ir import types
from kefu_core.ir.expressions import Call, parameters_in, walk
from kefu_core.ir.policy import Derived, Fact
from kefu_core.ir.types import UNKNOWN
from kefu_core.lower.expressions import Writer
from kefu_core.lower.names import Constants


def intake_source(facts: Iterable[Fact | Derived], parameters: Mapping[str, Any], constants: Constants) -> str:
    """The source of ``TAKE``. The names ``ABSENT``, ``MONEY``, ``DURATION`` and ``DATE`` must be given to it."""
    writer = Writer(parameters, constants, frozenset())
    known = tuple(facts)
    return "\n".join(
        [*_all_given(tuple(fact for fact in known if isinstance(fact, Fact)), writer), *_some_given(known, writer)]
    )


def _all_given(facts: tuple[Fact, ...], writer: Writer) -> list[str]:
    """``TAKE``, for when every fact is given: nothing has to be asked twice. Otherwise it hands over to ``SOME``."""
    names = [f"value_{number}" for number in range(len(facts))]
    lines = ["def TAKE(FACTS):", f"    if len(FACTS) != {len(facts)}:", "        return SOME(FACTS)"]
    lines += ["    try:", "        pass"]
    lines += [f"        {name} = FACTS[{fact.id!r}]" for name, fact in zip(names, facts, strict=True)]
    lines += ["    except KeyError:", "        return SOME(FACTS)"]
    for name, fact in zip(names, facts, strict=True):
        lines += _take(fact, name, "    ", writer)
    pairs = ", ".join(f"{fact.id!r}: {name}" for name, fact in zip(names, facts, strict=True))
    return [*lines, f"    return {{{pairs}}}", ""]


def _some_given(facts: tuple[Fact | Derived, ...], writer: Writer) -> list[str]:
    lines = ["def SOME(FACTS):", "    VALUES = {}"]
    for fact in facts:
        lines += [f"    value = FACTS.get({fact.id!r}, ABSENT)", "    if value is not ABSENT:"]
        lines += [*_take(fact, "value", "        ", writer), f"        VALUES[{fact.id!r}] = value"]
    return [*lines, "    return VALUES if len(VALUES) == len(FACTS) else None"]


def _take(fact: Fact | Derived, name: str, indent: str, writer: Writer) -> list[str]:
    """The lines that check the variable ``name``, and make it the engines' own."""
    checks = _checks(fact, name, writer)
    if checks is None:
        return [f"{indent}return None"]
    if fact.optional:
        return [f"{indent}if {name} is not None:", *(f"{indent}    {line}" for line in checks)]
    return [indent + line for line in checks]


def _checks(fact: Fact | Derived, name: str, writer: Writer) -> list[str] | None:
    """What turns the variable into the engines' value, or leaves; None for what always goes the careful way."""
    plain = _plain(fact.type, name, writer.constants)
    domain = fact.domain if isinstance(fact, Fact) else None
    if plain is None or domain is None:
        return plain
    if any(isinstance(part, Call) for part in walk(domain)):
        return None
    if any(writer.parameters[name] is UNKNOWN for name in parameters_in(domain)):
        return plain
    inside = writer.test(domain, name, fact.type)
    return plain if inside is None else [*plain, f"if not ({inside}):", "    return None"]


def _plain(kind: types.Type, name: str, constants: Constants) -> list[str] | None:
    match kind:
        case types.Choice(codes):
            return (
                _unless(f"type({name}) is str and {name} in {constants.write_set(frozenset(codes))}") if codes else None
            )
        case types.Integer() | types.Decimal():
            return _unless(f"type({name}) is int")
        case types.Boolean():
            return _unless(f"{name} is True or {name} is False")
        case types.Money(currency):
            right = f"{name}.currency == {constants.write(currency)}"
            return [*_unless(f"type({name}) is MONEY and {right}"), f"{name} = {name}.minor"]
        case types.Duration(family):
            return _unless(f"type({name}) is DURATION and {name}.family is {constants.write(family)}")
        case types.Date():
            return _unless(f"type({name}) is DATE")
        case types.Set(of):
            return _unless(f"type({name}) is frozenset and {name} <= {constants.write(frozenset(of.codes))}")
    return None


def _unless(condition: str) -> list[str]:
    return [f"if not ({condition}):", "    return None"]
