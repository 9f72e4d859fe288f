"""Pages of transfers: entering one ahead, the list, one with its hand-over, calling it off before its day."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from monosashi.core.messages import message
from monosashi.office.accounts.access import person_in, requires, standing_in
from monosashi.office.accounts.models import Transfer
from monosashi.office.accounts.permissions import Permission
from monosashi.office.accounts.refusals import StateForbids
from monosashi.office.people.days import day_of
from monosashi.office.people.forms import WhyForm
from monosashi.office.people.forms_reorganising import TransferForm
from monosashi.office.people.pages import FormPage, done, form_page, manages, people_crumbs, staff_or_404, today
from monosashi.office.people.transfers import call_off, enter_transfer, transfers_seen_by
from monosashi.office.ui.crumbs import Crumb


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
        "manages": manages(request),
        "postings": row.postings_begun.select_related("department"),
        "roles": row.roles_begun.select_related("department", "staff"),
        "hand_overs": row.hand_overs.select_related("leaver", "successor"),
        "crumbs": people_crumbs(
            Crumb(message("people.transfers.heading"), reverse("people:transfers")), Crumb(row.staff.name)
        ),
    }
    return render(request, "people/transfer.html", context)


@requires(Permission.MANAGE_PEOPLE)
def new_transfer(request: HttpRequest, pk: int) -> HttpResponse:
    """Enter a transfer of somebody."""
    staff = staff_or_404(pk)
    form = TransferForm(request.POST or None, staff=staff, today=today())
    address = reverse("people:person", kwargs={"pk": pk})
    page = FormPage(
        message("people.transfer_new.heading", name=staff.name),
        message("people.transfer_new.lead"),
        message("people.transfer_new.act"),
        address,
        people_crumbs(Crumb(staff.name, address), Crumb(message("people.transfer_new.act"))),
    )
    if not form.is_valid():
        return form_page(request, form, page)
    try:
        row = enter_transfer(staff, form.wanted(), by=person_in(request), today=today(), why=form.cleaned_data["why"])
    except StateForbids as refused:
        return form_page(request, form, page, refused.why)
    what = message("people.transfer_new.done", name=staff.name, day=day_of(row.day))
    return done(request, what, "people:transfer", pk=row.pk)


@requires(Permission.MANAGE_PEOPLE)
def call_transfer_off(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a transfer back before its day."""
    row = _seen_or_404(request, pk)
    form = WhyForm(request.POST if request.method == "POST" else None)
    address = reverse("people:transfer", kwargs={"pk": pk})
    page = FormPage(
        message("people.transfer_off.heading", name=row.staff.name),
        message("people.transfer_off.lead", day=day_of(row.day)),
        message("people.transfer_off.act"),
        address,
        people_crumbs(Crumb(row.staff.name, address), Crumb(message("people.transfer_off.act"))),
    )
    if not form.is_valid():
        return form_page(request, form, page)
    try:
        call_off(row, by=person_in(request), today=today(), why=form.cleaned_data["why"])
    except StateForbids as refused:
        return form_page(request, form, page, refused.why)
    return done(request, message("people.transfer_off.done", name=row.staff.name), "people:transfers")


def _seen_or_404(request: HttpRequest, pk: int) -> Transfer:
    row = transfers_seen_by(standing_in(request), today()).filter(pk=pk).first()
    if row is None:
        raise Http404(pk)
    return row
