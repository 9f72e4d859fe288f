"""A round as whoever compiles makes it by its forms: made once, judged by another edition, with measures left out and taken in."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from monosashi.core.changes import diff
from monosashi.core.plan import Plan
from monosashi.core.results import Answer, Choice, Exclusion, ExclusionReason, NodeYear, Question, QuestionKind
from monosashi.core.tree import Node
from monosashi.office.accounts.permissions import Role
from monosashi.office.accounts.standing import Person
from monosashi.office.plans.actions import keep_new_plan, save
from monosashi.office.plans.actions_editions import freeze
from monosashi.office.plans.forms.texts import YES
from monosashi.office.plans.kept.removal import without
from monosashi.office.plans.queries import whole
from monosashi.office.rounds.models import Round, Sheet, SheetDepartment
from office.laid import Someone
from office.plans.as_browser import Fields, fields_of, form_in, text_of
from office.rounds.small_city import YEAR, small_plan

pytestmark = pytest.mark.slow

LETTER = "各課におかれては、5月9日までに回答を願います。\n実績は年度末の値とすること。"
NEW = "/rounds/new/small/"
PEOPLE = Question(
    "q-people",
    "measure",
    "この施策は、市民の参加を得て進めたか",
    QuestionKind.CHOICE,
    (Choice("1", "計画の段階から"), Choice("2", "実施の段階から"), Choice("3", "得ていない")),
    required=True,
)
TAUGHT = Node("n-4", "measure", "学校の端末", number="4", responsibilities=small_plan().nodes[1].responsibilities)
BY_THE_BOARD = Exclusion(ExclusionReason.OTHER_EVALUATION, "教育委員会が評価する。")


@dataclass(frozen=True)
class City:
    """Browsers of a small city: of whoever compiles, of a department's editor, of its confirmer."""

    coordinator: Person
    office: Client
    water: Client
    head: Client

    def saved(self, after: Plan) -> None:
        """Somebody of the coordinating office saves the plan."""
        now = whole(after.id)
        save(plan_id=after.id, based_on=now.revision, changes=diff(now, after), by=self.coordinator)

    def frozen(self, label: str) -> int:
        """The number of an edition made of the plan as it stands."""
        return freeze(plan_id="small", fiscal_year=YEAR, label=label, by=self.coordinator).number


@pytest.fixture
def city(coordinator: Person, someone: Someone) -> City:
    """Three measures that are asked about, and a fourth that the plan itself leaves out."""
    plan = small_plan()
    out = NodeYear("n-4", YEAR, excluded=BY_THE_BOARD)
    plan = replace(plan, nodes=(*plan.nodes, TAUGHT), results=(*plan.results, out))
    keep_new_plan(plan, by=coordinator)
    water = _browser(someone(Role.DEPARTMENT_EDITOR, department="d-water", name="水野 葵"))
    head = _browser(someone(Role.CONFIRMER, department="d-water", name="堀 課長"))
    made = City(coordinator, _browser(coordinator.staff), water, head)
    made.frozen("判定版")
    return made


def _browser(staff: Any) -> Client:
    client = Client()
    client.force_login(staff)
    return client


def sent(client: Client, address: str, **told: str) -> Any:
    """The answer to the form of a page, with what was typed into it."""
    page = client.get(address)
    assert page.status_code == 200, page.content.decode()[:1000]
    return client.post(address, fields_of(form_in(page, 0)) | {name: [text] for name, text in told.items()})


def made(city: City, **told: str) -> Round:
    """The round that the form makes, judged by the newest edition unless told otherwise."""
    answer = sent(city.office, NEW, **{"deadline": "2025-05-09", "letter": LETTER, **told})
    assert answer.status_code == 302, text_of(answer)
    return Round.objects.latest("pk")


def running(city: City) -> Round:
    """A round that departments are asked by."""
    held = made(city)
    city.office.post(reverse("rounds:open", args=(held.pk,)))
    held.refresh_from_db()
    assert held.state == "requesting"
    return held


