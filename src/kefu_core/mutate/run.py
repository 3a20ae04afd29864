"""Who notices a mutant: a scenario that fails, or a check that finds what it did not find before."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from attrs import frozen

from kefu_core.check import check
from kefu_core.decide import Policy
from kefu_core.diagnostics import Diagnostic
from kefu_core.mutate.mutants import Mutant, mutants
from kefu_core.scenarios.run import run_scenario
from kefu_core.verify import verify

Notice = Literal["scenario", "check"]


@frozen
class Outcome:
    """A mutant and what noticed it first (None: nothing); ``by`` is the scenario's title or the diagnostic's code."""

    mutant: Mutant
    notice: Notice | None
    by: str | None


def run(policy: Policy) -> Iterator[Outcome]:
    """Every mutant of a policy with what notices it. The policy's own scenarios should pass."""
    known = _found(policy)
    for mutant in mutants(policy.ir):
        changed = Policy(mutant.ir, "mutant", policy.scenarios)
        failing = _failing_scenario(changed)
        if failing is not None:
            yield Outcome(mutant, "scenario", failing)
            continue
        found = sorted(_found(changed) - known)
        yield Outcome(mutant, "check", found[0][0]) if found else Outcome(mutant, None, None)


def _failing_scenario(policy: Policy) -> str | None:
    for scenario in policy.scenarios:
        if not run_scenario(policy, scenario, engine="reference").passed:
            return scenario.title
    return None


def _found(policy: Policy) -> set[tuple[str, str]]:
    """What is found of a policy, without what is said in so many words where: places have not moved."""
    findings: tuple[Diagnostic, ...] = check(policy.ir)
    if not any(each.severity == "error" for each in findings):
        findings += verify(policy)
    return {(each.code, each.message("en")) for each in findings if each.severity != "note"}
