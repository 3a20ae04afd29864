"""What becomes of a deadline as a case goes on, in words: pauses, another target, extensions, warnings, a breach."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from kefu_core.diagnostics import Language
from kefu_core.diagnostics.entry import Text, choose
from kefu_core.diagnostics.visible import quoted
from kefu_core.ir.cases import LateStep, Retarget
from kefu_core.ir.people import Role
from kefu_core.ir.policy import Deadline
from kefu_core.values import format_number
from kefu_core.wording.lexicon import Lexicon
from kefu_core.wording.people import person
from kefu_core.wording.say import either, listed, quote, say
from kefu_core.wording.values import duration_words

_RETARGETED: Final[Mapping[Retarget, Text]] = {
    "from_change": (
        "where it takes the place of another deadline, its time counts from the change",
        "取代另一时限时，从变更之时起算",
    ),
    "keep": (
        "where it takes the place of another deadline, the due date stays as it was",
        "取代另一时限时，原来的到期时间不变",
    ),
}
_STATUSES: Final[Mapping[str, Text]] = {
    "open": ("open", "进行中"),
    "paused": ("paused", "暂停"),
    "met": ("met", "按时"),
    "met_late": ("met late", "逾期完成"),
    "missed": ("missed", "超时"),
    "cancelled": ("cancelled", "取消"),
}


def course(deadline: Deadline, lexicon: Lexicon) -> tuple[str, ...]:
    """What a deadline says beyond its promise, a phrase each, in the order of time.

    What goes without saying is not said: that states which pause do so, and that a target counts from its start.
    """
    return (*_around(deadline, lexicon), *aftermath(deadline, lexicon))


def aftermath(deadline: Deadline, lexicon: Lexicon) -> tuple[str, ...]:
    """What follows a breach, step by step: ``when it is missed: tell claims desk``."""
    return tuple(_late(each, lexicon) for each in deadline.ladder)


def status_words(status: str, language: Language) -> str:
    """How a deadline of a case stands.

    >>> status_words("met_late", "zh"), status_words("met_late", "en")
    ('逾期完成', 'met late')
    """
    return choose(_STATUSES[status], language)


def _around(deadline: Deadline, lexicon: Lexicon) -> Iterator[str]:
    language = lexicon.language
    if deadline.pauses:
        states = [quote(lexicon.state(each), language) for each in deadline.pauses]
        yield say(("time in {} does not count", "{}期间不计时"), language, either(states, language))
    elif deadline.pauses is not None and any(state.pauses for kind in lexicon.ir.kinds for state in kind.states):
        yield say(("its time counts in every state", "在任何状态下都计时"), language)
    if deadline.retarget in _RETARGETED:
        yield choose(_RETARGETED[deadline.retarget], language)
    if deadline.extensions != 0:
        yield _extended(deadline, lexicon)
    for warning in deadline.warnings:
        if warning.share is not None:
            share = format_number(warning.share * 100)
            when = say(("when {} % of the time is over", "时间过了 {}% 时"), language, share)
        else:
            assert warning.before is not None
            before = duration_words(warning.before, language)
            when = say(("{} before it is due", "到期前{}"), language, before)
        what = _told(warning.notify, lexicon) if warning.notify else say(("a warning", "提醒"), language)
        yield say(("{}: {}", "{}：{}"), language, when, what)


def _extended(deadline: Deadline, lexicon: Lexicon) -> str:
    language, times = lexicon.language, deadline.extensions
    if times is None:
        words = say(("more time may be granted", "可以延期"), language)
    elif times == 1:
        words = say(("more time may be granted once", "可以延期一次"), language)
    else:
        words = say(("more time may be granted up to {} times", "最多可以延期 {} 次"), language, str(times))
    if deadline.extended_by is None:
        return words
    return say(("{}, by {}", "{}，由{}批准"), language, words, lexicon.role(deadline.extended_by))


def _late(step: LateStep, lexicon: Lexicon) -> str:
    language = lexicon.language
    when = say(("when it is missed", "超时后立即"), language)
    if step.after is not None and step.after.count:
        when = say(("{} after it was due", "到期后{}"), language, duration_words(step.after, language))
    done = [_told(step.notify, lexicon)] if step.notify else []
    if step.escalate is not None:
        done.append(say(("hand it to {}", "升级到{}"), language, quoted(person(step.escalate, lexicon.ir, language))))
    if step.task is not None:
        done.append(say(("task: {}", "任务：{}"), language, step.task))
    return say(("{}: {}", "{}：{}"), language, when, choose(("; ", "；"), language).join(done))


def _told(roles: tuple[Role, ...], lexicon: Lexicon) -> str:
    names = [quoted(person(each, lexicon.ir, lexicon.language)) for each in roles]
    return say(("tell {}", "通知{}"), lexicon.language, listed(names, lexicon.language))
