"""Keeping the courses of a year: entered, changed, removed, taken over into the next year."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone

from monosashi.core.fiscal_years import fiscal_year_on, print_fiscal_year
from monosashi.core.messages import Message, message
from monosashi.office.accounts.access import anywhere
from monosashi.office.accounts.deciding import Deciding, Done, Shown, decides
from monosashi.office.accounts.permissions import Permission
from monosashi.office.accounts.standing import Person
from monosashi.office.entering.forms import SureForm
from monosashi.office.entering.page import Page, form_page
from monosashi.office.entering.told import new_token, seen
from monosashi.office.officers.queries import kinds
from monosashi.office.plans.queries import every_held
from monosashi.office.training import actions_courses as actions
from monosashi.office.training import pages
from monosashi.office.training.forms import Choices, CourseFields, first_values, label_of
from monosashi.office.training.models import Course
from monosashi.office.training.places import course_or_404
from monosashi.office.training.telling import told_of_course
from monosashi.office.training.told import named
from monosashi.office.ui.crumbs import Crumb

Sent = Any


@decides(Permission.KEEP_TRAINING, anywhere, label_of)
def new_course(request: HttpRequest) -> Deciding[CourseFields]:
    """Enter a course."""
    year = str(request.GET.get("year", ""))
    begins = int(year) if year.isascii() and year.isdigit() and len(year) == 4 else fiscal_year_on(timezone.localdate())  # noqa: PLR2004 -- a year

    def act(form: CourseFields, by: Person) -> Done:
        row = actions.enter_course(form.told, token=form.cleaned_data["token"] or new_token(), by=by)
        return Done(message("training.did.course_entered", title=row.title), _address(row.pk))

    page = Page(
        message("training.new_course"),
        message("training.button.enter"),
        reverse("training:list"),
        pages.top(_HERE)[:-1],
    ).with_lead(message("training.new_course.lead"))
    first = {"token": new_token(), "fiscal_year": print_fiscal_year(begins), "audience": "everybody"}
    return Deciding(lambda sent: _form(sent, first), act, lambda shown: form_page(request, page, shown))


@decides(Permission.KEEP_TRAINING, anywhere, label_of)
def change_course(request: HttpRequest, course: int) -> Deciding[CourseFields]:
    """Change a course."""
    row = course_or_404(course)
    first = {**first_values(row), "based_on": seen(told_of_course(row).plain)}

    def act(form: CourseFields, by: Person) -> Done:
        actions.change_course(course, form.told, based_on=form.cleaned_data["based_on"], by=by)
        return Done(message("training.did.kept"), _address(course))

    page = _page(row, message("training.change_course"), message("training.button.keep"))
    return Deciding(lambda sent: _form(sent, first, row), act, lambda shown: form_page(request, page, shown))


@decides(Permission.KEEP_TRAINING, anywhere, label_of)
def remove_course(request: HttpRequest, course: int) -> Deciding[SureForm]:
    """Remove a course, once it was asked whether to."""
    row = course_or_404(course)

    def act(_form: SureForm, by: Person) -> Done:
        actions.remove_course(course, by=by)
        done = message("training.did.course_removed", title=row.title)
        return Done(done, f"{reverse('training:list')}?year={row.fiscal_year}")

    page = _page(row, message("training.remove_course"), message("training.button.remove"))
    told = page.with_lead(message("training.remove_course.lead", title=row.title))
    return Deciding(SureForm, act, lambda shown: form_page(request, told, shown))


@decides(Permission.KEEP_TRAINING, anywhere, label_of)
def take_over(request: HttpRequest, course: int) -> Deciding[SureForm]:
    """Go on with a course in the next year, by one button of its page."""
    row = course_or_404(course)

    def act(_form: SureForm, by: Person) -> Done:
        made = actions.take_over(course, by=by)
        done = message("training.did.taken_over", title=made.title, year=made.fiscal_year)
        return Done(done, _address(made.pk))

    def shown_page(shown: Shown[SureForm]) -> HttpResponse:
        return pages.course_page(request, row, shown.problem)

    return Deciding(SureForm, act, shown_page)


_HERE = Crumb(message("training.new_course"))


def _form(sent: Sent, first: dict[str, Any], row: Course | None = None) -> CourseFields:
    known = [(str(each.pk), each.name) for each in kinds()]
    return CourseFields(sent, initial=first, kinds=known, serves=_serves(row))


def _serves(row: Course | None) -> Choices:
    """The measures of all plans, each with its indicators; what a course serves already stays to be chosen."""
    found: list[tuple[str, str]] = []
    for plan, state in every_held().items():
        for node in state.plan.index.measures:
            found.append((named(plan, node.id, ""), node.label))
            found += [
                (named(plan, node.id, each.id), f"{node.label} / {each.name}")
                for each in state.plan.index.indicators_of.get(node.id, ())
            ]
    own = named(row.plan, row.node, row.indicator) if row else ""
    return [*found, *([(own, row.node)] if row and own and own not in dict(found) else [])]


def _page(row: Course, heading: Message, button: Message) -> Page:
    return Page(heading, button, _address(row.pk), pages.to_course(row, Crumb(heading))[:-1])


def _address(pk: int) -> str:
    return reverse("training:course", args=(pk,))
