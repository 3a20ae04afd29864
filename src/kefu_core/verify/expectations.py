"""Is there a scenario that nothing could make fail, since it expects nothing?"""

from __future__ import annotations

from collections.abc import Iterator

from kefu_core.decide import Policy
from kefu_core.diagnostics import Diagnostic, problem
from kefu_core.ir.policy import Expectation


def expectations(policy: Policy) -> Iterator[Diagnostic]:
    """The scenarios without an expectation."""
    for scenario in policy.scenarios:
        if scenario.expect == Expectation() and not scenario.never and not scenario.exactly:
            yield problem("expects-nothing", scenario.span, title=scenario.title)
