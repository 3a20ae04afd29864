"""The headings of a sheet, each in both languages, so that one sheet serves everybody and needs no other to be read."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from kefu_core.diagnostics.confusables import fold
from kefu_core.sheets.tables import HeadKey, Kind

HEADINGS: Final[Mapping[Kind, str]] = {
    "id": "编号 id",
    "when": "条件 when",
    "then": "结果 then",
    "source": "依据 source",
    "from": "生效 from",
    "until": "失效 until",
    "zh": "中文名称 zh",
    "en": "英文名称 en",
    "comment": "备注 comment",
}
"""What stands above a column."""

HEAD_HEADINGS: Final[Mapping[HeadKey, str]] = {
    "table": "决策表 table",
    "zh": "中文名称 zh",
    "en": "英文名称 en",
    "hit": "命中方式 hit",
    "aggregate": "汇总 aggregate",
    "from": "生效 from",
    "until": "失效 until",
}
"""What stands before a text above the rows."""

FILE: Final = "文件 file"
"""Before the file and the place in it from which a table was taken."""

CODE, LABEL, TYPE = "代码 code", "名称 label", "类型 type"
"""Before the three lines that say what the columns are about."""


def means(text: str, heading: str) -> bool:
    """Whether a text is a heading: the whole of it, or one of its two words."""
    said = " ".join(fold(text).casefold().split())
    return said == heading or said in heading.split(" ")


def is_line(text: str, heading: str) -> bool:
    """Whether a text is a heading where an id may stand as well, which could be the English word."""
    said = " ".join(fold(text).casefold().split())
    return said in {heading, heading.split(" ", maxsplit=1)[0]}
