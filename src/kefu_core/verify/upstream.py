"""Can a case be had in which derived facts and outcomes have these values? A case that shows it, or none.

A table reads what other tables decide; so what is found in its own columns may never come about. The search gives the
facts behind those names one value after another, and lets the policy itself say what follows while the rest is unknown
(S13): as soon as a name is decided otherwise than wanted, nothing that is learned later can mend it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from attrs import define, field

from kefu_core.decide.steps import finishing, fitted
from kefu_core.engine.kleene import all3
from kefu_core.engine.reference import Environment, candidates, evaluate, holds
from kefu_core.engine.settle import DEFAULT, Trouble, settle
from kefu_core.ir.dependencies import Step, gives, reads
from kefu_core.ir.expressions import Expression, Test, names_in
from kefu_core.ir.policy import Derived, Fact, Impossible, Outcome, Table
from kefu_core.ir.types import UNKNOWN
from kefu_core.verify.axis import OutsideFragment
from kefu_core.verify.search import Budget
from kefu_core.verify.slots import Slots

Wanted = Mapping[str, int]
"""For each name the slots, as a mask on its axis, that its value may lie in."""


@define
class Upstream:
    """The steps and facts behind the names of one moment."""

    slots: Slots
    budget: Budget
    _facts: Mapping[str, Fact] = field(init=False)
    _outcomes: Mapping[str, Outcome] = field(init=False)
    _kinds: Mapping[str, Any] = field(init=False)

    def __attrs_post_init__(self) -> None:
        self._facts = {fact.id: fact for fact in self.slots.ir.facts}
        self._outcomes = {outcome.id: outcome for outcome in self.slots.ir.outcomes}
        self._kinds = self.slots.moment.kinds

    def is_exact(self, names: Iterable[str]) -> bool:
        """Whether what `case` says of these names is proven, should it say that there is none."""
        behind, facts = self._behind(names)
        steps = {name for step in behind for name in gives(step)}
        return not self.slots.inexact & (steps | facts | set(names))

    def case(self, wanted: Wanted) -> dict[str, Any] | None:
        """Facts from which values follow that lie in the slots wanted. Raises `BudgetSpent` and `OutsideFragment`."""
        unmade = wanted.keys() - self._facts.keys() - {name for step in self.slots.moment.steps for name in gives(step)}
        if any(self.slots.axis(name).whole & ~wanted[name] for name in unmade):
            return None  # nothing in force decides it, so that only a cell that asks for nothing holds
        wanted = {name: mask for name, mask in wanted.items() if name not in unmade}
        steps, facts = self._behind(wanted)
        excluded = self._impossible(facts)
        if not steps and not excluded:  # whatever is wanted of facts can be had
            return {name: self.slots.axis(name).first(mask) for name, mask in wanted.items()}
        facts |= {condition.name for each in excluded for condition in each.when}
        extra, more = self._behind(facts)
        steps, facts = self._ordered([*steps, *extra]), (facts | more) & self._facts.keys()
        choices = [(name, self._values(name, steps, excluded, wanted)) for name in sorted(facts)]
        choices.sort(key=lambda choice: (choice[0] not in wanted, len(choice[1])))
        known: dict[str, Any] = {}
        return known if self._fill(choices, known, wanted, steps, excluded) else None

    def facts(self, names: Iterable[str]) -> list[Fact]:
        """The facts behind names, and those that are spoken of where they were declared impossible, by name."""
        _, behind = self._behind(names)
        excluded = {condition.name for each in self._impossible(behind) for condition in each.when}
        _, more = self._behind(excluded)
        return [self._facts[name] for name in sorted((behind | more) & self._facts.keys())]

    def values(self, facts: Mapping[str, Any], names: Iterable[str]) -> dict[str, Any] | None:
        """What follows for names and all behind them from facts; None from facts that were declared impossible."""
        _, behind = self._behind(names)
        excluded = self._impossible(behind)
        steps, _ = self._behind([*names, *(condition.name for each in excluded for condition in each.when)])
        values = self._follow(facts, steps)
        return None if any(self._is(each, values) is True for each in excluded) else values

    def _fill(
        self,
        choices: Sequence[tuple[str, Sequence[Any]]],
        known: dict[str, Any],
        wanted: Wanted,
        steps: Sequence[Step],
        excluded: Sequence[Impossible],
    ) -> bool:
        self.budget.take(1 + len(steps))
        values = self._follow(known, steps)
        for name, mask in wanted.items():
            value = values.get(name, UNKNOWN)
            if value is not UNKNOWN and not self.slots.axis(name).slot(value) & mask:
                return False
        if any(self._is(each, values) is True for each in excluded):
            return False
        if not choices:
            return all(values.get(name, UNKNOWN) is not UNKNOWN for name in wanted)
        (name, options), *rest = choices
        for value in options:
            known[name] = value
            if self._fill(rest, known, wanted, steps, excluded):
                return True
        del known[name]
        return False

    def _follow(self, facts: Mapping[str, Any], steps: Sequence[Step]) -> dict[str, Any]:
        """What the steps decide, as far as the facts go."""
        values = dict(facts)
        for step in steps:
            known = Environment(values, self.slots.moment.parameters)
            if isinstance(step, Derived):
                value = evaluate(step.value, known)
                if value is not UNKNOWN:
                    values[step.id] = value
                continue
            result = settle(
                step,
                [self._kinds[name] for name in step.outputs],
                candidates(step, self._kinds, known),
                lambda row, place, step=step, known=known: evaluate(_output(step, row, place), known),  # type: ignore[misc]
            )
            given = zip(step.outputs, result.outputs, strict=True)
            for name, value in given:
                if not isinstance(value, Trouble):
                    outcome = self._outcomes[name]
                    kept = fitted(value, outcome, finishing(outcome), known)
                    values |= {} if kept is UNKNOWN else {name: kept}
        return values

    def _is(self, each: Impossible, values: Mapping[str, Any]) -> Any:
        known = Environment(values, self.slots.moment.parameters)
        return all3(
            holds(condition.test, values.get(condition.name, UNKNOWN), self._kinds[condition.name], known)
            for condition in each.when
        )

    def _impossible(self, facts: set[str]) -> tuple[Impossible, ...]:
        """What was declared impossible of these facts, or of what follows from them, and of further facts in turn."""
        chosen: list[Impossible] = []
        reached = set(facts)
        grew = True
        while grew:
            grew = False
            for each in self.slots.ir.impossible:
                names = {condition.name for condition in each.when}
                _, behind = self._behind(names)
                if each not in chosen and (names | behind) & reached:
                    chosen.append(each)
                    reached |= names | behind
                    grew = True
        return tuple(chosen)

    def _behind(self, names: Iterable[str]) -> tuple[list[Step], set[str]]:
        """The steps that names follow from, and the names at the bottom."""
        makers = {name: step for step in self.slots.moment.steps for name in gives(step)}
        steps: list[Step] = []
        facts: set[str] = set()
        pending = list(names)
        seen: set[str] = set()
        while pending:
            name = pending.pop()
            if name in seen:
                continue
            seen.add(name)
            if name not in makers:
                facts.add(name)
            elif makers[name] not in steps:
                steps.append(makers[name])
                pending += reads(makers[name])
        return self._ordered(steps), facts

    def _ordered(self, steps: Iterable[Step]) -> list[Step]:
        wanted = list(steps)
        return [step for step in self.slots.moment.steps if step in wanted]

    def _values(
        self, name: str, steps: Sequence[Step], excluded: Sequence[Impossible], wanted: Wanted
    ) -> Sequence[Any]:
        """A value of each slot that is wanted, slots that none of the steps' cells tells apart counting once."""
        one = self.slots.axis(name)
        mask = one.whole & wanted.get(name, one.whole)
        masks = []
        for cell in self._cells_on(name, steps, excluded):
            try:
                masks.append(one.mask(cell))
            except OutsideFragment:
                return [value for place, value in enumerate(one.values) if mask >> place & 1]
        if any(name in reads(step) and not _only_in_cells(name, step) for step in steps):
            return [value for place, value in enumerate(one.values) if mask >> place & 1]
        found: dict[tuple[int, ...], Any] = {}
        for place, value in enumerate(one.values):
            if mask >> place & 1:
                found.setdefault(tuple(each >> place & 1 for each in masks), value)
        return list(found.values())

    def _cells_on(self, name: str, steps: Sequence[Step], excluded: Sequence[Impossible]) -> Iterable[Test]:
        for step in steps:
            if isinstance(step, Table) and name in step.inputs:
                place = step.inputs.index(name)
                yield from dict.fromkeys(row.cells[place] for row in step.rows)
        for each in excluded:
            yield from (condition.test for condition in each.when if condition.name == name)


def _only_in_cells(name: str, step: Step) -> bool:
    """Whether a step reads a name only as one of its columns."""
    if isinstance(step, Derived):
        return False
    outputs = [each for row in step.rows for each in row.outputs]
    outputs += step.default.outputs if step.default else ()
    cells = [cell for row in step.rows for cell in row.cells]
    return not any(name in names_in(part) for part in (*outputs, *cells))


def _output(table: Table, row: int, place: int) -> Expression:
    if row == DEFAULT:
        assert table.default is not None
        return table.default.outputs[place]
    return table.rows[row].outputs[place]
