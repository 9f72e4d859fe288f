"""What an event may be about has a word, also where no example city has such an event."""

import re
from pathlib import Path

import pytest

import monosashi.office
from monosashi.wording import LANGUAGES, Language
from monosashi.wording.catalogues import templates

OFFICE = Path(monosashi.office.__file__).parent
KIND = re.compile(r'\b(?:Subject|Touched)\(\s*"([a-z_]+)"')


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_kind_that_is_recorded_has_a_word(language: Language) -> None:
    kinds = {kind for file in OFFICE.rglob("*.py") for kind in KIND.findall(file.read_text("utf-8"))}
    assert {"plan", "round", "sheet", "measure"} <= kinds
    assert {kind for kind in kinds if f"event_kind.{kind}" not in templates(language)} == set()
