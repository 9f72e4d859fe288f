"""A list of results: the file, its difference, the decision."""

from functools import partial

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from monosashi.core.messages import message
from monosashi.office.accounts.deciding import Deciding, Done, decides
from monosashi.office.accounts.permissions import Permission
from monosashi.office.accounts.register import names_of
from monosashi.office.accounts.standing import Person
from monosashi.office.audits import pages
from monosashi.office.audits.bringing_in.actions import let_wait, take_over
from monosashi.office.audits.bringing_in.comparing import ResultsDifference, results_compared
from monosashi.office.audits.bringing_in.reading import layout
from monosashi.office.audits.forms import label_of
from monosashi.office.audits.models import PendingResults
from monosashi.office.audits.places import audit_or_404, of_audit, row_or_404
from monosashi.office.entering.files import DifferencePage, choosing, taking_over, waiting_or_404
from monosashi.office.entering.forms_of_files import FileForm, SeenForm
from monosashi.office.plans.queries import held
from monosashi.office.ui.crumbs import Crumb


@decides(Permission.KEEP_AUDITS, of_audit, label_of)
def bring_in(request: HttpRequest, audit: int) -> Deciding[FileForm]:
    """Choose a file."""

    def context() -> pages.Context:
        way = Crumb(message("audits.import.heading"))
        return pages.page(audit_or_404(audit), way, columns=layout()["results"], back=_audit(audit))

    return choosing(
        request,
        "audits/bring_in.html",
        partial(let_wait, audit=row_or_404(audit)),
        to=lambda pk: reverse("audits:difference", args=(audit, pk)),
        context=context,
    )


@decides(Permission.KEEP_AUDITS, of_audit, label_of)
def difference(request: HttpRequest, audit: int, pk: int) -> Deciding[SeenForm]:
    """What a file would change; take it over."""
    pending = waiting_or_404(request, PendingResults, pk=pk, audit=audit)

    def act(_seen: SeenForm, by: Person) -> Done:
        found = take_over(pending, by=by)
        told = message("audits.did.brought_in", comes=len(found.comes), changed=len(found.changed))
        return Done(told, _audit(audit))

    page = DifferencePage(
        "audits/difference.html",
        lambda: results_compared(pending, timezone.localdate()),
        lambda found: _context(audit, found),
    )
    return taking_over(request, pending, page, form=SeenForm, act=act)


def _context(audit: int, found: ResultsDifference | None) -> pages.Context:
    now, back = audit_or_404(audit), reverse("audits:bring-in", args=(audit,))
    nodes, comes = held(now.row.plan_id).plan.index.node, found.comes if found else ()
    return pages.page(
        now,
        Crumb(message("audits.import.heading"), back),
        Crumb(message("entering.import.difference")),
        measures={node: nodes[node].label for told in comes for node in told.measures},
        departments=names_of({code for told in comes for code in told.departments}),
        back=back,
    )


def _audit(pk: int) -> str:
    return reverse("audits:audit", args=(pk,))
