"""Cells in the words of people: ``>= 5000 CNY`` is *at least 5000 CNY*, 不低于 5000 CNY."""

from __future__ import annotations

from typing import Any

from attrs import frozen

from kefu_core.decide import Policy
from kefu_core.diagnostics import Language
from kefu_core.engine.reference import Environment, evaluate
from kefu_core.ir import notation, types
from kefu_core.ir.expressions import (
    AllOf,
    Anything,
    Between,
    Compare,
    Contains,
    Expression,
    Not,
    OneOf,
    Parameter,
    Test,
)
from kefu_core.ir.moment import Moment
from kefu_core.ir.types import UNKNOWN, Code

_COMPARED = {
    "=": ("is {}", "是{}"),
    "!=": ("is not {}", "不是{}"),
    "<": ("is less than {}", "低于{}"),
    "<=": ("is at most {}", "不超过{}"),
    ">": ("is more than {}", "高于{}"),
    ">=": ("is at least {}", "不低于{}"),
}
_TIMES = {
    "<": ("is before {}", "早于{}"),
    "<=": ("is not after {}", "不晚于{}"),
    ">": ("is after {}", "晚于{}"),
    ">=": ("is not before {}", "不早于{}"),
}


@frozen
class Words:
    """Words for a policy at one moment, in one language; ``known`` are the values of the case."""

    policy: Policy
    moment: Moment
    language: Language
    known: dict[str, Any]

    def name(self, name: str) -> str:
        """The label of a fact or an outcome, or its id."""
        thing = self.policy.ir.names.get(name)
        return name if thing is None else thing.label.in_language(self.language, name)

    def value(self, value: Any, name: str) -> str:
        """A value of a fact or an outcome."""
        thing = self.policy.ir.names[name]
        return self._value(value, thing.type, thing.labels)

    def cell(self, test: Test, name: str) -> str:
        """What a cell asks of a fact, as a predicate: ``is at least 5000 CNY``."""
        thing = self.policy.ir.names[name]
        return self._test(test, thing.type, thing.labels)

    def pick(self, english: str, chinese: str) -> str:
        """The one or the other."""
        return english if self.language == "en" else chinese

    def _test(self, test: Test, kind: types.Type, labels: tuple[Code, ...]) -> str:
        match test:
            case Anything():
                return self.pick("is anything", "不限")
            case Compare(operator, operand):
                words = {**_COMPARED, **_TIMES} if isinstance(kind, (types.Date, types.Instant)) else _COMPARED
                return self.pick(*words[operator]).format(self._operand(operand, kind, labels))
            case Between(low, high, low_open, high_open):
                ends = [self._operand(end, kind, labels) for end in (low, high)]
                return self._between(ends, low_open=low_open, high_open=high_open)
            case Contains(member):
                member_kind = kind.of if isinstance(kind, types.Set) else kind
                return self.pick("includes {}", "含有{}").format(self._operand(member, member_kind, labels))
            case OneOf(tests):
                listed = self._listed(tests, kind, labels)
                return listed or self.pick(" or ", "，或者").join(self._test(each, kind, labels) for each in tests)
            case AllOf(tests):
                return self.pick(" and ", "，并且").join(self._test(each, kind, labels) for each in tests)
            case Not(inner):
                return self.pick("not ({})", "不符合“{}”").format(self._test(inner, kind, labels))
        raise AssertionError(test)

    def _between(self, ends: list[str], *, low_open: bool, high_open: bool) -> str:
        low, high = ends
        above = self.pick("is more than {}" if low_open else "is at least {}", "高于{}" if low_open else "不低于{}")
        below = self.pick("less than {}" if high_open else "at most {}", "低于{}" if high_open else "不超过{}")
        return self.pick("{} and {}", "{}、{}").format(above.format(low), below.format(high))

    def _listed(self, tests: tuple[Test, ...], kind: types.Type, labels: tuple[Code, ...]) -> str | None:
        """``a, b, c`` in one breath, where the cell is nothing but a list of values."""
        values = [each.operand for each in tests if isinstance(each, Compare) and each.operator == "="]
        members = [each.member for each in tests if isinstance(each, Contains)]
        if len(values) == len(tests):
            words = [self._operand(each, kind, labels) for each in values]
            return self.pick("is one of {}", "是{}之一").format(self.pick(", ", "、").join(words))
        if len(members) == len(tests) and isinstance(kind, types.Set):
            words = [self._operand(each, kind.of, labels) for each in members]
            return self.pick("includes one of {}", "含有{}之一").format(self.pick(", ", "、").join(words))
        return None

    def _operand(self, operand: Expression, kind: types.Type, labels: tuple[Code, ...]) -> str:
        value = evaluate(operand, Environment(self.known, self.moment.parameters))
        text = self.pick("an unknown value", "未知的值") if value is UNKNOWN else self._value(value, kind, labels)
        if isinstance(operand, Parameter):
            label = next(each.label for each in self.policy.ir.parameters if each.id == operand.id)
            return self.pick("{} ({})", "{}（{}）").format(label.in_language(self.language, operand.id), text)
        return text

    def _value(self, value: Any, kind: types.Type, labels: tuple[Code, ...]) -> str:
        comma = self.pick(", ", "、")
        match kind:
            case _ if value is None:
                return self.pick("none", "无")
            case types.Set(of):
                return comma.join(self._value(each, of, labels) for each in sorted(value)) or self.pick("none", "无")
            case types.List(of):
                return comma.join(self._value(each, of, labels) for each in value) or self.pick("none", "无")
            case types.Choice():
                return next(
                    (each.label.in_language(self.language, value) for each in labels if each.id == value), value
                )
            case types.Boolean():
                return self.pick("yes", "是") if value else self.pick("no", "否")
        return notation.write(value, kind, zone=self.policy.zone)
