"""The courses of a year, one course, one session, figures, records."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from monosashi.core.fiscal_years import fiscal_year_on
from monosashi.core.messages import message
from monosashi.office.accounts.access import person_in, requires, standing_in
from monosashi.office.accounts.permissions import Permission, Place, may
from monosashi.office.accounts.register import names_of
from monosashi.office.training import pages
from monosashi.office.training.audience import Staffed
from monosashi.office.training.list_of_courses import list_of_courses
from monosashi.office.training.list_of_departments import department_lines, list_of_departments
from monosashi.office.training.list_of_records import list_of_records
from monosashi.office.training.missing import missing_of, open_to
from monosashi.office.training.places import EVERY, course_or_404, of_department, own_codes, session_or_404
from monosashi.office.training.queries import (
    by_department,
    by_form,
    courses_in,
    end_of,
    every_course,
    history_in,
    history_of,
    tally_of,
    years,
)
from monosashi.office.training.shown import (
    as_of_words,
    attendances_cell,
    department_names,
    evidence_of,
    persons_cell,
    times_cell,
)
from monosashi.office.ui.addresses import address_of
from monosashi.office.ui.crumbs import Crumb
from monosashi.office.ui.downloads import as_file
from monosashi.office.ui.language import spoken
from monosashi.office.ui.lists import listed
from monosashi.wording import word


@requires(Permission.READ)
def courses(request: HttpRequest) -> HttpResponse:
    """The courses of a year: what is planned and what was held."""
    found = pages.year_of_training(request)
    list_of = list_of_courses(found.year)
    if file := as_file(list_of, found.lines, request.GET):
        return file
    context = {
        **found.context,
        "crumbs": pages.top(),
        "list": listed(list_of, found.lines, request.GET),
        "keeps": pages.keeps(request),
        "officers": pages.officers_address(),
        "records": pages.records_of(request),
        "form_tallies": tuple((word(form), attendances_cell(each)) for form, each in by_form(found.courses)),
    }
    return render(request, "training/list.html", context)


@requires(Permission.READ)
def paper(request: HttpRequest) -> HttpResponse:
    """The year's training plan on paper."""
    found = pages.year_of_training(request)
    heading = message("training.paper.heading", year=found.year)
    context = {
        **found.context,
        "crumbs": pages.top(Crumb(heading)),
        "heading": heading,
        "lines": tuple(
            {
                "line": line,
                "times": times_cell(line.tally),
                "attendances": attendances_cell(line.tally),
                "persons": persons_cell(line.tally),
            }
            for line in found.lines
        ),
        "today": timezone.localdate(),
    }
    return render(request, "training/paper.html", context)


@requires(Permission.READ)
def course(request: HttpRequest, course: int) -> HttpResponse:
    """One course."""
    return pages.course_page(request, course_or_404(course))


@requires(Permission.READ)
def session(request: HttpRequest, session: int) -> HttpResponse:
    """One session."""
    return pages.session_page(request, session_or_404(session))


@requires(Permission.READ)
def figures(request: HttpRequest) -> HttpResponse:
    """Year beside year, and the departments of one year. Counts alone."""
    every, known = every_course(), years()
    year = pages.year_asked(request, known)
    own = tuple(each for each in every if each.row.fiscal_year == year)
    found = by_department(own)
    names, standing = department_names(each.code for each in found), standing_in(request)
    addresses = {
        each.code: f"{address_of('training:department', each.code)}?year={year}"
        for each in found
        if each.code and may(standing, Permission.SEE_TRAINING_RECORDS, Place(departments=frozenset({each.code})))
    }
    whole = tally_of(own)
    list_of, lines = list_of_departments(year, whole), department_lines(found, names, addresses)
    if file := as_file(list_of, lines, request.GET):
        return file
    context = {
        "crumbs": pages.top(Crumb(message("training.figures.heading"))),
        "list": listed(list_of, lines, request.GET),
        "year": year,
        "years": tuple(pages.YearChoice(each, each == year) for each in known),
        "beside": tuple(
            {
                "year": each,
                "address": f"{address_of('training:list')}?year={each}",
                "times": times_cell(tally),
                "attendances": attendances_cell(tally),
                "persons": persons_cell(tally),
                "evidence": evidence_of(of_year, each),
            }
            for each in known
            for of_year in [tuple(one for one in every if one.row.fiscal_year == each)]
            for tally in [tally_of(of_year)]
        ),
        "whole": whole,
    }
    return render(request, "training/figures.html", context)


@requires(Permission.SEE_TRAINING_RECORDS, of_department)
def department(request: HttpRequest, code: str) -> HttpResponse:
    """Who of a department took part in what, and who has not finished what they have to; `all`: of the whole city."""
    known, today = years(), timezone.localdate()
    year, codes = pages.year_asked(request, known), own_codes(code)
    rows = tuple(history_in(codes, year))
    names = department_names({row.department for row in rows})
    list_of = list_of_records(f"training-{year}-{code}", rows, names, with_people=True)
    if file := as_file(list_of, rows, request.GET):
        return file
    as_of = end_of(year, today)
    name = spoken(message("training.every_department")) if code == EVERY else names_of((code,)).get(code, code)
    context = {
        "crumbs": pages.top(Crumb(name)),
        "name": name,
        "list": listed(list_of, rows, request.GET),
        "missing": missing_of(courses_in((year,)), Staffed(as_of), codes),
        "as_of": as_of_words(as_of),
        "year": year,
        "years": tuple(pages.YearChoice(each, each == year) for each in known),
    }
    return render(request, "training/department.html", context)


@requires(Permission.READ)
def mine(request: HttpRequest) -> HttpResponse:
    """One's own training, to look at and to print."""
    by, today = person_in(request), timezone.localdate()
    rows = tuple(history_of(by.staff.pk))
    names = department_names({row.department for row in rows})
    list_of = list_of_records("my-training", rows, names, with_people=False)
    if file := as_file(list_of, rows, request.GET):
        return file
    context = {
        "crumbs": pages.top(Crumb(message("training.mine.heading"))),
        "list": listed(list_of, rows, request.GET),
        "who": by.staff,
        "today": today,
        "open": open_to(by.staff.pk, courses_in((fiscal_year_on(today),)), Staffed(today)),
    }
    return render(request, "training/mine.html", context)
