"""A list of officers: the file, its difference, the decision; a workbook to begin with."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from monosashi.core.messages import message
from monosashi.office.accounts.access import anywhere, person_in, requires
from monosashi.office.accounts.deciding import Deciding, Done, Shown, decides
from monosashi.office.accounts.permissions import Permission
from monosashi.office.accounts.register import names_of, tree_on
from monosashi.office.accounts.standing import Person
from monosashi.office.officers.bringing_in.actions import let_wait, take_over, waiting_lists
from monosashi.office.officers.bringing_in.comparing import officers_compared
from monosashi.office.officers.bringing_in.file import file_of_officers
from monosashi.office.officers.bringing_in.reading import layout
from monosashi.office.officers.forms import DecideForm, FileForm, label_of
from monosashi.office.officers.models import OfficerKind, PendingOfficers
from monosashi.office.officers.pages import asked, top
from monosashi.office.officers.shown import name_in
from monosashi.office.ui.crumbs import Crumb
from monosashi.office.ui.downloads import as_download


@decides(Permission.KEEP_OFFICERS, anywhere, label_of)
def bring_in(request: HttpRequest) -> Deciding[FileForm]:
    """Choose a list. What is wrong in it is told by line, all of it, and nothing is kept."""

    def act(form: FileForm, by: Person) -> Done:
        file = form.cleaned_data["file"]
        pending = let_wait(file_name=str(file.name), raw=file.read(), by=by)
        return Done(message("officers.import.look"), reverse("officers:difference", args=(pending.pk,)))

    def shown_page(shown: Shown[FileForm]) -> HttpResponse:
        context = {
            "crumbs": top(Crumb(message("officers.import.heading"))),
            "columns": [words for name, words in layout()["officers"].items() if name != "required"],
            "kinds": tuple(OfficerKind.objects.all()),
            "form": shown.form,
            "refused": shown.problem,
            "problems": shown.problems,
        }
        return render(request, "officers/bring_in.html", context, status=shown.status)

    return Deciding(lambda sent: FileForm(sent, request.FILES if sent is not None else None), act, shown_page)


@decides(Permission.KEEP_OFFICERS, anywhere, label_of)
def difference(request: HttpRequest, officer_list: int) -> Deciding[DecideForm]:
    """What a list would change; take it over."""
    pending = waiting_lists().filter(pk=officer_list, made_by=person_in(request).staff.pk).first()
    if pending is None:
        raise Http404(officer_list)

    def act(form: DecideForm, by: Person) -> Done:
        pending.state = form.cleaned_data["seen"]
        found = take_over(pending, end_others=form.cleaned_data["end_others"], by=by)
        told = message("officers.did.brought_in", comes=len(found.comes), changed=len(found.changed))
        return Done(told, reverse("officers:list"))

    return Deciding(DecideForm, act, lambda shown: _difference_page(request, pending, shown))


@requires(Permission.READ)
def template(request: HttpRequest) -> HttpResponse:
    """The officers of the day as a workbook that can be brought in again, or one line to begin with."""
    return as_download(file_of_officers(asked(request)), "officers.xlsx")


def _difference_page(request: HttpRequest, pending: PendingOfficers, shown: Shown[DecideForm]) -> HttpResponse:
    today = timezone.localdate()
    found, tree = officers_compared(pending, today), tree_on(today)
    told = (*(each.row for each in found.comes), *(each.row for each in found.changed), *found.over)
    context = {
        "crumbs": top(
            Crumb(message("officers.import.heading"), reverse("officers:bring-in")),
            Crumb(message("officers.import.difference")),
        ),
        "pending": pending,
        "difference": found,
        "departments": {row.department: name_in(row.department, tree) for row in told},
        "shared": names_of({row.shared_with for row in told if row.shared_with}),
        "form": DecideForm(initial={"seen": found.state}),
        "refused": shown.problem,
        "problems": shown.problems,
    }
    return render(request, "officers/difference.html", context, status=shown.status)
