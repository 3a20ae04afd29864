"""Whether what was found of a table is what the table itself says: looked at without kefu."""

from __future__ import annotations

import random
from collections.abc import Sequence
from typing import Final

from cases.bands import Point, Sheet
from contenders import Disagreement

from kefu_core.diagnostics import Diagnostic

POINTS: Final = 500
"""Cases drawn from a table to compare with."""

HARMLESS: Final = frozenset({"redundant", "idle-column", "unused-fact", "unused-parameter"})
"""What a table that was drawn may have besides the faults planted in it."""


def agree(sheet: Sheet, found: Sequence[Diagnostic]) -> None:
    """Raise `Disagreement` where a planted fault is not found, something else is, or cases drawn tell otherwise."""
    told = frozenset((each.code, str(each.args["id"])) for each in found if each.code not in HARMLESS)
    if sheet.planted is not None and told != sheet.planted:
        raise Disagreement(f"{sheet.name}: found {sorted(told)}, planted {sorted(sheet.planted)}")
    for each in found:
        if isinstance(each.witness, dict):
            _witness(sheet, each.code, sheet.point(each.witness["facts"]))
    draw = random.Random(sheet.name)  # noqa: S311 - cases, not secrets
    codes = {code for code, _ in told}
    for _ in range(POINTS):
        point = tuple(draw.randrange(column.size) for column in sheet.columns)
        holding = _holding(sheet, point)
        if not holding and not sheet.default and "gap" not in codes:
            raise Disagreement(f"{sheet.name}: no row holds for {point}, and no gap was found")
        for row in holding[:1] if sheet.hit == "first" else holding:
            if ("masked", f"row_{row}") in told or ("never-reached", f"row_{row}") in told:
                raise Disagreement(f"{sheet.name}: row {row} decides {point}, and was said never to")
        if sheet.hit in {"unique", "any"}:
            for row in holding[1:]:
                _clash(sheet, holding[0], row, told)


def _holding(sheet: Sheet, point: Point) -> list[int]:
    return [number for number, row in enumerate(sheet.rows) if row.holds(point)]


def _witness(sheet: Sheet, code: str, point: Point) -> None:
    holding = _holding(sheet, point)
    results = {sheet.rows[each].then for each in holding}
    right = {"gap": not holding, "overlap": len(holding) > 1, "disagreement": len(results) > 1}[code]
    place = sheet.places.get(code)
    if not right or (place and any(band not in bands for band, bands in zip(point, place, strict=True))):
        raise Disagreement(f"{sheet.name}: {point} is no {code}")


def _clash(sheet: Sheet, first: int, row: int, told: frozenset[tuple[str, str]]) -> None:
    code = "overlap" if sheet.hit == "unique" else "disagreement"
    same = sheet.hit == "any" and sheet.rows[first].then == sheet.rows[row].then
    if not same and (code, f"row_{row}") not in told:
        raise Disagreement(f"{sheet.name}: rows {first} and {row} clash, and nothing was found")
