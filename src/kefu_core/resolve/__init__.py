"""Forms → the intermediate representation: every name found, every cell typed, every problem reported."""

from kefu_core.resolve.calendars import resolve_calendar
from kefu_core.resolve.pack import Resolved, resolve

__all__ = ["Resolved", "resolve", "resolve_calendar"]
