"""What a round proposes for the plan: said by the form, carried into a draft, and in the plan once the draft is applied."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from monosashi.core.changes import diff
from monosashi.core.indicators import Target
from monosashi.core.plan import Plan
from monosashi.core.results import Exclusion, ExclusionReason
from monosashi.core.tree import Succession, SuccessionKind
from monosashi.office.closing.actions_following import waiting
from monosashi.office.closing.proposals import DoesNotFitPlan, Merging, NextStage, NextTarget, carried
from monosashi.office.plans.actions import save
from monosashi.office.plans.actions_imports import NoSuchDraft, throw_away
from monosashi.office.plans.kept.removal import without
from monosashi.office.plans.models import ImportDraft
from monosashi.office.plans.queries import whole
from monosashi.office.rounds.actions_answering import Typed, save_answers
from monosashi.office.rounds.models import FollowUp
from monosashi.office.ui.language import spoken
from office.plans.as_browser import fields_of, form_in, text_of
from office.rounds.blank_year import YEAR
from office.rounds.desk import Desk

pytestmark = pytest.mark.slow

NEXT, OTHER = YEAR + 1, "n-p096"
TARGET = {"kind": "target", "indicator": "i-p073", "value": "90.5"}
FINISHED, OTHERWISE = ExclusionReason.FINISHED, ExclusionReason.OTHER


@pytest.fixture
def department(desk: Desk) -> Client:
    """The browser of whoever answers the sheet."""
    client = Client()
    client.force_login(desk.answerer.staff)
    return client


def form_address(desk: Desk) -> str:
    """Where something is proposed for the measure of the desk."""
    return reverse("closing:propose", args=(desk.round.pk, desk.node))


def proposed(department: Client, desk: Desk, **told: str) -> FollowUp:
    """One proposal more, made by the form."""
    sent = department.post(form_address(desk), told)
    assert sent.status_code == 302, text_of(sent)
    return FollowUp.objects.latest("pk")


def carried_by_page(office: Client, desk: Desk) -> Any:
    """The answer to sending the list of proposals with every box ticked that is there."""
    page = office.get(reverse("closing:proposals", args=(desk.round.pk,)))
    boxes = [f"carry-{row.pk}" for row in waiting(desk.round) if f'name="carry-{row.pk}"' in page.content.decode()]
    return office.post(reverse("closing:carry", args=(desk.round.pk,)), dict.fromkeys(boxes, "on"))


def applied(office: Client, desk: Desk) -> Plan:
    """The plan after the proposals were carried into a draft and the draft was applied by its page."""
    laid = carried_by_page(office, desk)
    assert laid.status_code == 302, text_of(laid)
    done = office.post(laid["Location"], {"why": "改訂のため"})
    assert done.status_code == 302, text_of(done)
    return whole(desk.round.plan_id)


def changed(desk: Desk, after: Plan) -> None:
    """Somebody of the coordinating office saves the plan."""
    now = whole(after.id)
    save(plan_id=after.id, based_on=now.revision, changes=diff(now, after), by=desk.coordinator)


def places(before: Plan, after: Plan) -> set[tuple[str, str]]:
    """The entries of the plan that are others now, by list and id."""
    return {(str(change.path[0]), str(change.path[1])) for change in diff(before, after) if len(change.path) > 1}


def test_a_target_for_the_next_year_stands_in_the_plan_once_the_draft_is_applied(
    desk: Desk, office: Client, department: Client
) -> None:
    proposed(department, desk, **TARGET, reason="国の目安に合わせる")
    before = whole(desk.round.plan_id)
    after = applied(office, desk)
    assert after.index.indicator["i-p073"].targets == (Target(2025, Decimal("90.5")),)
    assert places(before, after) == {("indicators", "i-p073")}


def test_another_stage_counts_from_the_next_year_on_and_this_year_keeps_its_own(
    desk: Desk, office: Client, department: Client
) -> None:
    proposed(department, desk, kind="stage", stage="3")
    after = applied(office, desk)
    assert [after.index.result[desk.node, year].stage for year in (YEAR, NEXT)] == ["2", "3"]


@pytest.mark.parametrize(
    ("disposition", "reason", "excluded"),
    [
        ("complete", "目標に達した", Exclusion(FINISHED, "目標に達した")),
        ("abolish", "国の制度が終わる", Exclusion(OTHERWISE, "国の制度が終わる")),
        ("abolish", "", Exclusion(OTHERWISE, "廃止")),
        ("suspend", "", Exclusion(OTHERWISE, "休止")),
    ],
)
def test_a_measure_that_ends_is_out_of_the_next_years_evaluation_with_its_reason(
    desk: Desk, office: Client, department: Client, disposition: str, reason: str, excluded: Exclusion
) -> None:
    proposed(department, desk, kind="disposition", disposition=disposition, reason=reason)
    after = applied(office, desk)
    assert after.index.result[desk.node, NEXT].excluded == excluded
    assert after.index.result[desk.node, YEAR].excluded is None


def test_a_measure_that_is_merged_goes_on_in_the_other_one_and_is_finished_itself(
    desk: Desk, office: Client, department: Client
) -> None:
    proposed(department, desk, kind="merge", into=OTHER)
    after = applied(office, desk)
    assert after.index.node[OTHER].succeeds == (Succession(desk.node, SuccessionKind.MERGED, NEXT),)
    assert after.index.result[desk.node, NEXT].excluded == Exclusion(FINISHED, "戸籍システムの標準化")


def test_several_proposals_make_one_draft_and_those_that_were_not_ticked_wait_on(
    desk: Desk, office: Client, department: Client
) -> None:
    first, second = proposed(department, desk, **TARGET), proposed(department, desk, kind="stage", stage="3")
    third = proposed(department, desk, kind="disposition", disposition="suspend")
    ticked = {f"carry-{first.pk}": "on", f"carry-{second.pk}": "on"}
    laid = office.post(reverse("closing:carry", args=(desk.round.pk,)), ticked)
    assert office.post(laid["Location"], {}).status_code == 302
    after = whole(desk.round.plan_id)
    assert after.index.indicator["i-p073"].targets == (Target(2025, Decimal("90.5")),)
    assert (after.index.result[desk.node, NEXT].stage, after.index.result[desk.node, NEXT].excluded) == ("3", None)
    assert list(waiting(desk.round)) == [third]


@pytest.mark.parametrize(
    "proposal",
    [NextTarget("i-none", Decimal(1)), NextStage("n-none", "3"), Merging(OTHER, OTHER), Merging(OTHER, "n-no")],
)
def test_what_the_plan_does_not_hold_is_not_carried(akita: Plan, proposal: Any) -> None:
    with pytest.raises(DoesNotFitPlan):
        carried(akita, (proposal,), NEXT, judged=akita)


def test_it_is_said_of_which_measure_a_proposal_no_longer_fits(akita: Plan) -> None:
    lost = replace(akita, indicators=())
    with pytest.raises(DoesNotFitPlan) as refused:
        carried(lost, (NextStage(OTHER, "3"), NextTarget("i-p073", Decimal(1))), NEXT, judged=akita)
    measure = akita.index.node["n-p073"]
    assert f"「{measure.name}」についての提案" in spoken(refused.value.why)


@pytest.mark.parametrize(("collection", "key"), [("indicators", "i-p073"), ("nodes", "n-p073")])
def test_a_proposal_for_what_the_plan_has_lost_is_refused_and_waits_on_under_its_measures_name(
    desk: Desk, office: Client, department: Client, collection: str, key: str
) -> None:
    row = proposed(department, desk, **TARGET)
    changed(desk, without(whole(desk.round.plan_id), collection, key))
    refused = carried_by_page(office, desk)
    assert refused.status_code == 409
    assert "にある施策や指標が、いまの計画にありません。" in text_of(refused)
    assert "マイナンバーカードの取得促進" in text_of(refused)
    assert not ImportDraft.objects.exists()
    assert list(waiting(desk.round)) == [row]


def thrown_away(office: Client, address: str) -> Any:
    """The draft thrown away by the button of its page."""
    page = office.get(address)
    assert f'formaction="{address}throw-away/"' in page.content.decode()
    return office.post(f"{address}throw-away/", fields_of(form_in(page, 0)))


def test_proposals_wait_again_when_the_draft_that_they_were_laid_into_is_thrown_away(
    desk: Desk, office: Client, department: Client
) -> None:
    row = proposed(department, desk, **TARGET)
    listed = reverse("closing:proposals", args=(desk.round.pk,))
    first = carried_by_page(office, desk)["Location"]
    assert f'name="carry-{row.pk}"' not in office.get(listed).content.decode()
    assert thrown_away(office, first).status_code == 302
    page = office.get(listed).content.decode()
    assert f'name="carry-{row.pk}"' in page
    assert "改訂案に入れた" not in text_of(office.get(listed))
    assert applied(office, desk).index.indicator["i-p073"].targets == (Target(2025, Decimal("90.5")),)


def test_throwing_another_draft_away_and_applying_its_own_leaves_a_proposal_carried(
    desk: Desk, office: Client, department: Client
) -> None:
    row = proposed(department, desk, **TARGET)
    laid = carried_by_page(office, desk)["Location"]
    proposed(department, desk, kind="stage", stage="3")
    thrown_away(office, carried_by_page(office, desk)["Location"])
    opened_meanwhile = ImportDraft.objects.get()
    assert office.post(laid, {}).status_code == 302
    with pytest.raises(NoSuchDraft):
        throw_away(draft=opened_meanwhile, by=desk.coordinator)
    row.refresh_from_db()
    assert row.carried_at is not None


def test_a_proposal_carried_before_its_draft_was_kept_stays_carried(
    desk: Desk, office: Client, department: Client
) -> None:
    old = proposed(department, desk, **TARGET)
    FollowUp.objects.filter(pk=old.pk).update(carried_at=timezone.now())
    proposed(department, desk, kind="stage", stage="3")
    thrown_away(office, carried_by_page(office, desk)["Location"])
    old.refresh_from_db()
    assert old.carried_at is not None


def answered(desk: Desk, **said: str) -> None:
    """The sheet with these texts of its result typed."""
    save_answers(desk.of, {f"result/{name}": Typed(text, "") for name, text in said.items()}, by=desk.answerer)


@pytest.mark.parametrize(
    ("disposition", "first"),
    [
        ("abolish", {"kind": ["disposition"], "disposition": ["abolish"]}),
        ("complete", {"kind": ["disposition"], "disposition": ["complete"]}),
        ("merge", {"kind": ["merge"], "disposition": [""]}),
    ],
)
def test_a_sheet_whose_answer_ends_the_measure_proposes_it_with_what_comes_next_as_the_reason(
    desk: Desk, department: Client, disposition: str, first: Mapping[str, list[str]]
) -> None:
    answered(desk, disposition=disposition, next_step="国の窓口に引き継ぐ。")
    fields = fields_of(form_in(department.get(form_address(desk)), 0))
    assert {name: fields.get(name) for name in first} == first
    assert fields["reason"] == ["国の窓口に引き継ぐ。"]


def test_a_sheet_whose_answer_goes_on_or_that_was_proposed_already_suggests_nothing(
    desk: Desk, department: Client
) -> None:
    answered(desk, disposition="continue", next_step="続ける。")
    assert _suggests(department, desk) == (None, [""])
    save_answers(desk.of, {"result/disposition": Typed("abolish", "continue")}, by=desk.answerer)
    assert _suggests(department, desk) == (["disposition"], ["続ける。"])
    proposed(department, desk, kind="disposition", disposition="abolish")
    assert _suggests(department, desk) == (None, [""])


def _suggests(department: Client, desk: Desk) -> tuple[Any, Any]:
    fields: Callable[[str], Any] = fields_of(form_in(department.get(form_address(desk)), 0)).get
    return fields("kind"), fields("reason")


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (TARGET, {**TARGET, "value": "95"}),
        ({"kind": "stage", "stage": "3"}, {"kind": "stage", "stage": "4"}),
        ({"kind": "merge", "into": OTHER}, {"kind": "disposition", "disposition": "abolish"}),
    ],
)
def test_two_proposals_of_which_one_would_undo_the_other_are_not_carried_together(
    desk: Desk, office: Client, department: Client, first: Mapping[str, str], second: Mapping[str, str]
) -> None:
    rows = [proposed(department, desk, **told) for told in (first, second)]
    refused = carried_by_page(office, desk)
    assert refused.status_code == 409
    assert "同じことについて違う提案が2件選ばれています" in text_of(refused)
    assert (waiting(desk.round).count(), ImportDraft.objects.count()) == (2, 0)
    sent = office.post(reverse("closing:carry", args=(desk.round.pk,)), {f"carry-{rows[0].pk}": "on"})
    assert sent.status_code == 302


def test_the_same_proposal_for_two_reasons_is_carried(desk: Desk, office: Client, department: Client) -> None:
    for reason in ("国の目安に合わせる", "達成したため"):
        proposed(department, desk, **TARGET, reason=reason)
    assert applied(office, desk).index.indicator["i-p073"].targets == (Target(2025, Decimal("90.5")),)


def test_a_proposal_that_was_dropped_or_carried_meanwhile_is_not_dropped_and_the_reason_is_not_lost(
    desk: Desk, office: Client, department: Client
) -> None:
    row = proposed(department, desk, **TARGET)
    address = reverse("closing:drop", args=(desk.round.pk, row.pk))
    assert office.post(address, {"reason": "来年にする"}).status_code == 302
    again = office.post(address, {"reason": "別の理由"})
    assert again.status_code == 409
    assert "この提案は、もう取り下げられたか、改訂案に入っています" in text_of(again)
    assert "別の理由" in text_of(again)
    row.refresh_from_db()
    assert row.dropped == "来年にする"
    assert office.post(reverse("closing:drop", args=(desk.round.pk, row.pk + 1)), {"reason": "x"}).status_code == 404


def test_a_proposal_that_was_sent_twice_is_made_once(desk: Desk, department: Client) -> None:
    first = proposed(department, desk, **TARGET)
    assert (proposed(department, desk, **TARGET), FollowUp.objects.count()) == (first, 1)
    assert proposed(department, desk, **TARGET, reason="国の目安に合わせる") != first
