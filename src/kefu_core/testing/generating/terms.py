"""Expressions of every type, in the form in which `kefu_core.resolve` leaves them."""

from __future__ import annotations

from fractions import Fraction
from typing import Any, Final

from kefu_core.ir import types
from kefu_core.ir.expressions import Call, Event, Expression, Literal, Name, Parameter
from kefu_core.ir.functions import FUNCTIONS, ROUNDINGS
from kefu_core.resolve.outputs import needs_rounding
from kefu_core.testing.generating.draft import Draft
from kefu_core.values import CURRENCIES, Duration, Family

EQUALITY: Final = ("=", "!=")
ORDER: Final = ("<", "<=", ">", ">=")


def call(function: str, *arguments: Expression) -> Call:
    """A call with the type that its signature says."""
    kind = FUNCTIONS[function].signature([argument.type for argument in arguments])
    assert kind is not None, (function, arguments)
    return Call(function, arguments, kind)


def expression(draft: Draft, kind: types.Type, *, optional: bool = False, depth: int = 2) -> Expression:
    """An expression that a place of a type takes: rounded where it could have too many digits."""
    value = Terms(draft, depth).of(kind, kind, optional=optional)
    return rounded(draft, kind) if needs_rounding(value, kind) else value


def rounded(draft: Draft, kind: types.Type) -> Expression:
    """A calculation, rounded to the digits that the type holds."""
    rounding = draft.pick(ROUNDINGS)
    match kind:
        case types.Integer():
            return call(rounding, Terms(draft, 1).number(types.Decimal()))
        case types.Decimal(scale):
            return call(rounding, Terms(draft, 1).number(kind), _digits(3 if scale is None else scale))
        case types.Money(currency):
            return call(rounding, Terms(draft, 1).number(kind), _digits(CURRENCIES[currency]))
    raise AssertionError(kind)


def _digits(number: int) -> Literal:
    return Literal(number, types.Integer())


def literal(draft: Draft, kind: types.Type, wanted: types.Type | None) -> Literal:
    """A constant, typed as the resolver types one where ``wanted`` is what the place wants (None: anything)."""
    value = draft.value(kind)
    match kind:
        case types.Integer() | types.Decimal():
            whole = type(value) is int and not isinstance(wanted, types.Decimal)
            return Literal(value, types.Integer() if whole else types.Decimal())
        case types.Party() if not isinstance(wanted, types.Party):
            return Literal(value, types.Text())
        case types.Duration():
            return Literal(value, types.Duration(value.family))
    return Literal(value, kind)


