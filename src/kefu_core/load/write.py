"""A policy → the text of a pack: ``load`` of what this writes gives an equal policy.

One file for each kind of document, every scalar in its canonical notation, names as codes.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from zoneinfo import ZoneInfo

import yaml

from kefu_core.calendars import Hours
from kefu_core.ir import expressions as ex
from kefu_core.ir import notation, policy, types
from kefu_core.ir.calendar import WEEKDAYS, Calendar
from kefu_core.ir.types import Code
from kefu_core.load.forms import FORMAT
from kefu_core.load.write_cases import around, kind_tree
from kefu_core.load.write_records import form_tree, permit_tree, retention_tree
from kefu_core.load.write_trees import Tree, filled, label, true

_PRECEDENCE = {"if": 0, "or": 1, "and": 2, "not": 3, "=": 4, "!=": 4, "<": 4, "<=": 4, ">": 4, ">=": 4, "+": 5, "-": 5,
               "*": 6, "/": 6, "negate": 7}  # fmt: skip


def write(ir: policy.PolicyIR) -> dict[str, str]:
    """The files of a pack, by name, that say what ``ir`` says."""
    writer = _Writer(ZoneInfo(ir.zone))
    given = {fact.id: fact.type for fact in ir.facts}
    files = {
        "policy.yaml": [writer.head(ir)],
        "vocabulary.yaml": [writer.vocabulary(ir)],
        "tables.yaml": [writer.table(table) for table in ir.tables],
        "calendars.yaml": [writer.calendar(each) for each in ir.calendars],
        "deadlines.yaml": [{"deadlines": [writer.deadline(each) for each in ir.deadlines]}] if ir.deadlines else [],
        "kinds.yaml": [{"kinds": [kind_tree(each) for each in ir.kinds]}] if ir.kinds else [],
        "latches.yaml": [{"latches": [writer.latch(each, given) for each in ir.latches]}] if ir.latches else [],
        "records.yaml": [records] if (records := writer.records(ir)) else [],
    }
    return {
        name: yaml.safe_dump_all(documents, allow_unicode=True, sort_keys=False, width=120)
        for name, documents in files.items()
        if documents
    }


def write_scenario(title: str, facts: Mapping[str, str | list[str]], at: str) -> str:
    """The document of a scenario that expects nothing yet; facts and the instant as rule files write them."""
    document = {"scenario": title, "facts": dict(facts), "at": at}
    return str(yaml.safe_dump(document, allow_unicode=True, sort_keys=False, width=120))


def cell_text(test: ex.Test, zone: ZoneInfo) -> str:
    """A cell as rule files write it."""
    return _Writer(zone).cell(test)


def _codes(codes: tuple[Code, ...]) -> list[Tree]:
    return [filled(id=code.id, label=label(code.label)) for code in codes]


class _Writer:
    def __init__(self, zone: ZoneInfo) -> None:
        self.zone = zone

    def head(self, ir: policy.PolicyIR) -> Tree:
        documents = [filled(id=each.id, title=label(each.title)) for each in ir.documents]
        return filled(
            policy=ir.id, format=FORMAT, title=label(ir.title), owner=ir.owner, zone=ir.zone, language=ir.language,
            calendar=ir.calendar, documents=documents,
        )  # fmt: skip

    def vocabulary(self, ir: policy.PolicyIR) -> Tree:
        return filled(
            clauses=[
                filled(id=c.id, at=c.at, says=label(c.says), reading=label(c.reading),
                        executable=c.executable if c.executable != "rule" else None)
                for c in ir.clauses
            ],
            roles=_codes(ir.roles),
            milestones=[
                filled(id=m.id, label=label(m.label), start=true(m.start), until=m.until) for m in ir.milestones
            ],
            facts=[
                {
                    **self._typed(f),
                    **self._ranged(f),
                    **filled(supplied_by=f.supplied_by, personal=true(f.personal)),
                }
                for f in ir.facts
            ],
            outcomes=[{**self._typed(o), **self._ranged(o), **filled(rounding=o.rounding)} for o in ir.outcomes],
            parameters=[self._parameter(each) for each in ir.parameters],
            derived=[
                {
                    **self._typed(d),
                    **filled(optional=true(d.optional), value=self.expression(d.value), source=list(d.sources)),
                }
                for d in ir.derived
            ],
            impossible=[self._impossible(each) for each in ir.impossible],
        )  # fmt: skip

    def _impossible(self, each: policy.Impossible) -> Tree:
        when = {condition.name: self.cell(condition.test) for condition in each.when}
        return filled(id=each.id, label=label(each.label), when=when, source=list(each.sources))

    def _typed(self, thing: policy.Fact | policy.Outcome | policy.Derived | policy.ParameterDefinition) -> Tree:
        kind = thing.type
        prefix = ""
        if isinstance(kind, types.List):
            prefix, kind = "list of ", kind.of
        elif isinstance(kind, types.Set):
            prefix, kind = "set of ", kind.of
        fields: dict[str, Tree] = {"type": prefix + type(kind).__name__.lower()}
        match kind:
            case types.Choice(_, ordered):
                fields |= {"choices": _codes(thing.labels), "ordered": "true" if ordered else None}
            case types.Integer(unit):
                fields |= {"unit": unit}
            case types.Decimal(scale, unit):
                fields |= {"scale": None if scale is None else str(scale), "unit": unit}
            case types.Money(currency):
                fields |= {"unit": currency}
            case types.Duration(family) if family is not None and not isinstance(thing, policy.ParameterDefinition):
                fields |= {"unit": _UNIT_OF[family.value]}
        return filled(id=thing.id, label=label(thing.label), **fields)

    def _ranged(self, thing: policy.Fact | policy.Outcome) -> Tree:
        domain = None if thing.domain is None else self.cell(thing.domain)
        return filled(domain=domain, optional="true" if thing.optional else None)

    def _parameter(self, parameter: policy.ParameterDefinition) -> Tree:
        entries = {
            day: notation.write(value, parameter.type, zone=self.zone) for day, value in parameter.values.entries
        }
        dated = {day.isoformat(): text for day, text in entries.items() if day is not None}
        return {
            **self._typed(parameter),
            **filled(values=dated, source=list(parameter.sources), reading=label(parameter.reading)),
            **({"value": entries[None]} if None in entries else {}),
        }

    def table(self, table: policy.Table) -> Tree:
        outputs: dict[str, Tree] = {"outputs": list(table.outputs)}
        if len(table.outputs) == 1:
            outputs = {"output": table.outputs[0]}
        return {
            "table": table.id,
            **filled(label=label(table.label)),
            "inputs": list(table.inputs),
            **outputs,
            **filled(hit=table.hit, aggregate=table.aggregate),
            **self._dates(table.in_force),
            "rules": [self._row(row, table) for row in table.rows],
            **filled(default=self._default(table)),
        }

    def _row(self, row: policy.Row, table: policy.Table) -> Tree:
        when = {
            name: self.cell(cell)
            for name, cell in zip(table.inputs, row.cells, strict=True)
            if not isinstance(cell, ex.Anything)
        }
        return {
            **filled(id=row.id, label=label(row.label), when=when),
            "then": self._then(row.outputs, table),
            **self._dates(row.in_force),
            **filled(source=list(row.sources)),
        }

    def _default(self, table: policy.Table) -> Tree:
        if table.default is None:
            return None
        return {"then": self._then(table.default.outputs, table), **filled(source=list(table.default.sources))}

    def _then(self, outputs: tuple[ex.Expression, ...], table: policy.Table) -> Tree:
        written = [self._output(output) for output in outputs]
        return written[0] if len(written) == 1 else dict(zip(table.outputs, written, strict=True))

    def _output(self, output: ex.Expression) -> Tree:
        if isinstance(output, ex.Literal) and isinstance(output.value, frozenset):
            return sorted(output.value)  # an expression has no commas
        return self.expression(output)

    @staticmethod
    def _dates(dates: policy.InForce) -> Tree:
        since, until = dates.since, dates.until
        return filled(**{"from": since and since.isoformat(), "until": until and until.isoformat()})

    def deadline(self, deadline: policy.Deadline) -> Tree:
        return {
            **filled(id=deadline.id, label=label(deadline.label)),
            **filled(when={condition.name: self.cell(condition.test) for condition in deadline.when}),
            "from": list(deadline.starts),
            "until": deadline.milestone,
            **filled(
                within=deadline.within and self.expression(deadline.within),
                due=deadline.due and self.expression(deadline.due),
                calendar=deadline.calendar,
                roll=deadline.roll,
                retarget=deadline.retarget if deadline.retarget != "from_start" else None,
                in_force=self._dates(deadline.in_force),
                source=list(deadline.sources),
            ),
            **around(deadline),
        }

    def records(self, ir: policy.PolicyIR) -> Tree:
        return filled(
            actions=_codes(ir.actions),
            resources=_codes(ir.resources),
            permits=[permit_tree(each, self.cell) for each in ir.permits],
            forms=[form_tree(each, self.cell) for each in ir.forms],
            retention=[retention_tree(each, self.cell, self.expression) for each in ir.retention],
        )

    def latch(self, latch: policy.Latch, kinds: Mapping[str, types.Type]) -> Tree:
        sets = {name: notation.write(value, kinds[name], zone=self.zone) for name, value in latch.sets}
        return {
            **filled(id=latch.id, label=label(latch.label)),
            **filled(when={condition.name: self.cell(condition.test) for condition in latch.when}),
            "from": list(latch.starts),
            "until": latch.milestone,
            "within": self.expression(latch.within),
            **filled(calendar=latch.calendar),
            "set": sets,
            **filled(in_force=self._dates(latch.in_force), source=list(latch.sources)),
        }

    # -- calendars ---------------------------------------------------------------------------------------------------

    def calendar(self, calendar: Calendar) -> Tree:
        week = {name: _hours(hours) for name, hours in zip(WEEKDAYS, calendar.week, strict=True) if hours}
        holidays: list[Tree] = [
            filled(country=each.country, subdivision=each.subdivision)
            | ({} if each.makeup is None else {"makeup": _hours(each.makeup)})
            for each in calendar.public
        ]
        holidays += [day.isoformat() for day in calendar.holidays]
        holidays += [f"{month:02}-{day:02}" for month, day in calendar.yearly]
        return {
            **filled(calendar=calendar.id, label=label(calendar.label), zone=calendar.zone),
            "week": week,
            **filled(
                holidays=holidays,
                breaks={day.isoformat(): _hours(hours) for day, hours in calendar.breaks},
                dates={day.isoformat(): _hours(hours) for day, hours in calendar.dates},
                known_until=calendar.known_until and calendar.known_until.isoformat(),
            ),
        }

    # -- cells and expressions ---------------------------------------------------------------------------------------

    def cell(self, test: ex.Test) -> str:
        """The text of a cell."""
        match test:
            case ex.Anything():
                return "-"
            case ex.Compare("=", ex.Literal(value, types.Set())) if value == frozenset():
                return "empty"
            case ex.Compare(operator, operand):
                return self._operand(operand) if operator == "=" else f"{operator} {self._operand(operand)}"
            case ex.Between(low, high, low_open, high_open):
                start, end = "(" if low_open else "[", ")" if high_open else "]"
                return f"{start}{self._operand(low)}..{self._operand(high)}{end}"
            case ex.Contains(member):
                return self._operand(member)
            case ex.OneOf(tests):
                return ", ".join(self.cell(each) for each in tests)
            case ex.AllOf(tests):
                return f"all({', '.join(self.cell(each) for each in tests)})"
            case ex.Not(inner):
                return f"not({self.cell(inner)})"
        raise AssertionError(test)

    def _operand(self, operand: ex.Expression) -> str:
        return self.expression(operand, above=5)

    def expression(self, node: ex.Expression, above: int = 0) -> str:
        """The text of an expression, with brackets where it binds less than what stands around it."""
        match node:
            case ex.Literal(value, kind):
                return self._literal(value, kind, above)
            case ex.Name(name) | ex.Parameter(name) | ex.Event(name):
                return name
            case ex.Call(name, arguments):
                text, binds = self._call(name, arguments)
                return f"({text})" if binds < above else text
        raise AssertionError(node)

    def _literal(self, value: Any, kind: types.Type, above: int) -> str:
        if value is None:
            return "none"
        text = notation.write(value, kind, zone=self.zone)
        if isinstance(kind, (types.Text, types.Party)):
            return f'"{text}"' if '"' not in text else f"'{text}'"
        return f"({text})" if text.startswith("-") and above > _PRECEDENCE["+"] else text

    def _call(self, name: str, arguments: tuple[ex.Expression, ...]) -> tuple[str, int]:
        binds = _PRECEDENCE.get(name)
        match name, arguments:
            case "if", (condition, yes, no):
                return (
                    f"if {self.expression(condition, 1)} then {self.expression(yes, 1)} else {self.expression(no)}",
                    0,
                )
            case "not", (inner,):
                return f"not {self.expression(inner, 3)}", 3
            case "negate", (inner,):
                return f"-{self.expression(inner, 8)}", 7
            case _, (left, right) if binds is not None:
                below = binds + 1 if binds == _PRECEDENCE["="] else binds
                return f"{self.expression(left, below)} {name} {self.expression(right, binds + 1)}", binds
        return f"{name}({', '.join(self.expression(each) for each in arguments)})", 9


def _hours(ranges: tuple[Hours, ...]) -> list[str]:
    return [each.text() for each in ranges]


_UNIT_OF = {"clock": "h", "days": "days", "months": "months", "working_clock": "working hours",
            "working_days": "working days", "same_day": "same day"}  # fmt: skip
