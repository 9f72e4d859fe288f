"""The page of settings is made from the settings and is never stale."""

from monosashi.office.config.installation import Installation
from scripts.generate_settings_page import PAGE, page


def test_the_page_of_settings_is_the_one_that_the_settings_make() -> None:
    assert PAGE.read_text(encoding="utf-8") == page() + "\n", "run scripts/generate_settings_page.py"


def test_the_page_has_every_setting() -> None:
    text = PAGE.read_text(encoding="utf-8")
    assert [name for name in Installation.model_fields if name != "home" and f"| `{name}` |" not in text] == []
