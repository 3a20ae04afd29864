"""Rules in the words of people, in both languages, whatever the case and the day.

A value is called by its label, a cell becomes what it asks (*at least major loss*, 不低于重大损失), a deadline says how
long it gives, and from when.
"""

from kefu_core.wording.lengths import duration, in_units
from kefu_core.wording.sentences import deadline_due, deadline_starts
from kefu_core.wording.words import Words

__all__ = ["Words", "deadline_due", "deadline_starts", "duration", "in_units"]
