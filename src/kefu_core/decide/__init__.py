"""Facts and an instant in, a decision with its reasons out."""

from kefu_core.decide.decision import Decision, DueDate, Reason, Undetermined
from kefu_core.decide.policy import Policy

__all__ = ["Decision", "DueDate", "Policy", "Reason", "Undetermined"]
