"""Templates are laid out in lines that a person can read."""

from pathlib import Path

import pytest

from architecture.repository import ROOT, tracked_files

LONGEST = 160
TEMPLATES = tuple(
    path for path in tracked_files() if path.suffix in {".html", ".j2"} and {"jinja2", "templates"} & {*path.parts}
)


def lines_of(path: Path) -> list[str]:
    return (ROOT / path).read_text(encoding="utf-8").splitlines()


def test_the_templates_of_the_office_the_site_and_the_auditors_file_set_are_read() -> None:
    assert {"office", "site", "auditor"} <= {part for path in TEMPLATES for part in path.parts}


@pytest.mark.parametrize("path", TEMPLATES, ids=str)
def test_no_line_of_a_template_is_longer_than_160_characters(path: Path) -> None:
    assert [number for number, line in enumerate(lines_of(path), 1) if len(line) > LONGEST] == []


@pytest.mark.parametrize("path", TEMPLATES, ids=str)
def test_no_line_of_a_template_is_indented_with_a_tab(path: Path) -> None:
    assert [
        number for number, line in enumerate(lines_of(path), 1) if "\t" in line[: len(line) - len(line.lstrip())]
    ] == []
