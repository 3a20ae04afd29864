"""The finding of a state of a kind by its id or its label."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kefu_core.diagnostics import did_you_mean, problem

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kefu_core.ir.cases import State
    from kefu_core.load.nodes import Scalar
    from kefu_core.resolve.scope import Scope


def state_named(scalar: Scalar, states: Mapping[str, State], scope: Scope) -> str | None:
    """The state that an id or a label names; None after a diagnostic.

    ``states`` are those of one kind, or those of all (`Scope.states`), of which some may be lost.
    """
    if scalar.text in states:
        return scalar.text
    by_label = [each.id for each in states.values() if scalar.text in {each.label.zh, each.label.en}]
    if len(by_label) == 1:
        return by_label[0]
    if states is scope.states and scope.lost_states:
        return None
    labels = (text for each in states.values() for text in (each.label.zh, each.label.en) if text)
    guess = did_you_mean(scalar.text, states) or did_you_mean(scalar.text, labels)
    help_ = "did-you-mean" if guess else "states" if states else "no-states"
    scope.problems.append(
        problem("unknown-state", scalar.span, help=help_, state=scalar.text, guess=guess or "", states=tuple(states))
    )
    return None
