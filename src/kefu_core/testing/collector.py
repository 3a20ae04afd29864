"""Scenarios as pytest items. Files are read by the function that a plugin hands in, so that the core reads none."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from kefu_core.decide import Policy
from kefu_core.diagnostics import render
from kefu_core.ir.policy import Scenario
from kefu_core.loading import Loaded
from kefu_core.scenarios import ScenarioResult, run_scenario

Folder = Any
"""A path: the core names no class of the file system."""

Load = Callable[[Folder], Loaded]
"""The folder of a pack → what loading it gives."""

LOADED = pytest.StashKey[dict[Folder, Loaded]]()
"""The packs of a session: one that has many files of scenarios is loaded once."""


class Differs(Exception):  # noqa: N818 - it says what is the case
    """A scenario did not come out as expected."""


class ScenarioFile(pytest.File):
    """A file of scenarios beside a pack."""

    def __init__(self, *, pack: Folder, load: Load, **rest: Any) -> None:
        super().__init__(**rest)
        self._pack = pack
        self._load = load

    def collect(self) -> Iterator[ScenarioItem]:
        """One item for each scenario of the file; a pack with errors is a collection error that shows them."""
        packs = self.session.stash.setdefault(LOADED, {})
        if self._pack not in packs:
            packs[self._pack] = self._load(self._pack)
        loaded = packs[self._pack]
        if loaded.policy is None:
            shown = [render(each, sources=loaded.texts, language="en") for each in loaded.diagnostics]
            raise self.CollectError("\n\n".join(shown))
        name = self.path.relative_to(self._pack).as_posix()
        for scenario in loaded.policy.scenarios:
            if scenario.span is not None and scenario.span.file == name:
                yield ScenarioItem.from_parent(self, name=scenario.title, policy=loaded.policy, scenario=scenario)


class ScenarioItem(pytest.Item):
    """One scenario."""

    def __init__(self, *, policy: Policy, scenario: Scenario, **rest: Any) -> None:
        super().__init__(**rest)
        self._policy = policy
        self._scenario = scenario

    def runtest(self) -> None:
        """Decide the scenario on both engines, and compare."""
        for engine in ("reference", "generated"):
            result = run_scenario(self._policy, self._scenario, engine=engine)
            if not result.passed:
                raise Differs(_told(result))

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], style: Any = None) -> Any:
        """What was expected and what came out, instead of a traceback."""
        if isinstance(excinfo.value, Differs):
            return str(excinfo.value)
        return super().repr_failure(excinfo, style)

    def reportinfo(self) -> tuple[Any, int | None, str]:
        """Where the scenario stands."""
        span = self._scenario.span
        return self.path, span.line - 1 if span else None, self._scenario.title


def _told(result: ScenarioResult) -> str:
    span = result.scenario.span
    lines = [f"{span.file}:{span.line}: {result.scenario.title}" if span else result.scenario.title]
    for each in result.mismatches:
        lines += [
            f"  {each.kind} {each.name}",
            f"    expected: {each.expected or '-'}",
            f"    got:      {each.got or '-'}",
        ]
    return "\n".join(lines)
