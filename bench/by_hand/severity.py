"""The table of row 1 in plain Python."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from kefu_core import Money

NAMES = frozenset({"nature", "earlier_reports", "company_liable", "loss", "harm"})
NATURES = frozenset({"promise_broken", "service_fault", "conduct", "request", "other"})
HARMS = frozenset({"unharmed", "slight", "serious"})


def severity(
    nature: str,
    earlier_reports: int,
    company_liable: bool,  # noqa: FBT001 - a column like the others
    loss: int,
    harm: str,
) -> tuple[int, str]:
    """The row and the severity; ``loss`` in fen."""
    if harm == "serious":
        return (0, "major")
    if nature == "promise_broken" and earlier_reports >= 2:
        return (1, "major")
    if company_liable and loss >= 500_000:
        return (2, "major")
    if company_liable and harm == "slight":
        return (3, "important")
    if nature in {"service_fault", "conduct"} and earlier_reports >= 3:
        return (4, "important")
    if nature == "conduct" and loss == 0:
        return (5, "minor")
    if company_liable and 1 <= loss < 500_000:
        return (6, "important")
    if nature in {"promise_broken", "service_fault"}:
        return (7, "minor")
    return (8, "item")


def checked(facts: Mapping[str, Any]) -> tuple[int, str]:
    """The same from facts by name, with names, types and domains checked. Raises ``ValueError`` and ``KeyError``."""
    if not facts.keys() <= NAMES:
        raise ValueError(f"unknown facts: {sorted(facts.keys() - NAMES)}")
    nature = facts["nature"]
    if type(nature) is not str or nature not in NATURES:
        raise ValueError(f"nature: {nature!r}")
    earlier_reports = facts["earlier_reports"]
    if type(earlier_reports) is not int or earlier_reports < 0:
        raise ValueError(f"earlier_reports: {earlier_reports!r}")
    company_liable = facts["company_liable"]
    if type(company_liable) is not bool:
        raise ValueError(f"company_liable: {company_liable!r}")
    loss = facts["loss"]
    if type(loss) is not Money or loss.currency != "CNY" or loss.minor < 0:
        raise ValueError(f"loss: {loss!r}")
    harm = facts["harm"]
    if type(harm) is not str or harm not in HARMS:
        raise ValueError(f"harm: {harm!r}")
    return severity(nature, earlier_reports, company_liable, loss.minor, harm)
