"""Pages of people: everybody, one person, accounts and what is given to them."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from monosashi.core.messages import message
from monosashi.office.accounts.access import person_in, requires, standing_in
from monosashi.office.accounts.actions_staff import change_staff, create_staff
from monosashi.office.accounts.permissions import Permission
from monosashi.office.accounts.refusals import StateForbids
from monosashi.office.accounts.register import tree_on
from monosashi.office.people.forms import ChangeStaffForm, StaffForm
from monosashi.office.people.lists import full_of, people_list
from monosashi.office.people.pages import FormPage, done, form_page, manages, people_crumbs, staff_or_404, today
from monosashi.office.people.queries import people_on, seen
from monosashi.office.people.transfers import hand_overs_of, transfers_seen_by
from monosashi.office.ui.crumbs import Crumb
from monosashi.office.ui.downloads import as_file
from monosashi.office.ui.lists import listed


@requires(Permission.READ)
def people(request: HttpRequest) -> HttpResponse:
    """Everybody who works here today. Four queries."""
    day = today()
    rows, whole = people_on(day), tree_on(day)
    list_of = people_list(whole, reverse("people:list"))
    if file := as_file(list_of, rows, request.GET):
        return file
    context = {
        "list": listed(list_of, rows, request.GET),
        "count": len(rows),
        "without_post": sum(not row.postings for row in rows),
        "manages": manages(request),
        "crumbs": (Crumb(message("people.people.heading")),),
    }
    return render(request, "people/people.html", context)


@requires(Permission.READ)
def me(request: HttpRequest) -> HttpResponse:
    """One's own page."""
    return redirect("people:person", pk=person_in(request).staff.pk)


@requires(Permission.READ)
def person(request: HttpRequest, pk: int) -> HttpResponse:
    """One person: posts, roles with who gave them, for whom they act, hand-overs. Mail only for oneself and administrators."""
    staff, day = staff_or_404(pk), today()
    ahead, own, whole = manages(request), standing_in(request).staff == pk, tree_on(day)
    postings = seen(staff.postings.select_related("department"), day, ahead=ahead)
    context = {
        "staff": staff,
        "own": own,
        "manages": ahead,
        "tells_mail": ahead or own,
        "postings": postings,
        "places": [full_of(posting.row.department_id or "", whole) for posting in postings if posting.now],
        "roles": seen(staff.roles.select_related("department"), day, ahead=ahead),
        "acting": seen(staff.acting.select_related("absent", "department"), day, ahead=ahead),
        "absences": seen(staff.absences.select_related("staff"), day, ahead=ahead),
        "transfers": transfers_seen_by(standing_in(request), day).filter(staff=staff),
        "hand_overs": hand_overs_of(staff, day),
        "today": day,
        "crumbs": people_crumbs(Crumb(staff.name)),
    }
    return render(request, "people/person.html", context)


@requires(Permission.MANAGE_PEOPLE)
def new_person(request: HttpRequest) -> HttpResponse:
    """Enter somebody."""
    form = StaffForm(request.POST or None)
    page = FormPage(
        message("people.person_new.heading"),
        message("people.person_new.lead"),
        message("people.person_new.act"),
        reverse("people:list"),
        people_crumbs(Crumb(message("people.person_new.heading"))),
    )
    if not form.is_valid():
        return form_page(request, form, page)
    try:
        staff = create_staff(form.details(), by=person_in(request))
    except StateForbids as refused:
        return form_page(request, form, page, refused.why)
    return done(request, message("people.person_new.done", name=staff.name), "people:person", pk=staff.pk)


@requires(Permission.MANAGE_PEOPLE)
def change_person(request: HttpRequest, pk: int) -> HttpResponse:
    """Change name, mail, whether the account is on."""
    staff = staff_or_404(pk)
    now = {"username": staff.username, "name": staff.name, "email": staff.email, "is_active": staff.is_active}
    form = ChangeStaffForm(request.POST or None, initial=now)
    address = reverse("people:person", kwargs={"pk": pk})
    page = FormPage(
        message("people.person_change.heading", name=staff.name),
        message("people.person_change.lead"),
        message("people.person_change.act"),
        address,
        people_crumbs(Crumb(staff.name, address), Crumb(message("people.person_change.crumb"))),
    )
    if not form.is_valid():
        return form_page(request, form, page)
    try:
        change_staff(staff, form.details(), by=person_in(request), today=today())
    except StateForbids as refused:
        return form_page(request, form, page, refused.why)
    return done(request, message("people.person_change.done", name=staff.name), "people:person", pk=pk)
