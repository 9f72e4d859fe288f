"""Tokens of the design system stand in one file, which the public pages and the office both load."""

import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.test import RequestFactory

from monosashi.office.ui.refusals import broken
from monosashi.publishing.site.pages import _assets

SOURCES = Path(__file__).parents[2] / "src" / "monosashi"
TOKENS = SOURCES / "publishing" / "look" / "tokens" / "tokens.css"
FAMILIES = r"--(?:color-primitive|color-neutral|font-size|line-height|border-radius)-[a-z0-9-]+"
SHEETS = sorted(SOURCES.rglob("*.css"))


def declared(sheet: Path) -> set[str]:
    return set(re.findall(rf"({FAMILIES})\s*:", sheet.read_text("utf-8")))


def used(sheet: Path) -> set[str]:
    return set(re.findall(rf"var\(({FAMILIES})\)", sheet.read_text("utf-8")))


@pytest.mark.parametrize("sheet", [each for each in SHEETS if each != TOKENS], ids=lambda each: each.name)
def test_no_other_style_sheet_declares_a_token(sheet: Path) -> None:
    assert declared(sheet) == set()


def test_every_token_that_is_used_is_there_and_none_is_left_over() -> None:
    assert set().union(*(used(sheet) for sheet in SHEETS)) == declared(TOKENS)


def test_the_office_serves_the_file_that_stands_at_the_head_of_the_sites_style_sheet() -> None:
    served = finders.find("monosashi/tokens/tokens.css")
    assert served == str(TOKENS)
    site = next(each.raw for each in _assets() if each.name == "assets/site.css")
    assert site.startswith(TOKENS.read_bytes())


def test_every_page_of_the_office_loads_the_tokens_before_its_own_style_sheet() -> None:
    for page in (
        (SOURCES / "office/ui/jinja2/ui/base.html").read_text("utf-8"),
        broken(RequestFactory().get("/")).content.decode(),
    ):
        assert 0 < page.index("monosashi/tokens/tokens.css") < page.index("monosashi/office.css")
