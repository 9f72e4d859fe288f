"""Help pages: usage, what it does, arguments and options in two columns that fit Japanese widths."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from rich.cells import cell_len

from monosashi.cli.line_breaking import broken
from monosashi.cli.session import Session
from monosashi.cli.subcommands import module_name
from monosashi.cli.tables import width_of_output

_NAMES_WIDTH = 30
_WIDEST = 100


@dataclass(frozen=True, slots=True)
class Entry:
    """One argument, option or subcommand."""

    name: str
    text: str


@dataclass(frozen=True, slots=True)
class Section:
    """A titled list of entries."""

    title: str
    entries: tuple[Entry, ...]


def overview(subcommands: Iterable[str], session: Session) -> str:
    """The help page of the whole command."""
    commands = tuple(Entry(name, _first_line(session.text(f"cli.{module_name(name)}.help"))) for name in subcommands)
    options = (
        Entry("--lang ja|en", session.text("cli.option.lang")),
        Entry("--version", session.text("cli.option.version")),
        Entry("--help, -h", session.text("cli.option.help")),
    )
    sections = (
        Section(session.text("cli.help.commands"), commands),
        Section(session.text("cli.help.options"), options),
    )
    return help_page("monosashi COMMAND ...", session.text("cli.help.monosashi"), sections, session)


def help_page(usage: str, text: str, sections: Iterable[Section], session: Session) -> str:
    """One page, as wide as the terminal but not wider than is easy to read."""
    width = min(width_of_output(), _WIDEST)
    lines = [*_hanging(session.text("cli.help.usage"), usage, width), ""]
    for paragraph in text.split("\n"):
        lines += broken(paragraph, width)
    for section in sections:
        if section.entries:
            lines += ["", section.title, *_entries(section, width)]
    return "\n".join(lines)


def _hanging(head: str, text: str, width: int) -> list[str]:
    words, lines = re.split(r" (?=\[|--)(?![^\[]*\])", text), [head]
    for word in words:
        if cell_len(lines[-1]) + len(word) + 1 > width and lines[-1].strip():
            lines.append("   ")
        lines[-1] += f" {word}"
    return lines


def _entries(section: Section, width: int) -> list[str]:
    column = min(_NAMES_WIDTH, max(len(entry.name) for entry in section.entries) + 2)
    lines: list[str] = []
    for entry in section.entries:
        text = list(broken(entry.text, width - column - 2))
        if len(entry.name) + 2 > column:
            lines.append(f"  {entry.name}")
            first = ""
        else:
            first = entry.name
        lines += [f"  {name:<{column}}{line}" for name, line in zip([first, *[""] * len(text)], text, strict=False)]
    return lines


def _first_line(text: str) -> str:
    return text.split("\n", maxsplit=1)[0]
