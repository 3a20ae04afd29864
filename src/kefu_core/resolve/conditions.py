"""The mapping under ``when`` outside tables → conditions: a name and a typed cell each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kefu_core.diagnostics import problem
from kefu_core.ir.policy import Condition, Impossible
from kefu_core.load.slips import slip, split_value
from kefu_core.resolve.scope import id_of, label_of, sources_of
from kefu_core.resolve.tables import condition

if TYPE_CHECKING:
    from kefu_core.load import forms
    from kefu_core.load.nodes import MapNode
    from kefu_core.load.syntax import Reader
    from kefu_core.resolve.scope import Scope

OF_A_CASE = ("fact", "derived")
"""The sorts of names that say what a case is, before anything is decided of it."""


def conditions_of(
    when: MapNode | None, sorts: tuple[str, ...], scope: Scope, reader: Reader
) -> tuple[Condition, ...] | None:
    """The conditions, or None after a diagnostic for each that could not be understood."""
    conditions: dict[str, Condition | None] = {}
    for key, node in when.entries if when else ():
        column = scope.find(key.text, sorts)
        if column is None:
            assert when is not None
            mistyped = slip(key) or split_value(when, key, node)
            scope.problems.append(mistyped or scope.unknown(key.text, key.span, sorts))
            conditions[key.text] = None
        elif column.id in conditions:
            scope.problems.append(problem("duplicate-key", key.span, help="label", key=key.text))
            conditions[column.id] = None
        else:
            test = condition(node, column, scope, reader)
            conditions[column.id] = None if test is None else Condition(column.id, test)
    known = tuple(each for each in conditions.values() if each is not None)
    return known if len(known) == len(conditions) else None


def impossible(form: forms.ImpossibleForm, scope: Scope, reader: Reader) -> Impossible | None:
    """What never comes together, or None where its conditions could not be understood."""
    conditions = conditions_of(form.when, OF_A_CASE, scope, reader)
    if not conditions:
        if conditions is not None:
            scope.problems.append(problem("no-condition", form.id.span, id=form.id.text))
        return None
    return Impossible(
        id=id_of(form.id, scope.problems),
        when=conditions,
        sources=sources_of(form.source, scope.problems),
        label=label_of(form.label),
        span=form.id.span,
    )
