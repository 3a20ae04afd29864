"""A policy as one value: vocabulary, tables and deadlines, typed and in the order in which they were written.

Everything is frozen and hashable; places (`Span`) never take part in equality.
"""

from __future__ import annotations

from typing import Any

from attrs import field, frozen

from kefu_core.calendars import Roll
from kefu_core.diagnostics import Span
from kefu_core.ir.calendar import Calendar
from kefu_core.ir.cases import Kind, LateStep, Retarget, WarnStep
from kefu_core.ir.conditions import ALWAYS as ALWAYS  # noqa: PLC0414 - rules of all sorts are made of these
from kefu_core.ir.conditions import Condition as Condition  # noqa: PLC0414
from kefu_core.ir.conditions import InForce as InForce  # noqa: PLC0414
from kefu_core.ir.events import Event
from kefu_core.ir.expressions import Expression, Test, Value
from kefu_core.ir.records import Form, Permit, Retention
from kefu_core.ir.types import NO_LABEL, Code, Label, Type
from kefu_core.values import Dated


def _span() -> Any:
    return field(default=None, eq=False, repr=False, kw_only=True)


@frozen
class Document:
    """A manual that the policy implements; clause ids begin with the document's id and a point."""

    id: str
    title: Label = NO_LABEL


@frozen
class Clause:
    """One clause of a document, in the policy editors' words; rules cite it by its id.

    ``executable`` says what becomes of it: ``rule`` if rules implement it, else another word, such as ``context``.
    """

    id: str
    at: str | None = None
    executable: str = "rule"
    says: Label = NO_LABEL
    reading: Label = NO_LABEL
    span: Span | None = _span()


@frozen
class Fact:
    """Something the host knows about a case.

    ``labels`` gives the labels of a choice's codes; ``domain`` narrows the values of the type; ``optional`` facts
    have the further value ``none``. ``supplied_by`` is the role that has to find out what nobody knows yet. What is
    ``personal`` is shown to those alone who may read it (S31).
    """

    id: str
    type: Type
    label: Label = NO_LABEL
    optional: bool = False
    domain: Test | None = None
    labels: tuple[Code, ...] = ()
    supplied_by: str | None = None
    personal: bool = False
    span: Span | None = _span()


@frozen
class Derived:
    """A fact that follows from other facts of the case at the same instant (S16).

    Forms that look at a case's history will be further kinds of definition beside ``value``.
    """

    id: str
    type: Type
    value: Expression
    label: Label = NO_LABEL
    optional: bool = False
    sources: tuple[str, ...] = ()
    labels: tuple[Code, ...] = ()
    span: Span | None = _span()


@frozen
class Outcome:
    """Something that tables decide."""

    id: str
    type: Type
    label: Label = NO_LABEL
    optional: bool = False
    domain: Test | None = None
    labels: tuple[Code, ...] = ()
    rounding: str | None = None
    span: Span | None = _span()


@frozen
class ParameterDefinition:
    """A number, amount or period of the policy that has changed, or may change, over time (S18)."""

    id: str
    type: Type
    values: Dated[Value]
    label: Label = NO_LABEL
    sources: tuple[str, ...] = ()
    reading: Label = NO_LABEL
    labels: tuple[Code, ...] = ()
    span: Span | None = _span()


@frozen
class Milestone:
    """An event that starts a clock or meets a deadline. ``start`` marks the one at which a case is decided.

    ``until`` is the event that takes it back where permits ask for it: a consent holds until it is withdrawn (S31).
    """

    id: str
    label: Label = NO_LABEL
    start: bool = False
    until: str | None = None
    span: Span | None = _span()


@frozen
class Row:
    """One rule of a table: a cell for each input, a value for each output, and the clauses it implements."""

    id: str
    cells: tuple[Test, ...]
    outputs: tuple[Expression, ...]
    sources: tuple[str, ...] = ()
    in_force: InForce = ALWAYS
    label: Label = NO_LABEL
    span: Span | None = _span()


@frozen
class Default:
    """What a table gives where no row holds."""

    outputs: tuple[Expression, ...]
    sources: tuple[str, ...] = ()
    span: Span | None = _span()


@frozen
class Table:
    """A decision table (DMN): ``hit`` is unique, first, any or collect; ``aggregate`` belongs to collect."""

    id: str
    inputs: tuple[str, ...]
    outputs: tuple[str, ...]
    hit: str
    rows: tuple[Row, ...]
    aggregate: str | None = None
    default: Default | None = None
    in_force: InForce = ALWAYS
    label: Label = NO_LABEL
    span: Span | None = _span()


