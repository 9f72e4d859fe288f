"""Saving, evidence, handing on and bulk acceptance, killed at each statement: nothing of it is there, or all of it, and never twice."""

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from office.operation.installations import Installation
from office.plans.test_killed import Environment, office_with_tables

pytestmark = pytest.mark.slow
SCRIPT = Path(__file__).with_name("one_act.py")


@pytest.fixture
def empty(migrated: Installation, tmp_path: Path) -> Iterator[Environment]:
    """An installation of its own, with its tables."""
    with office_with_tables(tmp_path, migrated) as environment:
        yield environment


def struck(environment: Environment, *words: str) -> dict[str, Any]:
    """What each act told, by its name."""
    done = subprocess.run(
        [sys.executable, SCRIPT, *words], env=environment, capture_output=True, text=True, check=False, timeout=300
    )
    assert done.returncode == 0, done.stderr
    found = [json.loads(line) for line in done.stdout.splitlines()]
    for each in found:
        for when in ("before", "left", "at last"):
            assert each[when]["fits"], (each["act"], when)
            assert each[when]["problems"] == [], (each["act"], when)
    return {each["act"]: each for each in found}


def new_events(told: dict[str, Any]) -> dict[str, int]:
    """The events that are there after the kill and were not before."""
    before = told["before"]["events"]
    return {
        action: n - before.get(action, 0) for action, n in told["left"]["events"].items() if n != before.get(action)
    }


def test_what_is_killed_at_any_statement_is_there_as_a_whole_or_not_at_all(empty: Environment) -> None:
    acts = struck(empty, "prepare", "save", "add_evidence", "submit", "prepare_accepting", "accept")
    saved, added, submitted, accepted = (acts[name] for name in ("save", "add_evidence", "submit", "accept"))
    assert min(each["struck"] for each in acts.values()) > 15, "it was killed in its midst"

    assert (saved["left"]["answers"], saved["left"]["sheets"]["n-1"]) == (7, "drafting")
    assert saved["at last"] == saved["left"]

    assert added["left"]["evidence"] == ["完了届.pdf"]
    assert new_events(added) == {"evidence.added": 1}
    assert added["left"]["parts"], "it was killed while it wrote the file"
    assert len(added["left"]["files"]) == 1, "no row is without its bytes"
    assert len(added["at last"]["files"]) == 1

    assert submitted["left"]["sheets"]["n-1"] == "awaiting_confirmation"
    assert [step[1:] for step in submitted["left"]["steps"]] == [
        [1, 1, "waiting"],
        [1, 2, "waiting"],
        [1, 3, "waiting"],
    ]
    assert new_events(submitted) == {"sheet.submit": 1}
    assert submitted["again"] == "SheetForbids"
    assert submitted["at last"] == submitted["left"]

    assert set(accepted["left"]["sheets"].values()) == {"accepted"}
    assert accepted["left"]["revision"] == accepted["before"]["revision"] + 1
    assert accepted["left"]["actuals"] == ["i-1", "i-2", "i-3"]
    assert new_events(accepted) == {"plan.saved": 1, "sheet.accept": 3}
    assert accepted["again"] == ""
    assert accepted["at last"] == accepted["left"], "accepting what is accepted does nothing"
