"""Text of the facts of one case, YAML or JSON → what is given for each name, with places."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from attrs import field, frozen

from kefu_core.diagnostics import Span, problem
from kefu_core.load.compose import compose
from kefu_core.load.decode import decode
from kefu_core.load.nodes import MapNode, Node, Scalar, SeqNode

if TYPE_CHECKING:
    from kefu_core.diagnostics import Diagnostic


@frozen
class GivenFact:
    """A name and what is given for it: text, None for ``null``, or a list of texts."""

    name: str
    value: Any
    name_span: Span = field(eq=False, repr=False)
    value_span: Span = field(eq=False, repr=False)


@frozen
class GivenFacts:
    """The facts of a text, in its order; ``text`` is None where the bytes are none."""

    facts: tuple[GivenFact, ...]
    text: str | None


def given_facts(name: str, data: str | bytes, problems: list[Diagnostic]) -> GivenFacts:
    """What a text gives; ``name`` is what its places are called by.

    After a problem of syntax there are no facts; a value that can be none is reported and left out.

    >>> [(each.name, each.value) for each in given_facts("<stdin>", '{"nature": "conduct"}', []).facts]
    [('nature', 'conduct')]
    """
    found: list[Diagnostic] = []
    text = decode(name, data, found)
    documents: tuple[Node, ...] = ()
    if text is not None:
        text = _SURROGATES.sub(_joined, text)
        documents = compose(name, text, found)
    if not found and len(documents) > 1:
        found.append(problem("facts-not-a-mapping", documents[1].span, help="one-document"))
    elif not found and documents and not isinstance(documents[0], MapNode):
        found.append(problem("facts-not-a-mapping", documents[0].span))
    problems += found
    if found or not documents or not isinstance(documents[0], MapNode):
        return GivenFacts((), text)
    facts = []
    for key, node in documents[0].entries:
        value = _value(node)
        if value is _REFUSED:
            problems.append(problem("expected-text", node.span, what=(key.text,)))
        else:
            facts.append(GivenFact(key.text, value, key.span, node.span))
    return GivenFacts(tuple(facts), text)


_SURROGATES: Final = re.compile(r"(?<!\\)(?:\\\\)*\\u(d[89ab][0-9a-f]{2})\\u(d[c-f][0-9a-f]{2})", re.IGNORECASE)
"""How JSON escapes a character beyond the first 65,536; YAML knows no such pairs."""


def _joined(pair: re.Match[str]) -> str:
    char = bytes.fromhex(pair[1] + pair[2]).decode("utf-16-be")
    return pair[0][:-12] + char


_REFUSED: Final = object()


def _value(node: Node) -> Any:
    """A scalar as text, ``null`` as None, a list of scalars as a list of texts."""
    if isinstance(node, Scalar):
        return None if node.text in {"", "null", "~"} and not node.quoted else node.text
    if isinstance(node, SeqNode) and all(isinstance(each, Scalar) for each in node.items):
        return [each.text for each in node.items if isinstance(each, Scalar)]
    return _REFUSED
