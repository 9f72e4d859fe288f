"""What was answered last year stands beside the cell of this year, and is no answer to it."""

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

import html5lib
import pytest

from monosashi.core.indicators import Actual
from monosashi.core.plan import Plan
from monosashi.core.results import NodeYear, Rater, Rating
from monosashi.office.accounts.standing import Person
from monosashi.office.rounds.actions_answering import Typed, save_answers
from office.answering.conftest import Browser
from office.laid import Someone
from office.rounds.desk import Desk, make_desk

pytestmark = pytest.mark.slow
CARD = "n-p073"
SAID = NodeYear(
    CARD,
    2023,
    result="出張申請を5回開いた。",
    ratings=(Rating("progress", Rater.SELF, "C", "窓口が足りない。"),),
    next_step="出張を増やす。",
)


@pytest.fixture
def answered_before(akita: Plan, coordinator: Person, someone: Someone) -> Desk:
    """A round of 2024 of a city that answered in 2023 too."""
    indicators = tuple(
        replace(each, actuals=(Actual(2023, Decimal("78.5")), *each.actuals)) if each.node == CARD else each
        for each in akita.indicators
    )
    plan = replace(akita, first_year=2023, indicators=indicators, results=(*akita.results, SAID))
    return make_desk(plan, coordinator, someone, CARD)


def pairs(page: str) -> Mapping[str, tuple[str, str]]:
    """What the page shows of last year and in the cell of this year, by the name of the cell."""
    tree, found = html5lib.parse(page, namespaceHTMLElements=False), {}
    for pair in tree.iterfind(".//div[@class]"):
        if "yr--row" not in pair.attrib["class"].split():
            continue
        was, now = (pair.find(f"div[@class='yr__{which}']") for which in ("was", "now"))
        name, said = ("".join(each.itertext()).strip() for each in was.findall("p")[:2])
        typed = [each.text or each.get("value", "") for each in now.iter() if each.tag in {"textarea", "input"}]
        chosen = [each.get("value", "") for each in now.iter("input") if "checked" in each.attrib]
        found[name.split()[0]] = said, (chosen or typed or [""])[0]
    return found


def test_figure_grade_reason_and_words_of_last_year_stand_beside_blank_cells(
    answered_before: Desk, browser: Browser
) -> None:
    page = browser(answered_before.answerer).get(f"/rounds/{answered_before.round.pk}/sheets/{CARD}/")
    shown = pairs(page.content.decode())
    assert shown["実績値"] == ("78.5%", "")
    assert shown["取組の成果"] == ("出張申請を5回開いた。", "")
    assert shown["自己評価"] == ("C", "")
    assert shown["評価の理由"] == ("窓口が足りない。", "")
    assert shown["今後の取組"] == ("出張を増やす。", "")


def test_what_is_typed_now_leaves_last_year_as_it_was(answered_before: Desk, browser: Browser) -> None:
    desk = answered_before
    save_answers(desk.of, {**desk.answers(), "result/result": Typed("出張申請を12回開いた。", "")}, by=desk.answerer)
    shown = pairs(browser(desk.answerer).get(f"/rounds/{desk.round.pk}/sheets/{CARD}/").content.decode())
    assert shown["実績値"] == ("78.5%", "82.9")
    assert shown["取組の成果"] == ("出張申請を5回開いた。", "出張申請を12回開いた。")
    assert shown["自己評価"] == ("C", "B")
