"""Writes docs/reference/command-line.md from the help of every command, in both languages."""

import io
import os
from contextlib import redirect_stdout
from pathlib import Path

from monosashi.cli.main import SUBCOMMANDS, run
from monosashi.wording import LANGUAGES

PAGE = Path(__file__).resolve().parents[1] / "docs" / "reference" / "command-line.md"

HEAD = """# Command line

Made by `scripts/generate_command_line.py` from `--help`; do not edit. What the commands print for machines is in
[output-contract.md](output-contract.md).

The language is `--lang ja|en`, else the variable `MONOSASHI_LANG`, else the locale: English where it is an English one, Japanese
otherwise. Tables are as wide as the terminal (or `COLUMNS`), 120 columns in a pipe; colour only on a terminal, and not where
`NO_COLOR` is set. With `MONOSASHI_DEBUG=1` a defect of Monosashi shows its full record.

Exit codes: 0 fine; 1 it ran and found what it looks for (`diff`, `verify`, `freeze` of the same, `check`); 2 the input or the call
is wrong, and nothing was written (`validate` too: the same file gives 2 with every command); 3 a defect of Monosashi.
"""


def page() -> str:
    """The whole page."""
    sections = [_section("monosashi", ())]
    sections += [_section(f"monosashi {name}", (name,)) for name in SUBCOMMANDS]
    return "\n".join([HEAD, *sections])


def _section(title: str, command: tuple[str, ...]) -> str:
    blocks = [f"```text\n{_help(command, language)}```\n" for language in LANGUAGES]
    return "\n".join([f"## {title}\n", *blocks])


def _help(command: tuple[str, ...], language: str) -> str:
    os.environ["COLUMNS"] = "100"
    target = io.StringIO()
    with redirect_stdout(target):
        run([*command, "--help", "--lang", language], {})
    return target.getvalue()


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
