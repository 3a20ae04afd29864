"""Who reads what: the graph over derived facts and tables, its order, and its circles (S17)."""

from __future__ import annotations

from collections.abc import Sequence

from kefu_core.ir.expressions import names_in
from kefu_core.ir.policy import Derived, Table

Step = Derived | Table


def reads(step: Step) -> tuple[str, ...]:
    """The names that a step reads, sorted."""
    if isinstance(step, Derived):
        return tuple(sorted(names_in(step.value)))
    names = set(step.inputs)
    for row in step.rows:
        names.update(*(names_in(part) for part in (*row.cells, *row.outputs)))
    for output in step.default.outputs if step.default else ():
        names |= names_in(output)
    return tuple(sorted(names))


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
