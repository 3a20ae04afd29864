"""What `kefu_core.testing` offers, and what it imports for that."""

import subprocess
import sys

import pytest

import kefu_core.testing as public


@pytest.mark.parametrize("name", public.__all__)
def test_every_public_name_is_there_and_says_what_it_is(name: str) -> None:
    assert getattr(public, name).__doc__


def test_a_name_that_is_not_public_is_an_error() -> None:
    with pytest.raises(AttributeError, match="no attribute `nothing`"):
        _ = public.nothing


def test_the_collector_of_scenarios_needs_no_hypothesis() -> None:
    code = "import sys, kefu_core.testing.collector; sys.exit('hypothesis' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
