"""Nothing personal is in anything that is made to leave the house: who wrote, proposed, decided, and what they told each other."""

import io
import zipfile

import pytest
from django.utils import timezone

from monosashi.core.changes import Changed
from monosashi.office.accounts.models import Department, Posting
from monosashi.office.accounts.permissions import Role
from monosashi.office.accounts.standing import person
from monosashi.office.events.sealing import head
from monosashi.office.plans.actions import save
from monosashi.office.plans.queries import held
from monosashi.office.publication import actions, places
from monosashi.office.publication.actions import About
from monosashi.office.publication.models import AuditorSet, Making
from monosashi.office.publication.preparers import preparers_of
from office.laid import Someone
from office.publication.conftest import Office, work
from office.publication.test_two_people import mend
from planted_persons import MAIL_DOMAIN, MOBILE, NAME, NAME_LATIN, NOTE, traces_in

pytestmark = pytest.mark.slow
PLANTED = f"{NAME} {NOTE} {NAME_LATIN}@{MAIL_DOMAIN} {MOBILE}"


def traces_in_zip(raw: bytes) -> set[tuple[str, str]]:
    """File and planted word, also in workbooks and zips inside."""
    found = set()
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        for name in archive.namelist():
            inner = archive.read(name)
            if name.endswith((".xlsx", ".zip")):
                found |= {(f"{name}/{at}", trace) for at, trace in traces_in_zip(inner)}
            found |= {(name, trace) for trace in traces_in(inner.decode("utf-8", "replace"))}
    return found


@pytest.fixture
def planted(office: Office, someone: Someone) -> Office:
    """Both people are called by the planted name, and every field for colleagues has the planted note."""
    for who in (office.one.staff, office.other.staff):
        who.name, who.email = f"{NAME} {who.pk}", f"{NAME_LATIN}@{MAIL_DOMAIN}"
        who.save()
    department, _ = Department.objects.get_or_create(code="d-x", defaults={"name": "情報政策課"})
    Posting.objects.create(staff=office.one.staff, department=department, post="主査")
    mend(office, "15件を直した。")
    about = About(1, f"転記の誤り {NAME_LATIN}@{MAIL_DOMAIN} {MOBILE}", label="令和4年度 速報 訂正")
    made = actions.propose_correction(plan_id=office.plan.id, about=about, note=PLANTED, by=office.one)
    actions.approve(plan_id=office.plan.id, number=made.number, note=PLANTED, by=office.other)
    return office


def test_the_bundle_holds_no_name_no_address_and_no_note(planted: Office) -> None:
    shown = planted.preview()
    made = actions.propose_publication(plan_id=planted.plan.id, key=shown.key, note=PLANTED, by=planted.one)
    actions.approve(plan_id=planted.plan.id, number=made.number, note=PLANTED, by=planted.other)
    work()
    assert traces_in_zip(places.bundle_file(planted.plan.id, made.number).read_bytes()) == set()


def test_the_auditors_set_names_posts_and_days_and_nobody(planted: Office) -> None:
    asked = actions.ask_for_auditor_set(plan_id=planted.plan.id, edition=2, by=planted.one)
    assert work() == ["make_auditor_set"]
    asked.refresh_from_db()
    assert asked.state == Making.MADE, AuditorSet.objects.get().problems
    raw = places.auditor_file(planted.plan.id, asked.number).read_bytes()
    assert traces_in_zip(raw) == set()
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        population = archive.read("data/population.csv").decode()
    assert "情報政策課" in population
    assert "主査" in population
    assert timezone.localdate().isoformat() in population
    sent = planted.browser(planted.one).get(f"{planted.at}auditor/{asked.number}.zip")
    assert sent.content == raw


@pytest.mark.django_db(transaction=True)
def test_the_auditors_set_carries_the_head_of_the_events_outside(office: Office) -> None:
    asked = actions.ask_for_auditor_set(plan_id=office.plan.id, edition=1, by=office.one)
    work()
    newest = head()
    assert newest is not None
    with zipfile.ZipFile(places.auditor_file(office.plan.id, asked.number)) as archive:
        assert newest.sha256 in archive.read("editions.html").decode()


def test_the_preparer_is_the_post_of_that_day(office: Office, someone: Someone) -> None:
    department, _ = Department.objects.get_or_create(code="d-x", defaults={"name": "情報政策課"})
    Posting.objects.create(staff=office.one.staff, department=department, post="主査", concurrent=True)
    mend(office, "15件を直した。")
    found = preparers_of(office.plan.id, office.plan)
    assert [(each.post, each.department, each.day) for each in found.values()] == [
        ("主査", "情報政策課", timezone.localdate().isoformat())
    ]
    assert {year for _, year in found} == {2022}


def test_somebody_without_a_post_prepares_as_nobody(office: Office) -> None:
    mend(office, "15件を直した。")
    assert preparers_of(office.plan.id, office.plan) == {}


def test_what_a_person_without_the_permission_typed_is_not_there_either(office: Office, someone: Someone) -> None:
    editor = person(someone(Role.COORDINATING_OFFICE, name=NAME))

    state = held(office.plan.id)
    node = state.plan.index.measures[0]
    change = Changed(("nodes", node.id, "effect"), node.effect, "庁内の手間が減る。")
    save(plan_id=office.plan.id, based_on=state.revision, changes=(change,), by=editor, why=PLANTED)
    done = office.published()
    assert traces_in_zip(places.bundle_file(office.plan.id, done.number).read_bytes()) == set()
