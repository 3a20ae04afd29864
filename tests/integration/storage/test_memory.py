"""The store in memory keeps what stores promise."""

import pytest

from kefu_adapters.storage.memory import MemoryStore
from kefu_core.testing.contracts import StoreContract


class TestMemory(StoreContract):
    @pytest.fixture
    def store(self):
        return MemoryStore()

    @pytest.fixture
    def another(self):
        return MemoryStore()


def test_a_suite_cannot_lose_a_test_unseen():
    with pytest.raises(TypeError, match="test_records_come_back_as_they_were"):

        class Careless(StoreContract):
            def test_records_come_back_as_they_were(self, store):
                pass

    class Deliberate(StoreContract):
        changed = {"test_records_come_back_as_they_were": "ours are told apart otherwise"}  # noqa: RUF012

        def test_records_come_back_as_they_were(self, store):
            pass
