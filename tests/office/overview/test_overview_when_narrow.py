"""The overview on a screen of 320 px: no figure sticks out of its table, in neither language."""

from collections.abc import Callable

import pytest
from django.contrib.staticfiles import finders
from django.test import Client
from playwright.sync_api import Route

from monosashi.core.plan import Plan
from scripts.a_browser import a_browser

pytestmark = pytest.mark.slow
HOME = "http://office.test"
OUTSIDE = """[...document.querySelectorAll('main *')].filter(each => each.getClientRects().length && !each.closest('.vh')
  && each.getBoundingClientRect().right > document.documentElement.clientWidth + 1).map(each => each.outerHTML.slice(0, 90))"""


def test_no_figure_sticks_out_at_320_px(kept: Plan, logged_in: Callable[..., Client]) -> None:
    reader, where = logged_in(), f"/plans/{kept.id}/overview/"
    pages = {}
    for language in ("ja", "en"):
        reader.post("/language/", {"language": language, "next": "/"})
        pages[language] = reader.get(where).content

    def answer(route: Route) -> None:
        path = route.request.url.removeprefix(HOME)
        if path.strip("/") in pages:
            route.fulfill(body=pages[path.strip("/")], content_type="text/html; charset=utf-8")
        elif file := finders.find(path.partition("?")[0].removeprefix("/static/")):
            route.fulfill(path=file)
        else:
            route.fulfill(status=404, body="")

    with a_browser() as browser:
        page = browser.new_page(viewport={"width": 320, "height": 700})
        page.route("**/*", answer)
        outside = {}
        for language in pages:
            page.goto(f"{HOME}/{language}/")
            outside[language] = page.evaluate(OUTSIDE)
    assert outside == {"ja": [], "en": []}
