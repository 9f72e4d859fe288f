"""What every test stands on: no connection leaves the loopback, and where the source documents are."""

from pathlib import Path

import pytest
from pytest_socket import socket_allow_hosts

ROOT = Path(__file__).resolve().parent.parent
SEEDS = ROOT.parent / "shared" / "seeds"


def pytest_runtest_setup() -> None:
    socket_allow_hosts(["127.0.0.1", "::1"], allow_unix_socket=True)


@pytest.fixture
def seeds() -> Path:
    """The folder of source documents; the test is skipped where it is not beside the checkout."""
    if not SEEDS.is_dir():
        pytest.skip("the source documents (../shared/seeds) are not here")
    return SEEDS
