"""What keeps people out of a page, as axe finds it.

Contrast takes four fifths of its time, on a list mostly of cells that look the same. It is measured on the first few of each look:
what a text and all that holds it say of colours, backgrounds and letters.
"""

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

_SAME_AT_EVERY_WIDTH = ("html-has-lang", "document-title", "duplicate-id-aria")
_OF_A_LOOK = 3
_KEPT_OUT = """async ({rules, ofALook}) => {
  const numbers = new Map(), looks = new Map(), taken = new Map(), texts = []
  const told = ['color', 'backgroundColor', 'backgroundImage', 'opacity', 'fontSize', 'fontWeight', 'position', 'textShadow']
  for (const one of document.querySelectorAll('body, body *')) {
    const style = getComputedStyle(one)
    const said = [looks.get(one.parentElement), one.localName, one.getAttribute('class'), ...told.map(name => style[name])].join('|')
    if (!numbers.has(said)) numbers.set(said, numbers.size)
    const look = numbers.get(said), hasText = [...one.childNodes].some(each => each.nodeType === 3 && each.data.trim())
    looks.set(one, look)
    if (!hasText && !one.matches('input, select, textarea')) continue
    taken.set(look, (taken.get(look) ?? 0) + 1)
    if (taken.get(look) <= ofALook) texts.push(one)
  }
  const tell = ran => ran.violations.map(each =>
    [each.id, each.nodes.slice(0, 4).map(node => [node.target, node.failureSummary])])
  const found = tell(await axe.run({resultTypes: ['violations'], rules}))
  if (!ofALook || !texts.length) return found
  return [...found, ...tell(await axe.run(texts, {resultTypes: ['violations'], runOnly: ['color-contrast']}))]
}"""


def kept_out(page: Page, *, again: bool = False) -> list[object]:
    """What axe finds: rule, where, and why. `again`: the page was looked at in another width before."""
    off = ("color-contrast", *(_SAME_AT_EVERY_WIDTH if again else ()))
    if not page.evaluate("'axe' in window"):
        page.evaluate(f"{AXE_SCRIPT}; true")
    wanted = {"rules": {rule: {"enabled": False} for rule in off}, "ofALook": 0 if again else _OF_A_LOOK}
    found: list[object] = page.evaluate(_KEPT_OUT, wanted)
    return found
