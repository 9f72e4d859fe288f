"""The page on which a reorganisation is undone: what would be as before, or everything that stands in the way and what to do by hand."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from monosashi.core.messages import Message, message
from monosashi.office.accounts.access import person_in, requires
from monosashi.office.accounts.permissions import Permission
from monosashi.office.accounts.refusals import StateForbids
from monosashi.office.accounts.register import names_of, tree_on
from monosashi.office.people.days import day_of
from monosashi.office.people.forms import WhyForm
from monosashi.office.people.models import Reorganised
from monosashi.office.people.pages import department_crumbs, done, today
from monosashi.office.people.reorganising.undoing import in_the_way, undo
from monosashi.office.people.reorganising.values import ReorganisationKind
from monosashi.office.people.views_departments import unit_or_404
from monosashi.office.ui.crumbs import Crumb
from monosashi.wording import word


@requires(Permission.MANAGE_PEOPLE)
def undo_reorganisation(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """Say what will be as before, and do it; or say what stands in the way."""
    unit = unit_or_404(tree_on(today()), code)
    row = Reorganised.objects.filter(pk=pk).first()
    if row is None or code not in {*row.old, *row.heirs}:
        raise Http404(pk)
    form = WhyForm(request.POST if request.method == "POST" else None)
    names = names_of((*row.old, *row.heirs))
    refused = False
    if form.is_valid():
        try:
            undo(row, by=person_in(request), why=form.cleaned_data["why"])
        except StateForbids:
            refused = True
        else:
            what = message("people.undo.done", names=_named(row.old, names))
            return done(request, what, "departments:department", code=row.old[0])
    stands = in_the_way(row)
    back = reverse("departments:department", kwargs={"code": code})
    context = {
        "row": row,
        "form": form,
        "since": day_of(row.since),
        "kind": word(ReorganisationKind(row.kind)),
        "old": _named(row.old, names),
        "gone": _named(row.begun, names),
        "in_the_way": stands,
        "by_hand": _by_hand(row, names) if row.undone_at is None else None,
        "back": back,
        "crumbs": department_crumbs(Crumb(unit.name, back), Crumb(message("people.undo.act"))),
    }
    return render(request, "people/undo.html", context, status=409 if refused else 200)


def _named(codes: list[str], names: dict[str, str]) -> tuple[str, ...]:
    return tuple(names.get(code, code) for code in codes)


def _by_hand(row: Reorganised, names: dict[str, str]) -> Message:
    """What comes to the same from a day to come, by what else can be done to departments."""
    old, heirs = _named(row.old, names), _named(row.heirs, names)
    if not heirs:
        return message("people.undo.by_hand.begin_again", old=old)
    match ReorganisationKind(row.kind):
        case ReorganisationKind.RENAME:
            return message("people.undo.by_hand.rename", old=old, heirs=heirs)
        case ReorganisationKind.SPLIT:
            return message("people.undo.by_hand.merge", old=old, heirs=heirs)
        case ReorganisationKind.MOVE:
            return message("people.undo.by_hand.move", old=old)
        case _ if row.begun:
            return message("people.undo.by_hand.split", old=old, heirs=heirs)
        case _:
            return message("people.undo.by_hand.from_heir", old=old, heirs=heirs)
