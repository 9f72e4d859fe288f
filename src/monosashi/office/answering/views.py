"""The sheet of one measure, and what its figures mean while they are typed."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from monosashi.office.accounts.access import requires
from monosashi.office.accounts.permissions import Permission
from monosashi.office.answering.cells_sent import texts_in
from monosashi.office.answering.judged import judgement_of
from monosashi.office.answering.page_of_sheet import contents_of, heading_of, lacks_of, sheet_page
from monosashi.office.answering.shown import ShownSheet
from monosashi.office.answering.shown_money import sums_of
from monosashi.office.rounds.basis import basis_of
from monosashi.office.rounds.filled import Filled
from monosashi.office.rounds.places import round_or_404, sheet_or_404


@requires(Permission.READ)
def sheet(request: HttpRequest, number: int, node: str) -> HttpResponse:
    """Last year beside this year, and everything that can be done with the sheet."""
    return sheet_page(request, sheet_or_404(number, node))


@requires(Permission.READ)
def judge(request: HttpRequest, number: int, node: str) -> HttpResponse:
    """Grade and explanation of what the form says, and what is left of it. Nothing is saved, and no draft is read."""
    if request.method != "POST":
        return redirect("answering:sheet", number, node)
    held = round_or_404(number)
    basis = basis_of(held)
    if node not in basis.plan.index.node:
        return redirect("answering:sheet", number, node)
    filled = Filled(basis, basis.asked(node), texts_in(request.POST))
    shown = ShownSheet(filled, filled, held.revision or 0)
    context = {
        "judgement": judgement_of(shown),
        "sums": sums_of(shown),
        "contents": contents_of(shown),
        "lacks": lacks_of(shown),
        "faults": filled.faults,
        "money_unit": basis.plan.money_unit,
        "fiscal_year": basis.fiscal_year,
        "headings": {key: heading_of(shown, key) for key in shown.sections},
    }
    return render(request, "answering/_while_typing.html", context)
