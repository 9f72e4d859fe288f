"""A real process that takes workbooks in, killed in the middle: every sheet says the same word, and files, events and answers fit."""

import json
import random
from pathlib import Path

import pytest

from office.forked_processes import Forks
from office.plans.test_killed import killed, office  # noqa: F401 -- a fixture: an installation of its own

pytestmark = pytest.mark.slow
SCRIPT = Path(__file__).with_name("one_taking_in.py")


def test_taking_in_that_is_killed_leaves_nothing_half_there(office: Forks) -> None:  # noqa: F811 -- the fixture
    office.run(SCRIPT, "prepare")
    chance = random.Random("workbooks")  # noqa: S311 -- when to kill
    before: list[str] = []
    for _ in range(4):
        told = killed(SCRIPT, "act", office, chance.uniform(0.0, 0.6))
        left = json.loads(office.run(SCRIPT, "look"))
        begun = [each["begun"] for each in told if "begun" in each]
        done = [each["done"] for each in told if "done" in each]
        assert begun, "it was killed before it took anything in"
        assert len(left["words"]) <= 1, left
        assert set(left["words"]) <= {*begun[-1:], *(done[-1:] or before)}, (told, left)
        before = left["words"]
