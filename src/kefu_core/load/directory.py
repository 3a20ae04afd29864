"""The surface of directory files: who holds which role, and who is on duty when.

They are host data beside a pack, written as rule files are: YAML with every scalar as text.
"""

from __future__ import annotations

from attrs import field, frozen

from kefu_core.diagnostics import Diagnostic, Span
from kefu_core.load.forms import key, last
from kefu_core.load.nodes import Node, Scalar
from kefu_core.load.structure import structure_as


@frozen(kw_only=True)
class HoldingForm:
    """Somebody holds a role, for a unit where it is one of a unit, from a date or an instant on and before another."""

    person: Scalar
    role: Scalar
    of: Scalar | None = None
    from_: Scalar | None = key("from")
    until: Scalar | None = None
    span: Span


@frozen(kw_only=True)
class ShiftForm:
    """Somebody is on duty for a team."""

    person: Scalar
    team: Scalar
    from_: Scalar = field(metadata={"key": "from"})
    until: Scalar
    span: Span


@frozen(kw_only=True)
class DirectoryForm:
    """A document of a directory file."""

    holdings: tuple[HoldingForm, ...] = last()
    shifts: tuple[ShiftForm, ...] = last()


def directory_forms(documents: tuple[Node, ...], problems: list[Diagnostic]) -> tuple[DirectoryForm, ...]:
    """The documents of a directory, as far as they are in order."""
    found = [structure_as(node, DirectoryForm, problems) for node in documents]
    return tuple(each for each in found if each is not None)
