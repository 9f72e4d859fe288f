"""Where a problem stands is told from the outside in: file, line, place."""

import pytest

from monosashi.cli.problem_lines import problem_text
from monosashi.cli.session import Session
from monosashi.core.messages import Problem, message

WHY, REMEDY = message("cli.unknown_format"), message("cli.check_place")


@pytest.mark.parametrize(
    ("file", "place", "line", "told"),
    [
        ("", "様式.toml", 15, "様式.toml 15行目"),
        ("様式.toml", "様式.toml", 15, "様式.toml 15行目"),
        ("様式.toml", "steps/1", 15, "様式.toml 15行目 steps/1"),
        ("", "様式.toml", None, "様式.toml"),
    ],
)
def test_a_line_stands_behind_its_file(file: str, place: str, line: int | None, told: str) -> None:
    said = problem_text([Problem(place, None, WHY, REMEDY, line=line)], Session("ja"), file=file)
    assert said.startswith(f"{told}: ")