class Terms:
    """Draws expressions, at most ``depth`` calls deep."""

    def __init__(self, draft: Draft, depth: int) -> None:
        self.draft = draft
        self.depth = depth

    def of(self, kind: types.Type, wanted: types.Type | None, *, optional: bool = False) -> Expression:
        """An expression of a type, for a place that wants ``wanted``; ``none`` only where ``optional``."""
        if optional and self.draft.chance(one_in=4):
            return Literal(None, wanted or kind)
        if self.depth > 0 and self.draft.chance(one_in=2):
            return Terms(self.draft, self.depth - 1).call(kind, wanted, optional=optional)
        return self.leaf(kind, wanted, optional=optional)

    def leaf(self, kind: types.Type, wanted: types.Type | None, *, optional: bool = False) -> Expression:
        """A name, a parameter or a constant."""
        names = self.names(kind, optional=optional)
        if names and (not self._literal_allowed(kind, wanted) or self.draft.chance(one_in=2)):
            return self.draft.pick(names)  # type: ignore[no-any-return]
        return literal(self.draft, kind, wanted)

    def names(self, kind: types.Type, *, optional: bool = False) -> list[Expression]:
        """The names and parameters of a type."""
        found: list[Expression] = [
            Name(each.id, each.type, each.optional) for each in self.draft.columns_like(kind, optional=optional)
        ]
        return [*found, *(Parameter(each.id, each.type) for each in self.draft.parameters if each.type == kind)]

    @staticmethod
    def _literal_allowed(kind: types.Type, wanted: types.Type | None) -> bool:
        """Codes, ids of parties and sets can be told from names only where one of them is wanted."""
        return not isinstance(kind, (types.Choice, types.Party, types.Set)) or wanted == kind

    def call(self, kind: types.Type, wanted: types.Type | None, *, optional: bool) -> Expression:
        """A call that gives the type."""
        match kind:
            case types.Boolean():
                return self.draft.pick([self.relation, self.logic, self.condition(kind, wanted)])()  # type: ignore[no-any-return]
            case types.Integer():
                ways = [
                    self.integer,
                    self.integer,
                    self.alike(kind, wanted, "min", "max"),
                    self.condition(kind, wanted),
                ]
            case types.Decimal() | types.Money():
                ways = [lambda: self.number(kind), self.alike(kind, wanted, "min", "max"), self.condition(kind, wanted)]
            case types.Date() | types.Instant():
                names = ("earliest", "latest", "min", "max")
                ways = [self.alike(kind, wanted, *names), self.condition(kind, wanted)]
            case types.Duration(family) if family is not None:
                ways = [self.alike(kind, wanted, "min", "max"), self.condition(kind, wanted)]
            case types.Set() | types.List() | types.Duration():
                return self.leaf(kind, wanted, optional=optional)
            case _:
                ways = [self.condition(kind, wanted), self.coalesced(kind, wanted)]
        return self.draft.pick([*ways, self.coalesced(kind, wanted)])()  # type: ignore[no-any-return]

    # -- calls whose parts want what the whole wants -----------------------------------------------------------------

    def _first(self, kind: types.Type, wanted: types.Type | None, *, optional: bool = False) -> Expression | None:
        """The part that says what the others want where nothing else does: a name."""
        if wanted is not None:
            return self.leaf(kind, wanted, optional=optional)
        names = self.names(kind, optional=optional)
        return self.draft.pick(names) if names else None

    def _alike(
        self, function: str, kind: types.Type, wanted: types.Type | None, *, optional_first: bool = False
    ) -> Expression:
        first = self._first(kind, wanted, optional=optional_first)
        if first is None:
            return self.leaf(kind, wanted)
        return call(function, first, self.of(kind, wanted or first.type))

    def alike(self, kind: types.Type, wanted: types.Type | None, *functions: str) -> Any:
        """``min(a, b)`` and the like."""
        return lambda: self._alike(self.draft.pick(functions), kind, wanted, optional_first=True)

    def coalesced(self, kind: types.Type, wanted: types.Type | None) -> Any:
        """``coalesce(a, b)``."""
        return lambda: self._alike("coalesce", kind, wanted, optional_first=True)

    def condition(self, kind: types.Type, wanted: types.Type | None) -> Any:
        """``if … then … else …``."""

        def build() -> Expression:
            truth = self.of(types.Boolean(), types.Boolean())
            yes = self._first(kind, wanted)
            if yes is None:
                return self.leaf(kind, wanted)
            return call("if", truth, yes, self.of(kind, wanted or yes.type))

        return build

    # -- numbers -----------------------------------------------------------------------------------------------------

    def any_number(self) -> Expression:
        """An operand that is no money."""
        return self.of(self.draft.pick([types.Integer(), types.Decimal()]), None)

    def integer(self) -> Expression:
        """A whole number."""
        match self.draft.pick(["count", "sum", "+", "-", "*", "negate", "abs", "round", "total"]):
            case "count":
                sets = [
                    Name(each.id, each.type)
                    for each in self.draft.columns
                    if isinstance(each.type, (types.Set, types.List)) and not each.optional
                ]
                return call("count", self.draft.pick(sets)) if sets else self.leaf(types.Integer(), None)
            case "total":
                lists = self.draft.columns_like(types.List(types.Integer()), optional=False)
                kinds = types.List(types.Integer())
                return (
                    call("sum", Name(self.draft.pick(lists).id, kinds)) if lists else self.leaf(types.Integer(), None)
                )
            case "round":
                return call(self.draft.pick(ROUNDINGS), self.number(types.Decimal()))
            case "sum" as name:
                return call(name, *(self.of(types.Integer(), None) for _ in range(3)))
            case "negate" | "abs" as name:
                names = self.names(types.Integer())
                return call(name, self.draft.pick(names)) if names else self.leaf(types.Integer(), None)
            case name:
                return call(name, self.of(types.Integer(), None), self.of(types.Integer(), None))

    def number(self, kind: types.Type) -> Expression:
        """A decimal number or an amount."""
        plain = types.Decimal() if isinstance(kind, types.Decimal) else kind
        match self.draft.pick(["/", "+", "-", "*", "ratio", "round"]):
            case "+" | "-" as name:
                return call(name, self.of(plain, None), self._as_decimal(plain))
            case "/":
                return call("/", self.of(plain, None), self.any_number())
            case "ratio" if isinstance(kind, types.Decimal):
                money = types.Money("CNY")
                return call("/", self.of(money, None), self.of(money, None))
            case "round":
                return call(self.draft.pick(ROUNDINGS), self._as_decimal(plain), _digits(self.draft.pick([0, 1, -1])))
            case _:
                return call("*", self._as_decimal(plain), self.any_number())

    def _as_decimal(self, kind: types.Type) -> Expression:
        """An operand that gives the call its type, where whole numbers would make it whole."""
        value = self.of(kind, None)
        half = Literal(Fraction(1, 2), types.Decimal())
        return call("+", value, half) if isinstance(kind, types.Decimal) and value.type == types.Integer() else value

    # -- truths ------------------------------------------------------------------------------------------------------

    def relation(self) -> Expression:
        """A comparison of a name with something of its type, or with ``none``."""
        columns = [each for each in self.draft.columns if not isinstance(each.type, types.List)]
        if not columns:
            return Literal(self.draft.value(types.Boolean()), types.Boolean())
        column = self.draft.pick(columns)
        name = Name(column.id, column.type, column.optional)
        operator = self.draft.pick(EQUALITY)
        if column.optional and self.draft.chance(one_in=2):
            return call(operator, name, Literal(None, column.type))
        if isinstance(column.type, types.Set) or column.type == types.Duration():
            return call(operator, name, name)
        if column.optional:
            return call(operator, name, self.of(column.type, column.type, optional=True))
        if types.is_ordered(column.type):
            operator = self.draft.pick((*EQUALITY, *ORDER))
        return call(operator, name, self.of(column.type, column.type))

    def logic(self) -> Expression:
        """``and``, ``or``, ``not``."""
        boolean = types.Boolean()
        name = self.draft.pick(("and", "or", "not"))
        return call(name, *(self.of(boolean, boolean) for _ in range(1 if name == "not" else 2)))


