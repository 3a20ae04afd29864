"""Editors' tests: scenarios run against a policy, what they cover, and the way from clause to rule to scenario."""

from kefu_core.scenarios.comparison import Mismatch
from kefu_core.scenarios.coverage import Coverage, coverage
from kefu_core.scenarios.run import ScenarioResult, run_scenario
from kefu_core.scenarios.trace import CatalogueClause, Trace, TracedClause, catalogue_of, read_catalogue, trace

__all__ = [
    "CatalogueClause",
    "Coverage",
    "Mismatch",
    "ScenarioResult",
    "Trace",
    "TracedClause",
    "catalogue_of",
    "coverage",
    "read_catalogue",
    "run_scenario",
    "trace",
]
