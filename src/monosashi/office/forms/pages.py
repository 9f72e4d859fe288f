"""The pages of forms: what each is given, whether it was asked for or something that was sent is shown again on it."""

from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from monosashi.core.fiscal_years import print_fiscal_year
from monosashi.core.messages import Message, Problem, message
from monosashi.core.plan import YearState
from monosashi.core.tree import Node
from monosashi.exchange.forms.values import EACH, EACH_END
from monosashi.office.accounts.access import standing_in
from monosashi.office.accounts.deciding import Shown
from monosashi.office.accounts.permissions import Permission, Place, may
from monosashi.office.forms import filling
from monosashi.office.forms.fields import written
from monosashi.office.forms.filling import departments_of
from monosashi.office.forms.forms import BringInForm, ReplaceForm, TakeOutForm
from monosashi.office.forms.models import CityForm
from monosashi.office.forms.placeholders import FormInYear
from monosashi.office.forms.queries import forms_of, one_form
from monosashi.office.forms.reading import NoSuchForm, form_of
from monosashi.office.forms.samples import SAMPLES
from monosashi.office.plans.pages import Context, address, node_address, page
from monosashi.office.plans.year.in_year import InYear
from monosashi.office.ui.crumbs import Crumb
from monosashi.office.ui.lists import ListOf, listed
from monosashi.publishing.forms import Blank, FieldOf, FormField
from monosashi.publishing.forms.rows import told_years

_NAMED = 12
"""Measures that are named where something of them is blank; the others are counted."""

BY_DEPARTMENT = "department"


@dataclass(frozen=True, slots=True)
class ShownForm:
    """A form of the list: its page, its files, and what it says of itself. `unknown`: places that the plan cannot fill any more."""

    row: CityForm
    page: str
    every: str
    by_department: str
    makes: Message
    unknown: int
    has_faults: bool


@dataclass(frozen=True, slots=True)
class ShownBlank:
    """What is blank: for how many measures (None: the plan itself), some of them with their pages, and how many more."""

    written: str
    count: int | None
    named: tuple[tuple[str, str], ...]
    more: int


def row_or_404(plan: str, pk: int) -> CityForm:
    """The form, read, without its file. Raises Http404."""
    try:
        row = one_form(plan, pk)
        form_of(row)
    except NoSuchForm:
        raise Http404(pk) from None
    return row


def may_keep(request: HttpRequest, plan: str) -> bool:
    """Whether whoever asks brings in forms of this plan."""
    return may(standing_in(request), Permission.BRING_IN_FORMS, Place(plan))


def list_page(request: HttpRequest, year: InYear, shown: Shown[BringInForm] | None = None) -> HttpResponse:
    """The forms of a plan. `shown` is what was sent and not kept, None where nothing was."""
    context = page(
        request,
        year,
        "forms",
        rows=tuple(_shown(year, row) for row in forms_of(year.plan.id)),
        may_keep=may_keep(request, year.plan.id),
        fields=address(year, "forms:fields"),
        samples=samples(year),
        state=state_of(year),
        **_sent(shown, BringInForm()),
    )
    return render(request, "forms/list.html", context, status=shown.status if shown else 200)


def form_page(
    request: HttpRequest,
    year: InYear,
    row: CityForm,
    shown: Shown[ReplaceForm] | None = None,
    problems: tuple[Problem, ...] = (),
) -> HttpResponse:
    """One form. `shown` as above; `problems` are those that kept a file from being made."""
    form = FormInYear(row, year, timezone.localdate())
    sample = _sample(request, year)
    every = year.plan.index.measures
    count = filling.count_of(row, every)
    context = page(
        request,
        year,
        "forms",
        Crumb(row.name),
        row=row,
        asked=form,
        makes=makes(row, len(every)),
        many=count if count > filling.MANY else 0,
        every=address(year, "forms:filled", str(row.pk)),
        by_department=address(year, "forms:filled", str(row.pk), by=BY_DEPARTMENT),
        departments=departments_of(year) if row.of_measures else (),
        blanks=tuple(_shown_blank(year, each) for each in form.blanks),
        places=form.shown(sample),
        sample=sample,
        measures=every if row.of_measures else (),
        may_keep=may_keep(request, year.plan.id),
        fields=address(year, "forms:fields"),
        state=state_of(year),
        chosen="" if year.is_latest else str(year.fiscal_year),
        not_made=problems,
        **_sent(shown, ReplaceForm(initial={"based_on": row.sha256})),
    )
    return render(request, "forms/form.html", context, status=shown.status if shown else 422 if problems else 200)


