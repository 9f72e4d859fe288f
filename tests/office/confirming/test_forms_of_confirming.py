"""The forms of confirming, sent as a browser sends them: a route put together, copied; several sheets confirmed; one returned."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from xml.etree.ElementTree import Element

import pytest
from django.test import Client
from django.urls import reverse

from monosashi.office.accounts.standing import Person
from monosashi.office.confirming.actions import own_route, set_route
from monosashi.office.rounds.acting import Of
from monosashi.office.rounds.actions_answering import Typed, submit, withdraw
from monosashi.office.rounds.actions_confirming import confirm
from monosashi.office.rounds.actions_preparing import open_round
from monosashi.office.rounds.models import Confirmation, Sheet
from monosashi.office.rounds.queries import sheet_of
from monosashi.office.rounds.routes import Step
from monosashi.office.rounds.states import StepKind
from office.plans.as_browser import NS, Fields, fields_of, form_in, page, text_of
from office.rounds.small_city import SmallCity, small_city

pytestmark = pytest.mark.slow

WATER, WELFARE, OFFICE = "d-water", "d-welfare", "d-office"
SECTION, SEEN, HEAD = (
    Step(StepKind.CONFIRM, WATER, "係長"),
    Step(StepKind.CIRCULATE, WATER),
    Step(StepKind.CONFIRM, WATER, "課長"),
)
ROUTE, HEAD_AT = (SECTION, SEEN, HEAD), 3
"""The water department's route in the small city, and at which position its head is."""

SET, COPY, TOGETHER = "/rounds/routes/d-water/set/", "/rounds/routes/d-water/copy/", "/rounds/confirming/together/"


@dataclass(frozen=True)
class Round:
    """The round of the small city, opened, and its people with their browsers."""

    city: SmallCity

    def by(self, name: str) -> Person:
        return self.city.people[name]

    def browser(self, name: str) -> Client:
        client = Client()
        client.force_login(self.by(name).staff)
        return client

    def of(self, node: str) -> Of:
        return Of(self.city.round.pk, node)

    def sheet(self, node: str) -> Sheet:
        return sheet_of(self.city.round, node)

    def handed_in(self, node: str, by: str, said: str, actual: str = "20", grade: str = "A") -> None:
        """The sheet answered and on its way; 20 is the final target."""
        told = {
            f"actual/i-{node[-1]}/value": actual,
            "result/result": said,
            "result/unmet_reason": "" if grade == "A" else f"{said}まだ途中である。",
            "result/next_step": f"{said}来年度も行う。",
            "result/disposition": "continue",
            "result/execution": "as_planned",
            "rating/progress/grade": grade,
        }
        submit(self.of(node), {slot: Typed(text, "") for slot, text in told.items()}, by=self.by(by))


@pytest.fixture
def held(db: None) -> Round:
    city = small_city()
    open_round(number=city.round.pk, by=city.people["office"])
    return Round(city)


def rows(fields: Fields) -> list[tuple[str, ...]]:
    """The steps that a form of a route shows."""
    count = sum(name.startswith("kind-") for name in fields)
    return [tuple(fields[f"{name}-{n}"][0] for name in ("kind", "department", "post")) for n in range(1, count + 1)]


def as_rows(*steps: Step) -> list[tuple[str, ...]]:
    return [(step.kind.value, step.department, step.post) for step in steps]


def pressed(client: Client, fields: Fields, button: str, **typed: str) -> Any:
    """The answer to the form of a route, sent by one of its buttons."""
    return client.post(
        SET, fields | {name.replace("_", "-"): [text] for name, text in typed.items()} | {"do": [button]}
    )


def test_a_route_is_put_together_row_by_row_and_nothing_is_kept_before_it_is_saved(held: Round) -> None:
    office = held.browser("office")
    shown = office.get(SET)
    for button, left in (
        ("add", (*ROUTE, Step(StepKind.CONFIRM, WATER))),
        ("remove-2", (SECTION, HEAD, Step(StepKind.CONFIRM, WATER))),
        ("up-3", (SECTION, Step(StepKind.CONFIRM, WATER), HEAD)),
        ("down-1", (Step(StepKind.CONFIRM, WATER), SECTION, HEAD)),
    ):
        shown = pressed(office, fields_of(form_in(shown, 0)), button)
        assert shown.status_code == 200
        assert rows(fields_of(form_in(shown, 0))) == as_rows(*left)
    assert own_route(WATER) == ROUTE
    fields = fields_of(form_in(shown, 0))
    saved = pressed(office, fields, "save", kind_1="concur", department_1=WELFARE, post_1="部長")
    assert saved.status_code == 302
    assert own_route(WATER) == (Step(StepKind.CONCUR, WELFARE, "部長"), SECTION, HEAD)
    assert "水道課の経路を決めました。" in office.get(saved["Location"]).content.decode()


@pytest.mark.parametrize("last", [Step(StepKind.CONFIRM, WATER), Step(StepKind.CONFIRM, WATER, "課長|代理")])
def test_a_route_is_changed_again_whatever_its_last_step_is(held: Round, last: Step) -> None:
    """Any confirmer, or a post with signs in it."""
    office = held.browser("office")
    set_route(WATER, (SECTION, last), seen=ROUTE, by=held.by("office"))
    fields = fields_of(form_in(office.get(SET), 0))
    assert pressed(office, fields, "save", post_1="主査").status_code == 302
    assert own_route(WATER) == (Step(StepKind.CONFIRM, WATER, "主査"), last)