WORKING: Final = (Family.WORKING_CLOCK, Family.WORKING_DAYS)


def period(draft: Draft, *, working: bool) -> Expression:
    """A period for a deadline, counted in any way; in working time only where there is a calendar for it."""
    family = draft.pick([Family.CLOCK, Family.DAYS, Family.MONTHS, Family.SAME_DAY, *(WORKING if working else ())])
    drawn = Terms(draft, 1).of(types.Duration(family), types.Duration())
    parameters = {each.id: [value for _, value in each.values.entries] for each in draft.parameters}
    match drawn:
        case Literal(value):
            lasts = _lasts(value)
        case Parameter(name):
            lasts = all(map(_lasts, parameters[name]))
        case _:
            lasts = True  # what is computed may come to nothing
    return drawn if lasts else Literal(Duration(1, family), types.Duration(family))


def _lasts(value: object) -> bool:
    """Whether a period leaves any time: a deadline has to (S6)."""
    return not isinstance(value, Duration) or bool(value.count) or value.family is Family.SAME_DAY


def due(draft: Draft, start: str) -> Expression:
    """The instant of a deadline: a period after an event, or before it, or the earlier of that and something known."""
    period = Terms(draft, 0).leaf(types.Duration(Family.CLOCK), None)
    after = call(draft.pick(("+", "+", "-")), Event(start, types.Instant()), period)
    if not draft.chance(one_in=2):
        return after
    return call(draft.pick(("earliest", "latest")), after, Terms(draft, 1).of(types.Instant(), types.Instant()))
