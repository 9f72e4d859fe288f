"""The first page: one's own work, this week."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from monosashi.office.accounts.access import requires
from monosashi.office.accounts.permissions import Permission
from monosashi.office.plans.queries import plans_held


@requires(Permission.READ)
def home(request: HttpRequest) -> HttpResponse:
    """One's own work."""
    return render(request, "plans/home.html", {"plans": plans_held()})