def states(held: Round) -> dict[str, str]:
    """The sheets' states by measure."""
    return dict(Sheet.objects.filter(round=held).values_list("node", "state"))


def sheet_address(held: Round, node: str = "n-1") -> str:
    return f"/rounds/{held.pk}/sheets/{node}/"


def typed(held: Round, client: Client, texts: Mapping[str, str]) -> None:
    """Texts on the sheet of the first measure, by slot, saved by its page."""
    page = client.get(sheet_address(held))
    fields: Fields = fields_of(form_in(page, "sheet"))
    cells = {f"cell:{slot}": [text] for slot, text in texts.items()}
    answer = client.post(f"{sheet_address(held)}save/", fields | cells)
    assert answer.status_code == 302, text_of(answer)


def test_the_form_makes_a_round_with_a_sheet_for_every_measure_and_its_departments(city: City) -> None:
    held = made(city, papers_due="2025-05-20")
    assert (held.fiscal_year, held.kind, held.state, held.edition) == (YEAR, "year", "preparing", 1)
    assert (held.deadline, held.papers_due) == (date(2025, 5, 9), date(2025, 5, 20))
    assert states(held) == {"n-1": "unanswered", "n-2": "unanswered", "n-3": "unanswered", "n-4": "left_out"}
    leads = SheetDepartment.objects.filter(sheet__round=held, part="lead").values_list("sheet__node", "code")
    assert {("n-1", "d-water"), ("n-2", "d-welfare"), ("n-3", "d-office")} <= set(leads)


ANSWERED = {
    "actual/i-1/value": "12",
    "result/execution": "as_planned",
    "result/result": "配水管を替えた。",
    "result/disposition": "continue",
    "result/next_step": "続ける。",
    "rating/progress/grade": "B",
}
"""All that a sheet asks but the city's own question."""


@pytest.mark.parametrize(
    ("kind", "slots", "answer"),
    [
        (QuestionKind.CHOICE, {"answer/q-people": "2"}, Answer("q-people", choices=("2",))),
        (QuestionKind.CHOICES, {"answer/q-people/2": YES}, Answer("q-people", choices=("2",))),
        (QuestionKind.TEXT, {"answer/q-people": "町内会と"}, Answer("q-people", "町内会と")),
        (QuestionKind.NUMBER, {"answer/q-people": "12"}, Answer("q-people", number=Decimal(12))),
    ],
)
def test_a_question_of_the_citys_own_is_asked_for_answered_and_stands_in_the_plan(
    city: City, kind: QuestionKind, slots: Mapping[str, str], answer: Answer
) -> None:
    choices = PEOPLE.choices if kind in {QuestionKind.CHOICE, QuestionKind.CHOICES} else ()
    city.saved(replace(whole("small"), questions=(replace(PEOPLE, kind=kind, choices=choices),)))
    city.frozen("設問のある判定版")
    held = running(city)
    assert PEOPLE.text in text_of(city.office.get(f"/rounds/{held.pk}/scope/"))
    typed(held, city.water, ANSWERED)
    page = text_of(city.water.get(sheet_address(held)))
    assert all(words in page for words in (PEOPLE.text, *(choice.text for choice in choices)))
    refused = city.water.post(f"{sheet_address(held)}submit/", {})
    assert refused.status_code == 409
    assert "未入力の欄が1件あります" in text_of(refused)
    assert 'href="#c-answer/q-people' in refused.content.decode()
    typed(held, city.water, slots)
    for client, act in ((city.water, "submit/"), (city.head, "confirm/"), (city.office, "accept/")):
        told = client.post(f"{sheet_address(held)}{act}", {"seen": Sheet.objects.get(round=held, node="n-1").version})
        assert told.status_code == 302, text_of(told)
    assert whole("small").index.result["n-1", YEAR].answers == (answer,)


