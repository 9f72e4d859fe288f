"""A city's form is brought in once, replaced by a newer file, taken out of use; each is on record, and nothing is half kept."""

import io
import zipfile
from collections.abc import Callable

import pytest
from django.conf import settings
from django.test import Client

from exchange.spreadsheets.made_workbooks import rewritten
from monosashi.core.plan import Plan
from monosashi.office.accounts.permissions import NotAllowed, Role
from monosashi.office.accounts.standing import Person, person
from monosashi.office.events.models import Event, EventContent
from monosashi.office.forms import actions
from monosashi.office.forms.models import CityForm
from office.forms.city_forms import COVER, LIST, MEASURE, SHEET, brought, sent, workbook
from office.laid import Someone


@pytest.fixture
def office(coordinator: Person, kept: Plan) -> Client:
    client = Client()
    client.force_login(coordinator.staff)
    return client


def text(answer: object) -> str:
    return answer.content.decode()  # type: ignore[attr-defined, no-any-return]


def said_of(action: str) -> str:
    return EventContent.objects.get(event=Event.objects.get(action=action)).body


def test_a_form_is_kept_byte_by_byte_and_on_record(office: Client, kept: Plan) -> None:
    answer = brought(office, kept, SHEET, name="実施計画調書")
    row = CityForm.objects.get()
    assert (answer.status_code, answer["Location"]) == (302, f"/plans/{kept.id}/forms/{row.pk}/")
    assert (row.name, row.kind, bytes(row.content), row.repeats, row.of_measures) == (
        "実施計画調書",
        "xlsx",
        SHEET,
        False,
        True,
    )
    assert office.get(f"/plans/{kept.id}/forms/{row.pk}/file/").content == SHEET
    assert row.sha256 in said_of("form.brought_in")


def test_a_form_without_a_name_is_called_as_its_file(office: Client, kept: Plan) -> None:
    brought(office, kept, SHEET, file="監査調書.xlsx")
    assert CityForm.objects.get().name == "監査調書"


def test_a_wrong_form_is_refused_with_every_problem_and_the_name_stays(office: Client, kept: Plan) -> None:
    wrong = workbook([["{{施策の気分}}"], ["{{施策名}}"], ["{{支出済額:いつか}}"], ["{{閉じていない"]])
    answer = brought(office, kept, wrong, name="調書")
    assert answer.status_code == 422
    assert "施策の気分" in text(answer)
    assert "いつか" in text(answer)
    assert "閉じていない" in text(answer)
    assert text(answer).count("様式1.xlsx シート『様式1』の") == 3
    assert 'value="調書"' in text(answer)
    assert not CityForm.objects.exists()
    assert not Event.objects.filter(action="form.brought_in").exists()


def test_a_file_without_a_placeholder_is_refused(office: Client, kept: Plan) -> None:
    answer = brought(office, kept, workbook([["施策名"]]))
    assert (answer.status_code, CityForm.objects.count()) == (422, 0)


@pytest.mark.parametrize(("raw", "name"), [(b"not a workbook", "様式.xlsx"), (SHEET, "様式.xlsm"), (b"", "様式.docx")])
def test_what_is_no_form_is_refused_with_a_sentence(office: Client, kept: Plan, raw: bytes, name: str) -> None:
    answer = brought(office, kept, raw, file=name)
    assert (answer.status_code, CityForm.objects.count()) == (422, 0)
    assert "msg--stop" in text(answer)


def with_macros(raw: bytes) -> bytes:
    """A workbook as Excel saves one with macros."""
    mark = b"vnd.openxmlformats-officedocument.spreadsheetml.sheet.main", b"vnd.ms-excel.sheet.macroEnabled.main"
    return rewritten(
        raw, {"[Content_Types].xml": lambda part: part.replace(*mark), "xl/vbaProject.bin": b"\xd0\xcf macros"}
    )


def test_a_workbook_with_macros_is_filled_and_its_macros_stay_untouched(office: Client, kept: Plan) -> None:
    raw = with_macros(SHEET)
    assert brought(office, kept, raw, file="様式.xlsm").status_code == 302
    row = CityForm.objects.get()
    where = f"/plans/{kept.id}/forms/{row.pk}"
    assert office.get(f"{where}/file/").content == raw
    for made in (office.get(f"{where}/file/"), office.get(f"{where}/filled/?measure={MEASURE}")):
        assert made["Content-Type"] == "application/vnd.ms-excel.sheet.macroEnabled.12"
        assert made["Content-Disposition"].endswith(".xlsm")
        package = zipfile.ZipFile(io.BytesIO(made.content))
        assert package.read("xl/vbaProject.bin") == b"\xd0\xcf macros"
        assert b"macroEnabled" in package.read("[Content_Types].xml")


