"""The plan as a file: the plan document, byte for byte as it was brought in, and the workbook."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from monosashi.core.messages import InvalidInput, message
from monosashi.exchange.plan_file import write_plan
from monosashi.exchange.plan_workbook import write_plan_workbook
from monosashi.office.accounts.access import of_plan, requires
from monosashi.office.accounts.permissions import Permission
from monosashi.office.plans.pages import held_or_404
from monosashi.office.plans.queries import whole
from monosashi.office.plans.ways import way_into
from monosashi.office.ui.crumbs import Crumb
from monosashi.office.ui.downloads import as_download


@requires(Permission.READ, of_plan)
def plan_file(request: HttpRequest, plan: str) -> HttpResponse:  # noqa: ARG001 -- Django's signature
    """The plan document in its canonical bytes."""
    held_or_404(plan)
    return as_download(write_plan(whole(plan)), f"{plan}.plan.json")


@requires(Permission.READ, of_plan)
def workbook(request: HttpRequest, plan: str) -> HttpResponse:
    """The plan as a workbook; where no cell can hold something in it, a page that says what."""
    state = held_or_404(plan)
    try:
        return as_download(write_plan_workbook(whole(plan)), f"{plan}.xlsx")
    except InvalidInput as error:
        crumbs = (*way_into(state.plan), Crumb(message("plans.export.workbook")))
        context = {"plan": state.plan, "crumbs": crumbs, "problems": error.problems}
        return render(request, "plans/import/not_a_workbook.html", context, status=422)
