"""The page on which an administrator opens somebody's account again."""

from collections.abc import Mapping

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from monosashi.core.messages import message
from monosashi.office.accounts.access import person_in, requires
from monosashi.office.accounts.deciding import NOT_AS_THINGS_STAND
from monosashi.office.accounts.permissions import Permission
from monosashi.office.accounts.refusals import StateForbids
from monosashi.office.login.reopening import open_again
from monosashi.office.people.pages import people_crumbs, staff_or_404
from monosashi.office.ui.crumbs import Crumb


@requires(Permission.MANAGE_PEOPLE)
def reset(request: HttpRequest, pk: int) -> HttpResponse:
    """What will happen; then the temporary password, shown this once."""
    staff = staff_or_404(pk)
    way = (Crumb(staff.name, reverse("people:person", args=(pk,))), Crumb(message("login.reset.crumb")))
    told: dict[str, object] = {"staff": staff, "crumbs": people_crumbs(*way)}
    if request.method != "POST":
        return render(request, "login/reset.html", told)
    try:
        made = open_again(staff, by=person_in(request), today=timezone.localdate())
    except StateForbids as refused:
        return render(request, "login/reset.html", {**told, "refused": refused.why}, status=NOT_AS_THINGS_STAND)
    return shown_once(request, "login/reset_done.html", {**told, "password": made.text, "until": made.until})


def shown_once(request: HttpRequest, template: str, told: Mapping[str, object]) -> HttpResponse:
    """A page with a password: no browser and no proxy keeps it."""
    answer = render(request, template, told)
    answer["Cache-Control"] = "private, no-store"
    return answer
