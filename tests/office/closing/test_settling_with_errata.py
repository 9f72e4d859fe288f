"""A value that was wrong in the provisional edition: it is named in the settled one with old, new and reason, or corrected before it."""

import json
import re
from dataclasses import replace
from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse

from monosashi.core.changes import diff
from monosashi.core.plan import Plan
from monosashi.core.values import ValueStatus
from monosashi.evaluation.reference_points import year_of_plan
from monosashi.office.accounts.permissions import Role
from monosashi.office.accounts.standing import person
from monosashi.office.closing.actions import close, settle
from monosashi.office.closing.settling import JudgedOtherwise, Meant, StillNotFinal
from monosashi.office.events.models import Event
from monosashi.office.plans.actions import save
from monosashi.office.plans.actions_editions import bytes_of, verify
from monosashi.office.plans.models import Edition
from monosashi.office.plans.queries import evaluated, whole
from monosashi.office.publication import actions as publication
from monosashi.office.rounds.models import Round
from monosashi.publishing.comparison import compare
from monosashi.publishing.editions import plan_in
from office.closing.closed_rounds import BEGINS_CLOSED, BEGINS_SETTLING, UNCHANGED, closed, settling
from office.closing.test_actuals_not_final import KPI, in_status
from office.closing.test_closing import change, with_more_spent
from office.laid import Someone
from office.plans.as_browser import text_of
from office.rounds.blank_year import YEAR
from office.rounds.desk import Desk

pytestmark = pytest.mark.slow
AT = f"indicators/{KPI}/actuals/{YEAR}/value"


def counted_again(desk: Desk, value: int = 90) -> Plan:
    """p.73's actual of 82.9 is mended in the closed year, with a reason."""
    now = whole(desk.round.plan_id)
    after = in_status(now, ValueStatus.FINAL, Decimal(value))
    save(plan_id=now.id, based_on=now.revision, changes=diff(now, after), by=desk.coordinator, why="数え直し")
    return whole(now.id)


def final_target(plan: Plan, value: int) -> Plan:
    indicators = (replace(i, final_target=Decimal(value)) if i.id == KPI else i for i in plan.indicators)
    return replace(plan, indicators=tuple(indicators))


def envelope(number: int) -> dict[str, object]:
    return dict(json.loads(bytes_of(Edition.objects.get(number=number))))


@BEGINS_CLOSED
def test_a_mended_actual_is_settled_with_its_errata_and_the_money_is_none_of_them(desk: Desk, office: Client) -> None:
    held = closed(desk)
    change(desk, with_more_spent(counted_again(desk)))
    page, address = (reverse(f"closing:{name}", args=(held.pk,)) for name in ("closing", "settle"))
    shown = office.get(page).content.decode()
    assert "正誤表に載せる値 1か所" in shown
    assert "82.9" in shown
    sent = {"label": "", "seen": str(whole(held.plan_id).revision)}
    assert office.post(address, sent).status_code == 422
    (field,) = re.findall(r'name="(reason-[0-9a-f]+)"', shown)
    assert office.post(address, {**sent, field: "世帯を二度数えていた"}).status_code == 302
    settled = envelope(3)
    correction = settled["correction"]
    assert isinstance(correction, dict)
    (one,) = correction["errata"]
    assert (one["path"], one["wrong"], one["right"]) == (AT, "82.9", "90")
    assert (settled["state"], correction["corrects"]["number"], one["reason"]) == ("settled", 2, "世帯を二度数えていた")
    assert verify(held.plan_id).problems == ()
    told = Event.objects.filter(action="edition.frozen").latest("pk")
    assert "第2版から訂正した値 1か所" in text_of(office.get(page))
    assert "世帯を二度数えていた" in text_of(office.get(page))
    assert "世帯を二度数えていた" in text_of(office.get(f"/events/{told.pk}/"))


@BEGINS_SETTLING
def test_a_round_for_the_settled_money_closes_with_errata_too(desk: Desk) -> None:
    other = settling(desk)
    seen = counted_again(desk).revision
    close(number=other.round.pk, meant=Meant(reason="数え直し", seen=seen), by=desk.coordinator)
    assert "correction" in envelope(3)


@BEGINS_CLOSED
def test_a_reason_for_what_was_not_seen_is_none(desk: Desk, office: Client) -> None:
    held = closed(desk)
    seen = counted_again(desk).revision
    counted_again(desk, 91)
    sent = {"seen": str(seen), "reason": "数え直し", "unchanged": "on"}
    refused = office.post(reverse("closing:settle", args=(held.pk,)), sent)
    assert refused.status_code == 409
    assert "このページを開いたあとに、計画が変わりました" in text_of(refused)
    assert "数え直し</textarea>" in refused.content.decode()


@BEGINS_CLOSED
def test_a_target_is_no_value_that_was_wrong(desk: Desk, office: Client) -> None:
    held = closed(desk)
    change(desk, final_target(whole(held.plan_id), 50))
    meant = Meant(unchanged=True, reason="目標を下げた", seen=whole(held.plan_id).revision)
    with pytest.raises(JudgedOtherwise):
        settle(number=held.pk, meant=meant, by=desk.coordinator)
    shown = text_of(office.get(reverse("closing:closing", args=(held.pk,))))
    assert "評価の根拠（目標値・基準値・段階・評価方式など）が1か所変わっています" in shown
    assert "正誤表に載せる値" not in shown


@BEGINS_CLOSED
def test_what_two_people_corrected_before_is_what_the_settled_edition_follows(desk: Desk, someone: Someone) -> None:
    held = closed(desk)
    counted_again(desk)
    other = person(someone(Role.COORDINATING_OFFICE))
    about = publication.About(2, "数え直し")
    made = publication.propose_correction(plan_id=held.plan_id, about=about, note="", by=desk.coordinator)
    publication.approve(plan_id=held.plan_id, number=made.number, note="", by=other)
    edition = settle(number=held.pk, meant=UNCHANGED, by=desk.coordinator)
    assert (edition.number, edition.label) == (4, "令和6年度 決算確定（第3版の速報に続く版）")
    assert "correction" not in envelope(4)


@BEGINS_CLOSED
def test_a_settled_year_is_judged_by_the_targets_that_it_was_settled_with(desk: Desk) -> None:
    held = closed(desk)
    settle(number=held.pk, meant=UNCHANGED, by=desk.coordinator)
    plan = whole(held.plan_id)
    kept = year_of_plan(plan, YEAR).kept
    assert kept == {i.id: i.final_target for i in plan.indicators if i.final_target is not None}
    before = evaluated(plan, YEAR)
    change(desk, final_target(plan, 50))
    assert evaluated(whole(held.plan_id), YEAR) == before


@BEGINS_CLOSED
def test_that_they_are_kept_is_told_as_no_difference(desk: Desk) -> None:
    settle(number=closed(desk).pk, meant=UNCHANGED, by=desk.coordinator)
    (state,) = compare(plan_in(envelope(2)), plan_in(envelope(3))).differences
    assert state.path == f"years/{YEAR}/state"


@BEGINS_CLOSED
def test_nobody_settles_past_actuals_that_are_not_final(desk: Desk) -> None:
    held = closed(desk)
    change(desk, in_status(whole(held.plan_id), ValueStatus.ESTIMATED))
    Edition.objects.filter(plan_id=held.plan_id, number=2).update(revision=whole(held.plan_id).revision)
    with pytest.raises(StillNotFinal):
        settle(number=held.pk, meant=UNCHANGED, by=desk.coordinator)
    assert Round.objects.get(pk=held.pk).settled_edition is None
