"""What a policy says in the words of people who never read a rule file: values, cells, expressions, deadlines.

In English and Chinese, with labels in place of codes. Everything is a phrase, for others to put into sentences.
"""

from kefu_core.wording.calendars import calendar_words
from kefu_core.wording.cells import asked, claim
from kefu_core.wording.deadlines import due_words, promise, start_words
from kefu_core.wording.expressions import Setting, condition, event, phrase, timeless
from kefu_core.wording.lexicon import Lexicon
from kefu_core.wording.say import either, join, listed, quote, say
from kefu_core.wording.values import duration_words, in_units, instant_words, value_words

__all__ = [
    "Lexicon",
    "Setting",
    "asked",
    "calendar_words",
    "claim",
    "condition",
    "due_words",
    "duration_words",
    "either",
    "event",
    "in_units",
    "instant_words",
    "join",
    "listed",
    "phrase",
    "promise",
    "quote",
    "say",
    "start_words",
    "timeless",
    "value_words",
]
