"""From an edition to the bundle: looked at by anybody, proposed by one, approved by another, the same bytes as the command line's."""

import io
import json
import zipfile
import zlib
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from monosashi.core.changes import Changed
from monosashi.core.plan import YearState
from monosashi.office.accounts.permissions import NotAllowed, Role
from monosashi.office.accounts.standing import person
from monosashi.office.events.models import Event
from monosashi.office.operation.verifying import verify as verify_office
from monosashi.office.plans.actions import save
from monosashi.office.plans.actions_editions import as_zip, bytes_of, freeze
from monosashi.office.plans.models import Edition
from monosashi.office.plans.queries import held
from monosashi.office.publication import actions, places
from monosashi.office.publication.actions import NotNow
from monosashi.office.publication.models import Making, Preview, Proposal
from monosashi.office.publication.site_settings import newest_settings
from monosashi.office.publication.states import ProposalState
from monosashi.publishing.bundle.verification import read_bundle
from monosashi.publishing.output_files import SUMS
from monosashi.publishing.site.publishing import publish_site
from office.counted_once import COUNTED_ONCE
from office.laid import Someone
from office.plans.as_browser import text_of
from office.publication.conftest import SETTINGS, YEAR, Office, work

pytestmark = pytest.mark.slow


def files_below(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_the_preview_is_byte_for_byte_what_the_command_line_publishes(office: Office, tmp_path: Path) -> None:
    shown = office.preview()
    editions = tmp_path / "taken-out"
    with zipfile.ZipFile(io.BytesIO(as_zip(office.plan.id))) as archive:
        archive.extractall(editions)
    publish_site(editions, tmp_path / "by-command", SETTINGS)
    made = files_below(places.preview_folder(office.plan.id, shown.key))
    assert shown.state == Making.MADE
    assert made == files_below(tmp_path / "by-command")
    assert shown.files == len(made)


def test_every_file_of_the_preview_is_shown_in_its_bytes_under_the_strict_policy(
    office: Office, someone: Someone
) -> None:
    shown = office.preview()
    client = office.browser(person(someone()))
    for name, raw in files_below(places.preview_folder(office.plan.id, shown.key)).items():
        answer = client.get(f"{office.at}preview/{shown.key}/{name}")
        assert (answer.status_code, answer.content) == (200, raw), name
        assert "default-src 'none'" in answer["Content-Security-Policy"]
        assert "unsafe" not in answer["Content-Security-Policy"]
        assert answer["X-Content-Type-Options"] == "nosniff"
        assert answer["Cache-Control"] == "private, no-store"
    first = client.get(f"{office.at}preview/{shown.key}/")
    assert first.content == (places.preview_folder(office.plan.id, shown.key) / "index.html").read_bytes()


@pytest.mark.parametrize(
    "asked",
    [
        "../../../../secret.key",
        "%2e%2e/%2e%2e/%2e%2e/%2e%2e/secret.key",
        "..%2f..%2f..%2f..%2fsecret.key",
        "....//secret.key",
        "//etc/passwd",
        "measures/../../../../../secret.key",
        ".hidden",
        "link",
        "SHA256SUMS/",
        "index.html%00.css",
    ],
)
def test_what_the_list_of_checksums_does_not_name_is_not_there(office: Office, home: Path, asked: str) -> None:
    shown = office.preview()
    (home / "secret.key").write_text("never shown")
    folder = places.preview_folder(office.plan.id, shown.key)
    (folder / ".hidden").write_text("never shown")
    (folder / "link").symlink_to(home / "secret.key")
    answer = office.browser(office.one).get(f"{office.at}preview/{shown.key}/{asked}")
    assert answer.status_code in {404, 302}
    assert b"never shown" not in answer.content


@pytest.mark.parametrize("key", ["..", ".", "0" * 32, "%2e%2e"])
def test_a_preview_that_no_row_names_is_not_there(office: Office, key: str) -> None:
    office.preview()
    inside = office.browser(office.one).get(f"{office.at}preview/{key}/SHA256SUMS")
    assert inside.status_code == 404


def test_what_was_approved_becomes_one_verified_bundle_whose_hash_is_shown(office: Office) -> None:
    done = office.published()
    path = places.bundle_file(office.plan.id, done.number)
    bundle = read_bundle(path)
    assert (done.state, bundle.problems, bundle.sha256) == (ProposalState.DONE, (), done.bundle_sha256)
    parts = {file.name.partition("/")[0] for file in bundle.files}
    assert parts >= {"site", "pieces", "open-data"}
    shown = files_below(places.preview_folder(office.plan.id, done.preview.key)) if done.preview else {}
    site = {f.name.removeprefix("site/"): f.raw for f in bundle.files if f.name.startswith("site/")}
    assert site == {name: raw for name, raw in shown.items() if name != SUMS}
    page = office.browser(office.other).get(f"{office.at}proposals/{done.number}/")
    assert done.bundle_sha256 in text_of(page)
    sent = office.browser(office.other).get(f"{office.at}proposals/{done.number}/bundle.zip")
    assert sent.content == path.read_bytes()


def test_each_step_is_an_event_that_says_who(office: Office) -> None:
    office.published()
    told = list(Event.objects.filter(plan=office.plan.id, action__startswith="publication.").order_by("id"))
    assert [(event.action, event.actor) for event in told] == [
        ("publication.settings_saved", office.one.staff.pk),
        ("publication.preview_asked", office.one.staff.pk),
        ("publication.proposed", office.one.staff.pk),
        ("publication.approved", office.other.staff.pk),
        ("publication.done", None),
    ]


def test_nothing_is_proposed_that_nobody_could_look_at(office: Office) -> None:
    with pytest.raises(NotNow) as no_preview:
        actions.propose_publication(plan_id=office.plan.id, key="0" * 32, note="", by=office.one)
    assert no_preview.value.why.id == "publication.preview_first"
    asked = actions.ask_for_preview(plan_id=office.plan.id, by=office.one)
    work()
    with pytest.raises(NotNow) as no_licence:
        actions.propose_publication(plan_id=office.plan.id, key=asked.key, note="", by=office.one)
    assert no_licence.value.why.id == "publication.licence_first"


def test_an_edition_that_came_after_the_proposal_is_not_published_with_it(office: Office) -> None:
    made = office.proposed()
    _settle(office)
    with pytest.raises(NotNow) as refused:
        actions.approve(plan_id=office.plan.id, number=made.number, note="", by=office.other)
    assert refused.value.why.id == "publication.changed_since"


def test_a_bundle_that_would_not_be_what_was_approved_is_not_made(office: Office) -> None:
    made = office.proposed()
    actions.approve(plan_id=office.plan.id, number=made.number, note="", by=office.other)
    Proposal.objects.filter(pk=made.pk).update(site_sha256="0" * 64)
    work()
    made.refresh_from_db()
    assert (made.state, made.bundle_sha256) == (ProposalState.FAILED, "")
    assert not places.bundle_file(office.plan.id, made.number).exists()
    assert office.browser(office.one).get(f"{office.at}proposals/{made.number}/bundle.zip").status_code == 404
    page = text_of(office.browser(office.one).get(f"{office.at}proposals/{made.number}/"))
    assert "承認された下見と同じサイトになりませんでした" in page


def test_a_bundle_that_changed_on_the_disk_is_not_given_out(office: Office) -> None:
    done = office.published()
    path = places.bundle_file(office.plan.id, done.number)
    raw = bytearray(path.read_bytes())
    raw[len(raw) // 2] ^= 1
    path.write_bytes(bytes(raw))
    sent = office.browser(office.one).get(f"{office.at}proposals/{done.number}/bundle.zip")
    assert sent.status_code == 302


def test_verifying_the_office_names_the_bundle_and_the_edition_that_changed(office: Office) -> None:
    done = office.published()
    path = places.bundle_file(office.plan.id, done.number)
    sound = verify_office()
    assert (sound.editions, [each for each in sound.problems if "events" not in each.place]) == (1, [])
    path.write_bytes(path.read_bytes()[:-1])
    row = Edition.objects.get(number=1)
    row.document = zlib.compress(bytes_of(row).replace("令和".encode(), "平成".encode(), 1))
    row.save()
    places_told = [problem.place for problem in verify_office().problems]
    assert f"published/{office.plan.id}/1.bundle.zip" in places_told
    assert f"plans/{office.plan.id}/editions/{row.file}" in places_told


def test_what_will_change_is_told_against_what_is_public(office: Office) -> None:
    office.published()
    _settle(office)
    office.preview()
    page = text_of(office.browser(office.one).get(f"{office.at}changes/"))
    assert "公開中の「令和4年度 速報」から「令和4年度 決算確定」へ" in page
    listed = office.browser(office.one).get(f"{office.at}pages/?change=added&format=csv").content.decode("utf-8-sig")
    assert "editions/2/index.html" in listed


def test_a_first_publication_adds_every_page(office: Office) -> None:
    shown = office.preview()
    count = len(json.loads(Preview.objects.get(pk=shown.pk).pages))
    page = text_of(office.browser(office.one).get(f"{office.at}pages/"))
    assert f"増えるのは{count}ページ、変わるのは0ページ" in page


def test_settings_that_somebody_else_saved_meanwhile_are_not_overwritten(office: Office) -> None:
    actions.save_settings(plan_id=office.plan.id, settings=SETTINGS, based_on=0, by=office.one)
    with pytest.raises(NotNow):
        actions.save_settings(plan_id=office.plan.id, settings=SETTINGS, based_on=0, by=office.other)


def test_settings_are_typed_into_a_form_that_says_what_they_cannot_hide(office: Office) -> None:
    client = office.browser(office.one)
    page = client.get(f"{office.at}settings/")
    assert "未達の評価指標、自己評価と計算の違い、目標値の変更を隠すことはできません" in text_of(page)
    sent = {
        "based_on": "0",
        "licence": "PDL-1.0",
        "base_url": "https://www.city.example.lg.jp/dx",
        "terms": "DX：変えること",
    }
    assert client.post(f"{office.at}settings/", sent).status_code == 302
    saved = json.loads(_body(office))
    assert (saved["licence"], saved["base_url"]) == ("PDL-1.0", "https://www.city.example.lg.jp/dx/")
    assert saved["terms"] == [{"word": "DX", "text": "変えること"}]
    wrong = client.post(f"{office.at}settings/", {"based_on": "1", "base_url": "ftp://x", "terms": "説明のない言葉"})
    assert wrong.status_code == 422
    assert "言葉と説明のどちらかがありません" in text_of(wrong)


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.COORDINATING_OFFICE])
def test_nobody_else_may_publish(office: Office, someone: Someone, role: Role) -> None:
    by = person(someone(role))
    told: dict[str, Any] = {"plan_id": office.plan.id, "by": by}
    for act in (
        lambda: actions.ask_for_preview(**told),
        lambda: actions.save_settings(settings=SETTINGS, based_on=0, **told),
        lambda: actions.propose_publication(key="", note="", **told),
        lambda: actions.approve(number=1, note="", **told),
        lambda: actions.refuse(number=1, note="", **told),
        lambda: actions.call_off(number=1, note="", **told),
        lambda: actions.try_again(number=1, note="", **told),
        lambda: actions.ask_for_auditor_set(edition=1, **told),
        lambda: actions.ask_for_report(edition=1, **told),
    ):
        with pytest.raises(NotAllowed):
            act()


