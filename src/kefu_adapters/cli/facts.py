"""Facts and instants from the command line → what a policy takes, with diagnostics at their place in the file."""

from __future__ import annotations

import re
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Final

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
    text = _SURROGATES.sub(_joined, text)
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
            problems.append(problem("expected-text", node.span, what=(key.text,)))
            continue
        code = intake.words.get(key.text, key.text)
        if code in facts:
            problems.append(problem("fact-twice", key.span, name=code))
            continue
        _, found = intake.take({code: given})
        place = key.span if any(each.code == "unknown-fact" for each in found) else node.span
        problems += [evolve(each, span=place) for each in found]
        facts[code] = given
    return facts, problems, {name: text}


_SURROGATES: Final = re.compile(r"(?<!\\)(?:\\\\)*\\u(d[89ab][0-9a-f]{2})\\u(d[c-f][0-9a-f]{2})", re.IGNORECASE)
"""How JSON escapes a character beyond the first 65,536; YAML knows no such pairs."""


def _joined(pair: re.Match[str]) -> str:
    char = bytes.fromhex(pair[1] + pair[2]).decode("utf-16-be")
    return pair[0][:-12] + char


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
        instant = parse_instant(text, zone=policy.zone)
        # At the ends of the calendar the days around an instant may be none, in this zone or for a due date.
        for days in (-1, 1):
            (instant + timedelta(days=days)).astimezone(policy.zone)
    except (ValueError, OverflowError) as error:
        fail(f"--at: {error}")
    return instant
