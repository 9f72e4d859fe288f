"""Questions about a sheet, the second look, and what the office wrote to one's departments."""

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from monosashi.core.messages import message
from monosashi.office.accounts.access import person_in, requires
from monosashi.office.accounts.deciding import Deciding, Done, Shown, decides
from monosashi.office.accounts.permissions import Permission
from monosashi.office.accounts.standing import Person
from monosashi.office.compiling.actions_remarks import Look, look_again, remark
from monosashi.office.compiling.forms import LookForm, RemarkForm
from monosashi.office.compiling.notices import department_called, notices_for
from monosashi.office.rounds.acting import Of
from monosashi.office.rounds.basis import basis_of
from monosashi.office.rounds.pages import page
from monosashi.office.rounds.places import of_sheet, sheet_or_404
from monosashi.office.ui.crumbs import Crumb
from monosashi.office.ui.forms import labels_of

_label_of = labels_of(RemarkForm, LookForm, otherwise="compiling.remarks.heading")


@decides(Permission.RUN_ROUND, of_sheet, _label_of)
def ask_department(request: HttpRequest, number: int, node: str) -> Deciding[RemarkForm]:
    """The office asks or answers."""
    return _remarking(request, number, node, for_office=True)


@decides(Permission.ANSWER_SHEET, of_sheet, _label_of)
def ask_office(request: HttpRequest, number: int, node: str) -> Deciding[RemarkForm]:
    """A department asks or answers."""
    return _remarking(request, number, node, for_office=False)


@decides(Permission.ACCEPT_SHEET, of_sheet, _label_of)
def second_look(request: HttpRequest, number: int, node: str) -> Deciding[LookForm]:
    """Grade the measure oneself, with a reason."""
    scheme = basis_of(sheet_or_404(number, node).round).scheme

    def form(sent: QueryDict | None) -> LookForm:
        axis = str((sent or request.GET).get("axis", ""))
        return LookForm(scheme, axis, sent, initial={"axis": axis}, auto_id=f"look-{axis}-%s")

    def act(told: LookForm, by: Person) -> Done:
        given = told.cleaned_data
        look_again(Of(number, node), Look(given["axis"], given["grade"], given["reason"]), by=by)
        graded = message("compiling.did.looked", grade=given["grade"])
        said = graded if given["grade"] else message("compiling.did.look_removed")
        return Done(said, _back(request, number, node))

    def shown_page(shown: Shown[LookForm]) -> HttpResponse:
        return _page(request, (number, node), "look", shown)

    return Deciding(form, act, shown_page)


@requires(Permission.READ)
def notices(request: HttpRequest) -> HttpResponse:
    """What the office wrote to one's departments, where there is no mail too."""
    found = notices_for(person_in(request), timezone.localdate())
    context = {
        "crumbs": (Crumb(message("compiling.notices.heading")),),
        "lead": message("compiling.notices.answer", reminders=len(found.reminders), questions=len(found.remarks)),
        "reminders": [(row, department_called(row.round, row.code)) for row in found.reminders],
        "extensions": [(row, department_called(row.round, row.code)) for row in found.extensions],
        "remarks": [(row, found.name_of(row.sheet)) for row in found.remarks],
    }
    return render(request, "compiling/notices.html", context)


def _remarking(request: HttpRequest, number: int, node: str, *, for_office: bool) -> Deciding[RemarkForm]:
    sheet_or_404(number, node)

    def act(told: RemarkForm, by: Person) -> Done:
        given = told.cleaned_data
        remark(Of(number, node), text=given["text"], answers=given["answers"], for_office=for_office, by=by)
        said = message("compiling.did.answered" if given["answers"] else "compiling.did.asked")
        return Done(said, _back(request, number, node) + "#h-remarks")

    def shown_page(shown: Shown[RemarkForm]) -> HttpResponse:
        return _page(request, (number, node), "remark", shown)

    return Deciding(lambda sent: RemarkForm(sent, auto_id="remark-%s"), act, shown_page)


def _back(request: HttpRequest, number: int, node: str) -> str:
    """Where the form stood: the page on which sheets are checked, else the sheet."""
    page_name = "compiling:check_sheet" if request.POST.get("from") == "check" else "answering:sheet"
    return reverse(page_name, args=(number, node))


def _page(
    request: HttpRequest, at: tuple[int, str], what: str, shown: Shown[RemarkForm] | Shown[LookForm]
) -> HttpResponse:
    """A page of its own for the form, where it could not be taken as it was."""
    sheet = sheet_or_404(*at)
    name = basis_of(sheet.round).plan.index.node[sheet.node].name
    context = page(
        request,
        sheet.round,
        "",
        Crumb(name, reverse("answering:sheet", args=at)),
        Crumb(message("compiling.look.heading" if what == "look" else "compiling.remarks.heading")),
        button=message(f"compiling.{what}.button"),
        heading=name,
        sheet=sheet,
        form=shown.form,
        problem=shown.problem,
        problems=shown.problems,
        action=request.path,
    )
    return render(request, "compiling/one_form.html", context, status=shown.status)
