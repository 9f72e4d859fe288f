"""In English no Japanese stands on a page but what the city wrote itself, and sentences have a space between them."""

import io
import json
import re
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

import pytest
from babel.messages.pofile import read_po

from browser.a_city import ROOT
from browser.conftest import Desk, Desks
from browser.looking import too_wide
from browser.test_every_page import PHONE, ROLES, pages, where
from monosashi.exchange.typed_words import YEN
from monosashi.office.accounts.permissions import Role

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("in English")]

CATALOGUES = ROOT / "src" / "monosashi" / "wording" / "catalogues" / "ja"
JAPANESE = re.compile(r"[ぁ-んァ-ヶ一-龠々ー〇]+")
SAID = """() => { const told = [document.title]
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  while (walk.nextNode()) { const of = walk.currentNode.parentElement
    if (!of.closest('[lang=ja], script, style')) told.push(walk.currentNode.data) }
  for (const e of document.querySelectorAll('*')) for (const name of ['aria-label', 'title', 'alt', 'placeholder'])
    if (e.hasAttribute(name) && !e.closest('[lang=ja]')) told.push(e.getAttribute(name))
  return told.map(t => t.trim()).filter(t => /[ぁ-んァ-ヶ一-龠]/.test(t)) }"""

RUN_TOGETHER = """() => [...document.querySelectorAll('p, li, td, dd, h1, h2, .panel__say')]
  .filter(e => !e.closest('[lang=ja]')).map(e => e.innerText.replace(/https?:\\S+/g, ''))
  .filter(t => /[a-z)%]{2}[.?!][A-Z0-9]/.test(t)).map(t => t.trim())"""
"""Sentences without a space between them."""


def strings(told: Any) -> Iterator[str]:
    if isinstance(told, str):
        yield told
    elif isinstance(told, (list, dict)):
        for each in told.values() if isinstance(told, dict) else told:
            yield from strings(each)


def of_the_city() -> str:
    """All that the cities wrote: plans, schemes, life cycles, lists of staff, units of money, and what the tests entered."""
    files = [ROOT / "examples" / city / f"{city}.plan.json" for city in ("akita", "sasebo", "nagasaki")]
    plans = "\n".join(text for file in files for text in strings(json.loads(file.read_text())))
    typed = [*(ROOT / "tests/browser").glob("*.py"), *(ROOT / "tests/office/rounds").glob("*.py")]
    files = [*(ROOT / "src/monosashi/evaluation").rglob("*.toml"), *typed]
    office = ROOT / "src" / "monosashi" / "office"
    files += [office / "people" / "imports" / "columns.toml", office / "forms" / "samples.toml"]
    files += [
        office / "operation" / f"example_{name}.toml"
        for name in ("meetings", "audit", "investments", "officers", "training", "questionnaires", "records")
    ]
    files += [office / "officers" / "usual_kinds.toml", office / "investments" / "usual_viewpoints.toml"]
    files.append(office / "records" / "usual.toml")
    files.append(office / "audits" / "bringing_in" / "columns.toml")
    files.append(office / "officers" / "bringing_in" / "columns.toml")
    files.append(office / "training" / "bringing_in" / "columns.toml")
    files.append(office / "questionnaires" / "bringing_in" / "columns.toml")
    return "\n".join((plans, *YEN, *(file.read_text() for file in files)))


def of_the_office() -> set[str]:
    """Sentences and words that the office says in Japanese."""
    catalogues = [read_po(io.BytesIO(file.read_bytes())) for file in CATALOGUES.glob("*.po")]
    return {str(each.string).strip() for catalogue in catalogues for each in catalogue if each.id}


CITY, OFFICE = of_the_city(), of_the_office()


@pytest.fixture(scope="module")
def english(desks: Desks) -> Callable[[Role], Desk]:
    """The desk of somebody with a role, in English. Each is made once."""

    @cache
    def of(role: Role) -> Desk:
        desk = desks.fresh(role.value)
        desk.follow('button[name=language][value="en"]')
        return desk

    return of


PLACEHOLDER = re.compile(r"\{\{[^{}]*\}\}")
"""What is typed into a form of the city: one notation, whatever the office speaks."""


def not_the_citys(text: str) -> bool:
    """Whether a text on a page holds Japanese that no city wrote, or is one of the office's own sentences."""
    text = PLACEHOLDER.sub("", text)
    if text in CITY:
        return False
    return text in OFFICE or any(run not in CITY for run in JAPANESE.findall(text))


KEPT_NAMES = (
    *("令和4年度 速報", "令和4年度 速報（第1版の訂正）", "令和6年度 実績照会"),
    "照会の進め方を、過去の年度で練習するため",
)
"""Names of two editions and of a round, and a reason: kept as they were given, in the language of whoever gave them."""
PUBLIC_SITE = {"publication:site", "publication:site-file", "publication:pages"}
"""The public site as it will stand, and the titles of its pages: in both languages beside each other, whatever the office speaks."""
FIRST = {name: role for role in reversed(ROLES) for name in pages(role)}
"""Every page with the first of the roles that open it."""
THEIR_OWN = {(Role.CONFIRMER, name) for name in ("answering:sheet", "confirming:list", "confirming:together")}
"""Pages that hold something else for these."""


@pytest.mark.parametrize(
    ("role", "name"), sorted({(role, name) for name, role in FIRST.items() if name not in PUBLIC_SITE} | THEIR_OWN)
)
def test_an_english_page_is_english(english: Callable[[Role], Desk], role: Role, name: str) -> None:
    desk = english(role)
    desk.go(where(name, desk.office, role))
    assert desk.page.get_attribute("html", "lang") == "en"
    assert sorted({text for text in desk.page.evaluate(SAID) if not_the_citys(text)}) == []
    assert desk.page.evaluate(RUN_TOGETHER) == []
    assert desk.faults == []


CUT = r"""() => { const cut = []
  const walk = document.createTreeWalker(document.querySelector('main'), NodeFilter.SHOW_TEXT)
  while (walk.nextNode()) { const node = walk.currentNode, of = node.parentElement
    if (of.closest('code, .hash, .vh, [lang=ja], script, svg, select, textarea') || !of.checkVisibility()) continue
    if (of.closest('thead')?.getBoundingClientRect().height < 5) continue
    for (const word of node.data.matchAll(/(?<![\w./-])[A-Za-z]{2,20}(?![\w./@-])/g)) {
      const range = document.createRange()
      range.setStart(node, word.index); range.setEnd(node, word.index + word[0].length)
      const lines = [...range.getClientRects()].filter(each => each.width > 0.5).map(each => Math.round(each.top))
      if (new Set(lines).size > 1) cut.push(word[0]) } }
  return cut }"""
"""Words of which one part stands on a line and the rest on the next."""
TIGHT = (
    *("plans:measures", "plans:department", "findings:answer", "findings:rules", "compiling:sheets"),
    *("people:permissions", "publication:history", "officers:list", "investments:list", "records:list"),
)
BETWEEN = (1040, 936)
"""Widths at which a list is still a table, though it is narrow."""


@pytest.mark.parametrize("name", TIGHT)
def test_no_english_word_is_cut_and_no_table_is_wider_than_the_page(english: Callable[[Role], Desk], name: str) -> None:
    desk = english(Role.COORDINATING_OFFICE)
    desk.go(where(name, desk.office, Role.COORDINATING_OFFICE))
    for width in (1280, PHONE):
        assert too_wide(desk, width) == ""
        assert desk.page.evaluate(CUT) == []
    assert [told for width in BETWEEN if (told := too_wide(desk, width))] == []
