"""What keeps people out of a page, as axe finds it.

Contrast and the size of what is clicked take most of its time, on a list mostly of cells that look the same. They are measured on the
first few of each look: what a text and all that holds it say of colours, backgrounds and letters; of what is clicked, also how
small it is and how near the next.
"""

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

_SAME_AT_EVERY_WIDTH = ("html-has-lang", "document-title", "duplicate-id-aria")
_OF_A_LOOK = {"color-contrast": 1, "target-size": 3}
_KEPT_OUT = """async ({off, ofALook}) => {
  const looks = new Map(), taken = new Map(), numbers = new Map()
  const told = ['color', 'backgroundColor', 'backgroundImage', 'opacity', 'fontSize', 'fontWeight', 'position', 'textShadow']
  const number = said => numbers.get(said) ?? numbers.set(said, numbers.size).size - 1
  const take = (rule, one, said) => {
    const look = number(`${rule}|${said}`)
    taken.set(look, (taken.get(look) ?? 0) + 1)
    if (taken.get(look) <= ofALook[rule]) one.setAttribute(`data-${rule}`, '')
  }
  for (const one of document.querySelectorAll('body, body *')) {
    const style = getComputedStyle(one)
    const look = number([looks.get(one.parentElement), one.localName, one.getAttribute('class'), ...told.map(name => style[name])].join('|'))
    looks.set(one, look)
    if ([...one.childNodes].some(each => each.nodeType === 3 && each.data.trim()) || one.matches('input, select, textarea')) take('color-contrast', one, look)
  }
  const clicked = [...document.querySelectorAll('a[href], button, input, select, textarea, summary, [tabindex]')]
    .filter(one => one.checkVisibility()).map(one => ({one, box: one.getBoundingClientRect()}))
  const gap = (a, b) => !a || !b ? Infinity : Math.max(
    Math.abs(a.box.x + a.box.width / 2 - b.box.x - b.box.width / 2) - a.box.width / 2 - b.box.width / 2,
    Math.abs(a.box.y + a.box.height / 2 - b.box.y - b.box.height / 2) - a.box.height / 2 - b.box.height / 2)
  clicked.forEach(({one, box}, at) => {
    const near = [clicked[at - 1], clicked[at + 1]].map(next => Math.ceil(Math.min(gap(clicked[at], next), 24) / 4))
    take('target-size', one, [looks.get(one), Math.ceil(Math.min(box.width, 24) / 4), Math.ceil(Math.min(box.height, 24) / 4), ...near].join('|'))
  })
  axe.configure({rules: Object.keys(ofALook).map(id => ({id, selector: `[data-${id}]`}))})
  const enabled = [...Object.keys(ofALook).map(rule => [rule, {enabled: true}]), ...off.map(rule => [rule, {enabled: false}])]
  const ran = await axe.run({resultTypes: ['violations'], rules: Object.fromEntries(enabled)})
  return ran.violations.map(each => [each.id, each.nodes.slice(0, 4).map(node => [node.target, node.failureSummary])])
}"""


def kept_out(page: Page, *, again: bool = False) -> list[object]:
    """What axe finds: rule, where, and why. `again`: the page was looked at in another width before."""
    off = ("color-contrast", *_SAME_AT_EVERY_WIDTH) if again else ()
    if not page.evaluate("'axe' in window"):
        page.evaluate(f"{AXE_SCRIPT}; true")
    found: list[object] = page.evaluate(_KEPT_OUT, {"off": off, "ofALook": _OF_A_LOOK})
    return found
