"""Cells of every kind for a column."""

from __future__ import annotations

from collections.abc import Callable

from kefu_core.engine.reference import Environment, holds
from kefu_core.ir import types
from kefu_core.ir.expressions import (
    AllOf,
    Anything,
    Between,
    Call,
    Compare,
    Contains,
    Expression,
    Literal,
    Name,
    Not,
    OneOf,
    Parameter,
    Test,
    walk,
)
from kefu_core.ir.samples import samples
from kefu_core.testing.generating.draft import Column, Draft
from kefu_core.testing.generating.terms import ORDER, Terms, literal

NOTHING_KNOWN = Environment({}, {})


def cell(draft: Draft, column: Column, *, constant: bool = False) -> Test:
    """A cell that some value of the column passes; ``constant`` ones compare with constants only."""
    drawn = _Cells(draft, column, constant=constant).cell()
    return drawn if _can_hold(drawn, column) else Anything()


def domain(draft: Draft, kind: types.Type) -> Test | None:
    """A domain that some value is in; it may name parameters, and nothing else."""
    if not types.is_ordered(kind) or isinstance(kind, types.Choice):
        return None
    parameters = [Parameter(each.id, each.type) for each in draft.parameters if each.type == kind]
    ends: list[Expression] = [*parameters, literal(draft, kind, kind)]
    end = draft.pick(ends)
    limits: Test = draft.pick([Compare(">=", end), Compare("<", end), Not(Compare("=", end)), Between(end, end)])
    column = Column("value", kind, domain=limits)
    return limits if any(passes(limits, value, column) for value in samples(kind, [limits])) else None


def _can_hold(cell: Test, column: Column) -> bool:
    """Whether the check can tell that a value passes, or cannot tell."""
    if any(isinstance(part, (Parameter, Name, Call)) for part in walk(cell)):
        return True
    if isinstance(column.type, (types.Text, types.Party, types.Set, types.List)):
        return True
    around = [cell, *([column.domain] if column.domain else [])]
    inside = [
        value
        for value in samples(column.type, around, optional=column.optional)
        if value is None or passes(column.domain, value, column)
    ]
    asked = [part.operand for part in walk(cell) if isinstance(part, Compare) and part.operator == "="]
    wanted = [operand.value for operand in asked if isinstance(operand, Literal)]
    return all(value in inside for value in wanted if value is not None) and any(
        holds(cell, value, column.type, NOTHING_KNOWN) is True for value in inside
    )


def passes(domain: Test | None, value: object, column: Column) -> bool:
    """Whether a value may be inside a domain: parameters might have any value."""
    return domain is None or holds(domain, value, column.type, NOTHING_KNOWN) is not False


class _Cells:
    def __init__(self, draft: Draft, column: Column, *, constant: bool) -> None:
        self.draft = draft
        self.column = column
        self.constant = constant

    def cell(self) -> Test:
        if isinstance(self.column.type, types.List) or self.draft.chance(one_in=4):
            return Anything()
        if self.column.type == types.Duration() and not self.column.optional:
            return Anything()  # lengths that are counted in different ways cannot be compared (S5)
        if self.draft.chance(one_in=3):
            return self._several(OneOf)
        return self.test()

    def test(self) -> Test:
        if self.draft.chance(one_in=5):
            return Not(self._several(OneOf) if self.draft.chance(one_in=2) else self.test())
        if isinstance(self.column.type, types.Set):
            return self.member()
        if self.column.type == types.Duration() or (self.column.optional and self.draft.chance(one_in=3)):
            return Compare(self.draft.pick(("=", "!=")), Literal(None, self.column.type))
        if types.is_ordered(self.column.type) and self.draft.chance(one_in=2):
            return self.ordered()
        return Compare(self.draft.pick(("=", "=", "!=")), self.end())

    def _several(self, build: Callable[[tuple[Test, ...]], Test]) -> Test:
        return build(tuple(self.test() for _ in range(self.draft.pick((2, 3)))))

    def ordered(self) -> Test:
        if self.draft.chance(one_in=3):
            low_open, high_open = self.draft.pick([(False, False), (False, True), (True, False), (True, True)])
            return Between(self.end(), self.end(), low_open=low_open, high_open=high_open)
        return Compare(self.draft.pick(ORDER), self.end())

    def member(self) -> Test:
        kind = self.column.type
        assert isinstance(kind, types.Set)
        if self.draft.chance(one_in=5):
            return Compare("=", Literal(frozenset(), kind))
        if self.draft.chance(one_in=4):
            return self._several(AllOf)
        names = [] if self.constant else Terms(self.draft, 0).names(kind.of)
        if names and self.draft.chance(one_in=2):
            return Contains(self.draft.pick(names))
        return Contains(Literal(self.draft.value(kind.of), kind.of))

    def end(self) -> Expression:
        """What the value is compared with."""
        kind = self.column.type
        if self.constant or self.draft.chance(one_in=2):
            parameters = [Parameter(each.id, each.type) for each in self.draft.parameters if each.type == kind]
            if parameters and self.draft.chance(one_in=3):
                return self.draft.pick(parameters)  # type: ignore[no-any-return]
            return literal(self.draft, kind, kind)
        end = Terms(self.draft, self.draft.pick((0, 0, 1))).of(kind, kind)
        match end:
            case Call("-", (Literal(), Literal())):  # people who write `3 - 5` mean a range, and are told
                return literal(self.draft, kind, kind)
        return end
