"""What is found by trying cases of a table of which nothing can be proven (S35).

Cases are put together from the thresholds of all cells and their neighbours: all of them where they are few, else as
many as a counter picks. What is found is as true as what is proven, for the engine confirms each case; but that there
is no more cannot be said, only how many cases were tried.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import islice, product
from math import prod
from typing import Any, Final

from attrs import define, field

from kefu_core.decide import Policy
from kefu_core.diagnostics import Diagnostic, Named, Related, Term, problem
from kefu_core.ir.dependencies import reads
from kefu_core.ir.types import NUMERIC, UNKNOWN
from kefu_core.verify.cases import Case, in_period, where
from kefu_core.verify.cells import quoted
from kefu_core.verify.clash import clash, holding
from kefu_core.verify.near import inside, near
from kefu_core.verify.periods import Version
from kefu_core.verify.search import Budget, BudgetSpent
from kefu_core.verify.slots import Slots
from kefu_core.verify.upstream import Upstream
from kefu_core.verify.view import LANGUAGES
from kefu_core.wording import Lexicon

MOST: Final = 4_000
"""Cases tried of one table."""

FAULTS: Final = frozenset({"gap", "overlap", "disagreement"})
"""What a case can show."""


def tried(
    version: Version, slots: Slots, policy: Policy, budget: Budget, known: Sequence[Diagnostic]
) -> Iterator[Diagnostic]:
    """Gaps and rows that clash besides those that are ``known``, and the note that says how widely was looked."""
    table = version.table
    faults = {(each.code, str(each.args["id"])) for each in known if each.code in FAULTS}
    trial = _Trial(version, slots, policy, budget, faults)
    if table.hit == "collect" or (table.hit == "first" and table.default is not None):
        yield problem("not-proven", table.span, id=table.id, tried=Term("tried-none"))
        return
    yield from trial.findings()
    how = Term("tried-found" if trial.told else "tried-clean", count=trial.count)
    yield problem("not-proven", table.span, id=table.id, tried=how)


@define
class _Trial:
    version: Version
    slots: Slots
    policy: Policy
    budget: Budget
    told: set[tuple[str, str]]
    count: int = field(init=False, default=0)

    def findings(self) -> Iterator[Diagnostic]:
        """What the cases show, the first case of each finding."""
        table, moment = self.version.table, self.slots.moment
        upstream = Upstream(self.slots, self.budget)
        at = in_period(self.version.period, self.policy)
        program = self.policy.program(at)
        for facts in self._cases(upstream):
            try:
                self.budget.take(1 + len(table.rows))
            except BudgetSpent:
                return
            self.count += 1
            undetermined = program.decide(dict(facts), at).undetermined
            codes = {each.code for each in undetermined if each.table == table.id}
            if not codes & {"no-rule", "conflict"}:
                continue
            values = upstream.values(facts, reads(table))
            if values is None:
                continue
            case = Case(facts, at)
            if "no-rule" in codes and ("gap", table.id) not in self.told:
                self.told.add(("gap", table.id))
                yield problem(
                    "gap", table.span, witness=case.as_json(self.policy), id=table.id, where=self._where(values)
                )
            rows = holding(table, values, moment) if "conflict" in codes else []
            for place, later in enumerate(rows):
                other = next((each for each in rows[:place] if clash(table, (each, later), values, moment)), None)
                if other is not None:
                    yield from self._clash(other, later, case, values)

    def _clash(self, earlier: int, later: int, case: Case, values: Mapping[str, Any]) -> Iterator[Diagnostic]:
        table = self.version.table
        first, second = table.rows[earlier], table.rows[later]
        code = "overlap" if table.hit == "unique" else "disagreement"
        if (code, second.id) not in self.told:
            self.told.add((code, second.id))
            yield problem(
                code,
                second.span,
                related=(Related("other-rule", first.span),) if first.span else (),
                witness=case.as_json(self.policy),
                id=second.id,
                other=first.id,
                where=self._where(values),
            )

    def _cases(self, upstream: Upstream) -> Iterator[dict[str, Any]]:
        facts = upstream.facts(reads(self.version.table))
        parameters = self.slots.moment.parameters
        choices = []
        for fact in facts:
            _, ends = self.slots.asked(fact.id)
            zero = [0] if isinstance(fact.type, NUMERIC) else []
            worth = near(self.policy.ir, fact, (*ends, *zero))
            choices.append([value for value in worth if inside(value, fact, parameters)])
        names = [fact.id for fact in facts]
        for values in chosen(choices):
            yield dict(zip(names, values, strict=True))

    def _where(self, values: Mapping[str, Any]) -> Term:
        """The values of all that the table reads, its inputs first."""
        table = self.version.table
        names = dict.fromkeys((*table.inputs, *reads(table)))
        known = {name: values[name] for name in names if values.get(name, UNKNOWN) is not UNKNOWN}
        chinese, english = (self._said(known, Lexicon(self.policy.ir, language)) for language in LANGUAGES)
        return where(Named(english, zh=chinese), self.version.period)

    @staticmethod
    def _said(known: Mapping[str, Any], lexicon: Lexicon) -> str:
        cells = (f"{lexicon.key(name)}: {quoted(lexicon.entry(name, value))}" for name, value in known.items())
        return ", ".join(cells) or "-"


def chosen(choices: Sequence[Sequence[Any]]) -> Iterator[tuple[Any, ...]]:
    """Combinations of one value of each choice: all, or as many as are tried, picked by a counter, each once."""
    if not all(choices):
        return
    if prod(len(each) for each in choices) <= MOST:
        yield from product(*choices)
        return
    yield from islice(dict.fromkeys(_picked(choices, number) for number in range(MOST)), MOST)


def _picked(choices: Sequence[Sequence[Any]], number: int) -> tuple[Any, ...]:
    return tuple(each[_mixed(number * len(choices) + place) % len(each)] for place, each in enumerate(choices))


def _mixed(number: int) -> int:
    """A number that has nothing visible in common with its neighbours' (the finalizer of SplitMix64).

    Source: Steele, Lea and Flood, Fast splittable pseudorandom number generators, 2014.
    """
    mixed = (number + 1) * 0x9E3779B97F4A7C15 & 0xFFFFFFFFFFFFFFFF
    mixed = (mixed ^ mixed >> 30) * 0xBF58476D1CE4E5B9 & 0xFFFFFFFFFFFFFFFF
    mixed = (mixed ^ mixed >> 27) * 0x94D049BB133111EB & 0xFFFFFFFFFFFFFFFF
    return mixed ^ mixed >> 31
