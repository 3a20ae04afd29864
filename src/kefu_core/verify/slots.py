"""Where the values of facts must be cut so that everything that follows from them is the same inside a slot (S35).

Cells say it of the columns that they stand in. Through a derived fact or an outcome, end points travel back to the
facts behind it as long as its value is piecewise linear in one of them; beyond that it is *inexact*, and what is found
of it can be shown by a witness, but that nothing is to be found cannot be proven.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import Any

from attrs import define, field

from kefu_core.engine.reference import COMPARISONS
from kefu_core.ir import types
from kefu_core.ir.dependencies import reads
from kefu_core.ir.expressions import (
    Between,
    Call,
    Compare,
    Contains,
    Expression,
    Name,
    Parameter,
    Test,
    walk,
)
from kefu_core.ir.moment import Moment
from kefu_core.ir.policy import Derived, PolicyIR, Table
from kefu_core.ir.types import UNKNOWN
from kefu_core.values import exact
from kefu_core.verify.axis import Axis, OutsideFragment, axis, constant, key_of


@define
class Slots:
    """The axes of all names at one moment, and the names whose values slots do not settle."""

    ir: PolicyIR
    moment: Moment
    inexact: set[str] = field(factory=set)
    _cuts: dict[str, set[Any]] = field(init=False)
    _cells: dict[str, list[Test]] = field(init=False)
    _axes: dict[str, Axis | None] = field(init=False, factory=dict)

    def __attrs_post_init__(self) -> None:
        self._cuts = {name: set() for name in self.ir.names}
        self._cells = {name: [] for name in self.ir.names}
        for name, cell in self._all_cells():
            self._cells[name].append(cell)
        for step in reversed(self.moment.steps):
            if isinstance(step, Derived):
                self._travel(step.id, step.value)
            else:
                self._through(step)
        for step in self.moment.steps:  # what reads something inexact is so itself
            names = {step.id} if isinstance(step, Derived) else set(step.outputs)
            if self.inexact.intersection(reads(step)):
                self.inexact |= names

    def axis(self, name: str) -> Axis:
        """The axis of a name. Raises `OutsideFragment`."""
        if name not in self._axes:
            thing = self.ir.names[name]
            domain = None if isinstance(thing, Derived) else thing.domain
            try:
                made = axis(
                    name, thing.type, self._cells[name], self.moment.parameters,
                    optional=thing.optional, domain=domain, cuts=self._cuts[name],
                )  # fmt: skip
            except OutsideFragment:
                made = None
            self._axes[name] = made
        found = self._axes[name]
        if found is None:
            raise OutsideFragment(name)
        return found

    def asked(self, name: str) -> tuple[tuple[Test, ...], frozenset[Any]]:
        """The cells that ask for a name, and all end points at which it is compared, parameters and sums included."""
        return tuple(self._cells[name]), frozenset(self._ends(name))

    def possible(self, name: str) -> int:
        """The slots of a name that some fact or rule can give it: fewer than all where rules give constants."""
        one = self.axis(name)
        given: list[Expression] = []
        for step in self.moment.steps:
            if isinstance(step, Table) and name in step.outputs and step.hit != "collect":
                place = step.outputs.index(name)
                rows = [row.outputs[place] for row in step.rows]
                given += [*rows, *([step.default.outputs[place]] if step.default else [])]
        values = [constant(each, self.moment.parameters) for each in given]
        if not given or UNKNOWN in values or self.rounds(name):
            return one.whole
        mask = 0
        for value in set(values):
            mask |= one.slot(value)
        return mask & one.whole

    def rounds(self, name: str) -> bool:
        """Whether values of an outcome are rounded."""
        return any(each.id == name and each.rounding is not None for each in self.ir.outcomes)

    def _all_cells(self) -> Iterable[tuple[str, Test]]:
        for step in self.moment.steps:
            if isinstance(step, Table):
                for row in step.rows:
                    yield from zip(step.inputs, row.cells, strict=True)
        for deadline in self.moment.deadlines:
            yield from ((condition.name, condition.test) for condition in deadline.when)
        for each in self.ir.impossible:
            yield from ((condition.name, condition.test) for condition in each.when)

    def _ends(self, name: str) -> set[Any]:
        """The end points at which a name is compared."""
        found = set(self._cuts[name])
        for cell in self._cells[name]:
            for part in walk(cell):
                match part:
                    case Compare(_, operand) | Contains(operand):
                        ends = [operand]
                    case Between(low, high):
                        ends = [low, high]
                    case _:
                        continue
                found |= {constant(each, self.moment.parameters) for each in ends}
        return found - {UNKNOWN, None}

    def _travel(self, name: str, value: Expression) -> None:
        if not self._settled_at(value, self._ends(name)):
            self.inexact.add(name)

    def _through(self, table: Table) -> None:
        if any(not self._constant_cell(cell) for row in table.rows for cell in row.cells):
            self.inexact.update(table.outputs)
        rows = [row.outputs for row in table.rows] + ([table.default.outputs] if table.default else [])
        for place, name in enumerate(table.outputs):
            for outputs in rows:
                value = outputs[place]
                if constant(value, self.moment.parameters) is UNKNOWN and (
                    table.hit == "collect" or self.rounds(name) or not self._settled_at(value, self._ends(name))
                ):
                    self.inexact.add(name)

    def _constant_cell(self, cell: Test) -> bool:
        return not any(
            isinstance(part, (Name, Call))
            or (isinstance(part, Parameter) and constant(part, self.moment.parameters) is UNKNOWN)
            for part in walk(cell)
        )

    def _settled(self, value: Expression) -> bool:
        """Whether slots settle the value itself; cuts are set for comparisons inside."""
        if constant(value, self.moment.parameters) is not UNKNOWN:
            return True
        match value:
            case Name(_, kind):
                return isinstance(kind, (types.Boolean, types.Choice))
            case Call("and" | "or" | "not" | "if", arguments):
                return all(self._settled(each) for each in arguments)
            case Call(function, (left, right)) if function in COMPARISONS:
                return self._compared(left, right)
            case Call(_, arguments):
                return all(self._settled(each) for each in arguments)
        return False

    def _compared(self, left: Expression, right: Expression) -> bool:
        parameters = self.moment.parameters
        for one, other in ((left, right), (right, left)):
            end = constant(other, parameters)
            if end is not UNKNOWN:
                return self._settled_at(one, set() if end is None else {end})
        if self._settled(left) and self._settled(right):
            return True
        forms = linear(left, parameters), linear(right, parameters)
        if None in forms:
            return False
        (first, a, b), (second, c, d) = forms  # type: ignore[misc]
        if first != second or a == c:
            return False
        self._cuts[first].add(exact((d - b) / (a - c)))
        return True

    def _settled_at(self, value: Expression, ends: set[Any]) -> bool:
        """Whether slots settle how the value stands to each end point."""
        if isinstance(value, Name):
            if types.is_ordered(value.type) or isinstance(value.type, (types.Text, types.Party, types.Set)):
                self._cuts[value.id] |= ends
            return True
        if isinstance(value, Call) and value.function == "if":
            condition, yes, no = value.arguments
            return self._settled(condition) and self._settled_at(yes, ends) and self._settled_at(no, ends)
        if isinstance(value, Call) and value.function in {"min", "max"}:
            return all(self._settled_at(each, ends) for each in value.arguments)
        form = linear(value, self.moment.parameters)
        if form is not None:
            name, a, b = form
            self._cuts[name] |= {exact((Fraction(key_of(end)) - b) / a) for end in ends}
            return True
        return self._settled(value)


def linear(value: Expression, parameters: Mapping[str, Any]) -> tuple[str, Fraction, Fraction] | None:
    """``value`` as a · name + b, a not 0; None where it is not that."""
    match value:
        case Name(name, kind) if isinstance(kind, types.NUMERIC):
            return name, Fraction(1), Fraction(0)
        case Call("negate", (inner,)):
            form = linear(inner, parameters)
            return None if form is None else (form[0], -form[1], -form[2])
        case Call("+" | "-" | "*" | "/" as function, (left, right)):
            return _combined(function, left, right, parameters)
    return None


def _combined(
    function: str, left: Expression, right: Expression, parameters: Mapping[str, Any]
) -> tuple[str, Fraction, Fraction] | None:
    numbers = [constant(each, parameters) for each in (left, right)]
    known = [isinstance(number, (int, Fraction)) and not isinstance(number, bool) for number in numbers]
    if known == [False, True]:
        form = linear(left, parameters)
        number = Fraction(numbers[1])
        if form is None or (function in {"*", "/"} and not number):
            return None
        name, a, b = form
        return {
            "+": lambda: (name, a, b + number),
            "-": lambda: (name, a, b - number),
            "*": lambda: (name, a * number, b * number),
            "/": lambda: (name, a / number, b / number),
        }[function]()
    if known == [True, False] and function != "/":
        form = linear(right, parameters)
        number = Fraction(numbers[0])
        if form is None or (function == "*" and not number):
            return None
        name, a, b = form
        return {
            "+": lambda: (name, a, b + number),
            "-": lambda: (name, -a, number - b),
            "*": lambda: (name, a * number, b * number),
        }[function]()
    return None
