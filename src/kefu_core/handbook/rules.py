"""Tables, deadlines, latches, kinds and parameters of a policy as parts of its handbook."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from attrs import frozen

from kefu_core.handbook.anchors import Anchors
from kefu_core.handbook.kinds import kind_part
from kefu_core.handbook.parts import Derived, Kind, Latch, Named, Pair, Parameter, Promise, Row, Rule, Table, Way
from kefu_core.ir import cases, policy
from kefu_core.ir.expressions import Anything, Expression
from kefu_core.ir.policy import InForce
from kefu_core.ir.types import NO_LABEL
from kefu_core.wording import (
    Lexicon,
    asked,
    becomes,
    claim,
    course,
    due_words,
    lapse,
    phrase,
    promise,
    say,
    start_words,
    timeless,
    value_words,
)

_HITS: Final[Mapping[str, tuple[str, str]]] = {
    "unique": ("at most one row holds", "最多一行适用"),
    "first": ("from the top, the first row that holds", "自上而下，取第一条适用的"),
    "any": ("several rows may hold if they agree", "可以几行同时适用，但结论要一致"),
    "list": ("all rows that hold, listed", "适用的各行全部列出"),
    "sum": ("all rows that hold, added up", "适用的各行相加"),
    "min": ("of all rows that hold, the least", "适用的各行中取最小"),
    "max": ("of all rows that hold, the greatest", "适用的各行中取最大"),
    "count": ("how many rows hold", "计数：适用的有几行"),
}


@frozen
class Sourced:
    """A part with the ids of the clauses that it cites."""

    part: Rule | Promise | Latch | Kind | Way | Parameter | Derived
    sources: tuple[str, ...]


class Rules:
    """The parts of a handbook that follow from its rules; ``sourced`` are all of them, in the order of the policy."""

    def __init__(self, lexicon: Lexicon, anchors: Anchors) -> None:
        self.lexicon = lexicon
        self.setting = timeless(lexicon)
        self.anchors = anchors
        self.ir = lexicon.ir
        self.sourced: list[Sourced] = []
        self.tables = tuple(map(self._table, self.ir.tables))
        self.promises = tuple(map(self._promise, self.ir.deadlines))
        self.latches = tuple(map(self._latch, self.ir.latches))
        self.kinds = tuple(map(self._kind, self.ir.kinds))
        self.parameters = tuple(map(self._parameter, self.ir.parameters))
        self.derived = tuple(map(self._derived, self.ir.derived))

    def say(self, english: str, chinese: str, *args: str) -> str:
        """A phrase in the language of the handbook."""
        return say((english, chinese), self.lexicon.language, *args)

    def named(self, name: str) -> Named:
        """A fact or an outcome, with the place where it is declared."""
        return Named(self.lexicon.name(name), name, f"term-{name}")

    def dates(self, dates: InForce) -> str:
        """When something is in force, in words; nothing where it always is."""
        since, until = dates.since, dates.until
        if since is not None and until is not None:
            return self.say("from {} until before {}", "{}起，{}前有效", str(since), str(until))
        if since is not None:
            return self.say("from {}", "{}起有效", str(since))
        return self.say("until before {}", "{}前有效", str(until)) if until is not None else ""

    def _table(self, table: policy.Table) -> Table:
        at = self.anchors.new("table", table.id, table.label)
        rows = [self._row(row, table, at, number) for number, row in enumerate(table.rows)]
        if table.default is not None:
            rows.append(self._default(table.default, table, at))
        return Table(
            at=at,
            inputs=tuple(map(self.named, table.inputs)),
            outputs=tuple(map(self.named, table.outputs)),
            hit=self.say(*_HITS[table.aggregate or table.hit]),
            dates=self.dates(table.in_force),
            rows=tuple(rows),
        )

    def _row(self, row: policy.Row, table: policy.Table, at: Named, number: int) -> Row:
        named = self.anchors.new("rule", f"{table.id}.{row.id}", row.label)
        if row.label == NO_LABEL:
            named = Named(row.id, f"{table.id}.{row.id}", named.anchor)
        tests = list(zip(table.inputs, row.cells, strict=True))
        conditions = tuple(claim(name, test, self.setting) for name, test in tests if not isinstance(test, Anything))
        results = tuple(self._results(table.outputs, row.outputs))
        dates = self.dates(row.in_force)
        after = table.hit == "first" and number > 0
        rule = Rule(named, at, conditions, results, otherwise=False, after=after, dates=dates)
        self.sourced.append(Sourced(rule, row.sources))
        cells = tuple("" if isinstance(test, Anything) else asked(name, test, self.setting) for name, test in tests)
        said = tuple(each.said for each in results)
        return Row(named, cells, said, dates, self.anchors.clauses(row.sources), otherwise=False)

    def _default(self, default: policy.Default, table: policy.Table, at: Named) -> Row:
        named = self.anchors.new("rule", f"{table.id}.default", NO_LABEL)
        named = Named(self.say("otherwise", "其他情形"), f"{table.id}.default", named.anchor)
        results = tuple(self._results(table.outputs, default.outputs))
        rule = Rule(named, at, (), results, otherwise=True, after=False, dates="")
        self.sourced.append(Sourced(rule, default.sources))
        said = tuple(each.said for each in results)
        clauses = self.anchors.clauses(default.sources)
        return Row(named, ("",) * len(table.inputs), said, "", clauses, otherwise=True)

    def _results(self, names: tuple[str, ...], outputs: tuple[Expression, ...]) -> Iterator[Pair]:
        for name, output in zip(names, outputs, strict=True):
            yield Pair(self.lexicon.name(name), phrase(output, self.setting, near=name))

    def _promise(self, deadline: policy.Deadline) -> Promise:
        part = Promise(
            at=self.anchors.new("deadline", deadline.id, deadline.label),
            conditions=tuple(claim(each.name, each.test, self.setting) for each in deadline.when),
            start=start_words(deadline, self.setting),
            milestone=self.lexicon.name(deadline.milestone),
            due=due_words(deadline, self.setting),
            said=promise(deadline, self.setting),
            course=course(deadline, self.lexicon),
            dates=self.dates(deadline.in_force),
            clauses=self.anchors.clauses(deadline.sources),
        )
        self.sourced.append(Sourced(part, deadline.sources))
        return part

    def _latch(self, latch: policy.Latch) -> Latch:
        part = Latch(
            at=self.anchors.new("latch", latch.id, latch.label),
            conditions=tuple(claim(each.name, each.test, self.setting) for each in latch.when),
            said=lapse(latch, self.setting),
            results=tuple(becomes(name, value, self.setting) for name, value in latch.sets),
            dates=self.dates(latch.in_force),
            clauses=self.anchors.clauses(latch.sources),
        )
        self.sourced.append(Sourced(part, latch.sources))
        return part

    def _kind(self, kind: cases.Kind) -> Kind:
        part = kind_part(kind, self.lexicon, self.anchors)
        self.sourced.append(Sourced(part, kind.sources))
        self.sourced += [Sourced(way, form.sources) for way, form in zip(part.ways, kind.ways, strict=True)]
        return part

    def _parameter(self, parameter: policy.ParameterDefinition) -> Parameter:
        values = tuple(
            Pair(
                self.say("always", "始终") if since is None else self.say("from {}", "{}起", str(since)),
                value_words(value, parameter.type, self.lexicon, parameter.labels),
            )
            for since, value in parameter.values.entries
        )
        part = Parameter(
            self.anchors.new("parameter", parameter.id, parameter.label),
            values,
            self.lexicon.label(parameter.reading, ""),
            self.anchors.clauses(parameter.sources),
        )
        self.sourced.append(Sourced(part, parameter.sources))
        return part

    def _derived(self, derived: policy.Derived) -> Derived:
        part = Derived(
            self.anchors.new("term", derived.id, derived.label),
            phrase(derived.value, self.setting, near=derived.id),
            self.anchors.clauses(derived.sources),
        )
        self.sourced.append(Sourced(part, derived.sources))
        return part
