"""Small mistakes put into a policy on purpose, and what would have noticed them.

A pack whose scenarios and proofs let a dropped row or a moved bound pass tells its editors less than they think.
"""

from kefu_core.mutate.mutants import Mutant, mutants
from kefu_core.mutate.run import Notice, Outcome, run

__all__ = ["Mutant", "Notice", "Outcome", "mutants", "run"]
