"""Kinds of cases in words: how a case begins, what leads it from state to state, what opens it again."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from kefu_core.diagnostics.entry import Text, choose
from kefu_core.ir.cases import Kind, Move, Reopen, Reopening
from kefu_core.wording.expressions import event
from kefu_core.wording.lexicon import Lexicon
from kefu_core.wording.say import either, listed, quote, say

_BETWEEN: Final[Mapping[Reopen, Text]] = {
    "pause": ("the time in between does not count", "其间的时间不计"),
    "continue": ("the time in between counts", "其间的时间照计"),
    "restart": ("the whole time begins anew", "时限重新计算"),
}


def begins(kind: Kind, lexicon: Lexicon) -> str:
    """How a case of a kind begins: ``begins with "accepted", as "in hand"``."""
    language = lexicon.language
    starts = either([event(each, lexicon) for each in kind.starts], language)
    first = quote(_state(kind.states[0].id, kind, lexicon), language)
    return say(("begins with {}, as {}", "自{}开始，状态为{}"), language, starts, first)


def leads(way: Move | Reopening, kind: Kind, lexicon: Lexicon) -> str:
    """What leads from where to where, as a phrase with all that belongs to it."""
    language = lexicon.language
    happening, target = event(way.event, lexicon), quote(_state(way.target, kind, lexicon), language)
    if way.origins:
        origins = either([quote(_state(each, kind, lexicon), language) for each in way.origins], language)
    elif isinstance(way, Move):
        origins = say(("any state that is not final", "未终结"), language)
    else:
        origins = say(("a final state", "已终结"), language)
    if isinstance(way, Move):
        text = ("{} leads from {} to {}", "处于{}状态的，{}后转为{}")
    else:
        text = ("{} opens it again, from {} to {}", "处于{}状态的，{}则重新受理，转为{}")
    words = say(text, language, *((happening, origins, target) if language == "en" else (origins, happening, target)))
    return choose(("; ", "；"), language).join([words, *conditions_of(way, lexicon)])


def conditions_of(way: Move | Reopening, lexicon: Lexicon) -> Iterator[str]:
    """What a move asks for and what it brings with it, a phrase each."""
    language = lexicon.language
    if isinstance(way, Move):
        if way.needs:
            needs = listed([event(each, lexicon) for each in way.needs], language)
            yield say(("not before {}", "须先有{}"), language, needs)
        if way.stops:
            yield say(("the deadlines that still run end with it", "仍在计时的时限随之终止"), language)
    elif way.revokes:
        revoked = listed([event(each, lexicon) for each in way.revokes], language)
        one = len(way.revokes) == 1
        yield say(("{} no longer counts" if one else "{} no longer count", "{}不再算数"), language, revoked)
        yield choose(_BETWEEN[way.time], language)


def _state(id_: str, kind: Kind, lexicon: Lexicon) -> str:
    return lexicon.label(next(each.label for each in kind.states if each.id == id_), id_)
