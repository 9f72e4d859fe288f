"""Templates are laid out in lines that a person can read."""

from collections.abc import Iterator

from architecture.repository import ROOT, tracked_files

LONGEST = 160
TEMPLATES = tuple(
    path for path in tracked_files() if path.suffix in {".html", ".j2"} and {"jinja2", "templates"} & {*path.parts}
)


def lines() -> Iterator[tuple[str, str]]:
    """Every line of every template, and where it stands."""
    for path in TEMPLATES:
        for number, line in enumerate((ROOT / path).read_text(encoding="utf-8").splitlines(), 1):
            yield f"{path}:{number}", line


def test_the_templates_of_the_office_the_site_and_the_auditors_file_set_are_read() -> None:
    assert {"office", "site", "auditor"} <= {part for path in TEMPLATES for part in path.parts}


def test_no_line_of_a_template_is_longer_than_160_characters() -> None:
    assert [where for where, line in lines() if len(line) > LONGEST] == []


def test_no_line_of_a_template_is_indented_with_a_tab() -> None:
    assert [where for where, line in lines() if "\t" in line[: len(line) - len(line.lstrip())]] == []
