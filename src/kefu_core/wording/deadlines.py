"""Deadlines in words: what has to happen, by when, from when."""

from __future__ import annotations

from kefu_core.ir.expressions import Expression, Literal, Parameter
from kefu_core.ir.policy import Deadline
from kefu_core.ir.types import UNKNOWN
from kefu_core.values import Duration, Family
from kefu_core.wording.expressions import Setting, event, phrase
from kefu_core.wording.say import say
from kefu_core.wording.values import value_words


def promise(deadline: Deadline, setting: Setting) -> str:
    """What a deadline promises, as a phrase: ``"answered" within 3 days of "accepted"``."""
    lexicon, language = setting.lexicon, setting.lexicon.language
    milestone, start, *others = (event(each, lexicon) for each in (deadline.milestone, *deadline.starts))
    if deadline.within is None:
        assert deadline.due is not None
        return say(("{} by {}", "{}不晚于{}"), language, milestone, phrase(deadline.due, setting))
    if _is_same_day(deadline.within, setting):
        pair = (milestone, start) if language == "en" else (start, milestone)
        words = say(("{} on the day of {}", "{}当天{}"), language, *pair)
    else:
        period = _period(deadline.within, setting)
        said = (milestone, period, start) if language == "en" else (start, period, milestone)
        words = say(("{} within {} of {}", "{}后{}内{}"), language, *said)
    for other in others:
        words = say(("{}, or of {} where that has not happened", "{}；没有该事件的，从{}起算"), language, words, other)
    return words


def due_words(deadline: Deadline, setting: Setting) -> str:
    """How long a deadline gives, or by when: what is left of the promise without its two events."""
    language = setting.lexicon.language
    if deadline.within is None:
        assert deadline.due is not None
        return say(("by {}", "不晚于{}"), language, phrase(deadline.due, setting))
    if _is_same_day(deadline.within, setting):
        return say(("on the same day", "当天"), language)
    return say(("within {}", "{}内"), language, _period(deadline.within, setting))


def start_words(deadline: Deadline, setting: Setting) -> str:
    """From when a deadline runs: the first of its events that has happened."""
    first, *others = (event(each, setting.lexicon) for each in deadline.starts)
    for other in others:
        first = say(("{}, else {}", "{}，没有则为{}"), setting.lexicon.language, first, other)
    return first


def _period(within: Expression, setting: Setting) -> str:
    """A period; of a parameter the value alone, since its name mostly says what the sentence says."""
    value = setting.parameters.get(within.id, UNKNOWN) if isinstance(within, Parameter) else UNKNOWN
    return phrase(within, setting) if value is UNKNOWN else value_words(value, within.type, setting.lexicon)


def _is_same_day(within: Expression, setting: Setting) -> bool:
    match within:
        case Literal(Duration(family=Family.SAME_DAY)):
            return True
        case Parameter(name):
            value = setting.parameters.get(name)
            return isinstance(value, Duration) and value.family is Family.SAME_DAY
    return False
