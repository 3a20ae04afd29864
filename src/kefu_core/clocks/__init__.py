"""Deadlines over a history: what is due, how much of it is used up, and what happened when (S6 to S11)."""

from kefu_core.clocks.follow import Followed, Line, Status, follow, tightest
from kefu_core.clocks.history import (
    Event,
    Extended,
    Met,
    Paused,
    Recounted,
    Reopened,
    Resumed,
    Retargeted,
    Started,
    Stopped,
)
from kefu_core.clocks.notices import Notice
from kefu_core.clocks.target import Rung, Target, Warn

__all__ = [
    "Event",
    "Extended",
    "Followed",
    "Line",
    "Met",
    "Notice",
    "Paused",
    "Recounted",
    "Reopened",
    "Resumed",
    "Retargeted",
    "Rung",
    "Started",
    "Status",
    "Stopped",
    "Target",
    "Warn",
    "follow",
    "tightest",
]
