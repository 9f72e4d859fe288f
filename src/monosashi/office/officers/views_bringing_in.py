"""A list of officers: the file, its difference, the decision; a workbook to begin with."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone

from monosashi.core.messages import message
from monosashi.office.accounts.access import anywhere, requires
from monosashi.office.accounts.deciding import Deciding, Done, decides
from monosashi.office.accounts.permissions import Permission
from monosashi.office.accounts.register import names_of, tree_on
from monosashi.office.accounts.standing import Person
from monosashi.office.entering.files import DifferencePage, choosing, taking_over, waiting_or_404
from monosashi.office.entering.forms_of_files import FileForm
from monosashi.office.officers.bringing_in.actions import let_wait, take_over
from monosashi.office.officers.bringing_in.comparing import OfficersDifference, officers_compared
from monosashi.office.officers.bringing_in.file import file_of_officers
from monosashi.office.officers.bringing_in.reading import layout
from monosashi.office.officers.forms import OfficersFileForm, TakeOverForm, label_of
from monosashi.office.officers.models import OfficerKind, PendingOfficers
from monosashi.office.officers.pages import Context, asked, top
from monosashi.office.officers.shown import name_in
from monosashi.office.ui.crumbs import Crumb
from monosashi.office.ui.downloads import as_download


@decides(Permission.KEEP_OFFICERS, anywhere, label_of)
def bring_in(request: HttpRequest) -> Deciding[FileForm]:
    """Choose a list."""

    def context() -> Context:
        return {
            "crumbs": top(Crumb(message("officers.import.heading"))),
            "columns": layout()["officers"],
            "kinds": tuple(OfficerKind.objects.all()),
            "back": reverse("officers:list"),
        }

    return choosing(
        request,
        "officers/bring_in.html",
        let_wait,
        form=OfficersFileForm,
        to=lambda pk: reverse("officers:difference", args=(pk,)),
        context=context,
    )


@decides(Permission.KEEP_OFFICERS, anywhere, label_of)
def difference(request: HttpRequest, officer_list: int) -> Deciding[TakeOverForm]:
    """What a list would change; take it over."""
    pending = waiting_or_404(request, PendingOfficers, pk=officer_list)

    def act(form: TakeOverForm, by: Person) -> Done:
        found = take_over(pending, end_others=form.cleaned_data["end_others"], by=by)
        told = message("officers.did.brought_in", comes=len(found.comes), changed=len(found.changed))
        return Done(told, reverse("officers:list"))

    page = DifferencePage(
        "officers/difference.html", lambda: officers_compared(pending, timezone.localdate()), _context
    )
    return taking_over(request, pending, page, form=TakeOverForm, act=act)


@requires(Permission.READ)
def template(request: HttpRequest) -> HttpResponse:
    """The officers of the day as a workbook that can be brought in again, or one line to begin with."""
    return as_download(file_of_officers(asked(request)), "officers.xlsx")


def _context(found: OfficersDifference | None) -> Context:
    tree, back = tree_on(timezone.localdate()), reverse("officers:bring-in")
    told = (*(each.row for each in found.comes), *(each.row for each in found.changed), *found.over) if found else ()
    return {
        "crumbs": top(Crumb(message("officers.import.heading"), back), Crumb(message("entering.import.difference"))),
        "departments": {row.department: name_in(row.department, tree) for row in told},
        "shared": names_of({row.shared_with for row in told if row.shared_with}),
        "back": back,
    }
