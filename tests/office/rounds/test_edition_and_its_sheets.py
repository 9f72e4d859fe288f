"""What another judging edition makes of sheets, and what of a closed round stays as it was judged."""

from dataclasses import replace
from datetime import date

import pytest
from django.urls import reverse

from monosashi.core.results import Exclusion, ExclusionReason
from monosashi.core.tree import Responsibility, Role
from monosashi.office.accounts.permissions import Role as Acts
from monosashi.office.accounts.refusals import StateForbids
from monosashi.office.events.models import EventContent
from monosashi.office.events.queries import history
from monosashi.office.plans.kept.removal import without
from monosashi.office.plans.queries import whole
from monosashi.office.rounds.actions_accepting import accept
from monosashi.office.rounds.actions_preparing import change_round, choose_edition
from monosashi.office.rounds.models import Round, Sheet, SheetDepartment
from office.laid import Someone
from office.plans.as_browser import form_in, text_of
from office.rounds.desk import Desk, submitted
from office.rounds.test_preparing import (  # noqa: F401 -- a fixture
    City,
    _browser,
    city,
    running,
    sheet_address,
    states,
    typed,
)

pytestmark = pytest.mark.slow


def judged_by(city: City, held: Round, number: int) -> None:  # noqa: F811
    told = city.office.post(f"/rounds/{held.pk}/edition/", {"edition": number, "why": "年度途中の改定のため"})
    assert told.status_code == 302, text_of(told)


def departments(held: Round, node: str) -> dict[str, str]:
    return dict(SheetDepartment.objects.filter(sheet__round=held, sheet__node=node).values_list("code", "part"))


def test_a_measure_that_another_department_leads_in_the_next_edition_is_answered_there(
    city: City,  # noqa: F811
    someone: Someone,
) -> None:
    held = running(city)
    typed(held, city.water, {"result/result": "配水管を替えた。"})
    plan = whole("small")
    moved = (Responsibility("d-welfare", Role.LEAD), Responsibility("d-water", Role.RELATED))
    nodes = (replace(each, responsibilities=moved) if each.id == "n-1" else each for each in plan.nodes)
    city.saved(replace(plan, nodes=tuple(nodes)))
    number = city.frozen("所管を改めた判定版")
    assert "担当課が変わる施策 1件" in text_of(city.office.get(f"/rounds/{held.pk}/edition/", {"to": number}))
    judged_by(city, held, number)
    assert departments(held, "n-1") == {"d-welfare": "lead", "d-water": "related"}
    welfare = _browser(someone(Acts.DEPARTMENT_EDITOR, department="d-welfare"))
    assert "配水管を替えた。" in welfare.get(sheet_address(held)).content.decode()
    assert form_in(welfare.get(sheet_address(held)), "sheet") is not None


def test_a_measure_that_the_next_edition_leaves_out_is_asked_for_no_more_and_comes_back_by_hand(
    city: City,  # noqa: F811
) -> None:
    held = running(city)
    plan = whole("small")
    out = Exclusion(ExclusionReason.OTHER_EVALUATION, "監査で評価する。")
    results = tuple(replace(each, excluded=out) if each.node == "n-1" else each for each in plan.results)
    city.saved(replace(plan, results=results))
    number = city.frozen("対象を絞った判定版")
    assert "対象外になる施策 1件" in text_of(city.office.get(f"/rounds/{held.pk}/edition/", {"to": number}))
    judged_by(city, held, number)
    sheet = Sheet.objects.get(round=held, node="n-1")
    assert (sheet.state, "監査で評価する。" in sheet.left_out) == ("left_out", True)


def test_a_measure_that_was_gone_and_is_in_the_edition_again_is_asked_for_again(city: City) -> None:  # noqa: F811
    held = running(city)
    typed(held, city.water, {"result/result": "配水管を替えた。"})
    plan = whole("small")
    city.saved(without(plan, "nodes", "n-1"))
    judged_by(city, held, city.frozen("減らした判定版"))
    gone = Sheet.objects.get(round=held, node="n-1")
    assert (gone.state, gone.step) == ("left_out", None)
    judged_by(city, held, 1)
    assert states(held)["n-1"] == "drafting"
    assert Sheet.objects.get(round=held, node="n-1").left_out == ""


def test_what_another_edition_does_to_a_sheet_stands_in_the_history_of_the_sheet_and_of_its_measure(
    city: City,  # noqa: F811
) -> None:
    held = running(city)
    city.saved(without(whole("small"), "nodes", "n-1"))
    judged_by(city, held, city.frozen("減らした判定版"))
    of_sheet, of_measure = history("sheet", f"{held.pk}/n-1", "small"), history("measure", "n-1", "small")
    assert [event.action for event in (of_sheet[0], of_measure[0])] == ["round.edition_chosen"] * 2
    assert not history("sheet", f"{held.pk}/n-2", "small").filter(action="round.edition_chosen").exists()


@pytest.mark.parametrize("state", ["closed", "published"])
def test_edition_and_deadline_of_a_closed_round_stay(city: City, state: str) -> None:  # noqa: F811
    held = running(city)
    plan = whole("small")
    city.saved(replace(plan, name="改めた計画"))
    number = city.frozen("後の版")
    Round.objects.filter(pk=held.pk).update(state=state)
    with pytest.raises(StateForbids):
        choose_edition(number=held.pk, edition=number, why="後から", by=city.coordinator)
    with pytest.raises(StateForbids):
        change_round(number=held.pk, deadline=date(2030, 1, 1), papers_due=None, letter="", by=city.coordinator)
    told = city.office.post(f"/rounds/{held.pk}/edition/", {"edition": number, "why": "後から"})
    assert told.status_code == 409
    assert "もう変えられません" in text_of(told)
    held.refresh_from_db()
    assert (held.edition, held.deadline) == (1, date(2025, 5, 9))
    assert (
        reverse("rounds:edition", args=(held.pk,)) not in city.office.get(f"/rounds/{held.pk}/about/").content.decode()
    )


def test_the_plan_says_in_words_which_round_its_new_figures_came_of(desk: Desk) -> None:
    submitted(desk)
    accept(desk.of, by=desk.coordinator)
    told = EventContent.objects.get(event__action="plan.saved").body
    assert "令和6年度 実績照会の回答を受理：マイナンバーカードの取得促進" in str(told)
