"""Helps and notes that several families use."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kefu_core.diagnostics.entry import Text

DID_YOU_MEAN: Final[Mapping[str, Text]] = {"did-you-mean": ("did you mean `{guess}`?", "是不是想写 `{guess}`？")}
WRITE: Final[Mapping[str, Text]] = {"write": ("write `{mended}`", "请写成 `{mended}`")}
FIRST_HERE: Final[Mapping[str, Text]] = {"first-here": ("the first one is here", "第一处在这里")}
