"""Row 1: how grave a complaint is, 9 rows and 5 inputs, as a manual would have it."""

from __future__ import annotations

import random

from cases.table import Between, Column, Equal, Line, OneOf, Table, Values

NATURES = ("promise_broken", "service_fault", "conduct", "request", "other")
HARMS = ("unharmed", "slight", "serious")

TABLE = Table(
    name="severity",
    columns=(
        Column("nature", "choice", NATURES),
        Column("earlier_reports", "integer"),
        Column("company_liable", "boolean"),
        Column("loss", "money"),
        Column("harm", "choice", HARMS),
    ),
    output="severity",
    codes=("item", "minor", "important", "major"),
    lines=(
        Line({"harm": Equal("serious")}, "major"),
        Line({"nature": Equal("promise_broken"), "earlier_reports": Between(low=2)}, "major"),
        Line({"company_liable": Equal(value=True), "loss": Between(low=500_000)}, "major"),
        Line({"company_liable": Equal(value=True), "harm": Equal("slight")}, "important"),
        Line({"nature": OneOf(("service_fault", "conduct")), "earlier_reports": Between(low=3)}, "important"),
        Line({"nature": Equal("conduct"), "loss": Equal(0)}, "minor"),
        Line({"company_liable": Equal(value=True), "loss": Between(low=1, high=500_000)}, "important"),
        Line({"nature": OneOf(("promise_broken", "service_fault"))}, "minor"),
        Line({}, "item"),
    ),
)


def cases(count: int) -> list[Values]:
    """Cases that reach every row; the amounts keep to the neighbourhood of the thresholds."""
    draw = random.Random(1)  # noqa: S311 - cases, not secrets
    return [
        (
            draw.choice(NATURES),
            draw.choice((0, 0, 0, 1, 2, 3)),
            draw.random() < 0.5,
            draw.choice((0, 0, 0, 1, 20_000, 499_999, 500_000, 800_000)),
            draw.choices(HARMS, weights=(8, 2, 1))[0],
        )
        for _ in range(count)
    ]
