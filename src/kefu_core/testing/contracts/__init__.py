"""What a store promises, as tests: subclass a suite, give it a ``store``, and pytest runs it against yours.

>>> class TestMyStore(StoreContract):                                        # doctest: +SKIP
...     @pytest.fixture
...     def store(self): return MyStore()
"""

from kefu_core.testing.contracts.due import DueIndexContract
from kefu_core.testing.contracts.erasure import DumpContract, ErasureContract
from kefu_core.testing.contracts.histories import CaseStoreContract
from kefu_core.testing.contracts.machine import machine_of
from kefu_core.testing.contracts.outbox import OutboxContract
from kefu_core.testing.contracts.suite import Suite

__all__ = [
    "CaseStoreContract",
    "DueIndexContract",
    "DumpContract",
    "ErasureContract",
    "OutboxContract",
    "StoreContract",
    "Suite",
    "machine_of",
]


class StoreContract(CaseStoreContract, DueIndexContract, OutboxContract, ErasureContract, DumpContract):
    """All suites at once, for a store that has all ports."""
