"""The browser in the list of where one is logged in."""

import pytest

from monosashi.office.login.browsers import browser_of
from monosashi.office.ui.language import spoken

EDGE = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/129.0.0.0 Safari/537.36 Edg/129.0.0.0"


@pytest.mark.parametrize(
    ("header", "said"),
    [(EDGE, "Edge（Windows）"), ("curl/8.5", "curl"), ("庁内端末", "庁内端末"), ("", "不明")],
)
def test_a_browser_is_named_as_its_user_knows_it(header: str, said: str) -> None:
    told = browser_of(header)
    assert (told if isinstance(told, str) else spoken(told)) == said
