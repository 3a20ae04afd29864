"""Derived facts, and tables of every hit policy with the outcomes that they decide."""

from __future__ import annotations

from typing import Final

from attrs import evolve
from hypothesis import strategies as st

from kefu_core.ir import types
from kefu_core.ir.expressions import Expression, Literal
from kefu_core.ir.functions import ROUNDINGS
from kefu_core.ir.policy import Default, Derived, InForce, Outcome, Row, Table
from kefu_core.ir.samples import samples
from kefu_core.testing.generating.cells import cell, domain, passes
from kefu_core.testing.generating.draft import DATES, KINDS, Column, Draft, codes_of
from kefu_core.testing.generating.terms import Terms, expression, literal

AGGREGATES: Final = ("list", "sum", "count", "min", "max")
LONG: Final = 5
"""Tables of this many rows or more hold constants only: as tariffs do, and so that drawing them takes no time."""


def derived(draft: Draft) -> Derived:
    """A derived fact over what is declared."""
    kind = draft.kind([each for each in KINDS if not isinstance(each, types.Set)])
    optional = draft.chance(one_in=5)
    value = expression(draft, kind, optional=optional, depth=3)
    made = Derived(
        draft.name(), kind, value, draft.label(), optional=optional, sources=draft.sources(), labels=codes_of(kind)
    )
    draft.columns.append(Column(made.id, kind, optional))
    return made


def tables(draft: Draft, *, number: int, least_rows: int) -> tuple[list[Outcome], list[Table]]:
    """One table with its outcomes; now and then two, of which the second follows the first on a date."""
    hit = draft.pick(("first", "unique", "any", "collect"))
    aggregate = draft.pick(AGGREGATES) if hit == "collect" else None
    outcomes = [_outcome(draft, aggregate) for _ in range(draft.pick((1, 1, 2)))]
    made = [_table(draft, f"table-{number}", hit, aggregate, outcomes, least_rows)]
    if draft.chance(one_in=6):
        day = draft.pick(DATES)
        later = _table(draft, draft.pick([f"table-{number}", f"later.{number}"]), hit, aggregate, outcomes, 1)
        made = [evolve(made[0], in_force=InForce(until=day)), evolve(later, in_force=InForce(since=day))]
    elif draft.chance(one_in=8):
        made = [evolve(made[0], in_force=draft.in_force())]
    draft.columns += [Column(each.id, each.type, each.optional, each.domain) for each in outcomes]
    return outcomes, made


def _outcome(draft: Draft, aggregate: str | None) -> Outcome:
    kind = draft.kind(_aggregated(aggregate))
    rounding = draft.pick(ROUNDINGS) if isinstance(kind, types.NUMERIC) and draft.chance(one_in=3) else None
    limits = domain(draft, kind) if aggregate != "list" and draft.chance(one_in=6) else None
    optional = draft.chance(one_in=3)
    whole = types.List(kind) if aggregate == "list" else kind
    return Outcome(
        draft.name(), whole, draft.label(), optional=optional, domain=limits, labels=codes_of(kind), rounding=rounding
    )


def _aggregated(aggregate: str | None) -> list[types.Type]:
    match aggregate:
        case "count":
            return [types.Integer()]
        case "sum":
            return [kind for kind in KINDS if isinstance(kind, types.NUMERIC)]
        case "min" | "max":
            return [kind for kind in KINDS if types.is_ordered(kind)]
        case "list":
            return [kind for kind in KINDS if not isinstance(kind, types.Set)]
    return list(KINDS)


def _table(draft: Draft, name: str, hit: str, aggregate: str | None, outcomes: list[Outcome], least_rows: int) -> Table:
    columns = draft.draw(
        st.lists(st.sampled_from(draft.columns), min_size=1, max_size=3, unique_by=lambda column: column.id)
    )
    long = least_rows >= LONG
    rows = []
    for number in range(least_rows if long else draft.pick((1, 2, 3, 4))):
        cells = tuple(cell(draft, column, constant=long) for column in columns)
        outputs = tuple(_output(draft, each, depth=0 if long else 2) for each in outcomes)
        dates = InForce() if long else draft.in_force()
        rows.append(Row(f"r{number}.a-b", cells, outputs, draft.sources(), dates, draft.label()))
    default = None
    must_have = aggregate in {"min", "max"} and not all(each.optional for each in outcomes)
    if must_have or draft.chance(one_in=2):
        default = Default(tuple(_output(draft, each, depth=1) for each in outcomes), draft.sources())
    return Table(
        name, tuple(column.id for column in columns), tuple(each.id for each in outcomes), hit, tuple(rows),
        aggregate=aggregate, default=default, label=draft.label(),
    )  # fmt: skip


def _output(draft: Draft, outcome: Outcome, *, depth: int) -> Expression:
    kind = outcome.type.of if isinstance(outcome.type, types.List) else outcome.type
    if outcome.rounding is not None and depth > 0:
        return Terms(draft, 0).number(types.Decimal() if isinstance(kind, types.Integer) else kind)
    value = expression(draft, kind, optional=outcome.optional, depth=depth)
    column = Column(outcome.id, kind, domain=outcome.domain)
    if isinstance(value, Literal) and value.value is not None and not passes(outcome.domain, value.value, column):
        assert outcome.domain is not None
        inside = [each for each in samples(kind, [outcome.domain]) if passes(outcome.domain, each, column)]
        return evolve(literal(draft, kind, kind), value=draft.pick(inside))
    return value
