"""Each way in which a long table is looked up, against the reference engine, for every value that tells rows apart."""

from itertools import product
from typing import Any

import pytest

from kefu_core import load_policy
from kefu_core.decide import Policy
from kefu_core.values import parse_instant

AT = parse_instant("2026-07-01T00:00Z")
COLOURS = [f"c{number}" for number in range(6)]
HEAD = f"""
policy: shop
format: 1
zone: Asia/Shanghai
documents: [m]
---
facts:
  - {{id: colour, type: choice, choices: [{", ".join(COLOURS)}]}}
  - {{id: shape, type: choice, choices: [{", ".join(COLOURS)}]}}
  - {{id: size, type: integer, domain: "[0..40]"}}
  - {{id: weight, type: integer, optional: true}}
  - {{id: urgent, type: boolean}}
outcomes:
  - {{id: desk, type: integer}}
  - {{id: floor, type: integer}}
---
"""
VALUES: dict[str, list[Any]] = {
    "colour": COLOURS,
    "shape": COLOURS,
    "size": [0, 1, 4, 5, 6, 9, 10, 11, 40],
    "weight": [None, 0, 5, 6],
    "urgent": [True, False],
}


def long_table(
    inputs: str, rows: list[tuple[str, str]], *, hit: str = "first", default: str | None = None, more: str = ""
) -> Policy:
    """Rows of (what stands under when, the desk); the floor is counted."""
    lines = [
        f'  - {{id: r{number}, when: {{{when}}}, then: {{desk: "{desk}", floor: "{number % 2}"}}, source: m.a}}'
        for number, (when, desk) in enumerate(rows)
    ]
    assert len(lines) >= 24, "shorter tables have no index"
    if default is not None:
        lines.append(f'default: {{then: {{desk: "{default}", floor: "9"}}, source: m.a}}')
    aggregate = "aggregate: sum\n" if hit == "collect" else ""
    head = f"table: out\ninputs: [{inputs}]\noutputs: [desk, floor]\nhit: {hit}\n{aggregate}rules:\n"
    return load_policy({"t.yaml": HEAD + more + head + "\n".join(lines) + "\n"})


def agree(policy: Policy) -> int:
    """Compare all cases; how many were decided."""
    inputs = policy.ir.tables[0].inputs
    generated, reference = (policy.program(AT, engine=engine) for engine in ("generated", "reference"))
    decided = 0
    for values in product(*(VALUES[name] for name in inputs)):
        facts = dict(zip(inputs, values, strict=True))
        right = reference.decide(dict(facts), AT)
        assert generated.decide(dict(facts), AT) == right, facts
        decided += "desk" in right.outcomes
    return decided


ONE_KEY = [(f"colour: {colour}", str(number)) for number, colour in enumerate(COLOURS)] * 5
TWO_KEYS = [
    (f"colour: {colour}, shape: {shape}", str(number))
    for number, (colour, shape) in enumerate(product(COLOURS[:5], COLOURS[1:]))
]
HALF_OPEN = [(f'{keys}, size: "{size}"', desk) for keys, desk in TWO_KEYS for size in ("< 5", "[5..10)", "> 20")]
CLOSED = [(f'{keys}, size: "{size}"', desk) for keys, desk in TWO_KEYS for size in ("[1..5]", "(5..10]", "11")]


