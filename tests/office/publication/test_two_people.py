"""Nobody publishes, corrects or withdraws alone, whatever they try in whatever order."""

from dataclasses import replace
from itertools import product
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from monosashi.core.changes import diff
from monosashi.office.accounts.permissions import Role
from monosashi.office.accounts.standing import Person, person
from monosashi.office.events.models import Event
from monosashi.office.plans.actions import save
from monosashi.office.plans.models import Edition
from monosashi.office.plans.queries import held
from monosashi.office.publication import actions
from monosashi.office.publication.actions import About, NotNow
from monosashi.office.publication.models import Proposal
from monosashi.office.publication.states import (
    AGREED,
    OPEN,
    TRANSITIONS,
    Hand,
    ProposalAct,
    ProposalForbids,
    ProposalKind,
    ProposalState,
    WrongHand,
    acts_of,
    after,
)
from office.laid import Someone
from office.publication.conftest import Office
from office.together import run_together

ONE, OTHER = 1, 2


def test_every_state_that_goes_on_has_an_exit_and_no_end_has_one() -> None:
    left = {state for state, _ in TRANSITIONS}
    assert left == set(OPEN)
    assert {following for following, _ in TRANSITIONS.values()} | {ProposalState.PROPOSED} == set(ProposalState)


def test_only_another_person_approves_and_only_the_office_carries_out() -> None:
    hands = {act: {hand for (_, each), (_, hand) in TRANSITIONS.items() if each is act} for act in ProposalAct}
    assert hands[ProposalAct.APPROVE] == hands[ProposalAct.REFUSE] == {Hand.ANOTHER}
    assert hands[ProposalAct.CARRY_OUT] == hands[ProposalAct.FAIL] == {Hand.OFFICE}


@given(st.lists(st.tuples(st.sampled_from(ProposalAct), st.sampled_from([ONE, OTHER, None])), max_size=12))
def test_whatever_is_tried_nothing_is_agreed_to_without_another_person(
    tried: list[tuple[ProposalAct, int | None]],
) -> None:
    state, agreed_by_another = ProposalState.PROPOSED, False
    for act, by in tried:
        try:
            state = after(state, act, proposer=ONE, by=by)
        except (ProposalForbids, WrongHand):
            continue
        agreed_by_another |= act is ProposalAct.APPROVE and by == OTHER
    assert agreed_by_another or state not in AGREED


@pytest.mark.parametrize(("state", "by"), list(product(ProposalState, [ONE, OTHER, None])))
def test_a_button_is_offered_where_the_act_is_allowed(state: ProposalState, by: int | None) -> None:
    for act in ProposalAct:
        try:
            after(state, act, proposer=ONE, by=by)
            allowed = True
        except (ProposalForbids, WrongHand):
            allowed = False
        assert (act in acts_of(state, proposer=ONE, by=by)) is allowed


@pytest.mark.slow
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    kind=st.sampled_from([ProposalKind.CORRECT, ProposalKind.WITHDRAW]),
    acts=st.lists(st.sampled_from(["approve", "refuse", "call_off", "try_again", "propose"]), max_size=6),
)
def test_one_person_alone_changes_nothing_that_is_public(office: Office, kind: ProposalKind, acts: list[str]) -> None:
    with transaction.atomic():
        before = editions(office)
        for act in ("propose", *acts):
            one_acts(office, kind, act)
        assert editions(office) == before
        assert not Proposal.objects.filter(state__in=[state.value for state in AGREED]).exists()
        transaction.set_rollback(True)


def one_acts(office: Office, kind: ProposalKind, act: str) -> None:
    told: dict[str, Any] = {"plan_id": office.plan.id, "by": office.one, "note": "x"}
    newest = Proposal.objects.order_by("-number").first()
    try:
        if act == "propose" and kind is ProposalKind.WITHDRAW:
            actions.propose_withdrawal(about=About(1, "誤り"), **told)
        elif act == "propose":
            mend(office, f"直した{Proposal.objects.count()}")
            actions.propose_correction(about=About(1, "誤り"), **told)
        elif newest is not None:
            getattr(actions, act)(number=newest.number, **told)
    except (NotNow, ProposalForbids, WrongHand):
        return


def editions(office: Office) -> list[tuple[int, str, str]]:

    return list(Edition.objects.filter(plan_id=office.plan.id).values_list("number", "sha256", "withdrawn_on"))


