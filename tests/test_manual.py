"""The manual names only what there is: commands with their options, pictures, pages and headings."""

import re
import shlex
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
import typer.core

from monosashi.cli.main import SUBCOMMANDS, run
from monosashi.cli.subcommands import built

ROOT = Path(__file__).parents[1]
MANUAL = ROOT / "docs" / "manual"
PAGES = tuple(sorted(MANUAL.glob("*.md")))
COMMON = {"--help", "-h", "--lang", "--version"}
YEAR = {"new", "convert", "sheets out", "sheets in", "sheets status", "money in"}
YEAR |= {"evaluate", "summary", "check", "freeze", "verify"}


def called(page: Path) -> Iterator[str]:
    """The commands of a page: lines of its shell blocks, and those named within a sentence."""
    text = page.read_text(encoding="utf-8")
    for block in re.findall(r"```sh\n(.*?)```", text, re.DOTALL):
        yield from block.splitlines()
    yield from re.findall(r"(?<!`)`(monosashi [^`\n]+)`", text)


@cache
def parser(name: str) -> typer.core.TyperCommand:
    return built(name)


def options(name: str) -> set[str]:
    return COMMON | {flag for parameter in parser(name).params for flag in parameter.opts if flag.startswith("-")}


def subcommand(words: list[str]) -> str:
    return next((name for name in (" ".join(words[1:3]), words[1]) if name in SUBCOMMANDS), "")


COMMANDS = tuple(dict.fromkeys(command for page in PAGES for command in called(page)))


@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_of_the_manual_is_understood_with_every_option(command: str) -> None:
    words = shlex.split(command)
    name = subcommand(words)
    assert (words[0], name != "") == ("monosashi", True)
    arguments = words[1 + len(name.split()) :]
    assert parser(name).make_context(name, arguments).params


@pytest.mark.slow
def test_what_the_manual_shows_of_grades_totals_and_review_is_what_the_example_prints(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "120")
    for name in ("evaluate", "summary", "check"):
        run([name, str(ROOT / "examples" / "akita" / "akita.plan.json"), "--year", "R6", "--lang", "ja"], {})
    printed = set(capsys.readouterr().out.splitlines())
    section = re.split(r"^## ", (MANUAL / "one-pc.md").read_text("utf-8"), flags=re.MULTILINE)[7]
    shown = [line for block in re.findall(r"```text\n(.*?)```", section, re.DOTALL) for line in block.splitlines()]
    assert len(shown) > 20
    assert [line for line in shown if line not in printed and "略）" not in line] == []


OF_OTHERS = {"--find-links", "--no-index", "--require-hashes", "--extra", "--windows"}
"""What pages on installing tell of pip, and of the script that gathers the packages."""


def test_an_option_named_in_a_sentence_is_one_of_some_command() -> None:
    every = {flag for name in SUBCOMMANDS for flag in options(name)}
    for page in PAGES:
        own = [line for line in page.read_text(encoding="utf-8").splitlines() if not line.startswith("pip ")]
        named = set(re.findall(r"(?<![\w-])--[a-z][a-z-]*", "\n".join(own)))
        assert named - every - OF_OTHERS == set()


def test_the_page_for_one_pc_walks_through_every_command_of_the_year() -> None:
    assert {subcommand(shlex.split(command)) for command in called(MANUAL / "one-pc.md")} >= YEAR


def test_every_picture_is_linked_and_every_linked_picture_is_there_and_small() -> None:
    linked = {
        name for page in PAGES for name in re.findall(r"!\[[^\]]+\]\(pictures/([^)]+)\)", page.read_text("utf-8"))
    }
    files = {path.name: path.stat().st_size for path in (MANUAL / "pictures").iterdir()}
    assert linked == set(files)
    assert {name: size for name, size in files.items() if size >= 150_000} == {}


def test_every_link_leads_to_a_page_and_a_heading_of_it() -> None:
    for page in PAGES:
        for target in re.findall(r"(?<!!)\[[^\]]+\]\(([^)]+)\)", page.read_text("utf-8")):
            file, _, heading = target.partition("#")
            found = page if not file else (page.parent / file).resolve()
            assert found.is_file(), target
            assert not heading or heading in headings(found), target


def headings(page: Path) -> set[str]:
    """The names by which headings of a page are linked, as GitHub makes them."""
    titles = re.findall(r"^#+ (.+)$", page.read_text("utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-") for title in titles}


def test_the_manual_holds_no_path_of_a_machine() -> None:
    for page in PAGES:
        assert re.findall(r"(?:/home/|/root/|/tmp/|/work/|[A-Z]:\\)\S*", page.read_text("utf-8")) == []
