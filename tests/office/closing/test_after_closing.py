"""Once a round is closed: whose turn it is to settle, what is public and what is not, an edition that was withdrawn."""

from dataclasses import replace

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from monosashi.office.accounts.permissions import Role
from monosashi.office.closing.actions import settle
from monosashi.office.plans.models import Edition
from monosashi.office.plans.queries import whole
from monosashi.office.publication.models import Making, Preview, Proposal
from monosashi.office.publication.queries import now
from monosashi.office.publication.states import ProposalKind, ProposalState
from monosashi.office.rounds.models import MoneyFile, Round
from office.closing.closed_rounds import BEGINS_CLOSED, closed
from office.closing.test_closing import change, with_more_spent
from office.laid import EXAMPLES, Someone
from office.plans.as_browser import text_of
from office.rounds.desk import Desk

pytestmark = pytest.mark.slow

ELSEWHERE = "このシステムの外で公表した"


@pytest.fixture
def finance(someone: Someone) -> Client:
    """Finance's browser."""
    client = Client()
    client.force_login(someone(Role.FINANCE))
    return client


def money_applied(held: Round) -> None:
    """As though finance had taken the amounts of its CSV into the plan."""
    told = {"name": "決算.csv", "csv": b"", "mapping": "", "based_on": 1, "brought_by_label": "財政 太郎"}
    MoneyFile.objects.create(round=held, brought_at=timezone.now(), applied_at=timezone.now(), **told)


def published_here(held: Round, desk: Desk) -> None:
    """As though two people had published the editions that stand now."""
    state = now(held.plan_id)
    day = timezone.now()
    preview = Preview.objects.create(
        plan_id=held.plan_id, key=state.key, chain=state.chain, settings=0, state=Making.MADE, asked_at=day
    )
    Proposal.objects.create(
        plan_id=held.plan_id,
        number=1,
        kind=ProposalKind.PUBLISH,
        state=ProposalState.DONE,
        preview=preview,
        proposed_by=desk.coordinator.staff.pk,
        proposed_at=day,
        decided_by=desk.confirmer.staff.pk,
        decided_at=day,
    )


@BEGINS_CLOSED
def test_what_was_not_published_here_is_noted_as_public_only_where_somebody_says_that_it_is(
    desk: Desk, office: Client
) -> None:
    held = closed(desk)
    address = reverse("closing:published", args=(held.pk,))
    assert ELSEWHERE in text_of(office.get(reverse("closing:closing", args=(held.pk,))))
    refused = office.post(address)
    held.refresh_from_db()
    assert (refused.status_code, held.state) == (409, "closed")
    assert "第2版は、まだこのシステムから公開していません" in text_of(refused)
    assert office.post(address, {"elsewhere": "on"}).status_code == 302
    held.refresh_from_db()
    assert held.state == "published"


@BEGINS_CLOSED
def test_what_two_people_published_is_noted_with_one_click(desk: Desk, office: Client) -> None:
    held = closed(desk)
    published_here(held, desk)
    assert ELSEWHERE not in text_of(office.get(reverse("closing:closing", args=(held.pk,))))
    assert office.post(reverse("closing:published", args=(held.pk,))).status_code == 302


@BEGINS_CLOSED
def test_a_settled_edition_is_not_public_because_the_provisional_one_is(desk: Desk, office: Client) -> None:
    held = closed(desk)
    published_here(held, desk)
    change(desk, with_more_spent(whole(held.plan_id)))
    settle(number=held.pk, by=desk.coordinator)
    refused = office.post(reverse("closing:published", args=(held.pk,)))
    assert refused.status_code == 409
    assert "第3版は、まだこのシステムから公開していません" in text_of(refused)


@BEGINS_CLOSED
def test_when_finance_is_done_its_first_page_says_so_and_that_of_the_office_says_what_is_next(
    desk: Desk, office: Client, finance: Client
) -> None:
    held = closed(desk)
    assert "決算確定するか" not in text_of(office.get("/"))
    money_applied(held)
    assert "金額は計画に反映済みです。決算確定は事務局が行います" in text_of(finance.get("/"))
    home = office.get("/")
    assert "財政 太郎さんが決算の金額を計画に反映しました" in text_of(home)
    assert f'href="/rounds/{held.pk}/closing/"' in home.content.decode()
    change(desk, with_more_spent(whole(held.plan_id)))
    settle(number=held.pk, by=desk.coordinator)
    assert "財政 太郎" not in text_of(office.get("/"))
    assert "反映済み" not in text_of(finance.get("/"))


@BEGINS_CLOSED
def test_until_it_is_public_the_first_page_of_the_office_says_that_the_result_is_to_be_published(
    desk: Desk, office: Client, finance: Client
) -> None:
    held = closed(desk)
    home = office.get("/")
    assert "確定した結果を、まだ公開していません" in text_of(home)
    assert f'href="/plans/{held.plan_id}/publication/"' in home.content.decode()
    assert "まだ公開していません" not in text_of(finance.get("/"))
    published_here(held, desk)
    assert office.post(reverse("closing:published", args=(held.pk,))).status_code == 302
    assert "まだ公開していません" not in text_of(office.get("/"))


@BEGINS_CLOSED
def test_an_edition_that_was_withdrawn_is_shown_as_withdrawn(desk: Desk, office: Client) -> None:
    held = closed(desk)
    address = reverse("closing:closing", args=(held.pk,))
    assert "取下げ" not in text_of(office.get(address))
    Edition.objects.filter(plan_id=held.plan_id, number=2).update(withdrawn_on="2026-11-23", withdrawn_reason="誤り")
    assert "取下げ" in text_of(office.get(address))


@BEGINS_CLOSED
def test_what_keeps_a_year_from_being_settled_is_one_click_away(desk: Desk, office: Client) -> None:
    held = closed(desk)
    plan = whole(held.plan_id)
    change(desk, replace(plan, name="名を変えた計画"))
    page = office.get(reverse("closing:closing", args=(held.pk,)))
    assert "金額のほかが1か所変わっています" in text_of(page)
    address = reverse("plans:revisions-compare", args=(held.plan_id,))
    assert f'href="{address}?from={Edition.objects.get(number=2).revision}"' in page.content.decode()
    shown = text_of(office.get(address, {"from": Edition.objects.get(number=2).revision}))
    assert "名を変えた計画" in shown


def test_a_csv_that_changes_nothing_says_who_goes_on(desk: Desk, finance: Client) -> None:
    address = reverse("closing:money", args=(desk.round.pk,))

    def brought_in() -> str:
        files = {"csv": "finance.csv", "mapping": "finance.mapping.toml"}
        raw = {name: SimpleUploadedFile(file, (EXAMPLES / "akita" / file).read_bytes()) for name, file in files.items()}
        return text_of(finance.post(address, raw, follow=True))

    assert "事務局が「確定」のページで決算確定します" not in brought_in()
    seen = {"seen": whole(desk.round.plan_id).revision}
    finance.post(reverse("closing:apply-money", args=(desk.round.pk,)), seen)
    assert "事務局が「確定」のページで決算確定します" in brought_in()
