"""What the READMEs show is what the software prints."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from architecture.repository import ROOT

MONOSASHI = Path(sys.executable).parent / "monosashi"


@pytest.mark.slow
@pytest.mark.parametrize(("readme", "language"), [("README.md", "en"), ("README.ja.md", "ja")])
def test_the_shown_output_is_real(readme: str, language: str) -> None:
    shown = re.findall(r"^```\n(.*?)^```", (ROOT / readme).read_text(encoding="utf-8"), flags=re.DOTALL | re.MULTILINE)
    printed = subprocess.run(
        (MONOSASHI, "--lang", language, "evaluate", "examples/akita/akita.plan.json", "--year", "2024"),
        cwd=ROOT,
        env={**os.environ, "COLUMNS": "100", "NO_COLOR": "1"},
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    lines = {line.rstrip() for line in printed.splitlines()}
    assert [line for line in shown[1].splitlines() if line not in lines] == []


@pytest.mark.parametrize("readme", ["README.md", "README.ja.md"])
def test_what_a_readme_points_to_is_there(readme: str) -> None:
    targets = re.findall(r"\]\(([^)]+)\)", (ROOT / readme).read_text(encoding="utf-8"))
    assert targets
    assert [target for target in targets if not (ROOT / target).exists()] == []
