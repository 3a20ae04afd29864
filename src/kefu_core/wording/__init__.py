"""What a policy says in the words of people who never read a rule file.

Values, cells, expressions, deadlines, latches, kinds of cases, events: in English and Chinese, with labels in place of
codes. Everything is a phrase, for others to put into sentences.
"""

from kefu_core.wording.calendars import calendar_words
from kefu_core.wording.cells import asked, claim
from kefu_core.wording.course import aftermath, course, status_words
from kefu_core.wording.deadlines import becomes, due_words, lapse, promise, start_words
from kefu_core.wording.events import event_words
from kefu_core.wording.expressions import Setting, condition, event, phrase, timeless
from kefu_core.wording.kinds import begins, conditions_of, leads
from kefu_core.wording.lexicon import Lexicon
from kefu_core.wording.say import either, join, listed, quote, say
from kefu_core.wording.values import duration_words, in_units, instant_words, value_words

__all__ = [
    "Lexicon",
    "Setting",
    "aftermath",
    "asked",
    "becomes",
    "begins",
    "calendar_words",
    "claim",
    "condition",
    "conditions_of",
    "course",
    "due_words",
    "duration_words",
    "either",
    "event",
    "event_words",
    "in_units",
    "instant_words",
    "join",
    "lapse",
    "leads",
    "listed",
    "phrase",
    "promise",
    "quote",
    "say",
    "start_words",
    "status_words",
    "timeless",
    "value_words",
]
