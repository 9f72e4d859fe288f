"""Pages on which roles, postings and acting confirmers are given to somebody and taken back."""

from collections.abc import Callable
from typing import TypeVar

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse

from monosashi.core.messages import Message, message
from monosashi.office.accounts import actions_staff
from monosashi.office.accounts.access import person_in, requires
from monosashi.office.accounts.models import ActingFor, Posting, RoleAssignment, Staff
from monosashi.office.accounts.permissions import Permission, Role
from monosashi.office.accounts.refusals import StateForbids
from monosashi.office.people.forms import ActingForm, LastDayForm, PostingForm, RoleForm, WhyForm
from monosashi.office.people.pages import FormPage, done, form_page, people_crumbs, staff_or_404, today
from monosashi.office.ui.crumbs import Crumb
from monosashi.office.ui.forms import SayingForm
from monosashi.wording import word

Row = TypeVar("Row", RoleAssignment, Posting, ActingFor)


@requires(Permission.MANAGE_PEOPLE)
def give_role(request: HttpRequest, pk: int) -> HttpResponse:
    """Give somebody a role."""
    staff, form = staff_or_404(pk), RoleForm(request.POST or None, today=today())

    def act() -> object:
        return actions_staff.give_role(staff, form.wanted(), by=person_in(request), why=form.cleaned_data["why"])

    return _answer(request, staff, form, "role_give", act)


@requires(Permission.MANAGE_PEOPLE)
def post(request: HttpRequest, pk: int) -> HttpResponse:
    """Enter where somebody works besides."""
    staff, form = staff_or_404(pk), PostingForm(request.POST or None, today=today())

    def act() -> object:
        return actions_staff.post(staff, form.wanted(), by=person_in(request), why=form.cleaned_data["why"])

    return _answer(request, staff, form, "posting_new", act)


@requires(Permission.MANAGE_PEOPLE)
def let_act(request: HttpRequest, pk: int) -> HttpResponse:
    """Let somebody confirm in another's place."""
    staff, form = staff_or_404(pk), ActingForm(request.POST or None, today=today())

    def act() -> object:
        return actions_staff.let_act(staff, form.wanted(), by=person_in(request), why=form.cleaned_data["why"])

    return _answer(request, staff, form, "acting_give", act)


@requires(Permission.MANAGE_PEOPLE)
def remove_role(request: HttpRequest, pk: int, role: int) -> HttpResponse:
    """End a role at once, after saying whose and which."""
    staff, form = staff_or_404(pk), _bound(WhyForm, request)
    row = _or_404(staff.roles.select_related("department").filter(pk=role).first())
    place = row.department.name if row.department else message("people.form.whole_city")
    what = message("people.role_in", role=word(Role(row.role)), place=place)

    def act() -> object:
        return actions_staff.remove_role(row, by=person_in(request), today=today(), why=form.cleaned_data["why"])

    return _answer(request, staff, form, "role_remove", act, what)


@requires(Permission.MANAGE_PEOPLE)
def end_posting(request: HttpRequest, pk: int, posting: int) -> HttpResponse:
    """Say on which day somebody stops working somewhere."""
    staff, form = staff_or_404(pk), LastDayForm(request.POST or None)
    row = _or_404(staff.postings.select_related("department").filter(pk=posting).first())
    what = message("people.posting", department=row.department.name, post=row.post or None)

    def act() -> object:
        told = form.cleaned_data
        return actions_staff.end_posting(row, last_day=told["last_day"], by=person_in(request), why=told["why"])

    return _answer(request, staff, form, "posting_end", act, what)


@requires(Permission.MANAGE_PEOPLE)
def stop_acting(request: HttpRequest, pk: int, acting: int) -> HttpResponse:
    """End at once that somebody confirms in another's place."""
    staff, form = staff_or_404(pk), _bound(WhyForm, request)
    row = _or_404(staff.acting.select_related("absent", "department").filter(pk=acting).first())
    place = row.absent.name if row.absent else row.department.name if row.department else ""

    def act() -> object:
        return actions_staff.stop_acting(row, by=person_in(request), today=today(), why=form.cleaned_data["why"])

    return _answer(request, staff, form, "acting_stop", act, message("people.acting_in", place=place))


def _answer(
    request: HttpRequest,
    staff: Staff,
    form: SayingForm,
    page: str,
    act: Callable[[], object],
    what: Message | None = None,
) -> HttpResponse:
    """The form, what the state of things does not allow, or the person's page after it is done."""
    address = reverse("people:person", kwargs={"pk": staff.pk})
    shown = FormPage(
        message(f"people.given.{page}.heading", name=staff.name),
        message(f"people.given.{page}.lead", name=staff.name, what=what),
        message(f"people.given.{page}.act"),
        address,
        people_crumbs(Crumb(staff.name, address), Crumb(message(f"people.given.{page}.act"))),
    )
    if not form.is_valid():
        return form_page(request, form, shown)
    try:
        act()
    except StateForbids as refused:
        return form_page(request, form, shown, refused.why)
    return done(request, message(f"people.given.{page}.done", name=staff.name), "people:person", pk=staff.pk)


def _bound(kind: type[SayingForm], request: HttpRequest) -> SayingForm:
    """A form that may be sent without anything in it."""
    return kind(request.POST if request.method == "POST" else None)


def _or_404(row: Row | None) -> Row:
    if row is None:
        raise Http404
    return row
