"""Pages of transfers: entering one ahead, the list, one with its hand-over, calling it off before its day."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from monosashi.core.messages import message
from monosashi.office.accounts.access import anywhere, requires, standing_in
from monosashi.office.accounts.deciding import Deciding, Done, decides
from monosashi.office.accounts.models import Transfer
from monosashi.office.accounts.permissions import Permission
from monosashi.office.accounts.standing import Person
from monosashi.office.people.days import day_of
from monosashi.office.people.forms import WhyForm
from monosashi.office.people.pages import FormPage, manages, people_crumbs, shown_on, staff_or_404, today
from monosashi.office.people.transfers.actions import (
    EnteredAlready,
    call_off,
    enter_transfer,
    may_be_called_off,
)
from monosashi.office.people.transfers.forms import TransferForm
from monosashi.office.people.transfers.queries import transfers_seen_by, what_stays
from monosashi.office.ui.crumbs import Crumb
from monosashi.office.ui.forms import labels_of

_decides = decides(Permission.MANAGE_PEOPLE, anywhere, labels_of(TransferForm, WhyForm, otherwise="people.form.typed"))


@requires(Permission.READ)
def transfers(request: HttpRequest) -> HttpResponse:
    """Transfers: for administrators those to come as well."""
    day = today()
    rows = list(transfers_seen_by(standing_in(request), day).prefetch_related("postings_begun__department"))
    context = {
        "coming": [row for row in rows if row.day > day],
        "past": list(reversed([row for row in rows if row.day <= day])),
        "manages": manages(request),
        "crumbs": people_crumbs(Crumb(message("people.transfers.heading"))),
    }
    return render(request, "people/transfers.html", context)


@requires(Permission.READ)
def transfer(request: HttpRequest, pk: int) -> HttpResponse:
    """One transfer. One that somebody may not see yet is not there for them."""
    row = _seen_or_404(request, pk)
    context = {
        "transfer": row,
        "coming": row.day > today(),
        "revocable": may_be_called_off(row, today()),
        "stays": what_stays(row),
        "manages": manages(request),
        "postings": row.postings_begun.select_related("department"),
        "roles": row.roles_begun.select_related("department", "staff"),
        "hand_overs": row.hand_overs.select_related("leaver", "successor"),
        "crumbs": people_crumbs(
            Crumb(message("people.transfers.heading"), reverse("people:transfers")), Crumb(row.staff.name)
        ),
    }
    return render(request, "people/transfer.html", context)


@_decides
def new_transfer(request: HttpRequest, pk: int) -> Deciding[TransferForm]:
    """Enter a transfer of somebody."""
    staff = staff_or_404(pk)
    address = reverse("people:person", kwargs={"pk": pk})
    page = FormPage(
        message("people.transfer_new.heading", name=staff.name),
        message("people.transfer_new.lead"),
        message("people.transfer_new.act"),
        address,
        people_crumbs(Crumb(staff.name, address), Crumb(message("people.transfer_new.act"))),
    )

    def act(form: TransferForm, by: Person) -> Done:
        try:
            row = enter_transfer(staff, form.wanted(), by=by, today=today(), why=form.cleaned_data["why"])
        except EnteredAlready as again:
            return Done(again.why, _page_of(again.transfer))
        return Done(message("people.transfer_new.done", name=staff.name, day=day_of(row.day)), _page_of(row))

    return Deciding(lambda sent: TransferForm(sent, staff=staff, today=today()), act, shown_on(request, page))


@_decides
def call_transfer_off(request: HttpRequest, pk: int) -> Deciding[WhyForm]:
    """Take a transfer back before its day, or that somebody left."""
    row = _seen_or_404(request, pk)
    address = _page_of(row)
    page = FormPage(
        message("people.transfer_off.heading", name=row.staff.name),
        message("people.transfer_off.lead", day=day_of(row.day)),
        message("people.transfer_off.act"),
        address,
        people_crumbs(Crumb(row.staff.name, address), Crumb(message("people.transfer_off.act"))),
    )

    def act(form: WhyForm, by: Person) -> Done:
        call_off(row, by=by, today=today(), why=form.cleaned_data["why"])
        return Done(message("people.transfer_off.done", name=row.staff.name), reverse("people:transfers"))

    return Deciding(WhyForm, act, shown_on(request, page))


def _page_of(row: Transfer) -> str:
    return reverse("people:transfer", kwargs={"pk": row.pk})


def _seen_or_404(request: HttpRequest, pk: int) -> Transfer:
    row = transfers_seen_by(standing_in(request), today()).filter(pk=pk).first()
    if row is None:
        raise Http404(pk)
    return row
