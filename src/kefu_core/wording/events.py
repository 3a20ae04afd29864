"""What happened to a case, in words."""

from __future__ import annotations

from kefu_core.ir.events import EXTENSION, FACTS, VOID, Event
from kefu_core.values import Duration
from kefu_core.wording.lexicon import Lexicon
from kefu_core.wording.say import join, quote, say
from kefu_core.wording.values import duration_words


def event_words(event: Event, lexicon: Lexicon) -> str:
    """What an event says but for its facts: its milestone, or what else happened, and what it takes back."""
    language = lexicon.language
    words = _happened(event, lexicon)
    if event.corrects is not None:
        corrected = quote(event.corrects, language)
        words = say(("{} (in place of {})", "{}（更正{}）"), language, words, corrected)
    return words


def _happened(event: Event, lexicon: Lexicon) -> str:
    language, given = lexicon.language, event.given
    if event.type == FACTS:
        return say(("more is known", "得知"), language)
    if event.type == VOID:
        return say(("{} did not happen", "{}没有发生"), language, quote(event.voids or "", language))
    if event.type != EXTENSION:
        return lexicon.name(event.type)
    more, by = given.get("milestone"), given.get("by")
    until = lexicon.name(str(more)) if more is not None else ""
    period = duration_words(by, language) if isinstance(by, Duration) else ""
    words = say(("{} more for {}", "{}延期{}"), language, *((period, until) if language == "en" else (until, period)))
    return join(words, say((" ({})", "（{}）"), language, str(given["reason"])) if given.get("reason") else "")
