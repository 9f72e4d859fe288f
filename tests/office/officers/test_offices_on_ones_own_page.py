"""Of what one is and was an officer stands on one's own page, and on nobody else's."""

import pytest

from monosashi.office.accounts.standing import person
from office.desk import browser, text
from office.officers.city_officers import APRIL, JULY, MARCH, SISTER, Officers, employee

pytestmark = pytest.mark.django_db


def test_ones_own_page_tells_of_what_one_was_an_officer_the_newest_first(
    officers: Officers, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("django.utils.timezone.localdate", lambda *_: JULY)
    staff = employee(name="堀 望")
    officers.notified(staff, since=APRIL.replace(year=2024), until=MARCH.replace(year=2025))
    officers.notified(staff, SISTER, kind=officers.deputy.pk, until=None)
    officers.notified(staff, since=APRIL.replace(year=2026), until=MARCH.replace(year=2027))
    own = text(browser(person(staff)).get("/people/me/", follow=True))
    told = " ".join(own.partition("推進主任等の履歴")[2].partition("</section>")[0].split())
    newer, older = told.index("<b>推進員</b> 広報課"), told.index("<b>推進主任</b> 情報課")
    assert newer < older
    assert "令和6年4月1日から令和7年3月31日まで" in told
    assert "令和8年" not in told, "what has not begun is not told yet"
    assert "推進主任等の履歴" not in text(browser(officers.office).get(f"/people/{staff.pk}/"))