def take_out_page(request: HttpRequest, year: InYear, row: CityForm, shown: Shown[TakeOutForm]) -> HttpResponse:
    """What taking a form out of use means."""
    back = address(year, "forms:form", str(row.pk))
    way = (Crumb(row.name, back), Crumb(message("city_forms.take_out.heading")))
    context = page(request, year, "forms", *way, row=row, form=shown.form, refused=shown.problem, back=back)
    return render(request, "forms/take_out.html", context, status=shown.status)


def fields_page(
    request: HttpRequest, year: InYear, list_of: ListOf[FormField], rows: tuple[FormField, ...]
) -> HttpResponse:
    """What a form may ask for, and how it is written."""
    context = page(
        request,
        year,
        "forms",
        Crumb(message("city_forms.fields.heading")),
        list=listed(list_of, rows, request.GET),
        samples=samples(year),
        each=written(EACH),
        each_end=written(EACH_END),
        one=next((written(each.name) for each in rows if each.of is FieldOf.MEASURE), ""),
        **_yearly(year, rows),
    )
    return render(request, "forms/fields.html", context)


def _yearly(year: InYear, rows: tuple[FormField, ...]) -> Context:
    """How a field is written for the year before, and for one by its name; empty where no field takes a year."""
    name = next((each.name for each in rows if each.yearly and each.of is FieldOf.MEASURE), "")
    before = next((word for word, away in told_years().items() if away == -1), "")
    if not name:
        return {}
    return {"yearly": (written(name, before), written(name, print_fiscal_year(year.fiscal_year - 1)))}


def samples(year: InYear) -> tuple[tuple[Message, str], ...]:
    """The files to begin with: what each is, and where."""
    return tuple((about, address(year, "forms:sample", name)) for name, about in SAMPLES.items())


def makes(row: CityForm, measures: int) -> Message:
    """What comes of a form."""
    if row.repeats:
        return message("city_forms.makes.one_with_all", count=measures)
    if row.of_measures:
        return message("city_forms.makes.one_each", count=measures)
    return message("city_forms.makes.one")


def state_of(year: InYear) -> Message:
    """How firm the year's figures are, and that they are those of today."""
    known = year.plan.index.year.get(year.fiscal_year)
    state = known.state if known else YearState.OPEN
    return message(f"city_forms.state.{state.value}", year=year.fiscal_year)


def _shown(year: InYear, row: CityForm) -> ShownForm:
    form = FormInYear(row, year, timezone.localdate())
    return ShownForm(
        row,
        address(year, "forms:form", str(row.pk)),
        address(year, "forms:filled", str(row.pk)),
        address(year, "forms:filled", str(row.pk), by=BY_DEPARTMENT) if row.of_measures else "",
        makes(row, len(year.plan.index.measures)),
        len(form.problems),
        bool(form.faults),
    )


def _shown_blank(year: InYear, blank: Blank) -> ShownBlank:
    named = tuple((each.label, node_address(year, each)) for each in blank.measures[:_NAMED])
    return ShownBlank(blank.written, len(blank.measures) or None, named, max(0, len(blank.measures) - _NAMED))


def _sample(request: HttpRequest, year: InYear) -> Node | None:
    """The measure that the address asks for (`measure=n-p073`), else the first. None: the plan has none."""
    asked = str(request.GET.get("measure", ""))
    every = year.plan.index.measures
    return next((each for each in every if each.id == asked), every[0] if every else None)


def _sent(shown: "Shown[BringInForm] | Shown[ReplaceForm] | None", empty: BringInForm | ReplaceForm) -> Context:
    return {
        "form": shown.form if shown else empty,
        "refused": shown.problem if shown else None,
        "problems": shown.problems if shown else (),
    }
