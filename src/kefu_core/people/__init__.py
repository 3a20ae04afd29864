"""People: who holds which role, and who is on duty, at an instant (S30)."""

from kefu_core.people.directory import NOBODY, Ambiguous, Directory, Holder, Holding, Nobody, Shift

__all__ = ["NOBODY", "Ambiguous", "Directory", "Holder", "Holding", "Nobody", "Shift"]
