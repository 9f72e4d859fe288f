"""Everything that CI runs, one step after another; all steps run even when one fails.

A tool that is not on the machine is named in the last line; with CI=true it is a fault.
"""

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BIN = ROOT / ".venv" / "bin"


@dataclass(frozen=True, slots=True)
class Step:
    """One command of the check. `tools` must be on the PATH for it to say anything.

    What is done `beside` the others keeps one processor busy and has its say at the end.
    """

    name: str
    command: Sequence[str]
    tools: tuple[str, ...] = ()
    beside: bool = False


PYTEST = (f"{BIN}/pytest", "-q", "--dist", "loadgroup", "--durations", "25", "-n")
"""Two run at once, as many as there are processors: a third would make once more what a process makes once for its tests. The
office's browser lives as long as its process, which can hold no second one: its tests run apart from the site's."""

ASKING = ("-m", "not without_database")
"""What asks no database says the same beside another one."""

THREE_DAYS = "tests/browser/test_three_days.py"
"""Played beside PostgreSQL alone, as a city of that size has it: it takes as long as a hundred pages, which are opened beside SQLite."""

THERE_TOO = (THREE_DAYS, "tests/office")
"""What is tested beside PostgreSQL, the longest first."""

STEPS = (
    Step("format", (f"{BIN}/ruff", "format", "--check", "--quiet", ".")),
    Step("lint", (f"{BIN}/ruff", "check", "--quiet", ".")),
    Step("types", (f"{BIN}/mypy",), beside=True),
    Step("imports", (f"{BIN}/lint-imports", "--no-cache")),
    Step("examples", (f"{BIN}/python", "scripts/hold_examples.py")),
    Step("tests", (*PYTEST, "2", "--ignore", "tests/browser")),
    Step("tests in the browser", (*PYTEST, "2", "--ignore", THREE_DAYS, "tests/browser")),
    Step("tests on PostgreSQL", (f"{BIN}/python", "scripts/with_postgresql.py", *PYTEST, "2", *ASKING, *THERE_TOO)),
)


def main() -> int:
    """Run every step; 0 when all passed."""
    started = time.monotonic()
    missing = [tool for step in STEPS for tool in step.tools if shutil.which(tool) is None]
    possible = [step for step in STEPS if not set(step.tools) & set(missing)]
    with ThreadPoolExecutor() as threads:
        beside = [(step, threads.submit(run, step)) for step in possible if step.beside]
        passed = {step.name: told(step, run(step)) for step in possible if not step.beside}
        passed |= {step.name: told(step, running.result()) for step, running in beside}
    failed = [name for name, well in passed.items() if not well]
    if missing and os.environ.get("CI") == "true":
        failed.append("missing tools")
    print(closing_line(failed, missing, time.monotonic() - started))
    return 1 if failed else 0


@dataclass(frozen=True, slots=True)
class Ran:
    """How a step went. `said` is what it printed, where that was not seen at once."""

    passed: bool
    seconds: float
    said: str = ""


def run(step: Step) -> Ran:
    """Run a step; what is done beside others keeps to itself what it says."""
    started = time.monotonic()
    kept = {"stdout": subprocess.PIPE, "stderr": subprocess.STDOUT} if step.beside else {}
    process = subprocess.run(step.command, cwd=ROOT, check=False, text=True, **kept)  # type: ignore[call-overload]  # noqa: S603 -- our own commands
    return Ran(process.returncode == 0, time.monotonic() - started, process.stdout or "")


def told(step: Step, ran: Ran) -> bool:
    """Say how a step went. Whether it passed."""
    print(f"{ran.said}{'ok' if ran.passed else 'FAILED'}: {step.name} ({ran.seconds:.0f} s)", flush=True)
    return ran.passed


def closing_line(failed: Sequence[str], missing: Sequence[str], seconds: float) -> str:
    """Say how it went, in how many minutes, and what could not be looked at."""
    minutes, rest = divmod(round(seconds), 60)
    verdict = f"check failed: {', '.join(failed)}" if failed else "check passed"
    absent = f"; not on this machine: {', '.join(sorted(set(missing)))}" if missing else ""
    return f"{verdict} ({minutes}:{rest:02} minutes){absent}"


if __name__ == "__main__":
    sys.exit(main())
