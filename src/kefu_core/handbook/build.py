"""A policy → its handbook in one language."""

from __future__ import annotations

from collections.abc import Iterator

from kefu_core.decide import Policy
from kefu_core.diagnostics import Language
from kefu_core.handbook.anchors import Anchors
from kefu_core.handbook.examples import Examples
from kefu_core.handbook.parts import (
    Calendar,
    Chapter,
    Clause,
    Derived,
    Handbook,
    Kind,
    Latch,
    Named,
    Pair,
    Parameter,
    Promise,
    Rule,
    Term,
    Way,
)
from kefu_core.handbook.rules import Rules
from kefu_core.ir import policy as ir
from kefu_core.ir import types
from kefu_core.ir.calendar import Calendar as WrittenCalendar
from kefu_core.ir.phrases import describe
from kefu_core.ir.policy import PolicyIR
from kefu_core.wording import Lexicon, asked, calendar_words, say


def handbook(policy: Policy, language: Language) -> Handbook:
    """All that a policy says, in words: clauses with what cites them, tables, deadlines, kinds, vocabulary, examples.

    Clauses that are cited but not listed stand with their document, too; those of no document of the policy last.
    """
    return _Builder(policy, language).handbook()


class _Builder:
    def __init__(self, policy: Policy, language: Language) -> None:
        self.policy = policy
        self.ir: PolicyIR = policy.ir
        self.lexicon = Lexicon(policy.ir, language)
        self.anchors = Anchors(self.lexicon)
        self.rules = Rules(self.lexicon, self.anchors)
        examples = Examples(policy, self.rules, self.anchors)
        self.examples = tuple(examples.example(number, each) for number, each in enumerate(policy.scenarios, 1))

    def handbook(self) -> Handbook:
        ir, rules = self.ir, self.rules
        return Handbook(
            title=self.lexicon.label(ir.title, ir.id),
            id=ir.id,
            edition=self.policy.edition,
            owner=ir.owner or "",
            zone=ir.zone,
            language=self.lexicon.language,
            chapters=tuple(self._chapters()),
            tables=rules.tables,
            promises=rules.promises,
            latches=rules.latches,
            kinds=rules.kinds,
            calendars=tuple(map(self._calendar, ir.calendars)),
            parameters=rules.parameters,
            facts=tuple(map(self._term, ir.facts)),
            outcomes=tuple(map(self._term, ir.outcomes)),
            derived=rules.derived,
            roles=self.anchors.codes(ir.roles),
            milestones=tuple(Named(self.lexicon.label(each.label, each.id), each.id) for each in ir.milestones),
            examples=self.examples,
        )

    # -- clauses -----------------------------------------------------------------------------------------------------

    def _chapters(self) -> Iterator[Chapter]:
        listed = {clause.id: clause for clause in self.ir.clauses}
        cited = (source for each in self.rules.sourced for source in each.sources)
        clauses = [*self.ir.clauses, *(ir.Clause(id=each) for each in dict.fromkeys(cited) if each not in listed)]
        documents = {each.id: each for each in self.ir.documents}
        for clause in clauses:  # an id begins with that of its document
            documents.setdefault(clause.id.split(".", maxsplit=1)[0], ir.Document(clause.id.split(".", maxsplit=1)[0]))
        for id_, document in documents.items():
            its = [self._clause(each, listed=each.id in listed) for each in clauses if each.id.split(".")[0] == id_]
            if its:
                yield Chapter(self.anchors.new("document", id_, document.title), tuple(its))

    def _clause(self, clause: ir.Clause, *, listed: bool) -> Clause:
        parts = [each.part for each in self.rules.sourced if clause.id in each.sources]
        return Clause(
            at=self.anchors.clause(clause.id),
            place=clause.at or "",
            says=self.lexicon.label(clause.says, ""),
            reading=self.lexicon.label(clause.reading, ""),
            listed=listed,
            awaited=clause.executable == "rule",
            rules=tuple(each for each in parts if isinstance(each, Rule)),
            promises=tuple(each for each in parts if isinstance(each, Promise)),
            latches=tuple(each for each in parts if isinstance(each, Latch)),
            kinds=tuple(each for each in parts if isinstance(each, Kind)),
            ways=tuple(each for each in parts if isinstance(each, Way)),
            parameters=tuple(each for each in parts if isinstance(each, Parameter)),
            derived=tuple(each for each in parts if isinstance(each, Derived)),
            scenarios=tuple(each.at for each in self.examples if any(one.id == clause.id for one in each.clauses)),
        )

    # -- vocabulary --------------------------------------------------------------------------------------------------

    def _term(self, thing: ir.Fact | ir.Outcome) -> Term:
        kind = thing.type.of if isinstance(thing.type, (types.Set, types.List)) else thing.type
        said = describe(thing.type).text(self.lexicon.language)
        if isinstance(kind, (types.Integer, types.Decimal)) and kind.unit:
            said += say((" ({})", "（{}）"), self.lexicon.language, kind.unit)
        deciding = [
            table.at for table, form in zip(self.rules.tables, self.ir.tables, strict=True) if thing.id in form.outputs
        ]
        return Term(
            at=self.anchors.new("term", thing.id, thing.label),
            type=said,
            choices=self.anchors.codes(thing.labels),
            ordered=isinstance(kind, types.Choice) and kind.ordered,
            domain="" if thing.domain is None else asked(thing.id, thing.domain, self.rules.setting),
            optional=thing.optional,
            decided_by=tuple(deciding),
        )

    def _calendar(self, calendar: WrittenCalendar) -> Calendar:
        lines = calendar_words(calendar, self.lexicon.language)
        return Calendar(
            self.anchors.new("calendar", calendar.id, calendar.label), tuple(Pair(name, said) for name, said in lines)
        )
