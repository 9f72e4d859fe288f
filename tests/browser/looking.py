"""What is looked at on a page: what scrolls sideways, and a picture for whoever looks themselves."""

import base64
import hashlib
import re
import subprocess
from pathlib import Path

from playwright.sync_api import ViewportSize

from browser.conftest import Desk

PICTURES = Path(__file__).parents[2] / "build" / "pictures"
PAPER = {1280: 900, 390: 844}
"""Widths at which pages are looked at and pictures taken, with the heights of such screens."""
NARROW = (1040, 936, 640, 320)
"""Windows beside others: just wide enough for two columns, and for tables side by side. 1280 px at 200 % and at 400 %."""

_OF_THE_MOMENT = re.compile(r'(name="(csrfmiddlewaretoken|token)" value=")[^"]*|<time.*?</time>|\d{1,2}:\d{2}')


def too_wide(desk: Desk, width: int) -> str:
    """By how much the page scrolls sideways at this width and what sticks out; "" where it does not."""
    set_width(desk, width)
    told: str = desk.page.evaluate(
        """() => { const wide = document.documentElement.clientWidth
        if (document.documentElement.scrollWidth <= wide) return ''
        const out = [...document.querySelectorAll('main *, header *, footer *')].filter(e =>
          e.getBoundingClientRect().right > wide + 1 && !e.closest('.scroll, .vh'))
        return `${document.documentElement.scrollWidth} > ${wide}: ` +
          out.slice(0, 3).map(e => e.outerHTML.slice(0, 120)).join(' | ') }"""
    )
    return f"{width}: {told}" if told else ""


BROKEN_DAYS = r"""() => { const out = []
  const day = /(?:令和|平成|昭和)(?:元|\d{1,2})年(?:度|(?=\d))|\d{1,2}月\d{1,2}日/g
  for (const box of document.querySelectorAll('main :is(h1, h2, h3, caption, th)')) {
    if (!box.checkVisibility() || box.closest('.vh')) continue
    const walk = document.createTreeWalker(box, NodeFilter.SHOW_TEXT)
    while (walk.nextNode()) for (const found of walk.currentNode.data.matchAll(day)) {
      const range = document.createRange()
      range.setStart(walk.currentNode, found.index); range.setEnd(walk.currentNode, found.index + found[0].length)
      const lines = [...range.getClientRects()].filter(each => each.width > 0.5).map(each => Math.round(each.top))
      if (new Set(lines).size > 1) out.push(`${box.tagName}: ${found[0]}`) } }
  return out }"""
"""Years and days of headings of which one part stands on a line and the rest on the next."""


def set_width(desk: Desk, width: int) -> None:
    """Give the page this width, where it has another."""
    size: ViewportSize = {"width": width, "height": PAPER.get(width, 800)}
    if desk.page.viewport_size != size:
        desk.page.set_viewport_size(size)


def picture(desk: Desk, name: str, width: int) -> None:
    """Leave `build/pictures/<name>-<width>.png`, all of the page. Packed quickly: that it is a fifth larger matters to nobody."""
    path = PICTURES / f"{name}-{width}.png"
    path.parent.mkdir(parents=True, exist_ok=True)
    desk.page.evaluate("document.fonts.ready.then(() => null)")
    size = desk.devtools.send("Page.getLayoutMetrics")["cssContentSize"]
    wanted = {"captureBeyondViewport": True, "clip": {**size, "scale": 1}, "optimizeForSpeed": True}
    path.write_bytes(base64.b64decode(desk.devtools.send("Page.captureScreenshot", wanted)["data"]))


def on_paper(desk: Desk, to: Path) -> tuple[int, str, str]:
    """Number of sheets, size of each, and all words of the page that stands there as it comes out of the printer."""
    desk.page.pdf(path=to, prefer_css_page_size=True, print_background=True)
    told = subprocess.run(["/usr/bin/pdfinfo", to], check=True, capture_output=True, text=True).stdout
    words = subprocess.run(
        ["/usr/bin/pdftotext", "-layout", to, "-"], check=True, capture_output=True, text=True
    ).stdout
    facts = dict(re.findall(r"^(Pages|Page size):\s+([\d.x ]*\d)", told, re.MULTILINE))
    return int(facts["Pages"]), facts["Page size"], words


def fingerprint(sent: str) -> str:
    """The main part of a page but for what is another each time: two roles with the same one see the same page."""
    main = sent.partition("<main")[2].rpartition("</main>")[0]
    return hashlib.sha256(_OF_THE_MOMENT.sub("", main).encode()).hexdigest()
