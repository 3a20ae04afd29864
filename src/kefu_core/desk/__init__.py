"""A policy and a store together: events are recorded, cases looked at, and what falls due is done (S6, S19)."""

from kefu_core.desk.desk import Desk
from kefu_core.desk.results import Delivery, Failure, Tick

__all__ = ["Delivery", "Desk", "Failure", "Tick"]
