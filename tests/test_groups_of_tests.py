"""Tests that share something costly are of one group, and a group runs in one process."""

import os

import pytest

pytestmark = pytest.mark.xdist_group("one of many")
WORKER = os.environ.get("PYTEST_XDIST_WORKER", "")


@pytest.mark.parametrize("number", range(6))
def test_tests_of_one_group_run_in_one_process(number: int, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Each writes down its process where all processes of this run see it, and finds no other's there."""
    own = tmp_path_factory.getbasetemp()
    notes = (own.parent if WORKER else own) / "processes of one group"
    with notes.open("a") as file:
        file.write(f"{os.getpid()}\n")
    assert set(notes.read_text().split()) == {str(os.getpid())}, number