def mend(office: Office, text: str) -> None:

    state = held(office.plan.id)
    at = next(at for at, each in enumerate(state.plan.results) if each.result)
    results = list(state.plan.results)
    results[at] = replace(results[at], result=text)
    after_ = replace(state.plan, results=tuple(results))
    save(plan_id=office.plan.id, based_on=state.revision, changes=tuple(diff(state.plan, after_)), by=office.one)


@pytest.mark.slow
@pytest.mark.parametrize("state", AGREED)
def test_the_database_itself_refuses_one_person_alone(office: Office, state: ProposalState) -> None:
    made = office.proposed()
    for alone in (None, made.proposed_by):
        with pytest.raises(IntegrityError), transaction.atomic():
            Proposal.objects.filter(pk=made.pk).update(state=state, decided_by=alone)


@pytest.mark.slow
def test_the_proposer_is_told_in_a_sentence_why_not(office: Office) -> None:
    made = office.proposed()
    with pytest.raises(WrongHand):
        actions.approve(plan_id=office.plan.id, number=made.number, note="", by=office.one)
    page = office.browser(office.one).post(f"{office.at}proposals/{made.number}/approve/", {"note": ""})
    assert page.status_code == 409
    assert "提案した本人は「承認する」ができません" in page.content.decode()
    made.refresh_from_db()
    assert (made.state, made.decided_by) == (ProposalState.PROPOSED, None)


@pytest.mark.slow
def test_a_reason_typed_when_the_session_had_ended_stands_in_the_form_after_logging_in(office: Office) -> None:
    made = office.proposed()
    at = f"{office.at}proposals/{made.number}/refuse/"
    browser = Client()
    kept = parse_qs(urlsplit(browser.post(at, {"note": "数字を確かめて"})["Location"]).query)["next"][0]
    browser.force_login(office.other.staff)
    assert "数字を確かめて" in browser.get(kept).content.decode()


@pytest.mark.slow
def test_a_refusal_takes_a_reason_and_another_may_be_proposed_then(office: Office) -> None:
    made = office.proposed()
    at = f"{office.at}proposals/{made.number}/refuse/"
    assert office.browser(office.other).post(at, {"note": " "}).status_code == 422
    assert office.browser(office.other).post(at, {"note": "数字を確かめて"}).status_code == 302
    made.refresh_from_db()
    assert (made.state, made.decision_note) == (ProposalState.REFUSED, "数字を確かめて")
    assert office.proposed().number == made.number + 1


@pytest.mark.slow
def test_only_one_proposal_is_going_on_at_a_time(office: Office) -> None:
    made = office.proposed()
    with pytest.raises(NotNow) as second:
        actions.propose_withdrawal(plan_id=office.plan.id, about=About(1, "誤り"), note="", by=office.other)
    assert second.value.why.id == "publication.another_open"
    actions.call_off(plan_id=office.plan.id, number=made.number, note="", by=office.one)
    made.refresh_from_db()
    assert made.state == ProposalState.CALLED_OFF


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_of_two_who_approve_at_once_one_does_and_the_other_is_told(office: Office, someone: Someone) -> None:
    third = person(someone(Role.COORDINATING_OFFICE, name="長谷川 舞"))
    made = office.proposed()

    def approve(by: Person) -> object:
        return actions.approve(plan_id=office.plan.id, number=made.number, note="", by=by)

    came = run_together(lambda: approve(office.other), lambda: approve(third))
    assert sorted(type(each).__name__ for each in came) == ["Proposal", "ProposalForbids"]
    assert Event.objects.filter(action="publication.approved").count() == 1


@pytest.mark.slow
def test_a_proposal_stands_on_the_first_page_of_whoever_may_decide_and_of_nobody_else(
    office: Office, someone: Someone
) -> None:
    made = office.proposed()
    address = f'href="{office.at}proposals/{made.number}/"'
    editor = person(someone(Role.DEPARTMENT_EDITOR))
    elsewhere = person(someone(Role.COORDINATING_OFFICE, plan="another"))
    shown = {
        who: office.browser(who).get("/").content.decode() for who in (office.one, office.other, editor, elsewhere)
    }
    assert {who: address in page for who, page in shown.items()} == {
        office.one: False,
        office.other: True,
        editor: False,
        elsewhere: False,
    }
    assert "成田 桂さんが提案しました" in shown[office.other]
    actions.refuse(plan_id=office.plan.id, number=made.number, note="まだ早い", by=office.other)
    assert address not in office.browser(office.other).get("/").content.decode()
