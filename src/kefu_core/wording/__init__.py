"""What a policy says in the words of people who never read a rule file: values, cells, expressions, deadlines.

In English and Chinese, with labels in place of codes. Everything is a phrase, for others to put into sentences.
"""

from kefu_core.wording.cells import claim
from kefu_core.wording.deadlines import promise
from kefu_core.wording.expressions import Setting, condition, phrase
from kefu_core.wording.lexicon import Lexicon
from kefu_core.wording.say import either, join, listed, quote, say
from kefu_core.wording.values import instant_words, value_words

__all__ = [
    "Lexicon",
    "Setting",
    "claim",
    "condition",
    "either",
    "instant_words",
    "join",
    "listed",
    "phrase",
    "promise",
    "quote",
    "say",
    "value_words",
]
