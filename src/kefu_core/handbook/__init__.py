"""A policy as a handbook: clause by clause, what its rules make of each, in words, ready to be laid out as a page."""

from kefu_core.handbook.build import handbook
from kefu_core.handbook.parts import Handbook

__all__ = ["Handbook", "handbook"]
