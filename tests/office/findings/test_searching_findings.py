"""What a review found is found by what it says."""

from collections.abc import Callable

import pytest
from django.test import Client

from monosashi.core.plan import Plan
from monosashi.office.accounts.standing import Person
from monosashi.office.findings.models import FindingRow
from monosashi.office.findings.queries import Reviewed
from monosashi.office.plans.found_in_rooms import search_rooms
from monosashi.office.plans.queries_search import first_few
from monosashi.office.searching import Asking
from office.findings.conftest import TODAY, OneFinding

pytestmark = pytest.mark.slow


def test_a_finding_is_found_by_its_words_in_either_language(
    kept: Plan, found: OneFinding, logged_in: Callable[..., Client]
) -> None:
    one = found("TGT002", "n-p114")
    client = logged_in()
    for word in ("tgt002 目標値", "TGT002 target"):
        told = client.get("/search/", {"q": word, "kind": "findings"}).content.decode()
        assert f'href="/plans/{kept.id}/findings/{one.key}/"' in told, word


def test_what_an_earlier_review_found_and_the_newest_does_not_is_not_found(
    kept: Plan, review_of_akita: Callable[..., Reviewed], coordinator: Person
) -> None:
    review_of_akita()
    asking = Asking(("tgt002",), coordinator, TODAY)

    def count() -> int:
        return search_rooms(asking, "findings", first_few)[0].count

    before = count()
    FindingRow.objects.filter(rule="TGT002").first().found_in.all().delete()  # type: ignore[union-attr]
    assert (before > 1, count()) == (True, before - 1)
