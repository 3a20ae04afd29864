"""What is true of every case that a policy can meet: proven where cells compare with constants, else tested (S35).

`verify` asks each question of each table for each period between two dates of change. Inside the fragment that `slots`
describes an answer is exact; a finding comes with a case that shows it, and where nothing is found, nothing is there.
"""

from kefu_core.verify.verify import BUDGET, verify

__all__ = ["BUDGET", "verify"]
