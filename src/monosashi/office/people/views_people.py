"""Pages of people: everybody, one person, accounts and what is given to them."""

from dataclasses import asdict, replace

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse

from monosashi.core.messages import message
from monosashi.office.accounts.access import anywhere, person_in, requires, standing_in
from monosashi.office.accounts.actions_staff import change_staff, create_staff, details_of
from monosashi.office.accounts.deciding import Deciding, Done, Shown, decides
from monosashi.office.accounts.permissions import Permission
from monosashi.office.accounts.refusals import ChangedMeanwhile
from monosashi.office.accounts.register import tree_on
from monosashi.office.accounts.standing import Person
from monosashi.office.accounts.ways_in import passwords_are_ours
from monosashi.office.people.beside import added_to_person
from monosashi.office.people.forms import ChangeStaffForm, StaffForm, as_seen
from monosashi.office.people.lists import full_of, people_list
from monosashi.office.people.pages import FormPage, day_asked, manages, people_crumbs, shown_on, staff_or_404, today
from monosashi.office.people.queries import people_on, seen
from monosashi.office.people.transfers.queries import hand_overs_of, transfers_seen_by
from monosashi.office.ui.crumbs import Crumb
from monosashi.office.ui.downloads import as_file
from monosashi.office.ui.forms import labels_of
from monosashi.office.ui.lists import listed

_decides = decides(
    Permission.MANAGE_PEOPLE, anywhere, labels_of(StaffForm, ChangeStaffForm, otherwise="people.form.typed")
)


@requires(Permission.READ)
def people(request: HttpRequest) -> HttpResponse:
    """Everybody who works here on a day. Of days to come only whoever manages people is told. Four queries."""
    asked, now, ahead = day_asked(request), today(), manages(request)
    day = asked if ahead else min(asked, now)
    rows, whole = people_on(day), tree_on(day)
    list_of = people_list(whole, reverse("people:list"))
    if file := as_file(list_of, rows, request.GET):
        return file
    context = {
        "list": listed(list_of, rows, request.GET),
        "count": len(rows),
        "without_post": sum(not row.postings for row in rows),
        "day": day,
        "is_today": day == now,
        "withheld": day != asked,
        "manages": ahead,
        "makes_passwords": ahead and passwords_are_ours(),
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
        "without_password": ahead and not own and staff.is_active and not staff.has_usable_password(),
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
    return render(request, "people/person.html", {**added_to_person(request, staff), **context})


@_decides
def new_person(request: HttpRequest) -> Deciding[StaffForm]:
    """Enter somebody."""
    page = FormPage(
        message("people.person_new.heading"),
        message("people.person_new.lead"),
        message("people.person_new.act"),
        reverse("people:list"),
        people_crumbs(Crumb(message("people.person_new.heading"))),
    )

    def act(form: StaffForm, by: Person) -> Done:
        staff = create_staff(form.details(), by=by)
        return Done(message("people.person_new.done", name=staff.name), _page_of(staff.pk))

    return Deciding(StaffForm, act, shown_on(request, page))


@_decides
def change_person(request: HttpRequest, pk: int) -> Deciding[ChangeStaffForm]:
    """Change name, mail, whether the account is on."""
    staff, address = staff_or_404(pk), _page_of(pk)
    page = FormPage(
        message("people.person_change.heading", name=staff.name),
        message("people.person_change.lead"),
        message("people.person_change.act"),
        address,
        people_crumbs(Crumb(staff.name, address), Crumb(message("people.person_change.crumb"))),
    )
    kept = details_of(staff)

    def form(sent: QueryDict | None) -> ChangeStaffForm:
        return ChangeStaffForm(sent, initial={**asdict(kept), "seen": as_seen(kept)})

    def act(told: ChangeStaffForm, by: Person) -> Done:
        change_staff(staff, told.details(), by=by, today=today(), seen=told.seen_details)
        return Done(message("people.person_change.done", name=staff.name), address)

    def show(shown: Shown[ChangeStaffForm]) -> HttpResponse:
        if isinstance(shown.refused, ChangedMeanwhile):
            shown = replace(shown, form=form(_seen_now(shown.form, as_seen(details_of(staff)))))
        return shown_on(request, page)(shown)

    return Deciding(form, act, show)


def _seen_now(form: ChangeStaffForm, seen: str) -> QueryDict:
    """What was sent, about the person as they are kept now: the page says so, so it has been seen."""
    sent = QueryDict(mutable=True)
    sent.update({**dict(form.data.items()), "seen": seen})
    return sent


def _page_of(pk: int) -> str:
    return reverse("people:person", kwargs={"pk": pk})
