"""What an import changes, told by cell."""

from __future__ import annotations

from typing import Literal

from attrs import frozen

from kefu_core.sheets.grid import Place
from kefu_core.sheets.tables import Column, HeadKey

Sort = Literal["changed", "added", "removed", "renamed", "reordered", "column"]


@frozen
class Change:
    """One change of a table: of a cell of a ``rule`` (or, without one, of the table), of a rule, of the order of all.

    ``column`` is the column, or the key of the table's head, that has changed from ``old`` to ``new``.
    """

    sort: Sort
    table: str
    rule: str = ""
    column: Column | HeadKey | None = None
    old: str = ""
    new: str = ""
    place: Place | None = None
