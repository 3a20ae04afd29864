"""Counting time: when a period is over."""

from kefu_core.calendars.counting import NeedsCalendar, due

__all__ = ["NeedsCalendar", "due"]
