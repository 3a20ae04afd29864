"""Deadlines and latches in words: what has to happen, by when, from when, and what follows where it has not."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from kefu_core.calendars import Roll
from kefu_core.diagnostics.entry import Text, choose
from kefu_core.ir import types
from kefu_core.ir.expressions import Call, Expression, Literal, Name, Parameter, Test, walk
from kefu_core.ir.policy import Deadline, Latch
from kefu_core.ir.types import UNKNOWN
from kefu_core.values import Duration, Family
from kefu_core.wording.expressions import Setting, event, phrase
from kefu_core.wording.say import join, quote, say
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
    return _else_from(others, join(words, _by_calendar(deadline, setting)), setting)


def lapse(latch: Latch, setting: Setting) -> str:
    """What lets a latch pass, as a phrase: ``"resolved" has not come within 1 month of "accepted"``.

    Milestones are quoted in Chinese, too: a verb after 没有 would do without, a noun would not.
    """
    lexicon, language = setting.lexicon, setting.lexicon.language
    start, *others = (event(each, lexicon) for each in latch.starts)
    missing = quote(lexicon.name(latch.milestone), language)
    if _is_same_day(latch.within, setting):
        pair = (missing, start) if language == "en" else (start, missing)
        words = say(("{} has not come on the day of {}", "{}当天没有{}"), language, *pair)
    else:
        period = _period(latch.within, setting)
        said = (missing, period, start) if language == "en" else (start, period, missing)
        words = say(("{} has not come within {} of {}", "{}后{}内没有{}"), language, *said)
    return _else_from(others, join(words, _by_calendar(latch, setting)), setting)


def becomes(name: str, value: Any, setting: Setting) -> str:
    """That a fact has a value from then on: ``"unresolved for a month" becomes yes``."""
    lexicon, language = setting.lexicon, setting.lexicon.language
    thing = lexicon.ir.names[name]
    words = value_words(value, thing.type, lexicon, thing.labels)
    if isinstance(thing.type, types.Boolean) and language == "zh":
        words = quote(words, language)
    return say(("{} becomes {}", "{}变为{}"), language, quote(lexicon.name(name), language), words)


def _else_from(others: Sequence[str], words: str, setting: Setting) -> str:
    """From which events a period counts where its first start has not happened."""
    text = ("{}, or of {} where that has not happened", "{}；没有该事件的，从{}起算")
    for other in others:
        words = say(text, setting.lexicon.language, words, other)
    return words


def due_words(deadline: Deadline, setting: Setting) -> str:
    """How long a deadline gives, or by when: what is left of the promise without its two events."""
    language = setting.lexicon.language
    if deadline.within is None:
        assert deadline.due is not None
        words = say(("by {}", "不晚于{}"), language, phrase(deadline.due, setting))
    elif _is_same_day(deadline.within, setting):
        words = say(("on the same day", "当天"), language)
    else:
        words = say(("within {}", "{}内"), language, _period(deadline.within, setting))
    return join(words, _by_calendar(deadline, setting))


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


def _by_calendar(rule: Deadline | Latch, setting: Setting) -> str:
    """By which calendar, and where a last day goes on which nobody works; nothing where no calendar has a say."""
    lexicon, language = setting.lexicon, setting.lexicon.language
    id_ = rule.calendar
    if id_ is None:
        expression = rule.within if rule.within is not None or isinstance(rule, Latch) else rule.due
        assert expression is not None
        if not any(_is_working(part, setting) for part in walk(expression)):
            return ""
        id_ = lexicon.ir.calendar
    if id_ is None:  # the case says in what its period is counted
        return ""
    words = say((" by {}", "（按{}"), language, quote(lexicon.calendar(id_), language))
    if isinstance(rule, Deadline) and rule.roll is not None:
        words += choose(ROLLS[rule.roll], language)
    return words + choose(("", "）"), language)


ROLLS: Final[Mapping[Roll, Text]] = {
    "next working day": (", and if that is a day off, on the next working day", "，遇休息日顺延到下一个工作日"),
    "previous working day": (", and if that is a day off, on the working day before", "，遇休息日提前到上一个工作日"),
}


def _is_working(part: Expression | Test, setting: Setting) -> bool:
    """Whether something is a period of working time."""
    value = part.value if isinstance(part, Literal) else None
    if isinstance(part, Parameter):
        value = setting.parameters.get(part.id)
    if isinstance(value, Duration):
        return value.family in WORKING
    kind = part.type if isinstance(part, (Literal, Call, Name)) else None
    return isinstance(kind, types.Duration) and kind.family in WORKING


WORKING: Final = frozenset({Family.WORKING_CLOCK, Family.WORKING_DAYS})


def _is_same_day(within: Expression, setting: Setting) -> bool:
    match within:
        case Literal(Duration(family=Family.SAME_DAY)):
            return True
        case Parameter(name):
            value = setting.parameters.get(name)
            return isinstance(value, Duration) and value.family is Family.SAME_DAY
    return False
