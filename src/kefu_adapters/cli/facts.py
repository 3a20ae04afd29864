"""Facts and instants from the command line → what a policy takes, with diagnostics at their place in the file."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from attrs import evolve

from kefu_adapters.cli.common import fail
from kefu_core import Policy
from kefu_core.diagnostics import Diagnostic, problem
from kefu_core.load.compose import compose
from kefu_core.load.decode import decode
from kefu_core.load.nodes import MapNode, Node, Scalar, SeqNode
from kefu_core.values import parse_instant


def read_facts(source: str, policy: Policy, at: datetime) -> tuple[dict[str, Any], list[Diagnostic], dict[str, str]]:
    """The facts of a YAML or JSON file (``-``: standard input), what is wrong with them, and the text for excerpts."""
    name, data = _read(source)
    problems: list[Diagnostic] = []
    text = decode(name, data, problems)
    if text is None:
        return {}, problems, {}
    documents = compose(name, text, problems)
    if problems:
        return {}, problems, {name: text}
    if len(documents) > 1 or not all(isinstance(each, MapNode) for each in documents):
        problems.append(problem("facts-not-a-mapping", documents[-1].span))
        return {}, problems, {name: text}
    facts: dict[str, Any] = {}
    intake = policy.intake(at)
    for key, node in (entry for document in documents if isinstance(document, MapNode) for entry in document.entries):
        given = _value(node)
        if given is REFUSED:
            problems.append(problem("expected-text", node.span))
            continue
        _, found = intake.take({**dict.fromkeys(facts), key.text: given} if key.text in facts else {key.text: given})
        place = key.span if any(each.code in {"unknown-fact", "fact-twice"} for each in found) else node.span
        problems += [evolve(each, span=place) for each in found]
        facts[key.text] = given
    if not problems:
        problems += [evolve(each, span=documents[0].span) for each in intake.take(facts)[1]]
    return facts, problems, {name: text}


REFUSED = object()


def _value(node: Node) -> Any:
    """A scalar as text, ``null`` as None, a list of scalars as a list of texts."""
    if isinstance(node, Scalar):
        return None if node.text in {"", "null", "~"} and not node.quoted else node.text
    if isinstance(node, SeqNode) and all(isinstance(each, Scalar) for each in node.items):
        return [each.text for each in node.items if isinstance(each, Scalar)]
    return REFUSED


def _read(source: str) -> tuple[str, bytes]:
    if source == "-":
        return "<stdin>", sys.stdin.buffer.read()
    try:
        return source, Path(source).read_bytes()
    except OSError as error:
        fail(f"{source} cannot be read: {error.strerror or error}")


def instant_of(text: str | None, policy: Policy) -> datetime:
    """The instant of ``--at``, local in the policy's zone where it has no offset; now where it is not given."""
    if text is None:
        return datetime.now(UTC).replace(microsecond=0)
    try:
        return parse_instant(text, zone=policy.zone)
    except ValueError as error:
        fail(f"--at: {error}")
