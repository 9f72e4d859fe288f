"""The judgement of what is being typed, as a piece of a page."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST

from monosashi.office.accounts.access import requires
from monosashi.office.accounts.permissions import Permission
from monosashi.office.plans.editing.judging import judged_now
from monosashi.office.plans.editing.opened import open_form
from monosashi.office.plans.pages import held_or_404
from monosashi.office.plans.views_editing import of_entry


@requires(Permission.EDIT_MEASURE, of_entry)
@require_POST
def judge(request: HttpRequest, plan: str, collection: str, key: str) -> HttpResponse:
    """Grade and explanation of the measure with the figures in the form. Nothing is saved."""
    opened = open_form(request, held_or_404(plan), collection, key)
    return render(request, "plans/editing/_judged.html", {"judged": judged_now(opened)})
