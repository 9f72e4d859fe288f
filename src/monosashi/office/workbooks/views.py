"""The page of answering by Excel: workbooks out, files handed in."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from monosashi.core.messages import InvalidInput, Problem, message
from monosashi.core.plan import Plan
from monosashi.exchange.answer_sheets.issuing import issue, issue_to
from monosashi.exchange.answer_sheets.recipients import NOBODY
from monosashi.office.accounts.access import person_in, requires, standing_in
from monosashi.office.accounts.permissions import Permission, Place, may
from monosashi.office.rounds.models import Round
from monosashi.office.rounds.pages import page
from monosashi.office.rounds.places import of_round, round_or_404
from monosashi.office.rounds.queries import name_of
from monosashi.office.rounds.states import GOING_ON, RoundState
from monosashi.office.ui.crumbs import Crumb
from monosashi.office.ui.dates import day_text
from monosashi.office.ui.downloads import as_download, as_file
from monosashi.office.ui.language import spoken
from monosashi.office.ui.lists import listed
from monosashi.office.workbooks import actions
from monosashi.office.workbooks.actions import File
from monosashi.office.workbooks.asked_cells import SHEETS
from monosashi.office.workbooks.forms import HandInForm
from monosashi.office.workbooks.in_office import asking, in_office
from monosashi.office.workbooks.list_of_departments import list_of, rows_for
from monosashi.office.workbooks.marked import zipped
from monosashi.office.workbooks.places import department_in, of_departments, of_recipient, place_of_round
from monosashi.office.workbooks.queries import waiting_intakes
from monosashi.wording import render as said_in


@requires(Permission.READ, of_round)
def excel(request: HttpRequest, number: int) -> HttpResponse:
    """The workbooks of one's departments, the form that takes them back, and the files that wait."""
    return _page(request, round_or_404(number), HandInForm())


def _page(
    request: HttpRequest, held: Round, form: HandInForm, problems: tuple[Problem, ...] = (), status: int = 200
) -> HttpResponse:
    standing, state = standing_in(request), in_office(held)
    rows, list_ = rows_for(state, standing), list_of(state)
    if (file := as_file(list_, rows, request.GET)) is not None:
        return file
    runs = may(standing, Permission.RUN_ROUND, Place(held.plan_id))
    context = page(
        request,
        held,
        "excel",
        Crumb(message("rounds.part.excel")),
        form=form,
        problems=problems,
        may_bring_in=may(standing, Permission.BRING_IN_SHEETS, place_of_round(held)),
        list=listed(list_, rows, request.GET),
        reception_closed=held.state == RoundState.COMPILING,
        over=held.state not in GOING_ON,
        waiting=waiting_intakes(held, None if runs else standing.staff),
        kept_days=actions.KEPT.days,
    )
    return render(request, "workbooks/excel.html", context, status=status)


@requires(Permission.BRING_IN_SHEETS, of_recipient)
def one(request: HttpRequest, number: int, code: str) -> HttpResponse:
    """The workbook of one department, with what stands in the office."""
    held = round_or_404(number)
    department = department_in(code)
    try:
        issued = issue_to(asking(in_office(held)), department, SHEETS)
    except KeyError:
        messages.error(request, spoken(message("workbooks.not_asked")))
        return redirect("workbooks:excel", number)
    except InvalidInput as error:
        return _page(request, held, HandInForm(), error.problems, 422)
    return as_download(issued.raw, issued.name)


@requires(Permission.RUN_ROUND, of_round)
def every(request: HttpRequest, number: int) -> HttpResponse:
    """All workbooks with their index and the letter, in one zip."""
    held = round_or_404(number)
    try:
        asked = asking(in_office(held))
        files = issue(asked, SHEETS, _letter(held, asked.plan))
    except InvalidInput as error:
        return _page(request, held, HandInForm(), error.problems, 422)
    name = said_in(message("workbooks.zip_name", round=name_of(held)), SHEETS)
    return as_download(zipped((each.name, each.raw) for each in files), f"{name}.zip")


def _letter(held: Round, plan: Plan) -> str:
    """The round's own request with the day by which answers are due, "" where nobody wrote one."""
    if not held.letter:
        return ""
    due = day_text(held.deadline, SHEETS)
    said = message("workbooks.letter", plan=plan.name, round=name_of(held), letter=held.letter, deadline=due)
    return said_in(said, SHEETS)


@requires(Permission.BRING_IN_SHEETS, of_departments)
def hand_in(request: HttpRequest, number: int) -> HttpResponse:
    """Take files; they wait until somebody has looked at the difference."""
    if request.method != "POST":
        return redirect("workbooks:excel", number)
    held = round_or_404(number)
    form = HandInForm(request.POST, request.FILES)
    if not form.is_valid():
        return _page(request, held, form, status=422)
    files = (File(each.name or NOBODY, each.read()) for each in form.cleaned_data["workbook"])
    intake = actions.hand_in(round_=held, files=files, by=person_in(request))
    return redirect("workbooks:intake", number, intake.pk)
