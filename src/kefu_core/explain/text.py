"""An explanation as people read it: lines with a depth, written as plain text or as Markdown."""

from __future__ import annotations

from collections.abc import Iterator

from attrs import frozen

from kefu_core.decide import Policy, Undetermined
from kefu_core.diagnostics import Language
from kefu_core.explain.changes import Change
from kefu_core.explain.explanation import CellExplained, Explanation, RowExplained, TableExplained
from kefu_core.explain.words import Words
from kefu_core.ir.types import UNKNOWN
from kefu_core.values import iso, iso_end

Line = tuple[int, str]
"""Depth, text; what stands at depth 0 is a heading."""

OPEN = {
    "missing-fact": ("not known yet: {}", "还缺少：{}"),
    "conflict": ("rules that hold disagree", "适用的规则互相矛盾"),
    "no-rule": ("no rule holds", "没有规则适用"),
    "not-in-force": ("nothing is in force at that time: {}", "当时没有生效的规定：{}"),
    "division-by-zero": ("the calculation has no result", "算式没有结果"),
    "out-of-domain": ("the result lies outside what is allowed", "结果超出了允许的范围"),
    "needs-calendar": ("working time needs a working calendar", "按工作时间计算需要工作日历"),
    "upstream": ("something it depends on is open", "它所依据的结果尚未得出"),
}


def as_text(explanation: Explanation, policy: Policy, language: Language) -> str:
    """Plain text, indented."""
    lines = _Text(explanation, policy, language).lines()
    return "\n".join(f"{'  ' * depth}{text}" for depth, text in lines)


def as_markdown(explanation: Explanation, policy: Policy, language: Language) -> str:
    """Markdown: headings and lists."""
    lines = []
    for depth, text in _Text(explanation, policy, language).lines():
        lines.append(f"\n## {text}\n" if depth == 0 else f"{'  ' * (depth - 1)}- {text}")
    return "\n".join(lines).strip()


@frozen
class _Text:
    explanation: Explanation
    policy: Policy
    language: Language

    @property
    def words(self) -> Words:
        decision = self.explanation.decision
        moment = self.policy.moment(decision.as_of)
        known = {cell.name: cell.value for table in self.explanation.tables for row in table.rows for cell in row.cells}
        return Words(self.policy, moment, self.language, {**self.explanation.facts, **known})

    def lines(self) -> Iterator[Line]:
        words = self.words
        for table in self.explanation.tables:
            yield from self._table(table, words)
        yield from self._deadlines(words)
        yield from self._changes(words)

    def _table(self, table: TableExplained, words: Words) -> Iterator[Line]:
        step = next(each for each in words.moment.steps if getattr(each, "outputs", ()) and each.id == table.id)
        for name in step.outputs:  # type: ignore[union-attr]
            open_ = next((each for each in self.explanation.decision.undetermined if each.name == name), None)
            if name in table.outcomes:
                yield (
                    0,
                    words.pick("{}: {}", "{}：{}").format(words.name(name), words.value(table.outcomes[name], name)),
                )
            elif open_ is not None:
                yield 0, words.pick("{}: not decided", "{}：未能裁决").format(words.name(name))
                yield 1, self._open(open_, words)
        for row in table.rows:
            if row.verdict == "decided":
                yield 1, words.pick("because of rule {}", "依据规则 {}").format(self._cited(row.rule, row.sources))
                yield from ((2, self._met(cell, words)) for cell in row.cells)
        if table.by_default:
            cited = self._cited("default", table.default_sources)
            yield 1, words.pick("because no rule holds: {}", "没有规则适用，取默认值：{}").format(cited)
        others = [row for row in table.rows if row.verdict != "decided"]
        if others:
            yield 1, words.pick("the other rules", "其他规则为什么不适用")
            yield from ((2, self._not(row, words)) for row in others)

    def _cited(self, rule: str, sources: tuple[str, ...]) -> str:
        clauses = {clause.id: clause.says.in_language(self.language, "") for clause in self.policy.ir.clauses}
        said = [clauses[each] for each in sources if clauses.get(each)]
        cited = ", ".join(sources)
        return f"{rule} ({cited}) {' '.join(said)}".rstrip() if cited else rule

    def _met(self, cell: CellExplained, words: Words) -> str:
        template = words.pick("{} is {}; the rule asks: {}", "{}是{}；规则要求：{}")
        return template.format(
            words.name(cell.name), words.value(cell.value, cell.name), words.cell(cell.test, cell.name)
        )

    def _not(self, row: RowExplained, words: Words) -> str:
        if row.verdict == "behind":
            return words.pick("{}: holds too, but comes after", "{}：也适用，但排在后面").format(row.rule)
        asked = words.pick("; ", "；").join(
            words.pick("{} is {}, and it asks: {}", "{}是{}，而它要求：{}").format(
                words.name(cell.name), self._case(cell, words), words.cell(cell.test, cell.name)
            )
            for cell in row.cells
        )
        return words.pick("{}: {}", "{}：{}").format(row.rule, asked)

    def _case(self, cell: CellExplained, words: Words) -> str:
        if cell.value is UNKNOWN:
            return words.pick("not known", "未知")
        return words.value(cell.value, cell.name)

    def _open(self, open_: Undetermined, words: Words) -> str:
        missing = words.pick(", ", "、").join(words.name(name) for name in open_.missing)
        return words.pick(*OPEN[open_.code]).format(missing)

    def _deadlines(self, words: Words) -> Iterator[Line]:
        decision = self.explanation.decision
        milestones = {each.id: each.label.in_language(self.language, each.id) for each in self.policy.ir.milestones}
        if decision.deadlines:
            yield 0, words.pick("Deadlines", "时限")
        for due in decision.deadlines:
            until = milestones[due.milestone]
            if due.due is None:
                waits = milestones.get(due.waits_for or "", "")
                told = words.pick("{}: runs from {}", "{}：从“{}”起算").format(until, waits)
            else:
                told = words.pick("{} by {}", "{}：{} 之前").format(until, iso_end(due.due))
            yield 1, self._cited(told, due.sources)
        ids = {deadline.id for deadline in words.moment.deadlines}
        for each in decision.undetermined:
            if each.name in ids:
                yield 1, words.pick("{}: {}", "{}：{}").format(each.name, self._open(each, words))

    def _changes(self, words: Words) -> Iterator[Line]:
        if self.explanation.changes:
            yield 0, words.pick("What would change it", "怎样会不同")
        for change in self.explanation.changes:
            yield 1, self._change(change, words)

    def _change(self, change: Change, words: Words) -> str:
        facts = self.explanation.facts
        parts = [
            words.pick("{} were {} (now {})", "{}是{}（现在是{}）").format(
                words.name(name), words.value(value, name), words.value(facts[name], name)
            )
            for name, value in change.facts.items()
        ]
        given = words.pick(" and ", "，并且").join(parts)
        reached = words.value(change.value, change.outcome)
        return words.pick("if {}, {} would be {}", "如果{}，{}就是{}").format(
            given, words.name(change.outcome), reached
        )


def heading(explanation: Explanation, policy: Policy, language: Language) -> str:
    """The policy, its edition, and the instant of the decision."""
    decision = explanation.decision
    title = policy.ir.title.in_language(language, policy.id)
    return f"{title}  ({decision.policy} {decision.version}, {iso(decision.as_of)})"
