"""Names, values and cells in words."""

from __future__ import annotations

from typing import Any, Final
from zoneinfo import ZoneInfo

from attrs import field, frozen

from kefu_core.diagnostics import Language
from kefu_core.ir import notation, types
from kefu_core.ir.expressions import (
    AllOf,
    Anything,
    Between,
    Call,
    Compare,
    Contains,
    Event,
    Expression,
    Literal,
    Name,
    Not,
    OneOf,
    Parameter,
    Test,
)
from kefu_core.ir.policy import PolicyIR
from kefu_core.ir.types import Code, Label
from kefu_core.values import Money, from_micros, iso_end
from kefu_core.wording.calls import binds_closer, called
from kefu_core.wording.lengths import duration

Pair = tuple[str, str]

_COMPARED: Final[dict[str, Pair]] = {
    "=": ("{}", "{}"), "!=": ("not {}", "不是{}"), "<": ("less than {}", "低于{}"), "<=": ("at most {}", "不超过{}"),
    ">": ("more than {}", "高于{}"), ">=": ("at least {}", "不低于{}"),
}  # fmt: skip
_IN_TIME: Final[dict[str, Pair]] = {
    **_COMPARED, "<": ("before {}", "早于{}"), "<=": ("not after {}", "不晚于{}"), ">": ("after {}", "晚于{}"),
    ">=": ("not before {}", "不早于{}"),
}  # fmt: skip


