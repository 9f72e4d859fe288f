"""A list of results: the file, its difference, the decision; results carried into the plan."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from monosashi.core.messages import message
from monosashi.office.accounts.access import person_in
from monosashi.office.accounts.deciding import Deciding, Done, Shown, decides
from monosashi.office.accounts.permissions import Permission
from monosashi.office.accounts.register import names_of
from monosashi.office.accounts.standing import Person
from monosashi.office.audits import pages
from monosashi.office.audits.bringing_in.actions import let_wait, take_over, waiting_files
from monosashi.office.audits.bringing_in.comparing import ResultsDifference, results_compared
from monosashi.office.audits.bringing_in.reading import layout
from monosashi.office.audits.forms import DecideForm, FileForm, label_of
from monosashi.office.audits.models import PendingResults
from monosashi.office.audits.places import audit_or_404, of_audit, row_or_404
from monosashi.office.plans.queries import held
from monosashi.office.ui.crumbs import Crumb


@decides(Permission.KEEP_AUDITS, of_audit, label_of)
def bring_in(request: HttpRequest, audit: int) -> Deciding[FileForm]:
    """Choose a file. What is wrong in it is told by line, all of it, and nothing is kept."""
    row = row_or_404(audit)

    def act(form: FileForm, by: Person) -> Done:
        file = form.cleaned_data["file"]
        pending = let_wait(audit=row, file_name=str(file.name), raw=file.read(), by=by)
        told = message("audits.import.look")
        return Done(told, reverse("audits:difference", args=(audit, pending.pk)))

    def shown_page(shown: Shown[FileForm]) -> HttpResponse:
        columns = [words for name, words in layout()["results"].items() if name != "required"]
        context = pages.page(
            audit_or_404(audit), Crumb(message("audits.import.heading")), columns=columns, **pages.sent(shown)
        )
        return render(request, "audits/bring_in.html", context, status=shown.status)

    return Deciding(lambda sent: FileForm(sent, request.FILES if sent is not None else None), act, shown_page)


@decides(Permission.KEEP_AUDITS, of_audit, label_of)
def difference(request: HttpRequest, audit: int, pk: int) -> Deciding[DecideForm]:
    """What a file would change; take it over."""
    pending = waiting_files().filter(audit=audit, pk=pk, made_by=person_in(request).staff.pk).first()
    if pending is None:
        raise Http404(pk)

    def act(form: DecideForm, by: Person) -> Done:
        pending.state = form.cleaned_data["seen"]
        found = take_over(pending, by=by)
        told = message("audits.did.brought_in", comes=len(found.comes), changed=len(found.changed))
        return Done(told, reverse("audits:audit", args=(audit,)))

    def shown_page(shown: Shown[DecideForm]) -> HttpResponse:
        return _difference_page(request, pending, shown)

    return Deciding(DecideForm, act, shown_page)


def _difference_page(request: HttpRequest, pending: PendingResults, shown: Shown[DecideForm]) -> HttpResponse:
    found = results_compared(pending, timezone.localdate())
    back = reverse("audits:bring-in", args=(pending.audit_id,))
    now = audit_or_404(pending.audit_id)
    nodes = held(now.row.plan_id).plan.index.node
    context = pages.page(
        now,
        Crumb(message("audits.import.heading"), back),
        Crumb(message("audits.import.difference")),
        pending=pending,
        difference=found,
        measures={node: nodes[node].label for told in found.comes for node in told.measures},
        departments=_names(found),
        form=DecideForm(initial={"seen": found.state}),
        refused=shown.problem,
        problems=shown.problems,
        back=back,
    )
    return render(request, "audits/difference.html", context, status=shown.status)


def _names(found: ResultsDifference) -> dict[str, str]:
    return names_of({code for told in found.comes for code in told.departments})
