"""Who takes part in a piece of work, what they are held to, and whether they give the same answers."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from importlib import import_module
from typing import Any, Final

from attrs import frozen
from cases.table import Answer, Table, Values
from measure import Contender

PEERS: Final = {
    "zen-engine": "peers.zen",
    "rule-engine": "peers.rule_engine",
    "business-rules": "peers.business_rules",
    "durable_rules": "peers.durable",
}
"""The engines that we compare with, and the modules that drive them."""


class Disagreement(AssertionError):  # noqa: N818 - it says what is the case
    """Somebody gives another answer than the yardstick, so that their time would mean nothing."""


@frozen
class Answering:
    """A contender, and its answers in the order of the sample."""

    contender: Contender
    answers: Callable[[], list[Any]]

    @property
    def name(self) -> str:
        """The contender's name."""
        return self.contender.name


@frozen
class Goal:
    """``who`` is to be ``least`` times as fast as ``to``, or, where ``to`` is None, to make ``least`` calls a second.

    Where ``least`` is None the number is only told.
    """

    who: str
    to: str | None
    least: float | None


@frozen
class Work:
    """One line of the limits. In each group all must agree, and the first is the yardstick."""

    title: str
    groups: tuple[tuple[Answering, ...], ...]
    goals: tuple[Goal, ...]


def positional(name: str, function: Callable[..., Answer], cases: Sequence[Values]) -> Answering:
    """A function that takes the values of a case one by one."""

    def loop() -> None:
        for values in cases:
            function(*values)

    return Answering(Contender(name, loop, len(cases)), lambda: [function(*values) for values in cases])


def single(
    name: str, function: Callable[[Any], Any], facts: Sequence[Any], read: Callable[[Any], Any] = lambda answer: answer
) -> Answering:
    """A function that takes a case as one object; ``read`` makes its answer comparable."""

    def loop() -> None:
        for each in facts:
            function(each)

    return Answering(Contender(name, loop, len(facts)), lambda: [read(function(each)) for each in facts])


def peer(engine: str, table: Table, cases: Sequence[Values], *, label: str = "") -> tuple[Answering, ...]:
    """Another engine; nobody where it is not installed."""
    try:
        module = import_module(PEERS[engine])
    except ImportError:
        return ()
    named = [dict(zip(table.names, values, strict=True)) for values in cases]
    return (single(engine + label, module.prepare(table), module.facts(named), module.read),)


def agree(work: Work) -> None:
    """Compare everybody's answers with the yardstick's. Raises `Disagreement`."""
    for yardstick, *others in work.groups:
        expected = yardstick.answers()
        for each in others:
            for place, (found, right) in enumerate(zip(each.answers(), expected, strict=True)):
                if found != right:
                    raise Disagreement(f"{work.title}: {each.name}, case {place}: {found}, not {right}")