@frozen
class Words:
    """The words of a policy in one language."""

    ir: PolicyIR
    language: Language
    _labels: dict[str, Label] = field(init=False, repr=False)

    def __attrs_post_init__(self) -> None:
        labels = {name: thing.label for name, thing in self.ir.names.items()}
        labels |= {each.id: each.label for each in self.ir.parameters}
        labels |= {each.id: each.label for each in self.ir.milestones}
        object.__setattr__(self, "_labels", labels)

    def pick(self, english: str, chinese: str) -> str:
        """The one or the other."""
        return english if self.language == "en" else chinese

    @property
    def comma(self) -> str:
        """What parts the members of a list."""
        return self.pick(", ", "、")

    def label(self, label: Label, default: str) -> str:
        """A label in the language, or the nearest there is."""
        return label.in_language(self.language, default)

    def name(self, name: str) -> str:
        """What a fact, an outcome, a parameter or a milestone is called."""
        return self.label(self._labels.get(name, Label()), name)

    def only_value(self, parameter: str) -> str:
        """The value of a parameter that has the same at all times; else nothing."""
        found = next(each for each in self.ir.parameters if each.id == parameter)
        if len(found.values.entries) > 1:
            return ""
        return self.value(found.values.entries[0][1], found.type, found.labels)

    # -- values ------------------------------------------------------------------------------------------------------

    def value(self, value: Any, kind: types.Type, labels: tuple[Code, ...] = ()) -> str:
        """A value as the engines hold it."""
        match kind:
            case _ if value is None:
                return self.pick("none", "无")
            case types.Set(of):
                members = (self.value(each, of, labels) for each in sorted(value, key=of.rank))
                return self.comma.join(members) or self.pick("none of them", "一项也没有")
            case types.List(of):
                return self.comma.join(self.value(each, of, labels) for each in value) or self.pick("nothing", "无")
            case types.Choice():
                label = next((each.label for each in labels if each.id == value), Label())
                return self.label(label, value)
            case types.Boolean():
                return self.pick("yes", "是") if value else self.pick("no", "否")
            case types.Money():
                return self._money(value, kind)
            case types.Duration():
                return duration(value, self.language)
            case types.Instant():
                return self.instant(value)
        return notation.write(value, kind)

    def _money(self, minor: Any, kind: types.Money) -> str:
        number, _, currency = str(Money(minor=minor, currency=kind.currency)).partition(" ")
        plain = number.rstrip("0").rstrip(".") if "." in number else number
        return f"{plain}元" if currency == "CNY" and self.language == "zh" else f"{plain} {currency}"

    def instant(self, micros: int) -> str:
        """An instant on the clocks of the policy's zone; midnight is the end of its day."""
        return iso_end(from_micros(micros, ZoneInfo(self.ir.zone))).replace("T", " ")[:16]

    # -- cells -------------------------------------------------------------------------------------------------------

    def cell(self, test: Test, name: str) -> str:
        """What a cell asks of a fact or an outcome: *at least 5000 CNY*."""
        thing = self.ir.names[name]
        return self._test(test, thing.type, thing.labels)

    def condition(self, test: Test, name: str) -> str:
        """A cell with the name of what it asks about."""
        kind, called_ = self.ir.names[name].type, self.name(name)
        match test:
            case Compare("=", Literal(None)):
                return self.pick("there is no {}", "没有{}").format(called_)
            case Compare("!=", Literal(None)) | Not(Compare("=", Literal(None))):
                return self.pick("there is a {}", "有{}").format(called_)
            case Compare("=", Literal(bool() as value)) if self.language == "zh":
                return called_ if value else f"并非{called_}"
        said = self.cell(test, name)
        plain = isinstance(test, (Compare, Between, OneOf)) and not isinstance(kind, types.Set)
        if self.language == "en":
            return f"{called_} is {said}" if plain else f"{called_}: {said}"
        equal = isinstance(test, Compare) and test.operator == "="
        listed = isinstance(test, OneOf) and self._choice(test)
        return f"{called_}{'为' if plain and (equal or listed) else ''}{said}"

    @staticmethod
    def _choice(test: OneOf) -> bool:
        return all(isinstance(each, Compare) and each.operator == "=" for each in test.tests)

    def _test(self, test: Test, kind: types.Type, labels: tuple[Code, ...]) -> str:
        match test:
            case Anything():
                return self.pick("anything", "不限")
            case Compare("!=", Literal(None)) | Not(Compare("=", Literal(None))):
                return self.pick("something", "有值")
            case Compare(operator, operand):
                words = _IN_TIME if isinstance(kind, (types.Date, types.Instant)) else _COMPARED
                return self.pick(*words[operator]).format(self.term(operand, labels))
            case Between(low, high, low_open, high_open):
                ends = (Compare(">" if low_open else ">=", low), Compare("<" if high_open else "<=", high))
                return self.pick(" and ", "、").join(self._test(each, kind, labels) for each in ends)
            case Contains(member):
                return self.pick("includes {}", "包含{}").format(self.term(member, labels))
            case OneOf(tests):
                return self._any(tests, kind, labels)
            case AllOf(tests):
                return self.pick(" and ", "，并且").join(self._test(each, kind, labels) for each in tests)
            case Not(OneOf(tests)) if self._choice(OneOf(tests)):
                return self.pick("none of {}", "不是{}").format(self._any(tests, kind, labels))
            case Not(Contains(member)):
                return self.pick("without {}", "不包含{}").format(self.term(member, labels))
            case Not(inner):
                asked = self._test(inner, kind, labels)
                simple = isinstance(inner, Compare) and inner.operator == "="
                return (
                    self.pick("not {}", "不是{}").format(asked)
                    if simple
                    else self.pick("not: {}", "不符合：{}").format(asked)
                )
        raise AssertionError(test)

    def _any(self, tests: tuple[Test, ...], kind: types.Type, labels: tuple[Code, ...]) -> str:
        members = [each.member for each in tests if isinstance(each, Contains)]
        if len(members) == len(tests):
            return self.pick("includes {}", "包含{}").format(self._or([self.term(each, labels) for each in members]))
        words = [self._test(each, kind, labels) for each in tests]
        return self._or(words) if self._choice(OneOf(tests)) else self.pick(", or ", "，或者").join(words)

    def _or(self, words: list[str]) -> str:
        *others, last = words
        return f"{self.comma.join(others)}{self.pick(' or ', '或')}{last}" if others else last

    # -- expressions -------------------------------------------------------------------------------------------------

    def term(self, node: Expression, labels: tuple[Code, ...] = ()) -> str:
        """An expression; ``labels`` are those of the choice that it gives."""
        match node:
            case Literal(value, kind):
                return self.value(value, kind, labels)
            case Parameter(name):
                value = self.only_value(name)
                return self.pick("{} ({})", "{}（{}）").format(self.name(name), value) if value else self.name(name)
            case Name(name) | Event(name):
                return self.name(name)
            case Call(name, arguments):
                return called(name, [self._part(each, node, labels) for each in arguments], self.language)
        raise AssertionError(node)

    def _part(self, node: Expression, above: Call, labels: tuple[Code, ...]) -> str:
        """An argument, in brackets where it would be read otherwise without them."""
        said = self.term(node, labels or self._labels_beside(above))
        nested = (
            isinstance(node, Call) and above.function in OPERATORS and not binds_closer(node.function, above.function)
        )
        return self.pick("({})", "（{}）").format(said) if nested else said

    def _labels_beside(self, above: Call) -> tuple[Code, ...]:
        """The labels of the choice with which a comparison compares."""
        names = (each.id for each in above.arguments if isinstance(each, Name))
        return next((labels for name in names if (labels := self.ir.names[name].labels)), ())
