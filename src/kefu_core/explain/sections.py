"""What an explanation tells, section by section, in sentences that somebody who never read a rule file follows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Any, Final

from attrs import frozen

from kefu_core.decide import DueDate, Policy, Undetermined
from kefu_core.decide.steps import GIVEN
from kefu_core.diagnostics import Language
from kefu_core.diagnostics.entry import Text
from kefu_core.explain.explanation import CellExplained, Explanation, RowExplained, TableExplained
from kefu_core.ir import types
from kefu_core.ir.expressions import Call, Compare, Literal
from kefu_core.ir.types import UNKNOWN
from kefu_core.wording import (
    Lexicon,
    Setting,
    aftermath,
    claim,
    condition,
    event,
    instant_words,
    join,
    listed,
    phrase,
    promise,
    quote,
    say,
    value_words,
)

Line = tuple[int, str]
"""Depth, text; what stands at depth 0 is a heading."""

_OPEN: Final[Mapping[str, Text]] = {
    "missing-fact": ("not known yet: {}", "还不知道：{}"),
    "conflict": ("rules that hold contradict each other", "适用的规则互相矛盾"),
    "no-rule": ("no rule holds", "没有规则适用"),
    "not-in-force": ("nothing is in force at that time: {}", "当时没有生效的规定：{}"),
    "division-by-zero": ("the calculation divides by zero", "算式中除数为零"),
    "out-of-domain": ("the result lies outside what is allowed", "计算结果超出允许的范围"),
    "no-working-time": ("the working calendar has not enough working time ahead", "工作日历后面没有足够的工作时间"),
    "needs-calendar": ("working time needs a working calendar", "按工作时间计算，需要工作日历"),
    "upstream": ("something it depends on is not decided", "它所依据的结果未能裁决"),
}


@frozen(slots=False)
class Teller:
    """The sections of an explanation in one language."""

    explanation: Explanation
    policy: Policy
    language: Language

    def lines(self) -> Iterator[Line]:
        """All of it."""
        yield from self._missing()
        for table in self.explanation.tables:
            yield from self._table(table)
        yield from self._deadlines()
        yield from self._changes()

    @cached_property
    def _lexicon(self) -> Lexicon:
        return Lexicon(self.policy.ir, self.language)

    @cached_property
    def _setting(self) -> Setting:
        return Setting(self._lexicon, self.policy.moment(self.explanation.decision.as_of).parameters)

    def _say(self, english: str, chinese: str, *args: str) -> str:
        return say((english, chinese), self.language, *args)

    def _value(self, name: str, value: Any) -> str:
        thing = self.policy.ir.names[name]
        return value_words(value, thing.type, self._lexicon, thing.labels)

    def _cited(self, told: str, sources: tuple[str, ...]) -> str:
        return self._say("{} ({})", "{}（{}）", told, ", ".join(sources)) if sources else told

    # -- what nobody has said yet ------------------------------------------------------------------------------------

    def _missing(self) -> Iterator[Line]:
        if self.explanation.missing:
            yield 0, self._say("To be found out", "需要查明")
        for each in self.explanation.missing:
            told = self._lexicon.name(each.fact)
            if each.supplied_by is not None:
                told = self._say("{}, by {}", "{}，由{}查明", told, self._lexicon.role(each.supplied_by))
            waiting = [self._lexicon.name(name) for name in each.outcomes]
            if each.deadlines:
                names = listed(each.deadlines, self.language)
                one = len(each.deadlines) == 1
                waiting.append(self._say("deadline {}" if one else "deadlines {}", "时限 {}", names))
            yield (
                1,
                self._say("{}; waiting for it: {}", "{}；等它才能裁决的有：{}", told, listed(waiting, self.language)),
            )

    def _open(self, open_: Undetermined) -> str:
        english, chinese = _OPEN[open_.code]
        missing = listed([self._lexicon.name(name) for name in open_.missing], self.language)
        return self._say(english, chinese, *([missing] if "{}" in english else []))

    # -- tables ------------------------------------------------------------------------------------------------------

    def _table(self, table: TableExplained) -> Iterator[Line]:
        undetermined = {each.name: each for each in self.explanation.decision.undetermined}
        for name in table.outputs:
            if name in table.outcomes:
                yield (
                    0,
                    self._say("{}: {}", "{}：{}", self._lexicon.name(name), self._value(name, table.outcomes[name])),
                )
            elif name in undetermined:
                yield 0, self._say("{}: not decided", "{}：未能裁决", self._lexicon.name(name))
                yield 1, self._open(undetermined[name])
        for row in table.rows:
            if row.verdict == "decided":
                yield 1, self._say("by rule {}", "依据规则 {}", self._with_clauses(row.rule, row.sources))
                for cell in row.cells:
                    yield 2, self._met(cell)
                    yield from self._derived(cell)
        if table.by_default:
            clauses = self._with_clauses("default", table.default_sources)
            yield 1, self._say("no rule holds, so {}", "没有规则适用，取 {}", clauses)
        others = [row for row in table.rows if row.verdict != "decided"]
        if others:
            decided = table.by_default or len(others) < len(table.rows)
            heading = (
                ("why not by another rule", "为什么不是其他规则")
                if decided
                else ("what its rules ask", "各条规则的要求")
            )
            yield 1, say(heading, self.language)
            yield from ((2, self._not(row)) for row in others)

    def _with_clauses(self, rule: str, sources: tuple[str, ...]) -> str:
        """A rule with the clauses that it cites, and what they say."""
        clauses = [clause for each in sources if (clause := self._lexicon.clause(each)) is not None]
        said = [words for each in clauses if (words := self._lexicon.label(each.says, ""))]
        colon = self._say(": ", "：")
        return self._cited(rule, sources) + (colon + " ".join(said) if said else "")

    def _met(self, cell: CellExplained) -> str:
        told = claim(cell.name, cell.test, self._setting)
        if self._says_it_all(cell):
            return told
        return self._say("{}; here it is {}", "{}，这里是{}", told, self._case(cell))

    def _says_it_all(self, cell: CellExplained) -> bool:
        """Whether a cell that is met leaves no doubt about the value."""
        match cell.test:
            case Compare("=", Literal()):
                return True
        return isinstance(self.policy.ir.names[cell.name].type, types.Boolean)

    def _derived(self, cell: CellExplained) -> Iterator[Line]:
        """From what a derived fact follows."""
        given = {reason.table for reason in self.explanation.decision.reasons if reason.rule == GIVEN}
        if cell.name in given:
            yield 3, self._say("that was given", "这是直接给出的")
            return
        for derived in self.policy.ir.derived:
            if derived.id == cell.name:
                setting = Setting(self._lexicon, self._setting.parameters, self.explanation.facts)
                statement = isinstance(derived.type, types.Boolean) and isinstance(derived.value, Call)
                said = condition(derived.value, setting) if statement else phrase(derived.value, setting)
                yield 3, self._say("that is: {}", "即：{}", said)

    def _not(self, row: RowExplained) -> str:
        if row.verdict == "behind":
            return self._say("{} holds too, but comes after", "{}：也适用，但排在后面", row.rule)
        if row.verdict == "holds":
            return self._say("{} holds, and settles nothing by itself", "{}：适用，但单凭它定不下来", row.rule)
        asked = self._say("; ", "；").join(self._asked(cell) for cell in row.cells)
        return self._say("{} asks: {}", "{}：要求{}", row.rule, asked)

    def _asked(self, cell: CellExplained) -> str:
        told = claim(cell.name, cell.test, self._setting)
        if cell.value is UNKNOWN:
            return self._say("{}; that is not known", "{}，而这还不知道", told)
        return self._say("{}; here it is {}", "{}，而这里是{}", told, self._case(cell))

    def _case(self, cell: CellExplained) -> str:
        return self._here(cell.name, cell.value)

    def _here(self, name: str, value: Any) -> str:
        """A value inside a sentence; a Chinese *no* by itself would turn it into a question."""
        words = self._value(name, value)
        plain = self.language == "en" or not isinstance(value, bool)
        return words if plain else quote(words, self.language)

    # -- deadlines ---------------------------------------------------------------------------------------------------

    def _deadlines(self) -> Iterator[Line]:
        decision = self.explanation.decision
        deadlines = {each.id: each for each in self.policy.moment(decision.as_of).deadlines}
        if decision.deadlines:
            yield 0, self._say("Deadlines", "时限")
        for due in decision.deadlines:
            promised = promise(deadlines[due.id], self._setting)
            yield 1, self._cited(self._say("{}: {}", "{}：{}", self._until(due), promised), due.sources)
            yield from ((2, words) for words in aftermath(deadlines[due.id], self._lexicon))
        for each in decision.undetermined:
            if each.name in deadlines and each.code != "missing-fact":
                yield 1, self._say("{}: {}", "{}：{}", each.name, self._open(each))

    def _until(self, due: DueDate) -> str:
        until = self._lexicon.name(due.milestone)
        if due.due is None:
            assert due.waits_for is not None
            return self._say("{} waits for {}", "{}，要等{}", until, event(due.waits_for, self._lexicon))
        by = self._say("{} by {}", "{}，不晚于 {}", until, instant_words(due.due, end=True))
        if not due.provisional:
            return by
        return self._say("{} (provisional: holidays are not known so far yet)", "{}（暂定：届时的节假日尚未公布）", by)

    # -- what would change it ----------------------------------------------------------------------------------------

    def _changes(self) -> Iterator[Line]:
        """Changes of the same facts stand together."""
        together: dict[tuple[tuple[str, Any], ...], list[str]] = {}
        for change in self.explanation.changes:
            reached = self._value(change.outcome, change.value)
            told = self._say("{} would be {}", "{}就是{}", self._lexicon.name(change.outcome), reached)
            together.setdefault(tuple(change.facts.items()), []).append(told)
        if together:
            yield 0, self._say("What would change it", "怎样会不同")
        for facts, reached_ in together.items():
            given = self._say(" and ", "，并且").join(self._changed(name, value) for name, value in facts)
            yield 1, self._say("if {}: {}", "如果{}：{}", given, self._say(", ", "，").join(reached_))

    def _changed(self, name: str, value: Any) -> str:
        now = self._here(name, self.explanation.facts[name])
        named = join(self._lexicon.name(name), " were " if self.language == "en" else "是", self._here(name, value))
        return self._say("{} (now {})", "{}（现在是{}）", named, now)