@frozen
class Deadline:
    """A promise in time: from one of the start events until the milestone, within a period or by an instant.

    Exactly one of ``within`` (a duration) and ``due`` (an instant) is there. The start is the first of ``starts`` that
    has happened (S10). Where a ``calendar`` is named, a last day that is counted ends at its close of business, and
    ``roll`` moves it where that day is closed (S5).

    ``pauses`` are the states in which its time does not count; None: those that pause whatever runs. ``extensions`` is
    how often more time may be granted, None as often as ``extended_by`` pleases; ``warnings`` come before the end, the
    ``ladder`` after it (S6 to S11).
    """

    id: str
    when: tuple[Condition, ...]
    starts: tuple[str, ...]
    milestone: str
    within: Expression | None = None
    due: Expression | None = None
    calendar: str | None = None
    roll: Roll | None = None
    sources: tuple[str, ...] = ()
    in_force: InForce = ALWAYS
    label: Label = NO_LABEL
    pauses: tuple[str, ...] | None = None
    retarget: Retarget = "from_start"
    extensions: int | None = 0
    extended_by: str | None = None
    warnings: tuple[WarnStep, ...] = ()
    ladder: tuple[LateStep, ...] = ()
    span: Span | None = _span()


@frozen
class Latch:
    """A clock whose passing sets facts for good (S17): from one of the start events, unless the milestone came in time.

    ``calendar`` and ``when`` are as those of a deadline.
    """

    id: str
    when: tuple[Condition, ...]
    starts: tuple[str, ...]
    milestone: str
    within: Expression
    sets: tuple[tuple[str, Value], ...]
    calendar: str | None = None
    sources: tuple[str, ...] = ()
    in_force: InForce = ALWAYS
    label: Label = NO_LABEL
    span: Span | None = _span()


@frozen
class Impossible:
    """A combination that never comes together in a case: what is proven of the policy leaves it out.

    ``when`` are cells on facts and derived facts, all of which would have to hold.
    """

    id: str
    when: tuple[Condition, ...]
    sources: tuple[str, ...] = ()
    label: Label = NO_LABEL
    span: Span | None = _span()


@frozen
class PolicyIR:
    """All that the engines need to know of a policy, and all that its editors wrote but the scenarios.

    ``calendar`` counts working time where a deadline names none.
    """

    id: str
    zone: str
    title: Label = NO_LABEL
    owner: str | None = None
    language: str = "zh"
    calendar: str | None = None
    documents: tuple[Document, ...] = ()
    clauses: tuple[Clause, ...] = ()
    facts: tuple[Fact, ...] = ()
    derived: tuple[Derived, ...] = ()
    outcomes: tuple[Outcome, ...] = ()
    parameters: tuple[ParameterDefinition, ...] = ()
    roles: tuple[Code, ...] = ()
    milestones: tuple[Milestone, ...] = ()
    tables: tuple[Table, ...] = ()
    deadlines: tuple[Deadline, ...] = ()
    latches: tuple[Latch, ...] = ()
    kinds: tuple[Kind, ...] = ()
    impossible: tuple[Impossible, ...] = ()
    calendars: tuple[Calendar, ...] = ()
    actions: tuple[Code, ...] = ()
    resources: tuple[Code, ...] = ()
    permits: tuple[Permit, ...] = ()
    forms: tuple[Form, ...] = ()
    retention: tuple[Retention, ...] = ()

    @property
    def names(self) -> dict[str, Fact | Derived | Outcome]:
        """Facts, derived facts and outcomes by name."""
        things: tuple[Fact | Derived | Outcome, ...] = (*self.facts, *self.derived, *self.outcomes)
        return {thing.id: thing for thing in things}

    @property
    def flags(self) -> tuple[str, ...]:
        """Facts that a latch makes true: they are false until one passes, unless somebody says otherwise (S17)."""
        made_true = {name for latch in self.latches for name, value in latch.sets if value is True}
        return tuple(fact.id for fact in self.facts if fact.id in made_true)

    @property
    def steps(self) -> tuple[Derived | Table, ...]:
        """All that gives a name a value, as written."""
        return (*self.derived, *self.tables)


@frozen
class Expectation:
    """What a scenario wants: values by name, dues by milestone or deadline, clauses cited, names left undetermined.

    Of a timeline also the ``state`` of the case, the ``status`` of deadlines, the roles ``told`` and those to whom it
    was ``escalated``, and the ``tasks`` that follow.
    """

    outcomes: tuple[tuple[str, Value], ...] = ()
    due: tuple[tuple[str, int | None], ...] = ()
    because: tuple[str, ...] = ()
    undetermined: tuple[str, ...] = ()
    state: str | None = None
    status: tuple[tuple[str, str], ...] = ()
    told: tuple[str, ...] | None = None
    escalated: tuple[str, ...] | None = None
    tasks: tuple[str, ...] | None = None


@frozen
class Scenario:
    """An editor's test: facts in, expected answers out.

    With a ``timeline`` it is a case over time, and ``at`` the instant up to which it is followed.
    """

    title: str
    facts: tuple[tuple[str, Value], ...]
    at: int
    expect: Expectation
    never: tuple[str, ...] = ()
    exactly: bool = False
    timeline: tuple[Event, ...] = ()
    span: Span | None = _span()