def test_the_same_step_twice_is_not_taken_and_a_route_that_changed_meanwhile_is_shown_before_it_is(held: Round) -> None:
    office, head = held.browser("office"), held.browser("water head")
    fields = fields_of(form_in(office.get(SET), 0))
    twice = pressed(office, fields, "save", post_1="課長")
    assert (twice.status_code, "同じ順番が2つあります。" in text_of(twice)) == (422, True)
    assert pressed(head, fields, "save", post_1="主幹").status_code == 302
    late = pressed(office, fields, "save", post_3="局長")
    assert (late.status_code, "水道課 主幹" in text_of(late)) == (409, True)
    assert own_route(WATER)[0].post == "主幹"
    assert pressed(office, fields_of(form_in(late, 0)), "save").status_code == 302
    assert [step.post for step in own_route(WATER)] == ["係長", "", "局長"]


def test_a_route_is_copied_to_the_departments_that_are_ticked_and_to_no_other(held: Round) -> None:
    office = held.browser("office")
    form = form_in(office.get(COPY), 0)
    assert [box.get("value") for box in form.iter(f"{NS}input") if box.get("name") == "to"] == [OFFICE, WELFARE]
    nobody = office.post(COPY, fields_of(form))
    assert (nobody.status_code, own_route(WELFARE)) == (422, ())
    copied = office.post(COPY, fields_of(form) | {"to": [WELFARE]})
    assert copied.status_code == 302
    assert as_rows(*own_route(WELFARE)) == [(kind, WELFARE, post) for kind, _, post in as_rows(*ROUTE)]
    assert own_route(OFFICE) == ()
    assert "1課の経路を置き換えました。" in office.get(copied["Location"]).content.decode()


@pytest.fixture
def waiting(held: Round) -> Round:
    """All three sheets before the water department's head; the first is short of its target."""
    for code in (WELFARE, OFFICE):
        set_route(code, (Step(StepKind.CONCUR, WATER, "課長"),), seen=(), by=held.by("office"))
    held.handed_in("n-1", "water", "配水管を3か所で替えた。", actual="5", grade="B")
    confirm(held.of("n-1"), by=held.by("water chief"))
    held.handed_in("n-2", "welfare", "手話の講座を20回開いた。")
    held.handed_in("n-3", "office", "職員の研修を20の課で行った。")
    return held


def states(held: Round) -> Mapping[str, tuple[str, int | None]]:
    return {sheet.node: (sheet.state, sheet.step) for sheet in Sheet.objects.filter(round=held.city.round)}


def test_several_are_confirmed_from_the_page_those_to_be_read_are_not_ticked_and_one_handed_in_anew_is_told(
    waiting: Round,
) -> None:
    head = waiting.browser("water head")
    form = form_in(head.get(TOGETHER), 0)
    boxes = {box.get("value"): box.get("checked") is not None for box in _boxes(form)}
    number = waiting.city.round.pk
    assert boxes == {
        f"{number}:n-1:{waiting.sheet('n-1').version}": False,
        f"{number}:n-2:{waiting.sheet('n-2').version}": True,
        f"{number}:n-3:{waiting.sheet('n-3').version}": True,
    }
    none = head.post(TOGETHER, fields_of(form) | {"sheets": []})
    assert (none.status_code, "1つも選ばれていません。" in text_of(none)) == (422, True)
    withdraw(waiting.of("n-3"), by=waiting.by("office"))
    submit(waiting.of("n-3"), by=waiting.by("office"))
    sent = head.post(TOGETHER, fields_of(form) | {"note": ["数字は台帳と合っている。"]})
    assert sent.status_code == 302
    assert states(waiting) == {
        "n-1": ("awaiting_confirmation", 3),
        "n-2": ("awaiting_confirmation", 2),
        "n-3": ("awaiting_confirmation", 1),
    }
    done = Confirmation.objects.get(sheet=waiting.sheet("n-2"), position=1)
    assert (done.by_label, done.note) == (waiting.by("water head").actor.label, "数字は台帳と合っている。")
    told = head.get(sent["Location"]).content.decode()
    assert "1施策を確認しました。" in told
    assert "「3 施策3」は確認していません。" in told


def _boxes(form: Element) -> Iterator[Element]:
    return (box for box in form.iter(f"{NS}input") if box.get("name") == "sheets")


def test_a_sheet_is_returned_by_the_form_to_the_earlier_step_that_was_chosen(waiting: Round) -> None:
    head = waiting.browser("water head")
    address = reverse("confirming:return", args=(waiting.city.round.pk, "n-1"))
    form = next(each for each in page(head.get(address)).iter(f"{NS}form") if each.get("action") == address)
    assert [box.get("value") for box in form.iter(f"{NS}input") if box.get("name") == "to"] == ["", "1"]
    fields = fields_of(form) | {"note": ["口径を確かめてください。"]}
    assert head.post(address, fields | {"to": ["2"]}).status_code == 422
    assert states(waiting)["n-1"] == ("awaiting_confirmation", 3)
    assert head.post(address, fields | {"to": ["1"]}).status_code == 302
    assert states(waiting)["n-1"] == ("awaiting_confirmation", 1)
    assert "口径を確かめてください。" in text_of(waiting.browser("water chief").get(address))
    assert confirm(waiting.of("n-1"), by=waiting.by("water chief")).step == HEAD_AT
