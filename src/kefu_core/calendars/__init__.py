"""Counting time: when a period is over, and working calendars."""

from kefu_core.calendars.counting import NeedsCalendar, Roll, before, consumed, due, further, is_provisional
from kefu_core.calendars.hours import Hours, WorkingHours
from kefu_core.calendars.public import LookUp, PublicDays
from kefu_core.calendars.working import NoWorkingTime, Tie, WorkingCalendar

__all__ = [
    "Hours",
    "LookUp",
    "NeedsCalendar",
    "NoWorkingTime",
    "PublicDays",
    "Roll",
    "Tie",
    "WorkingCalendar",
    "WorkingHours",
    "before",
    "consumed",
    "due",
    "further",
    "is_provisional",
]
