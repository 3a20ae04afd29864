"""For those who test their own rules: strategies, laws, and the collector of scenarios.

Strategies draw facts, instants and whole policies; laws say what holds for every policy. They need Hypothesis, which is
imported when the first of them is asked for: the collector of scenarios (`kefu_core.testing.collector`) does without.

>>> from kefu_core.testing import engines_agree, never_falls
>>> test_engines_agree = engines_agree(policy)                                        # doctest: +SKIP
>>> test_worse_is_graver = never_falls(policy, "severity", as_fact_grows="loss")      # doctest: +SKIP
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from kefu_core.testing.drawing import Case, cases, facts, instants, values_of
    from kefu_core.testing.generating.pack import packs, policies
    from kefu_core.testing.histories import timelines
    from kefu_core.testing.laws import (
        decided_alike,
        engines_agree,
        ignorance_is_safe,
        never_falls,
        reasons_exist,
        round_trips,
        stays_decided,
    )

__all__ = [
    "Case",
    "cases",
    "decided_alike",
    "engines_agree",
    "facts",
    "ignorance_is_safe",
    "instants",
    "never_falls",
    "packs",
    "policies",
    "reasons_exist",
    "round_trips",
    "stays_decided",
    "timelines",
    "values_of",
]


def __getattr__(name: str) -> Any:
    if name not in __all__:
        raise AttributeError(f"module `{__name__}` has no attribute `{name}`")
    from kefu_core.testing import drawing, histories, laws  # noqa: PLC0415 - as the docstring says
    from kefu_core.testing.generating import pack  # noqa: PLC0415

    return next(getattr(module, name) for module in (drawing, histories, laws, pack) if hasattr(module, name))
