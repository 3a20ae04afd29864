"""Facts as scenarios give them → values."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kefu_core.diagnostics import problem
from kefu_core.ir import types
from kefu_core.ir.notation import says_none
from kefu_core.load.nodes import Scalar, SeqNode
from kefu_core.load.slips import slip, split_value
from kefu_core.resolve.vocabulary import REFUSED, Typed, read

if TYPE_CHECKING:
    from kefu_core.load.nodes import MapNode, Node
    from kefu_core.resolve.scope import Declared, Scope


def facts_of(node: MapNode, scope: Scope) -> tuple[tuple[str, Any], ...] | None:
    """The facts of a mapping, or None after a diagnostic."""
    facts: list[tuple[str, Any]] = []
    complete = True
    for key, value in node.entries:
        declared = scope.find(key.text, ("fact", "derived"))
        if declared is None:
            mistyped = slip(key) or split_value(node, key, value)
            scope.problems.append(mistyped or scope.unknown(key.text, key.span, ("fact", "derived")))
            complete = False
            continue
        given = read_fact(value, declared, scope)
        if given is REFUSED or is_twice(declared.id, key, facts, scope):
            complete = False
        else:
            facts.append((declared.id, given))
    return tuple(facts) if complete else None


def is_twice(name: str, key: Scalar, given: list[tuple[str, Any]], scope: Scope) -> bool:
    """Report what is named by its code and by its label at once."""
    twice = any(name == known for known, _ in given)
    if twice:
        scope.problems.append(problem("duplicate-key", key.span, help="label", key=key.text))
    return twice


def read_fact(node: Node, declared: Declared, scope: Scope) -> Any:
    """The value that a node gives a fact or an outcome; ``none`` where it is optional."""
    says_nothing = isinstance(node, Scalar) and says_none(node.text, declared.type, declared.labels)
    if declared.optional and says_nothing:
        return None
    if isinstance(declared.type, types.Broken):
        return REFUSED
    if says_nothing and not isinstance(declared.type, (types.Text, types.Party)):  # to these it is a word
        scope.problems.append(problem("never-none", node.span, name=declared.id))
        return REFUSED
    if isinstance(declared.type, types.List) and isinstance(node, SeqNode):
        values = [read(item, Typed(declared.type.of, declared.labels), scope) for item in node.items]
        return REFUSED if REFUSED in values else tuple(values)
    return read(node, Typed(declared.type, declared.labels), scope)
