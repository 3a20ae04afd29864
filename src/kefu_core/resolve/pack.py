"""A pack's forms → its policy and scenarios."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from attrs import evolve, frozen

from kefu_core.calendars import LookUp
from kefu_core.diagnostics import Diagnostic, Related, Span, problem
from kefu_core.ir import types
from kefu_core.ir.events import HOLD, RELEASE, SIGNED
from kefu_core.ir.expressions import Test
from kefu_core.ir.notation import TRUE
from kefu_core.ir.policy import Clause, Derived, Document, Fact, Outcome, PolicyIR, Scenario
from kefu_core.ir.types import Code
from kefu_core.load import forms
from kefu_core.load.forms import FORMAT
from kefu_core.load.syntax import Reader
from kefu_core.resolve import vocabulary
from kefu_core.resolve.calendars import calendar_named, calendars_of
from kefu_core.resolve.cells import cell
from kefu_core.resolve.conditions import impossible
from kefu_core.resolve.deadlines import deadline
from kefu_core.resolve.kinds import kinds_of
from kefu_core.resolve.latches import latch
from kefu_core.resolve.outputs import expression, needs_rounding
from kefu_core.resolve.permits import Words, permits_of
from kefu_core.resolve.records import forms_of, retention_of
from kefu_core.resolve.scenarios import scenario
from kefu_core.resolve.scope import Declared, Scope, id_of, label_of, sources_of, truth_of
from kefu_core.resolve.sources import cited, refuse_unknown_sources
from kefu_core.resolve.tables import TableResolver
from kefu_core.resolve.zones import zone_of

LANGUAGES = ("zh", "en")

_SORTS: Final[Mapping[type, str]] = {
    forms.FactForm: "fact",
    forms.DerivedForm: "derived",
    forms.OutcomeForm: "outcome",
    forms.ParameterForm: "parameter",
    forms.MilestoneForm: "milestone",
}


@frozen
class Resolved:
    """What a pack says: the policy (None where it has no usable head) and its scenarios."""

    ir: PolicyIR | None
    scenarios: tuple[Scenario, ...]


def resolve(pack: forms.Pack, problems: list[Diagnostic], look_up: LookUp | None = None) -> Resolved:
    """Resolve all forms of a pack, adding every problem found to ``problems``; holidays of countries are looked up."""
    head = _head(pack, problems)
    # Where anything may be missing, every name that is used may be the right one.
    if head is None or not pack.complete:
        return Resolved(None, ())
    return _PackResolver(pack, head, problems, look_up).resolve()


def _head(pack: forms.Pack, problems: list[Diagnostic]) -> forms.PolicyForm | None:
    """The one ``policy`` document. An unknown format version is one clear diagnostic and ends the matter."""
    if not pack.policies:
        if not problems:
            holds_something = pack.sections or pack.tables or pack.calendars or pack.scenarios
            problems.append(problem("no-policy" if holds_something else "empty-pack", None))
        return None
    head, *others = pack.policies
    first = (Related("first-here", head.policy.span),)
    problems += [problem("second-policy", other.policy.span, related=first) for other in others]
    if head.format.text != FORMAT:
        problems[:] = [problem("unknown-format", head.format.span, format=head.format.text, known=FORMAT)]
        return None
    return head


class _PackResolver:
    def __init__(
        self, pack: forms.Pack, head: forms.PolicyForm, problems: list[Diagnostic], look_up: LookUp | None
    ) -> None:
        self.pack = pack
        self.head = head
        self.problems = problems
        self.look_up = look_up
        self.reader = Reader(problems)
        self.scope = Scope(zone=zone_of(head.zone, problems), problems=problems, partial=bool(pack.lost))

    def resolve(self) -> Resolved:
        pack, scope = self.pack, self.scope
        self._declare_what_is_lost()
        scope.calendars = calendars_of(pack.calendars, scope, self.look_up)
        scope.lost_calendars = any(lost.form is forms.CalendarForm for lost in pack.lost)
        scope.calendar = calendar_named(self.head.calendar, scope)
        scope.roles = vocabulary.roles_of(pack.sections, scope)
        milestones = vocabulary.milestones(pack.sections, scope)
        parameters = [vocabulary.parameter(form, scope) for section in pack.sections for form in section.parameters]
        facts = self._facts()
        outcomes = self._outcomes()
        derived = self._derived()
        roundings = {outcome.id: outcome.rounding for outcome in outcomes}
        tables = [TableResolver(form, scope, self.reader, roundings).table() for form in pack.tables]
        kinds = kinds_of(pack.sections, scope)
        scope.states = {state.id: state for kind in reversed(kinds) for state in kind.states}
        lost_kinds = any(lost.form is forms.KindForm for lost in pack.lost)
        scope.lost_states = lost_kinds or not all(kind.states for kind in kinds)
        deadlines = [deadline(form, scope, self.reader) for section in pack.sections for form in section.deadlines]
        latches = [latch(form, scope, self.reader) for section in pack.sections for form in section.latches]
        excluded = [impossible(form, scope, self.reader) for section in pack.sections for form in section.impossible]
        actions, resources = vocabulary.actions_and_resources(pack.sections, scope)
        named = [Code(each.id, each.label) for each in kinds]
        named += [Code(form.id.text, label_of(form.label)) for section in pack.sections for form in section.forms]
        words = Words(actions, resources, named, scope)
        permits = permits_of(pack.sections, words, scope, self.reader)
        written = forms_of(pack.sections, scope, self.reader)
        retention = retention_of(pack.sections, words, scope, self.reader)
        scope.forms = written
        self._refuse_taken_events(signing=any(each.signatures for each in written), keeping=bool(retention))
        self._refuse_second_starts(tuple(form for section in pack.sections for form in section.milestones))
        clauses = self._clauses()
        lost_clauses = {lost.name.text for lost in pack.lost if lost.form is forms.ClauseForm}
        refuse_unknown_sources(pack, {clause.id for clause in clauses} | lost_clauses, self.problems)
        ir = PolicyIR(
            id=id_of(self.head.policy, self.problems),
            zone=scope.zone.key,
            title=label_of(self.head.title),
            owner=self.head.owner.text if self.head.owner else None,
            language=self._language(),
            calendar=scope.calendar,
            calendars=scope.calendars,
            documents=tuple(
                Document(id_of(form.id, self.problems), label_of(form.title)) for form in self.head.documents
            ),
            clauses=clauses,
            facts=facts,
            derived=derived,
            outcomes=outcomes,
            parameters=tuple(each for each in parameters if each is not None),
            roles=scope.roles,
            milestones=milestones,
            tables=tuple(each for each in tables if each is not None),
            deadlines=tuple(each for each in deadlines if each is not None),
            latches=tuple(each for each in latches if each is not None),
            kinds=kinds,
            impossible=tuple(each for each in excluded if each is not None),
            actions=actions,
            resources=resources,
            permits=permits,
            forms=written,
            retention=retention,
        )
        return Resolved(ir, self._scenarios(ir))

    def _facts(self) -> tuple[Fact, ...]:
        facts = []
        for form in (form for section in self.pack.sections for form in section.facts):
            optional = truth_of(form.optional, self.problems)
            settled = vocabulary.declare(form, "fact", self.scope, optional=optional)
            facts.append((form, settled, optional))
        return tuple(
            Fact(
                id=form.id.text, type=settled.type, label=label_of(form.label), optional=optional,
                domain=self._domain(form), labels=settled.labels,
                supplied_by=vocabulary.role(form.supplied_by, self.scope),
                personal=truth_of(form.personal, self.problems), span=form.id.span,
            )
            for form, settled, optional in facts
            if not isinstance(settled.type, types.Broken)
        )  # fmt: skip

    def _outcomes(self) -> tuple[Outcome, ...]:
        outcomes = []
        for form in (form for section in self.pack.sections for form in section.outcomes):
            optional = truth_of(form.optional, self.problems)
            settled = vocabulary.declare(form, "outcome", self.scope, optional=optional)
            outcomes.append(
                Outcome(
                    id=form.id.text, type=settled.type, label=label_of(form.label), optional=optional,
                    domain=self._domain(form), labels=settled.labels,
                    rounding=vocabulary.rounding(form, self.problems), span=form.id.span,
                )
            )  # fmt: skip
        return tuple(outcome for outcome in outcomes if not isinstance(outcome.type, types.Broken))

    def _domain(self, form: forms.FactForm | forms.OutcomeForm) -> Test | None:
        """The cell that every value must pass; it may speak of parameters only."""
        if form.domain is None:
            return None
        declared = self.scope.names[form.id.text]
        domain = cell(form.domain, declared, self.scope, self.reader, sorts=("parameter",))
        if domain is not None:
            self.scope.names[form.id.text] = evolve(declared, domain=domain)
        return domain

    def _derived(self) -> tuple[Derived, ...]:
        forms_ = [form for section in self.pack.sections for form in section.derived]
        for form in forms_:  # all names first, since one may read another
            vocabulary.declare(form, "derived", self.scope, optional=truth_of(form.optional, self.problems))
        derived = []
        for form in forms_:
            declared = self.scope.names.get(form.id.text)
            if declared is None or declared.sort != "derived" or isinstance(declared.type, types.Broken):
                continue
            value = expression(form.value, declared, self.scope, self.reader)
            if value is not None and needs_rounding(value, declared.type):
                self.problems.append(
                    problem("needs-rounding", form.value.span, help="derived", name=form.id.text, text=form.value.text)
                )
                value = None
            if value is not None:
                sources = sources_of(form.source, self.scope.problems)
                derived.append(
                    Derived(
                        id=form.id.text, type=declared.type, value=value, label=declared.label,
                        optional=declared.optional, sources=sources, labels=declared.labels, span=form.id.span,
                    )
                )  # fmt: skip
        return tuple(derived)

    def _clauses(self) -> tuple[Clause, ...]:
        clauses: dict[str, Clause] = {}
        for form in (form for section in self.pack.sections for form in section.clauses):
            clause = Clause(
                id=id_of(form.id, self.problems), at=form.at.text if form.at else None,
                executable=form.executable.text if form.executable else "rule", says=label_of(form.says),
                reading=label_of(form.reading), span=form.id.span,
            )  # fmt: skip
            first = clauses.setdefault(clause.id, clause)
            if first is not clause:
                assert first.span is not None
                note = Related("first-here", first.span)
                self.problems.append(problem("duplicate-clause", form.id.span, id=clause.id, related=(note,)))
        return tuple(clauses.values())

    def _language(self) -> str:
        form = self.head.language
        if form is None:
            return LANGUAGES[0]
        if form.text not in LANGUAGES:
            self.problems.append(problem("unknown-language", form.span, text=form.text))
            return LANGUAGES[0]
        return form.text

    def _refuse_second_starts(self, milestones: tuple[forms.MilestoneForm, ...]) -> None:
        first: Span | None = None
        for form in milestones:
            if form.start is None or form.start.text.lower() not in TRUE:
                continue
            if first is not None:
                self.problems.append(problem("second-start", form.start.span, related=(Related("first-here", first),)))
            first = first or form.start.span

    def _refuse_taken_events(self, *, signing: bool, keeping: bool) -> None:
        """Report milestones by whose names events of forms, or of records, are called."""
        taken = ({SIGNED} if signing else set()) | ({HOLD, RELEASE} if keeping else set())
        for form in (form for section in self.pack.sections for form in section.milestones):
            if form.id.text in taken:
                self.problems.append(problem("bad-name", form.id.span, help="reserved", name=form.id.text))

    def _declare_what_is_lost(self) -> None:
        """Declare the names of what could not be read, so that their uses are not reported as well."""
        for lost in self.pack.lost:
            sort = _SORTS.get(lost.form)
            if sort is not None and lost.name.text not in self.scope.names:
                self.scope.declare(Declared(id=lost.name.text, sort=sort, type=types.Broken(), span=lost.name.span))

    def _scenarios(self, ir: PolicyIR) -> tuple[Scenario, ...]:
        if self.pack.lost:  # what a scenario speaks of may be among it
            return ()
        deadlines = {each.id: each.milestone for each in ir.deadlines}
        # A deadline that could not be understood has been reported; a scenario that names it is not wrong as well.
        forms_ = [form for section in self.pack.sections for form in section.deadlines]
        deadlines |= {form.id.text: form.until.text for form in forms_ if form.id.text not in deadlines}
        sources = frozenset(scalar.text for scalar in cited(self.pack))
        rules = frozenset(f"{table.table.text}.{rule.id.text}" for table in self.pack.tables for rule in table.rules)
        scenarios = [scenario(form, self.scope, deadlines, sources, rules) for form in self.pack.scenarios]
        return tuple(each for each in scenarios if each is not None)
