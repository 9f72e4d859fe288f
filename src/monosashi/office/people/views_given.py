"""Pages on which roles, postings and acting confirmers are given to somebody and taken back."""

from collections.abc import Callable
from typing import Any, TypeVar

from django.http import Http404, HttpRequest, QueryDict
from django.urls import reverse

from monosashi.core.messages import Message, message
from monosashi.office.accounts import actions_staff
from monosashi.office.accounts.access import anywhere
from monosashi.office.accounts.deciding import Deciding, Done, decides
from monosashi.office.accounts.models import ActingFor, Posting, RoleAssignment, Staff
from monosashi.office.accounts.permissions import Permission, Role
from monosashi.office.accounts.standing import Person
from monosashi.office.people.forms import ActingForm, LastDayForm, PostingForm, RoleForm, WhyForm
from monosashi.office.people.pages import FormPage, people_crumbs, shown_on, staff_or_404, today
from monosashi.office.ui.crumbs import Crumb
from monosashi.office.ui.forms import SayingForm, labels_of
from monosashi.wording import word

Row = TypeVar("Row", RoleAssignment, Posting, ActingFor)

label_of = labels_of(RoleForm, PostingForm, ActingForm, LastDayForm, otherwise="people.form.typed")

_decides = decides(Permission.MANAGE_PEOPLE, anywhere, label_of)


@_decides
def give_role(request: HttpRequest, pk: int) -> Deciding[Any]:
    """Give somebody a role."""
    staff = staff_or_404(pk)

    def act(form: RoleForm, by: Person) -> None:
        actions_staff.give_role(staff, form.wanted(), by=by, why=form.cleaned_data["why"])

    return _deciding(request, staff, "role_give", lambda sent: RoleForm(sent, today=today()), act)


@_decides
def post(request: HttpRequest, pk: int) -> Deciding[Any]:
    """Enter where somebody works besides."""
    staff = staff_or_404(pk)

    def act(form: PostingForm, by: Person) -> None:
        actions_staff.post(staff, form.wanted(), by=by, why=form.cleaned_data["why"])

    return _deciding(request, staff, "posting_new", lambda sent: PostingForm(sent, today=today()), act)


@_decides
def let_act(request: HttpRequest, pk: int) -> Deciding[Any]:
    """Let somebody confirm in another's place."""
    staff = staff_or_404(pk)

    def act(form: ActingForm, by: Person) -> None:
        actions_staff.let_act(staff, form.wanted(), by=by, why=form.cleaned_data["why"])

    return _deciding(request, staff, "acting_give", lambda sent: ActingForm(sent, today=today()), act)


@_decides
def remove_role(request: HttpRequest, pk: int, role: int) -> Deciding[Any]:
    """End a role at once, after saying whose and which."""
    staff = staff_or_404(pk)
    row = _or_404(staff.roles.select_related("department").filter(pk=role).first())
    place = row.department.name if row.department else message("people.form.whole_city")
    what = message("people.role_in", role=word(Role(row.role)), place=place)

    def act(form: WhyForm, by: Person) -> None:
        actions_staff.remove_role(row, by=by, today=today(), why=form.cleaned_data["why"])

    return _deciding(request, staff, "role_remove", WhyForm, act, what)


@_decides
def end_posting(request: HttpRequest, pk: int, posting: int) -> Deciding[Any]:
    """Say on which day somebody stops working somewhere."""
    staff = staff_or_404(pk)
    row = _or_404(staff.postings.select_related("department").filter(pk=posting).first())

    def act(form: LastDayForm, by: Person) -> None:
        told = form.cleaned_data
        actions_staff.end_posting(row, last_day=told["last_day"], by=by, why=told["why"])

    return _deciding(request, staff, "posting_end", LastDayForm, act, _where(row))


@_decides
def remove_posting(request: HttpRequest, pk: int, posting: int) -> Deciding[Any]:
    """Take back a posting that begins today or later."""
    staff = staff_or_404(pk)
    row = _or_404(staff.postings.select_related("department").filter(pk=posting).first())

    def act(form: WhyForm, by: Person) -> None:
        actions_staff.remove_posting(row, by=by, today=today(), why=form.cleaned_data["why"])

    return _deciding(request, staff, "posting_remove", WhyForm, act, _where(row))


@_decides
def stop_acting(request: HttpRequest, pk: int, acting: int) -> Deciding[Any]:
    """End at once that somebody confirms in another's place."""
    staff = staff_or_404(pk)
    row = _or_404(staff.acting.select_related("absent", "department").filter(pk=acting).first())
    place = row.absent.name if row.absent else row.department.name if row.department else ""

    def act(form: WhyForm, by: Person) -> None:
        actions_staff.stop_acting(row, by=by, today=today(), why=form.cleaned_data["why"])

    return _deciding(request, staff, "acting_stop", WhyForm, act, message("people.acting_in", place=place))


def _deciding(
    request: HttpRequest,
    staff: Staff,
    page: str,
    form: Callable[[QueryDict | None], SayingForm],
    act: Callable[[Any, Person], None],
    what: Message | None = None,
) -> Deciding[Any]:
    """The page with its form, which leads to the person's page once it is done."""
    address = reverse("people:person", kwargs={"pk": staff.pk})
    shown = FormPage(
        message(f"people.given.{page}.heading", name=staff.name),
        message(f"people.given.{page}.lead", name=staff.name, what=what),
        message(f"people.given.{page}.act"),
        address,
        people_crumbs(Crumb(staff.name, address), Crumb(message(f"people.given.{page}.act"))),
    )

    def done(told: SayingForm, by: Person) -> Done:
        act(told, by)
        return Done(message(f"people.given.{page}.done", name=staff.name), address)

    return Deciding(form, done, shown_on(request, shown))


def _where(row: Posting) -> Message:
    return message("people.posting", department=row.department.name, post=row.post or None)


def _or_404(row: Row | None) -> Row:
    if row is None:
        raise Http404
    return row
