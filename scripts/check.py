"""Everything that CI runs, one step after another; all steps run even when one fails.

A tool that is not on the machine is named in the last line; with CI=true it is a fault.
"""

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BIN = ROOT / ".venv" / "bin"


@dataclass(frozen=True, slots=True)
class Step:
    """One command of the check. `tools` must be on the PATH for it to say anything."""

    name: str
    command: Sequence[str]
    tools: tuple[str, ...] = ()


PYTEST = (f"{BIN}/pytest", "-q", "--dist", "loadgroup", "--durations", "25", "-n")
"""Of tests that wait for other processes three run at once. The office's browser lives as long as its process, which can hold no
second one: its tests run apart from the site's."""

ASKING = ("-m", "not without_database")
"""What asks no database says the same beside another one."""

STEPS = (
    Step("format", (f"{BIN}/ruff", "format", "--check", "--quiet", ".")),
    Step("lint", (f"{BIN}/ruff", "check", "--quiet", ".")),
    Step("types", (f"{BIN}/mypy",)),
    Step("imports", (f"{BIN}/lint-imports", "--no-cache")),
    Step("examples", (f"{BIN}/python", "scripts/hold_examples.py")),
    Step("tests", (*PYTEST, "3", "--ignore", "tests/browser")),
    Step("tests in the browser", (*PYTEST, "2", "tests/browser")),
    Step("tests on PostgreSQL", (f"{BIN}/python", "scripts/with_postgresql.py", *PYTEST, "3", *ASKING, "tests/office")),
)


def main() -> int:
    """Run every step; 0 when all passed."""
    failed, missing = [], []
    for step in STEPS:
        absent = [tool for tool in step.tools if shutil.which(tool) is None]
        missing += absent
        if absent:
            continue
        started = time.monotonic()
        passed = subprocess.run(step.command, cwd=ROOT, check=False).returncode == 0  # noqa: S603 -- our own commands
        print(f"{'ok' if passed else 'FAILED'}: {step.name} ({time.monotonic() - started:.0f} s)", flush=True)
        if not passed:
            failed.append(step.name)
    if missing and os.environ.get("CI") == "true":
        failed.append("missing tools")
    print(closing_line(failed, missing))
    return 1 if failed else 0


def closing_line(failed: Sequence[str], missing: Sequence[str]) -> str:
    """Say how it went, and what could not be looked at."""
    verdict = f"check failed: {', '.join(failed)}" if failed else "check passed"
    return f"{verdict}; not on this machine: {', '.join(sorted(set(missing)))}" if missing else verdict


if __name__ == "__main__":
    sys.exit(main())