@pytest.mark.parametrize(
    ("raw", "name", "end"), [(SHEET, "様式.xlsm", ".xlsx"), (with_macros(SHEET), "様式.xlsx", ".xlsm")]
)
def test_a_name_that_tells_otherwise_of_macros_is_refused_because_excel_would_not_open_it(
    office: Client, kept: Plan, raw: bytes, name: str, end: str
) -> None:
    answer = brought(office, kept, raw, file=name)
    assert (answer.status_code, CityForm.objects.count()) == (422, 0)
    assert "マクロ" in text(answer)
    assert f"名前の終わりを {end} に直してください" in text(answer)


def test_the_same_file_twice_says_under_which_name_it_stands(office: Client, kept: Plan) -> None:
    brought(office, kept, SHEET, name="調書")
    answer = brought(office, kept, SHEET, name="別の調書")
    assert answer.status_code == 409
    assert "「調書」としてすでに取り込まれています" in text(answer)
    assert 'value="別の調書"' in text(answer)


def test_two_forms_of_a_plan_have_two_names(office: Client, kept: Plan) -> None:
    brought(office, kept, SHEET, name="調書")
    answer = brought(office, kept, LIST, name="調書")
    assert (answer.status_code, CityForm.objects.count()) == (409, 1)
    assert "という名前の様式がすでにあります" in text(answer)


def test_a_newer_file_takes_the_place_and_the_event_has_both_hashes(office: Client, kept: Plan) -> None:
    brought(office, kept, SHEET, name="調書")
    row = CityForm.objects.get()
    told = {"based_on": row.sha256, "file": sent(LIST, "一覧.xlsx")}
    assert office.post(f"/plans/{kept.id}/forms/{row.pk}/replace/", told).status_code == 302
    newer = CityForm.objects.get()
    assert (newer.pk, newer.name, bytes(newer.content), newer.repeats) == (row.pk, "調書", LIST, True)
    assert row.sha256 in said_of("form.replaced")
    assert newer.sha256 in said_of("form.replaced")


def test_who_replaces_a_form_second_is_told_and_changes_nothing(office: Client, kept: Plan) -> None:
    brought(office, kept, SHEET, name="調書")
    row = CityForm.objects.get()
    first = {"based_on": row.sha256, "file": sent(LIST, "一覧.xlsx")}
    assert office.post(f"/plans/{kept.id}/forms/{row.pk}/replace/", first).status_code == 302
    second = {"based_on": row.sha256, "file": sent(COVER, "表紙.xlsx")}
    answer = office.post(f"/plans/{kept.id}/forms/{row.pk}/replace/", second)
    assert answer.status_code == 409
    assert "見ている間に成田 桂さんが「一覧.xlsx」に置き換えました" in text(answer)
    assert bytes(CityForm.objects.get().content) == LIST
    assert Event.objects.filter(action="form.replaced").count() == 1


def test_a_form_is_taken_out_after_it_was_asked(office: Client, kept: Plan) -> None:
    brought(office, kept, SHEET, name="調書")
    row = CityForm.objects.get()
    where = f"/plans/{kept.id}/forms/{row.pk}/take-out/"
    assert "「調書」を外しますか" in text(office.get(where))
    assert CityForm.objects.exists()
    assert office.post(where, {"based_on": "0" * 64}).status_code == 409
    assert office.post(where, {"based_on": row.sha256}).status_code == 302
    assert not CityForm.objects.exists()
    assert row.sha256 in said_of("form.taken_out")
    assert office.get(f"/plans/{kept.id}/forms/{row.pk}/").status_code == 404


def test_a_form_of_one_plan_is_none_of_another(office: Client, kept: Plan) -> None:
    brought(office, kept, SHEET)
    pk = CityForm.objects.get().pk
    for page in ("", "file/", "filled/", "replace/", "take-out/"):
        assert office.get(f"/plans/sasebo/forms/{pk}/{page}").status_code == 404


