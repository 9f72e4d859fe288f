"""Pages of officers: what they say, what is sent from them, what other pages show."""

from datetime import timedelta

import pytest
from django.utils import timezone

from monosashi.office.accounts.models import Posting
from monosashi.office.accounts.standing import Person
from monosashi.office.entering.told import new_token, seen
from monosashi.office.officers.actions_leaving_out import leave_out
from monosashi.office.officers.models import Appointment, OfficerKind
from monosashi.office.officers.rows import told_of_officer
from monosashi.office.officers.told import LeftOutTold
from monosashi.office.people.days import next_april
from office.desk import browser, field, text
from office.officers.city_officers import APRIL, JULY, MARCH, OWN, SISTER, Officers, employee

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)
HERE = f"/officers/departments/{OWN}/"


def words(page: object) -> str:
    """The page's words without its markup."""
    return " ".join(text(page).split())


def test_the_list_is_as_of_any_day_and_counts_people_once(officers: Officers) -> None:
    staff = employee(SISTER, "堀 望")
    officers.notified(staff, SISTER)
    officers.notified(staff, OWN, shared_with=SISTER)
    page = words(browser(officers.office).get(f"/officers/?day={JULY}"))
    assert "推進主任は2課所室に1人います。" in page
    assert "令和7年7月1日現在の状況です。" in page
    assert "堀 望" not in words(browser(officers.office).get(f"/officers/?day={APRIL - DAY}"))


def test_the_list_is_narrowed_to_what_is_to_be_looked_at(officers: Officers) -> None:
    gone, stays = employee(until=JULY - DAY, name="去った 人"), employee(SISTER, "残る 人")
    Posting.objects.create(staff=gone, department_id=SISTER, valid_from=JULY)
    officers.notified(gone)
    officers.notified(stays, SISTER)
    page = words(browser(officers.office).get(f"/officers/?day={JULY}&state=moved_away"))
    assert "去った 人" in page
    assert "残る 人" not in page
    assert "令和7年7月1日に異動済みで、後任の届出がありません。" in page


def test_a_download_has_days_as_machines_read_them(officers: Officers) -> None:
    officers.notified(employee(name="堀 望"))
    told = browser(officers.office).get(f"/officers/?day={JULY}&format=csv&kind={officers.lead.pk}")
    rows = told.content.decode("utf-8-sig").splitlines()
    assert "堀 望" in rows[1]
    assert APRIL.isoformat() in rows[1]
    assert MARCH.isoformat() in rows[1]


def test_a_department_notifies_from_its_page(officers: Officers, editor: Person) -> None:
    mine, staff, today = browser(editor), employee(), timezone.localdate()
    form = mine.get(f"{HERE}notify/?kind={officers.lead.pk}")
    sent = {
        "token": field(form, "token"),
        "kind": officers.lead.pk,
        "account": staff.username,
        "since": today,
        "chosen_by": "own_wish",
    }
    assert mine.post(f"{HERE}notify/", sent).status_code == 302
    row = Appointment.objects.get()
    assert (row.department, row.staff, row.chosen_by, row.until) == (OWN, staff, "own_wish", None)
    assert "本人の希望" in words(mine.get(HERE))
    assert mine.get(f"/officers/departments/{SISTER}/notify/").status_code == 403


def test_what_was_typed_stays_when_it_does_not_fit(officers: Officers) -> None:
    officers.notified(employee())
    sent = {
        "kind": officers.lead.pk,
        "name": "今野 遥",
        "since": JULY,
        "chosen_by": "post",
        "token": new_token(),
    }
    page = browser(officers.office).post(f"{HERE}notify/", sent)
    assert (page.status_code, "今野 遥" in text(page)) == (409, True)


def test_who_saves_second_sees_what_stands_there(officers: Officers) -> None:
    row = officers.notified(employee())
    office, there = browser(officers.office), f"/officers/{row.pk}/change/"
    sent = {
        "account": row.staff and row.staff.username,
        "since": APRIL,
        "chosen_by": "post",
        "based_on": seen(told_of_officer(row).plain),
    }
    assert office.post(there, {**sent, "post": "課長補佐"}).status_code == 302
    page = office.post(there, {**sent, "post": "主幹"})
    assert (page.status_code, "課長補佐" in text(page)) == (409, True)
    again = {**sent, "post": "主幹", "based_on": field(page, "based_on")}
    assert office.post(there, again).status_code == 302


def test_a_renewal_asks_of_everybody_and_keeps_nothing_where_one_is_left(officers: Officers) -> None:
    one, two = (officers.notified(employee(), kind=officers.deputy.pk) for _ in range(2))
    office, there = browser(officers.office), f"{HERE}renew/"
    page = office.get(there)
    sent = {
        "since": MARCH + DAY,
        "until": "2027-03-31",
        "token": field(page, "token"),
        "based_on": field(page, "based_on"),
        f"outcome-{one.pk}": "continued",
    }
    assert office.post(there, sent).status_code == 422
    nobody = office.post(there, {**sent, f"outcome-{two.pk}": "replaced"})
    assert (nobody.status_code, "後任が入力されていません" in text(nobody)) == (422, True)
    whole = {**sent, f"outcome-{two.pk}": "replaced", f"name-{two.pk}": "今野 遥"}
    assert office.post(there, whole).status_code == 302
    going_on = Appointment.objects.filter(since=MARCH + DAY)
    assert [(row.staff_id, row.name) for row in going_on] == [(one.staff_id, ""), (None, "今野 遥")]


