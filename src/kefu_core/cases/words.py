"""Why an event of a case was passed over, or may not happen, in words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from kefu_core.cases.state import Remark
from kefu_core.diagnostics.entry import Text, choose
from kefu_core.wording import Lexicon, listed

REMARKS: Final[Mapping[str, Text]] = {
    "not-begun": ("the case has not begun", "案件还没有开始"),
    "begun": ("the case has begun already", "案件已经开始"),
    "wrong-state": ("the case is not in a state in which it can happen", "案件当前的状态下不能发生"),
    "needs": ("it may not happen before {}", "须在{}之后"),
    "early": ("it came before the clock that waits for it had begun", "早于时限的起算"),
    "incomplete": ("forms are not complete: {}", "表单还不完整：{}"),
    "nothing-to-extend": ("nothing that may be extended waits for that milestone", "没有等待该里程碑、可以延长的时限"),
}


def remark_words(remark: Remark, lexicon: Lexicon) -> str:
    """The reason as a phrase, in the language of the lexicon."""
    missing = listed([lexicon.name(each) for each in remark.missing], lexicon.language)
    return choose(REMARKS[remark.code], lexicon.language).format(missing)
