"""All messages, merged from their families."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from kefu_core.diagnostics.messages import (
    calendars,
    cases,
    facts,
    pack,
    proofs,
    records,
    rules,
    sheets,
    structure,
    text,
    vocabulary,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kefu_core.diagnostics.entry import Entry, Family, Text

FAMILIES: Final[tuple[Family, ...]] = (
    text, structure, vocabulary, rules, calendars, cases, records, pack, proofs, facts, sheets,
)  # fmt: skip
"""Every family of messages: a new module of `kefu_core.diagnostics.messages` is added here, and nowhere else."""

# INVARIANT: codes and terms are unique, and a note says the same wherever its key stands (tests/unit/diagnostics).
CATALOGUE: Final[Mapping[str, Entry]] = MappingProxyType(
    {entry.code: entry for family in FAMILIES for entry in family.ENTRIES}
)
TERMS: Final[Mapping[str, Text]] = MappingProxyType(
    {key: term for family in FAMILIES for key, term in family.TERMS.items()}
)
NOTES: Final[Mapping[str, Text]] = MappingProxyType(
    {key: note for entry in CATALOGUE.values() for key, note in entry.notes.items()}
)
