"""A real process that takes workbooks in, killed in the middle: every sheet says the same word, and files, events and answers fit."""

import json
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from office.plans.test_killed import Environment, office  # noqa: F401 -- a fixture: an installation of its own

pytestmark = pytest.mark.slow
SCRIPT = Path(__file__).with_name("one_taking_in.py")


def run(what: str, environment: Environment) -> str:
    done = subprocess.run(
        [sys.executable, SCRIPT, what], env=environment, capture_output=True, text=True, check=False, timeout=300
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def killed(environment: Environment, after: float) -> list[dict[str, str]]:
    """What the process told before it was killed, `after` seconds behind the moment at which it began to take in."""
    process = subprocess.Popen([sys.executable, SCRIPT, "act"], env=environment, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    told = [process.stdout.readline()]
    time.sleep(after)
    process.send_signal(signal.SIGKILL)
    told += process.stdout.readlines()
    process.wait()
    process.stdout.close()
    return [json.loads(line) for line in told if line.endswith("\n")]


def test_taking_in_that_is_killed_leaves_nothing_half_there(office: Environment) -> None:  # noqa: F811 -- the fixture
    run("prepare", office)
    chance = random.Random("workbooks")  # noqa: S311 -- when to kill
    before: list[str] = []
    for _ in range(4):
        told = killed(office, chance.uniform(0.0, 0.6))
        left = json.loads(run("look", office))
        begun = [each["begun"] for each in told if "begun" in each]
        done = [each["done"] for each in told if "done" in each]
        assert len(left["words"]) <= 1, left
        assert set(left["words"]) <= {*begun[-1:], *(done[-1:] or before)}, (told, left)
        before = left["words"]
