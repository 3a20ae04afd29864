"""The surface of the rule language, format version 1: what keys a document of a rule file may have.

Each class is one kind of mapping; a field is a key, in the order in which files are best written: that of `kefu fmt`.
`kefu_core.load.structure` fills them from nodes. Nothing is interpreted here: a `Scalar` is a piece of text with its
place, to be understood in `kefu_core.resolve`. A bare text may stand for a form that needs no more than its id. A
field's metadata may say ``key`` (where the key is a Python keyword), ``one`` (a single value may stand for a list) and
``last`` (it stands behind all other keys).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from attrs import field, frozen

from kefu_core.diagnostics import Span
from kefu_core.load.nodes import MapNode, Node, Scalar

FORMAT = "1"


def key(name: str) -> Any:
    """An optional key whose name is no Python name."""
    return field(default=None, metadata={"key": name})


def last() -> Any:
    """An optional key that takes a list of many lines: it stands behind all others."""
    return field(default=(), metadata={"last": True})


def where_keys_stand() -> Any:
    """Where each key of the mapping stands."""
    return field(factory=dict, eq=False, repr=False)


def one_or_more(name: str | None = None) -> Any:
    """An optional key that takes a list, or one value that stands for a list of one."""
    metadata: dict[str, object] = {"one": True}
    if name is not None:
        metadata["key"] = name
    return field(default=(), metadata=metadata)


@frozen(kw_only=True)
class LabelForm:
    """``{zh: ..., en: ...}``; a bare text is a label in the language that it is written in."""

    zh: Scalar | None = None
    en: Scalar | None = None


@frozen(kw_only=True)
class DocumentForm:
    """A manual that the pack implements."""

    id: Scalar
    title: LabelForm | None = None


@frozen(kw_only=True)
class PolicyForm:
    """The head of a pack: one in each."""

    policy: Scalar
    format: Scalar
    title: LabelForm | None = None
    owner: Scalar | None = None
    zone: Scalar
    language: Scalar | None = None
    calendar: Scalar | None = None
    documents: tuple[DocumentForm, ...] = ()
    span: Span


@frozen(kw_only=True)
class ClauseForm:
    """A clause of a document, as the catalogue of the pack lists it."""

    id: Scalar
    doc: Scalar | None = None
    at: Scalar | None = None
    kind: Scalar | None = None
    executable: Scalar | None = None
    says: LabelForm | None = None
    reading: LabelForm | None = None


@frozen(kw_only=True)
class CodeForm:
    """A code with its label; a bare text is a code without one."""

    id: Scalar
    label: LabelForm | None = None


@frozen(kw_only=True)
class TypedForm:
    """What facts, outcomes, derived facts and parameters have in common: an id, a label and a type."""

    id: Scalar
    label: LabelForm | None = None
    type: Scalar
    ordered: Scalar | None = None
    unit: Scalar | None = None
    scale: Scalar | None = None
    choices: tuple[CodeForm, ...] = last()
    places: Mapping[str, Span] = where_keys_stand()


@frozen(kw_only=True)
class FactForm(TypedForm):
    """Something the host tells."""

    domain: Scalar | None = None
    optional: Scalar | None = None
    supplied_by: Scalar | None = None
    personal: Scalar | None = None


@frozen(kw_only=True)
class OutcomeForm(TypedForm):
    """Something that tables decide."""

    domain: Scalar | None = None
    optional: Scalar | None = None
    rounding: Scalar | None = None


@frozen(kw_only=True)
class DerivedForm(TypedForm):
    """A fact that follows from others."""

    optional: Scalar | None = None
    value: Scalar
    source: tuple[Scalar, ...] = one_or_more()


@frozen(kw_only=True)
class ParameterForm(TypedForm):
    """A dated value: ``value`` since ever, or ``values`` by the date from which each holds."""

    value: Scalar | None = None
    values: MapNode | None = None
    source: tuple[Scalar, ...] = one_or_more()
    reading: LabelForm | None = None


@frozen(kw_only=True)
class MilestoneForm:
    """An event that starts clocks or meets deadlines."""

    id: Scalar
    label: LabelForm | None = None
    start: Scalar | None = None
    until: Scalar | None = None


@frozen(kw_only=True)
class InForceForm:
    """The dates between which a deadline rule holds (its own ``from`` and ``until`` are events)."""

    from_: Scalar | None = key("from")
    until: Scalar | None = None


@frozen(kw_only=True)
class WarnForm:
    """A notice before a deadline ends; a bare text says when: a share of the time, or a period before its end."""

    at: Scalar
    notify: tuple[Scalar, ...] = one_or_more()
    span: Span


@frozen(kw_only=True)
class LateForm:
    """A step of the ladder after a breach: whom it is told, who takes the case over, what is to be done."""

    after: Scalar | None = None
    notify: tuple[Scalar, ...] = one_or_more()
    escalate: Scalar | None = None
    task: Scalar | None = None
    span: Span


@frozen(kw_only=True)
class ExtendForm:
    """How often more time may be granted, and by whom."""

    times: Scalar | None = None
    by: Scalar | None = None


@frozen(kw_only=True)
class DeadlineForm:
    """A promise in time."""

    id: Scalar
    label: LabelForm | None = None
    when: MapNode | None = None
    from_: tuple[Scalar, ...] = field(metadata={"key": "from", "one": True})
    until: Scalar
    within: Scalar | None = None
    due: Scalar | None = None
    calendar: Scalar | None = None
    roll: Scalar | None = None
    pause: tuple[Scalar, ...] | None = field(default=None, metadata={"one": True})
    retarget: Scalar | None = None
    extend: ExtendForm | None = None
    warn: tuple[WarnForm, ...] = one_or_more()
    late: tuple[LateForm, ...] = ()
    in_force: InForceForm | None = None
    source: tuple[Scalar, ...] = one_or_more()
    span: Span
    places: Mapping[str, Span] = where_keys_stand()


@frozen(kw_only=True)
class StateForm:
    """How a case can stand; a bare text is a state without a label."""

    id: Scalar
    label: LabelForm | None = None
    pauses: Scalar | None = None
    final: Scalar | None = None


@frozen(kw_only=True)
class MoveForm:
    """An event that brings a case from one state into another."""

    on: Scalar
    from_: tuple[Scalar, ...] = one_or_more("from")
    to: Scalar
    needs: tuple[Scalar, ...] = one_or_more()
    stops: Scalar | None = None
    source: tuple[Scalar, ...] = one_or_more()
    span: Span


@frozen(kw_only=True)
class ReopenForm:
    """An event that opens a case once more, and takes back what had been reached."""

    on: Scalar
    from_: tuple[Scalar, ...] = one_or_more("from")
    to: Scalar
    revokes: tuple[Scalar, ...] = one_or_more()
    time: Scalar | None = None
    source: tuple[Scalar, ...] = one_or_more()
    span: Span


@frozen(kw_only=True)
class KindForm:
    """What a case can be: how it begins, how it can stand, what moves it."""

    id: Scalar
    label: LabelForm | None = None
    starts: tuple[Scalar, ...] = field(metadata={"one": True})
    source: tuple[Scalar, ...] = one_or_more()
    states: tuple[StateForm, ...]
    moves: tuple[MoveForm, ...] = ()
    reopens: tuple[ReopenForm, ...] = ()
    span: Span
    places: Mapping[str, Span] = where_keys_stand()


@frozen(kw_only=True)
class LatchForm:
    """A clock whose passing sets a fact for good."""

    id: Scalar
    label: LabelForm | None = None
    when: MapNode | None = None
    from_: tuple[Scalar, ...] = field(metadata={"key": "from", "one": True})
    until: Scalar
    within: Scalar
    calendar: Scalar | None = None
    set: MapNode
    in_force: InForceForm | None = None
    source: tuple[Scalar, ...] = one_or_more()
    span: Span
    places: Mapping[str, Span] = where_keys_stand()


@frozen(kw_only=True)
class ImpossibleForm:
    """What never comes together in a case."""

    id: Scalar
    label: LabelForm | None = None
    when: MapNode
    source: tuple[Scalar, ...] = one_or_more()
    span: Span


@frozen(kw_only=True)
class RuleForm:
    """A row of a table."""

    id: Scalar
    label: LabelForm | None = None
    when: MapNode | None = None
    then: Node
    from_: Scalar | None = key("from")
    until: Scalar | None = None
    source: tuple[Scalar, ...] = one_or_more()
    span: Span


@frozen(kw_only=True)
class DefaultForm:
    """What a table gives where no rule holds."""

    then: Node
    source: tuple[Scalar, ...] = one_or_more()
    span: Span


@frozen(kw_only=True)
class TableForm:
    """A decision table."""

    table: Scalar
    label: LabelForm | None = None
    inputs: tuple[Scalar, ...]
    output: Scalar | None = None
    outputs: tuple[Scalar, ...] = ()
    hit: Scalar
    aggregate: Scalar | None = None
    from_: Scalar | None = key("from")
    until: Scalar | None = None
    rules: tuple[RuleForm, ...]
    default: DefaultForm | None = None
    span: Span
    places: Mapping[str, Span] = where_keys_stand()


@frozen(kw_only=True)
class HolidayForm:
    """An entry of ``holidays``: a bare text is ``day``, a date or a range of dates; else the holidays of a country."""

    day: Scalar | None = None
    country: Scalar | None = None
    subdivision: Scalar | None = None
    makeup: tuple[Scalar, ...] = one_or_more()
    span: Span


@frozen(kw_only=True)
class CalendarForm:
    """Working hours."""

    calendar: Scalar
    label: LabelForm | None = None
    zone: Scalar | None = None
    week: MapNode
    holidays: tuple[HolidayForm, ...] = one_or_more()
    breaks: MapNode | None = None
    dates: MapNode | None = None
    known_until: Scalar | None = None
    span: Span


@frozen(kw_only=True)
class ScenarioForm:
    """A test that editors write beside their rules: ``facts`` at an instant, or a ``timeline`` up to one."""

    scenario: Scalar
    facts: MapNode | None = None
    at: Scalar | None = None
    timeline: tuple[Node, ...] = ()
    until: Scalar | None = None
    expect: MapNode | None = None
    never: tuple[Scalar, ...] = one_or_more()
    exactly: Scalar | None = None
    span: Span
    places: Mapping[str, Span] = where_keys_stand()


@frozen(kw_only=True)
class PermitForm:
    """Who may, or must not, do something on something."""

    id: Scalar
    label: LabelForm | None = None
    may: tuple[Scalar, ...] = one_or_more()
    forbid: tuple[Scalar, ...] = one_or_more()
    do: tuple[Scalar, ...] = field(metadata={"one": True})
    on: tuple[Scalar, ...] = one_or_more()
    when: MapNode | None = None
    needs: tuple[Scalar, ...] = one_or_more()
    unless: tuple[Scalar, ...] = one_or_more()
    in_force: InForceForm | None = None
    source: tuple[Scalar, ...] = one_or_more()
    places: Mapping[str, Span] = where_keys_stand()


@frozen(kw_only=True)
class FormForm:
    """What has to be written down of a case, and who signs it."""

    id: Scalar
    label: LabelForm | None = None
    when: MapNode | None = None
    at: Scalar | None = None
    fields: tuple[Scalar, ...] = one_or_more()
    signatures: tuple[Scalar, ...] = one_or_more()
    complete: Scalar | None = None
    in_force: InForceForm | None = None
    source: tuple[Scalar, ...] = one_or_more()


@frozen(kw_only=True)
class RetentionForm:
    """How long a record is kept, and what becomes of it then."""

    id: Scalar
    label: LabelForm | None = None
    of: Scalar | None = None
    when: MapNode | None = None
    from_: Scalar = field(metadata={"key": "from"})
    for_: Scalar = field(metadata={"key": "for"})
    then: Scalar | None = None
    in_force: InForceForm | None = None
    source: tuple[Scalar, ...] = one_or_more()


@frozen(kw_only=True)
class SectionsForm:
    """A document of lists: the vocabulary, deadlines, clauses; any split into files is allowed."""

    clauses: tuple[ClauseForm, ...] = ()
    facts: tuple[FactForm, ...] = ()
    derived: tuple[DerivedForm, ...] = ()
    outcomes: tuple[OutcomeForm, ...] = ()
    parameters: tuple[ParameterForm, ...] = ()
    roles: tuple[CodeForm, ...] = ()
    milestones: tuple[MilestoneForm, ...] = ()
    kinds: tuple[KindForm, ...] = ()
    impossible: tuple[ImpossibleForm, ...] = ()
    deadlines: tuple[DeadlineForm, ...] = ()
    latches: tuple[LatchForm, ...] = ()
    actions: tuple[CodeForm, ...] = ()
    resources: tuple[CodeForm, ...] = ()
    permits: tuple[PermitForm, ...] = ()
    forms: tuple[FormForm, ...] = ()
    retention: tuple[RetentionForm, ...] = ()


@frozen
class Lost:
    """Something that could not be structured: what it was to be, and its name."""

    form: type
    name: Scalar


@frozen
class Pack:
    """All documents of a pack, by kind, in the order of the files' names and of their text.

    ``lost`` is what could not be structured; the pack is not ``complete`` where not even the names of that are known.
    """

    policies: tuple[PolicyForm, ...] = ()
    sections: tuple[SectionsForm, ...] = ()
    tables: tuple[TableForm, ...] = ()
    calendars: tuple[CalendarForm, ...] = ()
    scenarios: tuple[ScenarioForm, ...] = ()
    lost: tuple[Lost, ...] = ()
    complete: bool = True
