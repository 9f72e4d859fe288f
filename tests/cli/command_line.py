"""The command as a person runs it, in this process; a few tests start a real one."""

import io
import json
import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from monosashi.cli.main import run as run_command

ROOT = Path(__file__).resolve().parents[2]
AKITA = ROOT / "examples" / "akita" / "akita.plan.json"
SASEBO = ROOT / "examples" / "sasebo" / "sasebo.plan.json"
NAGASAKI = ROOT / "examples" / "nagasaki" / "nagasaki.plan.json"


@dataclass(frozen=True)
class Told:
    """What one run said."""

    code: int
    out: str
    err: str

    @property
    def data(self) -> Any:
        return json.loads(self.out)


def run(*arguments: object, environment: Mapping[str, str] | None = None) -> Told:
    """One run in this process. Without an environment it speaks Japanese, whatever the machine does."""
    out, err = io.StringIO(), io.StringIO()
    with redirect_stdout(out), redirect_stderr(err):
        code = run_command([str(argument) for argument in arguments], environment or {"LANG": "ja_JP.UTF-8"})
    return Told(int(code), out.getvalue(), err.getvalue())


def run_process(*arguments: object, **variables: str) -> Told:
    """One run as a process of its own."""
    environment = {**os.environ, "LANG": "ja_JP.UTF-8", **variables}
    done = subprocess.run(
        (sys.executable, "-m", "monosashi.cli", *map(str, arguments)),
        check=False,
        capture_output=True,
        env=environment,
        timeout=60,
    )
    return Told(done.returncode, done.stdout.decode("utf-8"), done.stderr.decode("utf-8"))


def changed(source: Path, target: Path, change: Callable[[Any], object]) -> Path:
    """A copy of a plan file after a change of its document."""
    document = json.loads(source.read_text(encoding="utf-8"))
    change(document)
    target.write_text(json.dumps(document, ensure_ascii=False), encoding="utf-8")
    return target


def entry(document: Any, group: str, id_: str) -> Any:
    """The entry of a list of the document that has this id."""
    return next(each for each in document[group] if each["id"] == id_)