@pytest.mark.parametrize(
    ("role", "plan", "may"),
    [
        (Role.FINANCE, "", True),
        (Role.COORDINATING_OFFICE, "akita-digital-2", True),
        (Role.COORDINATING_OFFICE, "another-plan", False),
        (Role.CONFIRMER, "", False),
    ],
)
def test_who_brings_in_forms(kept: Plan, someone: Someone, role: Role, plan: str, *, may: bool) -> None:
    by = person(someone(role, plan=plan))
    file = actions.Sent("様式.xlsx", SHEET)
    if may:
        assert actions.bring_in(plan_id=kept.id, name="", file=file, by=by).pk
    else:
        with pytest.raises(NotAllowed):
            actions.bring_in(plan_id=kept.id, name="", file=file, by=by)


def test_an_employee_reads_the_list_and_sees_no_place_to_bring_in(kept: Plan, logged_in: Callable[..., Client]) -> None:
    page = text(logged_in(Role.EMPLOYEE).get(f"/plans/{kept.id}/forms/"))
    assert "まだ様式がありません" in page
    assert 'enctype="multipart/form-data"' not in page


def test_the_history_of_a_form_is_open_to_everybody(
    office: Client, kept: Plan, logged_in: Callable[..., Client]
) -> None:
    brought(office, kept, SHEET, name="調書")
    pk = CityForm.objects.get().pk
    page = logged_in(Role.EMPLOYEE).get(f"/events/form/{pk}/?plan={kept.id}")
    assert (page.status_code, "市の様式を取り込んだ" in text(page)) == (200, True)


def test_a_form_that_was_taken_once_and_is_no_form_any_more_is_told_and_can_be_replaced(
    office: Client, kept: Plan
) -> None:
    brought(office, kept, SHEET, name="調書")
    brought(office, kept, COVER, name="表紙", file="表紙.xlsx")
    row = CityForm.objects.get(name="調書")
    now_refused = workbook([["{{施策名}}"]], sheet="{{年度}}")
    sha256 = actions.Sent("調書.xlsx", now_refused).sha256
    CityForm.objects.filter(pk=row.pk).update(content=now_refused, sha256=sha256)
    listed, where = office.get(f"/plans/{kept.id}/forms/"), f"/plans/{kept.id}/forms/{row.pk}/"
    assert (listed.status_code, "いまのままではファイルを作れません" in text(listed)) == (200, True)
    page = office.get(where)
    assert (page.status_code, "シートの名前に項目が書かれています" in text(page)) == (200, True)
    made = office.get(f"{where}filled/")
    assert (made.status_code, text(made).count("シートの名前に項目が書かれています")) == (422, 1)
    assert "attachment" in office.get(f"{where}file/")["Content-Disposition"]
    told = {"based_on": sha256, "file": sent(LIST, "一覧.xlsx")}
    assert office.post(f"{where}replace/", told).status_code == 302


def test_a_file_name_with_odd_letters_becomes_one_that_every_computer_takes(office: Client, kept: Plan) -> None:
    assert brought(office, kept, SHEET, file='調書"1:*?<甲>.xlsx').status_code == 302
    pk = CityForm.objects.get().pk
    names = zipfile.ZipFile(io.BytesIO(office.get(f"/plans/{kept.id}/forms/{pk}/filled/").content)).namelist()
    assert [name for name in names if set(name) & set('"\\/:*?<>|')] == []


def test_a_request_from_another_site_brings_in_nothing(coordinator: Person, kept: Plan) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(coordinator.staff)
    assert brought(client, kept, SHEET).status_code == 403
    assert not CityForm.objects.exists()


def test_a_form_larger_than_the_installation_takes_is_refused_before_it_is_read(office: Client, kept: Plan) -> None:
    limit = settings.INSTALLATION.upload_megabytes
    answer = brought(office, kept, SHEET + b"\0" * (limit * 1024 * 1024))
    assert (answer.status_code, CityForm.objects.count()) == (422, 0)
    assert f"{limit}" in text(answer)


def test_a_role_for_another_plan_neither_replaces_nor_takes_out_nor_sees_where_to(
    office: Client, kept: Plan, logged_in: Callable[..., Client]
) -> None:
    brought(office, kept, SHEET)
    row = CityForm.objects.get()
    other = logged_in(Role.COORDINATING_OFFICE, plan="another-plan")
    where = f"/plans/{kept.id}/forms/{row.pk}/"
    told = {"based_on": row.sha256, "file": sent(LIST, "一覧.xlsx")}
    assert other.post(f"{where}replace/", told).status_code == 403
    assert other.post(f"{where}take-out/", {"based_on": row.sha256}).status_code == 403
    assert 'enctype="multipart/form-data"' not in text(other.get(where))
    assert CityForm.objects.get().sha256 == row.sha256