def test_a_renewal_begins_with_this_april_where_a_term_has_run_out(officers: Officers) -> None:
    april = next_april(timezone.localdate())
    this = april.replace(year=april.year - 1)
    officers.notified(employee(), since=this.replace(year=this.year - 1), until=this - DAY)
    ran_out = browser(officers.office).get(f"{HERE}renew/")
    officers.notified(employee(SISTER), SISTER, since=this, until=april - DAY)
    goes_on = browser(officers.office).get(f"/officers/departments/{SISTER}/renew/")
    for page, since in ((ran_out, this), (goes_on, april)):
        assert f'name="since" value="{since}"' in text(page)


def test_an_officer_is_ended_and_a_wrong_notice_removed(officers: Officers) -> None:
    one, two = officers.notified(employee()), officers.notified(employee(SISTER), SISTER)
    office = browser(officers.office)
    assert office.post(f"/officers/{one.pk}/end/", {"until": JULY, "note": "異動"}).status_code == 302
    assert office.post(f"/officers/{two.pk}/remove/", {"why": "入力誤り"}).status_code == 302
    assert [(row.pk, row.until, row.outcome) for row in Appointment.objects.all()] == [(one.pk, JULY, "ended")]


def test_that_none_is_placed_stands_on_the_page_with_its_reason(officers: Officers) -> None:
    office, today = browser(officers.office), timezone.localdate()
    sent = {"kind": officers.deputy.pk, "since": today, "reason": "職員が2人のため", "token": new_token()}
    assert office.post(f"{HERE}leave-out/", sent).status_code == 302
    assert "置かない理由は次のとおりです。職員が2人のため" in words(office.get(HERE))


def test_a_kind_is_entered_and_changed_on_its_page(officers: Officers) -> None:
    office = browser(officers.office)
    sent = {"name": "サポーター", "how_many": "any", "position": 3, "most_years": 3, "token": new_token()}
    assert office.post("/officers/kinds/new/", sent).status_code == 302
    row = OfficerKind.objects.get(name="サポーター")
    there = f"/officers/kinds/{row.pk}/change/"
    sent["based_on"], sent["most_years"] = field(office.get(there), "based_on"), ""
    assert office.post(there, sent).status_code == 302
    row.refresh_from_db()
    assert row.most_years is None


def test_the_printed_list_names_officers_by_department(officers: Officers) -> None:
    officers.notified(employee(name="堀 望"), post="課長補佐")
    leave_out(OWN, LeftOutTold(officers.deputy.pk, APRIL, "小規模"), token=new_token(), by=officers.office)
    page = words(browser(officers.office).get(f"/officers/roll/?day={JULY}"))
    assert "推進主任等名簿（令和7年7月1日現在）" in page
    assert "課長補佐 堀 望" in page
    assert "置かない" in page


def first_page(by: Person) -> str:
    return words(browser(by).get("/"))


def test_the_first_page_tells_a_department_and_the_office_who_moved_away(officers: Officers, editor: Person) -> None:
    today = timezone.localdate()
    staff = employee(name="堀 望", until=today - DAY)
    officers.notified(staff, since=today - 30 * DAY, until=today + 300 * DAY)
    assert "推進主任 堀 望" in first_page(editor)
    assert "異動済・後任の届出なし：1件" in first_page(officers.office)


def notified(officers: Officers, since: int, until: int) -> None:
    """堀 望 of 情報課, from and until so many days from today."""
    today = timezone.localdate()
    officers.notified(employee(name="堀 望"), since=today + since * DAY, until=today + until * DAY)


@pytest.mark.parametrize("days", [(-30, 60), (-2200, 300)])
def test_the_first_page_tells_of_ends_and_of_too_many_years(
    officers: Officers, editor: Person, days: tuple[int, int]
) -> None:
    notified(officers, *days)
    assert "推進主任 堀 望" in first_page(editor)


def test_the_first_page_is_quiet_until_an_end_is_near(officers: Officers, editor: Person) -> None:
    notified(officers, -30, 61)
    assert "堀 望" not in first_page(editor)


def test_the_first_page_says_nothing_of_another_department(officers: Officers, editor: Person) -> None:
    officers.notified(employee(SISTER, "堀 望"), SISTER, until=timezone.localdate() + DAY)
    assert "堀 望" not in first_page(editor)


def test_a_search_finds_officers_of_today_and_leads_to_their_department(officers: Officers) -> None:
    today = timezone.localdate()
    officers.notified(employee(name="堀 望"), since=today, until=today)
    officers.notified(employee(SISTER, name="堀 進"), SISTER, since=today - 2 * DAY, until=today - DAY)
    page = text(browser(officers.office).get("/search/", {"q": "推進主任 堀"}))
    assert HERE in page
    assert f"/officers/departments/{SISTER}/" not in page


def test_an_empty_city_is_told_what_to_do_first(coordinator: Person) -> None:
    page = words(browser(coordinator).get("/officers/"))
    assert "まず推進主任・推進員などの区分" in page
