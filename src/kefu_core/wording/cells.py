"""Cells in words: what a rule asks of a fact.

A cell is turned outside in until nothing but comparisons is left: ``not(a, b)`` asks that it is not a and not b.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from kefu_core.diagnostics import Language
from kefu_core.diagnostics.entry import choose
from kefu_core.ir import types
from kefu_core.ir.expressions import (
    AllOf,
    Anything,
    Between,
    Compare,
    Contains,
    Expression,
    Literal,
    Not,
    OneOf,
    Test,
)
from kefu_core.wording.expressions import Setting, phrase
from kefu_core.wording.predicates import OPPOSITE, compared, truth
from kefu_core.wording.say import either, join, listed, say

_BEFORE: Final = frozenset({"没有", "有"})
"""What Chinese says before the thing."""


def claim(name: str, test: Test, setting: Setting) -> str:
    """That a cell holds of a name, as a statement.

    ``not(none)`` of an optional fact and ``not(>= 5)`` speak of ``none``, too, since the cells do.
    """
    lexicon = setting.lexicon
    if isinstance(test, OneOf) and any(map(_asks_none, test.tests)) and not all(map(_asks_none, test.tests)):
        none = next(each for each in test.tests if _asks_none(each))
        others = tuple(each for each in test.tests if not _asks_none(each))
        parts = (none, others[0] if len(others) == 1 else OneOf(others))
        return choose((", or ", "，或"), lexicon.language).join(claim(name, each, setting) for each in parts)
    thing = lexicon.ir.names[name]
    teller = _Teller(name, thing.type, setting, optional=thing.optional)
    subject = lexicon.name(name)
    wanted = _truth(test, optional=thing.optional) if isinstance(thing.type, types.Boolean) else None
    if wanted is not None:
        return truth(subject, lexicon.language, holds=wanted)
    said = teller.says(test, holds=True)
    if lexicon.language == "en":
        return f"{subject} {said}"
    return join(said, subject) if said in _BEFORE else join(subject, said)


def asked(name: str, test: Test, setting: Setting) -> str:
    """What a cell asks, where the column says of what: *at least 5000 CNY*, 不低于 5000 元."""
    thing = setting.lexicon.ir.names[name]
    said = _Teller(name, thing.type, setting, optional=thing.optional).says(test, holds=True)
    return said.removeprefix("is " if setting.lexicon.language == "en" else "为").strip()


def _truth(test: Test, *, optional: bool) -> bool | None:
    """Whether a cell asks a boolean for true or for false; what is not true may be ``none``, where that can be."""
    match test:
        case Compare("=", Literal(bool() as value)):
            return value
        case Compare("!=", Literal(bool() as value)) | Not(Compare("=", Literal(bool() as value))) if not optional:
            return not value
    return None


class _Teller:
    """The predicates of one name's cells."""

    def __init__(self, name: str, kind: types.Type, setting: Setting, *, optional: bool) -> None:
        self.name = name
        self.kind = kind
        self.setting = setting
        self.optional = optional

    @property
    def language(self) -> Language:
        return self.setting.lexicon.language

    def says(self, test: Test, *, holds: bool) -> str:
        """The predicate that a cell holds, or does not."""
        match test:
            case Anything():
                return say(("may be anything", "不限"), self.language)
            case Not(inner):
                return self.says(inner, holds=not holds)
            case Compare(operator, operand):
                return self._compared(operator, operand, holds=holds)
            case Between(low, high, low_open, high_open):
                ends = [(">" if low_open else ">=", low), ("<" if high_open else "<=", high)]
                words = [self._compared(operator, end, holds=holds, none=False) for operator, end in ends]
                return self._or_none(self._joined(words, together=holds), holds=holds)
            case Contains():
                return self._members([test], together=holds, holds=holds)
            case OneOf(tests) | AllOf(tests):
                return self._several(tests, together=isinstance(test, AllOf) is holds, holds=holds)
        raise AssertionError(test)

    def _several(self, tests: Sequence[Test], *, together: bool, holds: bool) -> str:
        if all(isinstance(each, Contains) for each in tests):
            return self._members(tests, together=together, holds=holds)
        equal = [each.operand for each in tests if isinstance(each, Compare) and each.operator == "="]
        if len(equal) == len(tests) and not any(_is_none(each) for each in equal) and together is not holds:
            words = [self._operand(each) for each in equal]
            if holds:
                return compared("=", either(words, self.language), self.kind, self.language)
            if self.language == "en":
                return f"is neither {' nor '.join(words)}"
            return "，也".join(compared("!=", each, self.kind, self.language) for each in words)
        return self._joined([self._part(each, together=together, holds=holds) for each in tests], together=together)

    def _part(self, test: Test, *, together: bool, holds: bool) -> str:
        words = self.says(test, holds=holds)
        inner = test
        while isinstance(inner, Not):
            inner, holds = inner.test, not holds
        mixed = together and (
            (isinstance(inner, (OneOf, AllOf)) and isinstance(inner, AllOf) is not holds)
            or (isinstance(inner, Between) and not holds)
        )
        return say(("({})", "（{}）"), self.language, words) if mixed else words

    def _joined(self, words: Sequence[str], *, together: bool) -> str:
        first, *others = words
        if self.language == "en" and all(each.startswith("is ") for each in words):
            others = [each.removeprefix("is ") for each in others]
        return choose((" and ", "且") if together else (", or ", "，或"), self.language).join([first, *others])

    def _members(self, tests: Sequence[Test], *, together: bool, holds: bool) -> str:
        words = [self._operand(each.member) for each in tests if isinstance(each, Contains)]
        if not holds:
            series = either(words, self.language) if together else listed(words, self.language)
            several = (
                ("does not include both {}", "不同时含有{}")
                if len(words) == 2
                else ("does not include all of {}", "不同时含有{}")
            )
            text = ("does not include {}", "不含{}") if together or len(words) == 1 else several
            return say(text, self.language, series)
        series = listed(words, self.language) if together else either(words, self.language)
        return say(("includes {}", "同时含有{}" if together and len(words) > 1 else "含有{}"), self.language, series)

    def _compared(self, operator: str, operand: Expression, *, holds: bool, none: bool = True) -> str:
        asked = operator if holds else OPPOSITE[operator]
        if _is_none(operand):
            return compared(asked, None, self.kind, self.language)
        if isinstance(operand, Literal) and operand.value == frozenset():
            return say(("is empty", "为空") if asked == "=" else ("is not empty", "不为空"), self.language)
        words = compared(asked, self._operand(operand), self.kind, self.language)
        return self._or_none(words, holds=holds) if none and operator not in {"=", "!="} else words

    def _or_none(self, words: str, *, holds: bool) -> str:
        """A comparison that does not hold of ``none`` either is refused by it, too."""
        if holds or not self.optional:
            return words
        return self._joined([words, compared("=", None, self.kind, self.language)], together=False)

    def _operand(self, operand: Expression) -> str:
        return phrase(operand, self.setting, near=self.name)


def _asks_none(test: Test) -> bool:
    return isinstance(test, Compare) and test.operator == "=" and _is_none(test.operand)


def _is_none(operand: Expression) -> bool:
    return isinstance(operand, Literal) and operand.value is None
