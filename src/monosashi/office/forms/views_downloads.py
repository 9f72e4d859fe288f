"""Files of forms: as they were brought in, filled, and samples to begin with."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from monosashi.core.messages import InvalidInput, message
from monosashi.core.tree import Node
from monosashi.office.accounts.access import of_plan, requires
from monosashi.office.accounts.permissions import Permission
from monosashi.office.forms import filling, pages
from monosashi.office.forms.models import CityForm
from monosashi.office.forms.placeholders import FormInYear
from monosashi.office.forms.reading import NoSuchForm, content_of
from monosashi.office.forms.samples import SAMPLES, sample_named
from monosashi.office.plans.pages import address, asked_year
from monosashi.office.plans.year.in_year import InYear
from monosashi.office.ui.downloads import as_download
from monosashi.office.ui.language import spoken
from monosashi.publishing.forms import form_fields
from monosashi.publishing.output_files import OutputFile


@requires(Permission.READ, of_plan)
def filled(request: HttpRequest, plan: str, pk: int) -> HttpResponse:
    """The form for one measure (`measure=`), those of a department (`department=`), or all; by department (`by=department`)."""
    year, row = asked_year(request, plan), pages.row_or_404(plan, pk)
    if row.of_measures and not year.plan.index.measures:
        messages.warning(request, spoken(message("city_forms.no_measures")))
        return redirect(address(year, "forms:form", str(pk)))
    try:
        made = _made(request, year, row)
    except InvalidInput as error:
        return pages.form_page(request, year, row, problems=error.problems)
    except NoSuchForm:
        raise Http404(pk) from None
    return as_download(made.raw, made.name)


@requires(Permission.READ, of_plan)
def file(request: HttpRequest, plan: str, pk: int) -> HttpResponse:  # noqa: ARG001 -- Django's signature
    """The file, as it was brought in."""
    row = pages.row_or_404(plan, pk)
    try:
        return as_download(content_of(row), row.file_name)
    except NoSuchForm:
        raise Http404(pk) from None


@requires(Permission.READ, of_plan)
def sample(request: HttpRequest, plan: str, sample: str) -> HttpResponse:
    """A form that asks for what this plan knows, to be changed into one's own."""
    if sample not in SAMPLES:
        raise Http404(sample)
    year = asked_year(request, plan)
    made = sample_named(sample, [each.name for each in form_fields(year.plan)])
    return as_download(made.raw, made.name)


def _made(request: HttpRequest, year: InYear, row: CityForm) -> OutputFile:
    form = FormInYear(row, year, timezone.localdate())
    if request.GET.get("by") == pages.BY_DEPARTMENT and row.of_measures:
        return filling.filled_by_department(form, filling.departments_of(year))
    return filling.filled(form, _measures(request, year))


def _measures(request: HttpRequest, year: InYear) -> tuple[Node, ...]:
    """The measures that the address asks for. Raises Http404 where the plan has no such measure or department."""
    asked, department = request.GET.getlist("measure"), str(request.GET.get("department", ""))
    found = year.plan.index.measures
    if department:
        led = {each.code: each.measures for each in filling.departments_of(year)}
        if department not in led:
            raise Http404(department)
        found = led[department]
    if asked:
        found = tuple(each for each in year.plan.index.measures if each.id in asked)
        if len(found) != len(set(asked)):
            raise Http404(", ".join(asked))
    return found
