"""A decision table as its editors wrote it: texts and comments, column by column and row by row.

Nothing is interpreted: a cell is the text of the rule file, so that what nobody changes stays as it is.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, Literal

from attrs import field, frozen

Kind = Literal["id", "when", "then", "source", "from", "until", "zh", "en", "comment"]
HeadKey = Literal["table", "zh", "en", "hit", "aggregate", "from", "until"]

DEFAULT: Final = "default"
"""What stands for the id of a table's default; no rule may be called so."""

ANYTHING: Final = "-"
NO_MEMBERS: Final = "[]"
"""An output that gives the empty set."""


@frozen(order=True)
class Column:
    """A column: what it is, and of which fact or outcome."""

    kind: Kind
    name: str = ""


ID: Final = Column("id")
COMMENT: Final = Column("comment")
PLAIN: Final[tuple[Kind, ...]] = ("source", "from", "until", "zh", "en", "comment")
"""The columns that every table has behind its inputs and outputs."""

HEAD: Final[tuple[HeadKey, ...]] = ("table", "zh", "en", "hit", "aggregate", "from", "until")

Row = Mapping[Column, str]
"""The texts of a row by column; a column that says nothing is empty, an input that does not matter is `ANYTHING`."""


@frozen
class TableText:
    """A table: the texts above its rows, its columns, and its rows, the default as the last of them.

    ``file`` and ``number`` tell its document. ``notes`` are comments that stand in no column, by the number of their
    row, -1 for those of the table as a whole.
    """

    file: str
    number: int
    head: Mapping[HeadKey, str]
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    notes: Mapping[int, str] = field(factory=dict)

    @property
    def id(self) -> str:
        """The id of the table."""
        return self.head["table"]


def columns_of(inputs: tuple[str, ...], outputs: tuple[str, ...]) -> tuple[Column, ...]:
    """The columns of a table, in the order in which a sheet shows them."""
    return (
        ID,
        *(Column("when", name) for name in inputs),
        *(Column("then", name) for name in outputs),
        *(Column(kind) for kind in PLAIN),
    )


def alike(one: str, other: str) -> bool:
    """Whether two texts of a cell say the same: blanks at the ends, and how many part two words, do not matter."""
    return _squeezed(one) == _squeezed(other)


def _squeezed(text: str) -> str:
    squeezed = " ".join(text.split())
    return "" if squeezed == ANYTHING else squeezed
