"""Is there a row without which the table would say the same of every case? (S35)"""

from __future__ import annotations

from collections.abc import Iterator

from kefu_core.decide import Policy
from kefu_core.diagnostics import Diagnostic, problem
from kefu_core.ir.expressions import Literal
from kefu_core.verify.boxes import bits, meets
from kefu_core.verify.view import View


def redundant(view: View, _policy: Policy) -> Iterator[Diagnostic]:
    """The rows whose removal changes nothing; those that no case reaches are told elsewhere."""
    ask = {"first": _falls_to_the_same, "unique": _as_the_default, "any": _as_others}.get(view.table.hit)
    if ask is None:
        return
    for number, box in enumerate(view.boxes):
        row = view.table.rows[number]
        if all(box) and ask(view, number) and not _clashes(view, number) and view.proven:
            yield problem("redundant", row.span, id=row.id)


def _clashes(view: View, number: int) -> bool:
    """Whether another row holds beside this one that must not: without it their cases would be decided."""
    if view.table.hit == "first":
        return False
    for other in bits(view.near(number)):
        if view.table.hit == "any" and _outputs(view, other) == _outputs(view, number):
            continue
        common = meets(view.boxes[number], view.boxes[other])
        if common is not None and view.free(0, within=common) is not None:
            return True
    return False


def _outputs(view: View, number: int) -> object:
    """What a row gives; the default for the number after the last, None where there is none."""
    if number < len(view.table.rows):
        return view.table.rows[number].outputs
    return None if view.table.default is None else view.table.default.outputs


def _falls_to_the_same(view: View, number: int) -> bool:
    """Whether each case of the row, if it were gone, would be decided alike by a later row or the default."""
    box = view.boxes[number]
    if view.reached(number) is None:
        return False
    before = view.before(number)
    for later in bits(view.near(number) >> number << number):
        if _outputs(view, later) != _outputs(view, number):
            there = meets(box, view.boxes[later])
            if there is not None and view.free(before, within=there) is not None:
                return False
        before |= 1 << later
    default = len(view.boxes)
    return _outputs(view, default) == _outputs(view, number) or view.free(before, within=box) is None


def _as_the_default(view: View, number: int) -> bool:
    default = view.table.default
    return (
        default is not None and default.outputs == view.table.rows[number].outputs and view.reached(number) is not None
    )


def _as_others(view: View, number: int) -> bool:
    """Whether other rows, all of which agree, hold wherever the row does; or the default says the same."""
    outputs = view.table.rows[number].outputs
    if not all(isinstance(each, Literal) for each in outputs):
        return False
    others = sum(1 << each for each in bits(view.near(number)) if _outputs(view, each) == outputs)
    if view.reached(number) is None:
        return False
    default = view.table.default
    return (default is not None and default.outputs == outputs) or view.free(others, within=view.boxes[number]) is None