def test_papers_that_are_due_before_the_answers_make_no_round(city: City) -> None:
    answer = sent(city.office, NEW, deadline="2025-05-09", papers_due="2025-05-01")
    assert answer.status_code == 422
    assert 'class="errors"' in answer.content.decode()
    assert not Round.objects.exists()


def test_a_second_round_of_the_same_year_and_kind_is_refused_and_leads_to_the_first(city: City) -> None:
    first = made(city)
    answer = sent(city.office, NEW, deadline="2025-06-30", letter="もう一度照会します。")
    assert answer.status_code == 409
    assert "同じ年度の照会がもうあります（令和6年度 実績照会）。" in text_of(answer)
    assert f'href="/rounds/{first.pk}/about/"' in answer.content.decode()
    assert "もう一度照会します。" in text_of(answer)
    assert Round.objects.get() == first


def test_a_round_of_the_same_year_and_another_kind_is_another_round(city: City) -> None:
    assert made(city).pk != made(city, kind="mid_year").pk


def test_a_round_is_not_judged_by_an_edition_that_the_plan_has_not(city: City) -> None:
    assert sent(city.office, NEW, deadline="2025-05-09", edition="7").status_code == 422
    assert not Round.objects.exists()


def test_the_letters_words_stand_on_the_departments_page_and_those_that_took_their_place(city: City) -> None:
    held = running(city)
    about = f"/rounds/{held.pk}/about/"
    assert all(line in text_of(city.water.get(about)) for line in LETTER.split("\n"))
    assert (
        sent(
            city.office, f"/rounds/{held.pk}/settings/", deadline="2025-05-16", letter="期限を延ばします。"
        ).status_code
        == 302
    )
    shown = text_of(city.water.get(about))
    assert "期限を延ばします。" in shown
    assert "令和7年5月16日" in shown
    assert "5月9日" not in shown


def another_edition(city: City) -> int:
    """An edition in which the third measure is gone and a fifth has come, led by the water department."""
    plan = without(whole("small"), "nodes", "n-3")
    fresh = replace(plan.index.node["n-1"], id="n-5", name="水源の見回り", number="5")
    city.saved(replace(plan, nodes=(*plan.nodes, fresh)))
    return city.frozen("改訂後の判定版")


def test_another_judging_edition_is_not_taken_without_a_reason(city: City) -> None:
    held = running(city)
    number = another_edition(city)
    address = f"/rounds/{held.pk}/edition/"
    shown = text_of(city.office.get(address, {"to": number}))
    assert "5 水源の見回り" in shown
    assert "3 施策3" in shown
    answer = city.office.post(address, {"edition": number, "why": " "})
    assert answer.status_code == 422
    assert 'class="errors"' in answer.content.decode()
    assert Round.objects.get().edition == 1
    assert "n-5" not in states(held)


def test_with_a_reason_the_round_is_judged_by_it_its_sheets_follow_and_typed_answers_stand(city: City) -> None:
    held = running(city)
    typed(held, city.water, {"actual/i-1/value": "12", "result/result": "配水管を替えた。"})
    number = another_edition(city)
    answer = city.office.post(f"/rounds/{held.pk}/edition/", {"edition": number, "why": "年度途中の改定のため"})
    assert answer.status_code == 302, text_of(answer)
    held.refresh_from_db()
    assert (held.edition, held.revision) == (2, whole("small").revision)
    assert states(held) == {
        "n-1": "drafting",
        "n-2": "unanswered",
        "n-3": "left_out",
        "n-4": "left_out",
        "n-5": "unanswered",
    }
    assert "判定版にない施策" in text_of(city.office.get(f"/rounds/{held.pk}/scope/"))
    cells = fields_of(form_in(city.water.get(sheet_address(held)), "sheet"))
    assert (cells["cell:actual/i-1/value"], cells["cell:result/result"]) == (["12"], ["配水管を替えた。"])
    assert city.water.get(sheet_address(held, "n-5")).status_code == 200


def left_out(city: City, held: Round, node: str, reason: str) -> Any:
    """The answer to leaving a measure out by its page."""
    return sent(city.office, f"/rounds/{held.pk}/scope/{node}/leave-out/", reason=reason)


