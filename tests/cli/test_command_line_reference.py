"""The page of commands is made from their help and is never stale."""

import pytest

from monosashi.cli.main import SUBCOMMANDS
from scripts.generate_command_line import PAGE, page


def test_the_page_of_commands_is_the_one_that_their_help_makes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "100")
    assert PAGE.read_text(encoding="utf-8") == page(), "run scripts/generate_command_line.py"


def test_the_page_has_every_command() -> None:
    text = PAGE.read_text(encoding="utf-8")
    assert [name for name in SUBCOMMANDS if f"## monosashi {name}\n" not in text] == []
