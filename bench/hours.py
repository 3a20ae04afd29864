"""Measure working time beside other libraries: ``python bench/hours.py [--quick] [--json] [--check]``.

One by one with aware datetimes and with integers, and in columns of a million. Answers are compared before anything is
timed. Exit code 0 also where a goal is missed.
"""

from __future__ import annotations

import argparse
import json
import sys
import tracemalloc
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime, timedelta
from importlib import import_module
from typing import Any, Final

import numpy as np
from cases.times import HOLIDAYS, Times, calendar, times, whole_days
from contenders import Answering, Goal, Work, agree
from measure import Contender, once
from results import machine, plain, speed, told, told_machine

from kefu_adapters.calendars import columns
from kefu_core.values import from_micros, to_micros

PEERS: Final = ("workclock", "businesstimedelta", "pandas", "numpy")
ONE: Final = timedelta(microseconds=1)
Column = np.ndarray[tuple[int], Any]


def main() -> int:
    """Run, and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--quick", action="store_true", help="fewer rounds: a first impression")
    parser.add_argument("--json", action="store_true", help="one JSON document instead of tables")
    parser.add_argument("--check", action="store_true", help="compare the answers, and measure nothing")
    options = parser.parse_args()
    works = list(all_works(20_000 if options.check else 1_000_000))
    for work in works:
        agree(work)
    if options.check:
        print(f"all answers agree: {sum(len(group) for work in works for group in work.groups)} contenders")
        return 0
    report = {
        "machine": machine(PEERS),
        "works": [speed(work, 5 if options.quick else 21) for work in works],
        "compiled": compiled(rounds=3 if options.quick else 9),
    }
    print(json.dumps(report, indent=2) if options.json else "\n".join(_text(report)))
    return 0


def all_works(rows: int) -> Iterator[Work]:
    """What is measured; columns have so many rows."""
    yield due_one_by_one()
    sample, few = times(1_000), 10
    yield elapsed_one_by_one("a year apart", sample.ends, sample.ends[:few], 12)
    yield elapsed_one_by_one("within a month", sample.soon, sample.soon[:few], None)
    yield integers()
    yield from in_columns(rows)
    yield days_in_columns(rows)


def due_one_by_one() -> Work:
    """When so much working time has gone by, aware datetimes."""
    kefu = calendar()
    many, few, hours = times(1_000), times(50), times(50, step=timedelta(hours=1))

    def at_opening(start: datetime, length: timedelta) -> datetime:
        return kefu.due(start, length, tie="next_open")

    groups = [
        *_beside("workclock", lambda it: it.schedule().add, kefu.due, many.starts, many.lengths),
        *_beside("businesstimedelta", lambda it: _given(it.due, it.rules()), kefu.due, few.starts, few.lengths),
        *_beside("pandas", _added, at_opening, hours.starts, hours.lengths),
    ]
    return Work("due, aware datetimes", tuple(groups), _goals(groups, {"workclock": 2}))


def elapsed_one_by_one(what: str, many: Sequence[datetime], few: Sequence[datetime], least: float | None) -> Work:
    """The working time between instants, aware datetimes."""
    kefu, starts = calendar(), times(len(many)).starts
    groups = [
        *_beside("workclock", lambda it: it.schedule().between, kefu.elapsed, starts, many),
        *_beside("businesstimedelta", lambda it: _given(it.elapsed, it.rules()), kefu.elapsed, starts, few),
    ]
    return Work(f"elapsed, aware datetimes, {what}", tuple(groups), _goals(groups, {"workclock": least}))


def integers() -> Work:
    """The same in integers, and what making integers of datetimes costs."""
    kefu, sample = calendar(), times(1_000)
    starts, ends = ([to_micros(each) for each in column] for column in (sample.starts, sample.ends))
    lengths = [each // ONE for each in sample.lengths]

    def there_and_back(start: datetime, length: timedelta) -> datetime:
        return from_micros(to_micros(start) + length // ONE, kefu.zone)

    groups = (
        (_pairs("due, datetimes", kefu.due, sample.starts, sample.lengths, to_micros),
         _pairs("due, integers", kefu.due_micros, starts, lengths)),
        (_pairs("elapsed, datetimes", kefu.elapsed, sample.starts, sample.ends, lambda found: found // ONE),
         _pairs("elapsed, integers", kefu.elapsed_micros, starts, ends)),
        (_pairs("nothing but the conversion", there_and_back, sample.starts, sample.lengths),),
    )  # fmt: skip
    return Work("datetimes and integers", groups, ())


def in_columns(rows: int) -> Iterator[Work]:
    """Columns of instants in UTC, in any order and in order of time."""
    kefu, (starts, lengths, ends) = calendar(), _columns(times(1_000), rows)
    for order, place in (("random", slice(None)), ("sorted", np.argsort(starts, kind="stable"))):
        low, long, high = starts[place], lengths[place], ends[place]
        for what, ours, others, name in (
            ("due", lambda a, b: columns.due(kefu, a, b), (low, long), "add_many"),
            ("elapsed", lambda a, b: columns.elapsed(kefu, a, b), (low, high), "between_many"),
        ):
            groups = _columns_beside(f"kefu, {what} {order}", ours, others, name)
            goal = Goal(f"kefu, {what} {order}", None, 10_000_000)
            yield Work(f"{what}, columns of {rows:,}, {order}", groups, (goal,))


def days_in_columns(rows: int) -> Work:
    """Whole working days between dates, which numpy counts by itself; kefu counts them as time, for any hours."""
    kefu, (starts, _, ends) = whole_days(), _columns(times(1_000), rows)
    low, high = (each.astype("datetime64[D]") for each in (starts, ends))
    first, last = (each.astype("datetime64[us]") for each in (low, high))
    holidays = np.array(HOLIDAYS, "datetime64[D]")
    day = np.timedelta64(1, "D")
    group = (
        _whole("numpy busday_count", lambda: np.busday_count(low, high, holidays=holidays), rows),
        _whole("kefu, whole days", lambda: columns.elapsed(kefu, first, last), rows, lambda found: found // day),
    )
    return Work(f"whole days, columns of {rows:,}", (group,), (Goal("kefu, whole days", "numpy busday_count", None),))


def compiled(*, rounds: int) -> list[dict[str, Any]]:
    """How long it takes to tabulate years of a calendar, and how much memory that holds."""
    found = []
    for years in (3, 10, 14):
        low, high = (to_micros(datetime(2024 + each, 6, 1, tzinfo=calendar().zone)) for each in (0, years - 1))
        took = once(lambda low=low, high=high: calendar().table(low, high), rounds=rounds)
        tracemalloc.start()
        held = calendar()
        held.table(low, high)
        size, _ = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        found.append({"years": years, "seconds": plain(took), "bytes": size})
    return found


def _beside(
    name: str, make: Callable[[Any], Callable[[Any, Any], Any]], ours: Callable[[Any, Any], Any], *sample: Sequence[Any]
) -> Iterator[tuple[Answering, ...]]:
    """A library and kefu on one sample; nobody where it is not installed."""
    try:
        module = import_module(f"peers.{name}")
    except ImportError:
        return
    yield _pairs(name, make(module), *sample), _pairs(f"kefu beside {name}", ours, *sample)


def _given(function: Callable[..., Any], first: Any) -> Callable[[Any, Any], Any]:
    return lambda one, other: function(first, one, other)


def _added(module: Any) -> Callable[[Any, Any], Any]:
    """Its offsets are made before the clock runs."""
    made = {length: module.offset(length) for length in times(50, step=timedelta(hours=1)).lengths}
    return lambda start, length: start + made[length]


def _pairs(
    name: str,
    function: Callable[[Any, Any], Any],
    first: Sequence[Any],
    second: Sequence[Any],
    read: Callable[[Any], Any] = lambda found: found,
) -> Answering:
    """A function of two values, called for each pair of a sample."""
    pairs = list(zip(first, second, strict=False))  # a slow one has fewer

    def loop() -> None:
        for one, other in pairs:
            function(one, other)

    return Answering(Contender(name, loop, len(pairs)), lambda: [read(function(one, other)) for one, other in pairs])


def _columns(sample: Times, rows: int) -> tuple[Column, Column, Column]:
    """The sample as columns in UTC, as often as it takes, shifted by some seconds each."""
    draw = np.random.default_rng(20261123)
    picked, shift = draw.integers(len(sample.starts), size=rows), draw.integers(86_400_000_000, size=rows)
    starts, ends = (np.array([to_micros(each) for each in column]) for column in (sample.starts, sample.ends))
    lengths = np.array([each // ONE for each in sample.lengths])
    return (
        (starts[picked] + shift).view("datetime64[us]"),
        lengths[picked].view("timedelta64[us]"),
        (ends[picked] + shift).view("datetime64[us]"),
    )


def _columns_beside(
    name: str, ours: Callable[[Any, Any], Any], sample: tuple[Column, Column], theirs: str
) -> tuple[tuple[Answering, ...], ...]:
    """The columns, and the first rows of them, fewer, beside workclock."""
    rows = len(sample[0])
    alone = (_whole(name, lambda: ours(*sample), rows),)
    try:
        many = getattr(import_module("peers.workclock").schedule(), theirs)
    except ImportError:
        return (alone,)
    few = min(rows, 20_000)
    one, other = sample[0][:few], sample[1][:few]
    rest = _whole(f"kefu, {few:,} rows", lambda: ours(one, other), few)
    return (alone, (_whole(f"workclock, {few:,} rows", lambda: many(one, other), few), rest))


def _whole(
    name: str, function: Callable[[], Any], rows: int, read: Callable[[Any], Any] = lambda found: found
) -> Answering:
    """A function that answers for a whole column at once."""
    return Answering(Contender(name, function, rows), lambda: read(function()).tolist())


def _goals(groups: Sequence[tuple[Answering, ...]], least: dict[str, float | None]) -> tuple[Goal, ...]:
    return tuple(Goal(kefu.name, peer.name, least.get(peer.name)) for peer, kefu in groups)


def _text(report: dict[str, Any]) -> Iterator[str]:
    yield from told_machine(report["machine"])
    for work in report["works"]:
        yield from told(work)
    yield ""
    yield f"{'a calendar compiled':40} {'ms':>12}   (least .. most)     memory"
    for each in report["compiled"]:
        median, least, most = (each["seconds"][key] * 1_000 for key in ("median", "least", "most"))
        spans = f"({least:,.1f} .. {most:,.1f})"
        yield f"  {each['years']:>2} years {'':30} {median:11,.1f}   {spans:18}{each['bytes']:10,} bytes"


if __name__ == "__main__":
    sys.exit(main())
