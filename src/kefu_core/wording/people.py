"""Who is meant, and what somebody must have done, as people say it."""

from __future__ import annotations

from kefu_core.diagnostics import Language
from kefu_core.ir.people import Actor, Anyone, HolderOf, OnDuty, PartyOf, Who
from kefu_core.ir.policy import PolicyIR
from kefu_core.ir.records import Need


def person(who: Who, ir: PolicyIR, language: Language) -> str:
    """Who is meant, by labels.

    >>> from kefu_core.ir.people import OnDuty
    >>> person(OnDuty("service"), PolicyIR("shop", "UTC"), "en")
    'service on duty'
    """
    match who:
        case Actor():
            return "本人" if language == "zh" else "whoever asks"
        case Anyone():
            return "任何人" if language == "zh" else "anyone"
        case PartyOf(fact):
            return _fact(fact, ir, language)
        case HolderOf(role, fact):
            held, unit = _role(role, ir, language), _fact(fact, ir, language)
            return f"{unit}的{held}" if language == "zh" else f"{held} of {unit}"
        case OnDuty(team):
            named = _role(team, ir, language)
            return f"当班的{named}" if language == "zh" else f"{named} on duty"
    return _role(who, ir, language)


def need_phrase(need: Need, ir: PolicyIR, language: Language) -> str:
    """What must have happened, and by whom."""
    event = next((each.label.in_language(language, each.id) for each in ir.milestones if each.id == need.event), "")
    if need.by is None:
        return event
    by = person(need.by, ir, language)
    return f"{event}（由{by}）" if language == "zh" else f"{event} by {by}"


def _role(code: str, ir: PolicyIR, language: Language) -> str:
    return next((each.label.in_language(language, code) for each in ir.roles if each.id == code), code)


def _fact(name: str, ir: PolicyIR, language: Language) -> str:
    thing = ir.names.get(name)
    return name if thing is None else thing.label.in_language(language, name)
