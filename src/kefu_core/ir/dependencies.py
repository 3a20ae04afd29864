"""Who reads what: the graph over derived facts and tables, its order, and its circles (S17)."""

from __future__ import annotations

from collections.abc import Sequence

from kefu_core.ir.expressions import Expression, Test, names_in
from kefu_core.ir.policy import Deadline, Derived, Latch, Table

Step = Derived | Table


def parts(of: Step | Deadline | Latch) -> tuple[Expression | Test, ...]:
    """The cells and expressions of a step, a deadline or a latch, as written."""
    match of:
        case Derived():
            return (of.value,)
        case Deadline():
            given = (each for each in (of.within, of.due) if each is not None)
            return (*(condition.test for condition in of.when), *given)
        case Latch():
            return (*(condition.test for condition in of.when), of.within)
    rows = tuple(part for row in of.rows for part in (*row.cells, *row.outputs))
    return (*rows, *(of.default.outputs if of.default else ()))


def reads(step: Step) -> tuple[str, ...]:
    """The names that a step reads, sorted."""
    names = set() if isinstance(step, Derived) else set(step.inputs)
    return tuple(sorted(names.union(*(names_in(part) for part in parts(step)))))


def gives(step: Step) -> tuple[str, ...]:
    """The names that a step gives a value."""
    return (step.id,) if isinstance(step, Derived) else step.outputs


def in_order(steps: Sequence[Step]) -> tuple[Step, ...]:
    """Steps so ordered that each comes after those it reads; as written where nothing decides. Circles stand last."""
    pending = [(step, frozenset(reads(step))) for step in steps]
    ordered: list[Step] = []
    while pending:
        open_names = {name for step, _ in pending for name in gives(step)}
        waiting = [(step, read) for step, read in pending if not open_names.isdisjoint(read)]
        if len(waiting) == len(pending):
            break
        ordered += [step for step, read in pending if open_names.isdisjoint(read)]
        pending = waiting
    return (*ordered, *(step for step, _ in pending))


def circle(steps: Sequence[Step]) -> tuple[str, ...]:
    """The names along one circle of dependencies, the first repeated at the end; empty where there is none."""
    below: dict[str, tuple[str, ...]] = {name: reads(step) for step in steps for name in gives(step)}
    done: set[str] = set()
    for start in below:
        path: list[str] = []
        on_path: set[str] = set()
        stack: list[tuple[str, int]] = [(start, 0)]
        while stack:
            name, next_child = stack.pop()
            if next_child == 0:
                if name in done or name not in below:
                    continue
                path.append(name)
                on_path.add(name)
            children = below[name]
            if next_child < len(children):
                stack.append((name, next_child + 1))
                child = children[next_child]
                if child in on_path:
                    return (*path[path.index(child) :], child)
                stack.append((child, 0))
            else:
                done.add(name)
                on_path.discard(name)
                path.pop()
    return ()
