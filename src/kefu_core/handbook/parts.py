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
    """A deadline: its two events, the time it gives, and all of that as one phrase."""

    at: Named
    conditions: tuple[str, ...]
    start: str
    milestone: str
    due: str
    said: str
    dates: str
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
    parameters: tuple[Parameter, ...]
    derived: tuple[Derived, ...]
    scenarios: tuple[Named, ...]

    @property
    def cited(self) -> bool:
        """Whether anything cites it."""
        return bool(self.rules or self.promises or self.parameters or self.derived)


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
class Example:
    """A scenario: what is known, when, and what comes out."""

    at: Named
    facts: tuple[Pair, ...]
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
    calendars: tuple[Calendar, ...]
    parameters: tuple[Parameter, ...]
    facts: tuple[Term, ...]
    outcomes: tuple[Term, ...]
    derived: tuple[Derived, ...]
    roles: tuple[Named, ...]
    milestones: tuple[Named, ...]
    examples: tuple[Example, ...]