def test_a_measure_is_not_left_out_without_a_reason(city: City) -> None:
    held = running(city)
    assert left_out(city, held, "n-2", "").status_code == 422
    assert states(held)["n-2"] == "unanswered"


def test_the_reason_for_leaving_a_measure_out_stands_in_the_scope_and_after_closing_in_plan_and_papers(
    city: City,
) -> None:
    held = running(city)
    for node in ("n-1", "n-2", "n-3"):
        assert left_out(city, held, node, f"{node}は休止中のため").status_code == 302
    assert "n-2は休止中のため" in text_of(city.office.get(f"/rounds/{held.pk}/scope/"))
    city.office.post(reverse("rounds:stop-taking", args=(held.pk,)))
    answer = city.office.post(reverse("closing:close", args=(held.pk,)), {"label": ""})
    assert answer.status_code == 302, text_of(answer)
    results = whole("small").index.result
    assert results["n-2", YEAR].excluded == Exclusion(ExclusionReason.OTHER, "n-2は休止中のため")
    assert results["n-4", YEAR].excluded == BY_THE_BOARD
    assert "n-2は休止中のため" in text_of(city.office.get(reverse("closing:papers", args=(held.pk,))))


def test_a_measure_that_is_taken_in_is_asked_for_again_with_what_was_typed(city: City) -> None:
    held = running(city)
    typed(held, city.water, {"result/result": "配水管を替えた。"})
    assert left_out(city, held, "n-1", "休止中のため").status_code == 302
    assert states(held)["n-1"] == "left_out"
    assert sent(city.office, f"/rounds/{held.pk}/scope/n-1/take-in/").status_code == 302
    assert states(held)["n-1"] == "drafting"
    assert "休止中のため" not in text_of(city.office.get(f"/rounds/{held.pk}/scope/"))
    cells = fields_of(form_in(city.water.get(sheet_address(held)), "sheet"))
    assert cells["cell:result/result"] == ["配水管を替えた。"]


def test_a_round_in_which_everything_is_left_out_is_not_opened(city: City) -> None:
    held = made(city)
    for node in ("n-1", "n-2", "n-3"):
        left_out(city, held, node, "休止中のため")
    answer = city.office.post(reverse("rounds:open", args=(held.pk,)))
    assert answer.status_code == 409
    assert Round.objects.get().state == "preparing"


def test_what_the_plan_itself_leaves_out_comes_with_its_words_and_is_not_taken_in_by_hand(city: City) -> None:
    held = running(city)
    scope = city.office.get(f"/rounds/{held.pk}/scope/")
    assert "教育委員会が評価する。" in text_of(scope)
    assert "計画で対象外と定めています" in text_of(scope)
    assert "n-4/take-in/" not in scope.content.decode()
    answer = sent(city.office, f"/rounds/{held.pk}/scope/n-4/take-in/")
    assert answer.status_code == 409
    assert "判定版の計画が、この施策をこの年度の評価の対象外と定めています。" in text_of(answer)
    assert states(held)["n-4"] == "left_out"


def test_what_the_plan_leaves_out_no_more_is_taken_in_under_the_next_edition_and_its_department_answers(
    city: City, someone: Someone
) -> None:
    held = running(city)
    plan = whole("small")
    kept = tuple(replace(each, excluded=None) if each.node == "n-4" else each for each in plan.results)
    city.saved(replace(plan, results=kept))
    number = city.frozen("学校も問う判定版")
    city.office.post(f"/rounds/{held.pk}/edition/", {"edition": number, "why": "学校も評価するため"})
    assert sent(city.office, f"/rounds/{held.pk}/scope/n-4/take-in/").status_code == 302
    assert states(held)["n-4"] == "unanswered"
    welfare = _browser(someone(Role.DEPARTMENT_EDITOR, department="d-welfare"))
    assert form_in(welfare.get(sheet_address(held, "n-4")), "sheet") is not None
