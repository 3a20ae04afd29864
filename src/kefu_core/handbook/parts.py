"""The parts of a handbook: words, codes beside them, and the anchors by which one part leads to another."""

from __future__ import annotations

from attrs import frozen


@frozen
class Named:
    """Something with its name for people and its code; ``anchor`` is where it is described, if anywhere."""

    label: str
    id: str
    anchor: str = ""


@frozen
class Pair:
    """A name and what is said of it."""

    name: str
    said: str


@frozen
class Rule:
    """A rule in words: under which conditions (none: always) it gives what.

    ``otherwise`` if it holds only where no other rule of its table does; ``after`` if rules above it come first.
    """

    at: Named
    table: Named
    conditions: tuple[str, ...]
    results: tuple[Pair, ...]
    otherwise: bool
    after: bool
    dates: str


@frozen
class Promise:
    """A deadline: its two events, the time it gives, and all of that as one phrase.

    ``course`` is what becomes of it as a case goes on, a phrase each.
    """

    at: Named
    conditions: tuple[str, ...]
    start: str
    milestone: str
    due: str
    said: str
    course: tuple[str, ...]
    dates: str
    clauses: tuple[Named, ...]


@frozen
class Latch:
    """A latch: what lets it pass, and what is so from then on."""

    at: Named
    conditions: tuple[str, ...]
    said: str
    results: tuple[str, ...]
    dates: str
    clauses: tuple[Named, ...]


@frozen
class State:
    """A state of a kind; ``first`` if cases begin in it."""

    at: Named
    first: bool
    pauses: bool
    final: bool


@frozen
class Way:
    """What leads cases of a kind from some states to another, in parts and ``said`` as one phrase.

    ``also`` is what it asks for and brings with it; ``again`` if it opens a case once more.
    """

    at: Named
    event: Named
    origins: tuple[Named, ...]
    target: Named
    also: tuple[str, ...]
    again: bool
    said: str
    clauses: tuple[Named, ...]


@frozen
class Kind:
    """What a case can be: how it begins, its states, and what leads from one to another."""

    at: Named
    begins: str
    states: tuple[State, ...]
    ways: tuple[Way, ...]
    clauses: tuple[Named, ...]


@frozen
class Parameter:
    """A parameter with its values by the date from which each holds; the first may hold since ever."""

    at: Named
    values: tuple[Pair, ...]
    reading: str
    clauses: tuple[Named, ...]


@frozen
class Calendar:
    """A working calendar, line by line."""

    at: Named
    lines: tuple[Pair, ...]


@frozen
class Derived:
    """A derived fact, and how it follows from others."""

    at: Named
    said: str
    clauses: tuple[Named, ...]


@frozen
class Clause:
    """A clause with all that cites it. ``listed`` if the policy has its words; ``awaited`` if rules should cite it."""

    at: Named
    place: str
    says: str
    reading: str
    listed: bool
    awaited: bool
    rules: tuple[Rule, ...]
    promises: tuple[Promise, ...]
    latches: tuple[Latch, ...]
    kinds: tuple[Kind, ...]
    ways: tuple[Way, ...]
    parameters: tuple[Parameter, ...]
    derived: tuple[Derived, ...]
    scenarios: tuple[Named, ...]

    @property
    def cited(self) -> bool:
        """Whether anything cites it."""
        decided = self.rules or self.promises or self.parameters or self.derived
        return bool(decided or self.latches or self.kinds or self.ways)


@frozen
class Chapter:
    """A document with its clauses."""

    at: Named
    clauses: tuple[Clause, ...]


@frozen
class Row:
    """A row of a table: its cells and results in words; an empty cell is one that does not matter."""

    at: Named
    cells: tuple[str, ...]
    results: tuple[str, ...]
    dates: str
    clauses: tuple[Named, ...]
    otherwise: bool


@frozen
class Table:
    """A decision table; ``hit`` says in words which of its rows decide."""

    at: Named
    inputs: tuple[Named, ...]
    outputs: tuple[Named, ...]
    hit: str
    dates: str
    rows: tuple[Row, ...]


@frozen
class Term:
    """A fact or an outcome: its type in words, its choices, what else is known of its values."""

    at: Named
    type: str
    choices: tuple[Named, ...]
    ordered: bool
    domain: str
    optional: bool
    decided_by: tuple[Named, ...]


@frozen
class Happening:
    """An event of a case: when it came, what happened, and what became known by it."""

    moment: str
    said: str
    facts: tuple[Pair, ...]


@frozen
class Example:
    """A scenario: what is known, when, and what comes out.

    Of a case over time ``timeline`` holds what happened in its order, and ``moment`` is when it is looked at.
    """

    at: Named
    facts: tuple[Pair, ...]
    timeline: tuple[Happening, ...]
    moment: str
    expected: tuple[Pair, ...]
    clauses: tuple[Named, ...]


@frozen
class Handbook:
    """A policy, ready to be read."""

    title: str
    id: str
    edition: str
    owner: str
    zone: str
    language: str
    chapters: tuple[Chapter, ...]
    tables: tuple[Table, ...]
    promises: tuple[Promise, ...]
    latches: tuple[Latch, ...]
    kinds: tuple[Kind, ...]
    calendars: tuple[Calendar, ...]
    parameters: tuple[Parameter, ...]
    facts: tuple[Term, ...]
    outcomes: tuple[Term, ...]
    derived: tuple[Derived, ...]
    roles: tuple[Named, ...]
    milestones: tuple[Named, ...]
    examples: tuple[Example, ...]
