"""A city without kinds of officers begins with the usual ones: it sees them first, and changes them afterwards."""

import pytest

from monosashi.office.accounts.standing import Person
from monosashi.office.entering.told import new_token
from monosashi.office.events.models import Event
from monosashi.office.officers.actions_kinds import make_kind
from monosashi.office.officers.models import OfficerKind
from monosashi.office.officers.told import KindTold
from monosashi.office.officers.usual import usual_kinds
from office.desk import browser, text

pytestmark = pytest.mark.django_db

HERE = "/officers/kinds/usual/"


@pytest.mark.parametrize("page", ["/officers/", "/officers/kinds/"])
def test_an_empty_room_leads_to_the_usual_kinds(coordinator: Person, page: str) -> None:
    assert f'href="{HERE}"' in browser(coordinator).get(page).content.decode()


def test_the_usual_kinds_are_shown_with_their_source_before_they_are_entered(coordinator: Person) -> None:
    shown = text(browser(coordinator).get(HERE))
    assert all(each.told.name in shown for each in usual_kinds().kinds)
    assert usual_kinds().source in shown
    assert not OfficerKind.objects.exists()


def test_the_usual_kinds_are_entered_once_and_claim_no_rules_of_this_city(coordinator: Person) -> None:
    page = browser(coordinator)
    assert [page.post(HERE).status_code for _ in range(2)] == [302, 302]
    lead, deputy = OfficerKind.objects.all()
    assert deputy.stands_in_for == lead
    assert (lead.rests_on, deputy.rests_on) == ("", "")
    assert Event.objects.filter(action="officer_kind.made").count() == len(usual_kinds().kinds)


def test_beside_kinds_of_the_city_s_own_nothing_is_added(coordinator: Person) -> None:
    make_kind(KindTold("情報化リーダー", "any"), token=new_token(), by=coordinator)
    refused = browser(coordinator).post(HERE)
    assert refused.status_code == 409
    assert "市の区分がすでに登録されているため" in text(refused)
    assert OfficerKind.objects.count() == 1
