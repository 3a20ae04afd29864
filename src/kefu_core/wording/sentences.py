"""Deadlines in words."""

from __future__ import annotations

from kefu_core.ir.expressions import Parameter
from kefu_core.ir.policy import Deadline
from kefu_core.wording.words import Words


def deadline_starts(deadline: Deadline, words: Words) -> str:
    """From when a deadline runs: the first of its events that has happened."""
    first, *others = (words.name(each) for each in deadline.starts)
    return first + "".join(words.pick(", else {}", "，没有则为{}").format(each) for each in others)


def deadline_due(deadline: Deadline, words: Words) -> str:
    """How long it gives, or by when."""
    if isinstance(deadline.within, Parameter) and (value := words.only_value(deadline.within.id)):
        name = words.name(deadline.within.id)
        return words.pick("within {} ({})", "{}内（{}）").format(value, name)
    if deadline.within is not None:
        return words.pick("within {}", "{}内").format(words.term(deadline.within))
    assert deadline.due is not None
    return words.pick("by {}", "不晚于{}").format(words.term(deadline.due))
