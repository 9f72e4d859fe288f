"""What is looked at on a page: what keeps people out, what scrolls sideways, and a picture for whoever looks themselves."""

import hashlib
import re
from pathlib import Path

from axe_playwright_python.sync_playwright import Axe

from browser.conftest import Desk

PICTURES = Path(__file__).parents[2] / "build" / "pictures"
PAPER = {1280: 900, 390: 844}
"""Widths at which pages are looked at and pictures taken, with the heights of such screens."""
NARROW = (640, 320)
"""1280 px at 200 % and at 400 %."""

_OF_THE_MOMENT = re.compile(r'(name="(csrfmiddlewaretoken|token)" value=")[^"]*|<time.*?</time>|\d{1,2}:\d{2}')


_SAME_AT_EVERY_WIDTH = ("color-contrast", "html-has-lang", "document-title", "duplicate-id-aria")


def kept_out(desk: Desk, *, again: bool = False) -> list[object]:
    """What axe finds: rule, where, and why. `again`: the page was looked at in another width before."""
    rules = {rule: {"enabled": False} for rule in _SAME_AT_EVERY_WIDTH if again}
    found = Axe().run(desk.page, options={"resultTypes": ["violations"], "rules": rules}).response["violations"]
    return [(each["id"], [(node["target"], node["failureSummary"]) for node in each["nodes"]][:4]) for each in found]


def too_wide(desk: Desk, width: int) -> str:
    """By how much the page scrolls sideways at this width and what sticks out; "" where it does not."""
    desk.page.set_viewport_size({"width": width, "height": PAPER.get(width, 800)})
    told: str = desk.page.evaluate(
        """() => { const wide = document.documentElement.clientWidth
        if (document.documentElement.scrollWidth <= wide) return ''
        const out = [...document.querySelectorAll('main *, header *, footer *')].filter(e =>
          e.getBoundingClientRect().right > wide + 1 && !e.closest('.scroll, .vh'))
        return `${document.documentElement.scrollWidth} > ${wide}: ` +
          out.slice(0, 3).map(e => e.outerHTML.slice(0, 120)).join(' | ') }"""
    )
    return f"{width}: {told}" if told else ""


def picture(desk: Desk, name: str, width: int) -> None:
    """Leave `build/pictures/<name>-<width>.png`."""
    path = PICTURES / f"{name}-{width}.png"
    path.parent.mkdir(parents=True, exist_ok=True)
    desk.page.screenshot(path=path, full_page=True, animations="disabled")


def fingerprint(desk: Desk) -> str:
    """The main part of a page but for what is another each time: two roles with the same one see the same page."""
    told = _OF_THE_MOMENT.sub("", desk.page.locator("main").inner_html())
    return hashlib.sha256(told.encode()).hexdigest()
