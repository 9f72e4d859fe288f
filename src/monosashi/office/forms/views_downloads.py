"""Files of forms: as they were brought in, filled, and samples to begin with."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from monosashi.core.messages import InvalidInput, message
from monosashi.office.accounts.access import of_plan, requires
from monosashi.office.accounts.permissions import Permission
from monosashi.office.forms import filling, pages
from monosashi.office.forms.making import Wanted
from monosashi.office.forms.reading import NoSuchForm, content_of
from monosashi.office.forms.samples import SAMPLES, sample_named
from monosashi.office.forms.views_making import address_of, wanted_in, with_query
from monosashi.office.plans.pages import address, asked_year
from monosashi.office.plans.year.in_year import InYear
from monosashi.office.ui.downloads import as_download
from monosashi.office.ui.language import spoken
from monosashi.publishing.forms import form_fields


@requires(Permission.READ, of_plan)
def filled(request: HttpRequest, plan: str, pk: int) -> HttpResponse:
    """The form for one measure (`measure=`), those of a department (`department=`), or all; by department (`by=department`).

    Many are given out when the worker has made them; else the page where they are asked for.
    """
    year, row = asked_year(request, plan), pages.row_or_404(plan, pk)
    if row.of_measures and not year.plan.index.measures:
        messages.warning(request, spoken(message("city_forms.no_measures")))
        return redirect(address(year, "forms:form", str(pk)))
    wanted = wanted_in(request, year, row)
    if wanted.are_many:
        return _made_before(request, year, wanted)
    try:
        made = wanted.made()
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


def _made_before(request: HttpRequest, year: InYear, wanted: Wanted) -> HttpResponse:
    try:
        return as_download(wanted.place.read_bytes(), filling.name_of_zip(wanted.row))
    except OSError:
        return redirect(with_query(request, address_of(year, wanted.row, "forms:making")))