PAIRS = list(product(COLOURS, COLOURS))
TABLES: dict[str, tuple[str, list[tuple[str, str]]]] = {
    "one key": ("colour", ONE_KEY),
    "a list of keys": ("colour", [(f"colour: '{one}, {other}'", "3") for one, other in PAIRS]),
    "two keys": ("colour, shape", TWO_KEYS),
    "two keys of three columns": ("colour, shape, size", TWO_KEYS),
    "keys that some rows lack": (
        "colour, shape",
        [*TWO_KEYS, ("colour: c0", "8"), ("shape: c1", "9"), ("colour: c5", "10")],
    ),
    "keys that are flags": (
        "urgent, colour",
        [(f"urgent: {flag}, colour: c1", "1") for flag in ("true", "false")] * 12,
    ),
    "two keys and half-open ranges": ("colour, shape, size", HALF_OPEN),
    "two keys and closed ranges": ("colour, shape, size", CLOSED),
    "half-open ranges and two keys": ("size, colour, shape", HALF_OPEN),
    "closed ranges and two keys": ("size, colour, shape", CLOSED),
    "ranges without end": (
        "size, colour",
        [(f"colour: {key}, size: '> {end}'", end) for key in COLOURS for end in "13579"],
    ),
    "ranges alone": ("size", [(f'size: "[{low}..{low + 2}]"', str(low)) for low in range(30)]),
}


@pytest.mark.parametrize("default", [None, "7"])
@pytest.mark.parametrize("name", TABLES)
@pytest.mark.parametrize("hit", ["first", "unique", "any", "collect"])
def test_what_an_index_finds_is_what_a_walk_over_the_rows_finds(name: str, hit: str, default: str | None) -> None:
    inputs, rows = TABLES[name]
    assert agree(long_table(inputs, rows, hit=hit, default=default)) > 0 or hit in {"unique", "any"}


@pytest.mark.parametrize("hit", ["first", "unique", "any", "collect"])
def test_columns_beside_the_index_are_tested_row_by_row(hit: str) -> None:
    rows = [(f'{keys}, size: "not(5)", weight: "> 4"', desk) for keys, desk in TWO_KEYS]
    assert agree(long_table("colour, shape, size, weight", rows, hit=hit)) > 0


@pytest.mark.parametrize("further", [0, 1, 24])
@pytest.mark.parametrize("hit", ["first", "unique", "any", "collect"])
def test_rows_of_one_key_are_told_apart_by_the_columns_beside(hit: str, further: int) -> None:
    """The two rows of a key agree in both outputs, or in the floor alone, or in neither."""
    rows = [(f'{keys}, size: "< 6", weight: "> 4"', desk) for keys, desk in TWO_KEYS[:24]]
    rows += [(f'{keys}, size: "> 4", weight: "< 6"', str(int(desk) + further)) for keys, desk in TWO_KEYS[:24]]
    rows += rows[24:25] * (further == 1)  # one more, so that the floors differ
    assert agree(long_table("colour, shape, size, weight", rows, hit=hit)) > 0


@pytest.mark.parametrize("hit", ["first", "unique", "any", "collect"])
def test_cells_beside_the_index_may_name_parameters(hit: str) -> None:
    rows = [(f'{keys}, size: "not(limit)", weight: "> limit"', desk) for keys, desk in TWO_KEYS]
    policy = long_table(
        "colour, shape, size, weight",
        rows,
        hit=hit,
        more="parameters: [{id: limit, type: integer, values: {2026-01-01: 5}}]\n---\n",
    )
    assert agree(policy) > 0


@pytest.mark.parametrize("hit", ["first", "unique", "any", "collect"])
def test_outputs_may_be_computed(hit: str) -> None:
    rows = [(keys, f"size + {desk}") for keys, desk in TWO_KEYS]
    assert agree(long_table("colour, shape, size", rows, hit=hit, default="size")) > 0


def test_codes_in_an_order_are_looked_up_by_their_order() -> None:
    rows = [(f"colour: '>= {colour}', shape: {shape}", "2") for colour, shape in product(COLOURS[:4], COLOURS)]
    text = HEAD.replace("id: colour, type: choice,", "id: colour, type: choice, ordered: true,")
    lines = [
        f'  - {{id: r{number}, when: {{{when}}}, then: {{desk: "{number}", floor: "1"}}, source: m.a}}'
        for number, (when, _) in enumerate(rows)
    ]
    table = "table: out\ninputs: [colour, shape]\noutputs: [desk, floor]\nhit: first\nrules:\n"
    assert agree(load_policy({"t.yaml": text + table + "\n".join(lines) + "\n"})) == 36