@pytest.mark.parametrize("language", ["ja", "en"])
def test_pages_open_before_and_after_everything(office: Office, language: str) -> None:
    client = office.browser(office.one)
    pages = (
        "",
        "changes/",
        "pages/",
        "settings/",
        "history/",
        "propose/",
        "auditor/",
        "reports/",
        "editions/1/correct/",
        "editions/1/withdraw/",
    )
    for _ in range(2):
        for page in pages:
            assert client.get(office.at + page, headers={"accept-language": language}).status_code == 200, page
        office.published()
    assert client.get(f"{office.at}proposals/1/", headers={"accept-language": language}).status_code == 200


@COUNTED_ONCE
def test_the_pages_ask_the_database_as_often_however_much_was_published(office: Office) -> None:
    client = office.browser(office.one)
    office.published()
    few = {page: _queries(client, office.at + page) for page in ("", "history/", "changes/", "proposals/1/")}
    _settle(office)
    office.published()
    many = {page: _queries(client, office.at + page) for page in few}
    assert all(many[page] <= few[page] + 3 for page in ("changes/",))  # two editions are read and compared, once
    assert {page: many[page] for page in few if page != "changes/"} == {p: n for p, n in few.items() if p != "changes/"}
    assert max(few.values()) <= 24


def _queries(client: Client, where: str) -> int:

    client.get(where)
    with CaptureQueriesContext(connection) as seen:
        assert client.get(where).status_code == 200
    return len(seen)


def _settle(office: Office) -> None:

    state = held(office.plan.id)
    change = Changed(("years", str(YEAR), "state"), YearState.OPEN, YearState.SETTLED)
    save(plan_id=office.plan.id, based_on=state.revision, changes=(change,), by=office.one)
    freeze(plan_id=office.plan.id, fiscal_year=YEAR, label="", by=office.one)


def _body(office: Office) -> str:

    row = newest_settings(office.plan.id)
    assert row is not None
    return row.body


def test_what_is_missing_before_proposing_is_told_with_the_way_to_it_and_every_edition_is_told_to_become_public(
    office: Office,
) -> None:
    page = office.browser(office.one).get(f"{office.at}propose/")
    assert f'href="{office.at}settings/"' in page.content.decode().partition("<h2>")[0]
    assert f'href="{office.at}"' in page.content.decode().partition("<h2>")[0].partition("利用条件がまだ")[2]
    assert "照会の判定に使った版も含めて、確定した版はすべて公開サイトに載ります" in text_of(page)
