"""The page on which departments are renamed, merged, split, ended or moved: everything that will move is shown before it is done."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from monosashi.core.messages import Message, message
from monosashi.office.accounts.access import person_in, requires
from monosashi.office.accounts.organisation import Tree, Unit
from monosashi.office.accounts.permissions import Permission
from monosashi.office.accounts.refusals import StateForbids
from monosashi.office.accounts.register import tree_on
from monosashi.office.people.days import day_of
from monosashi.office.people.pages import department_crumbs, done, today
from monosashi.office.people.reorganising.carrying_out import carry_out, preview
from monosashi.office.people.reorganising.checks import what_became_of
from monosashi.office.people.reorganising.forms import FORMS, ReorganisationForm, share_field
from monosashi.office.people.reorganising.values import Preview, Reorganisation, ReorganisationKind, Work
from monosashi.office.people.views_departments import unit_or_404
from monosashi.office.ui.crumbs import Crumb
from monosashi.wording import word


@requires(Permission.MANAGE_PEOPLE)
def reorganise(request: HttpRequest, code: str, kind: str) -> HttpResponse:
    """Ask, show what will move, do it."""
    whole = tree_on(today())
    unit = unit_or_404(whole, code)
    if kind not in set(ReorganisationKind):
        raise Http404(kind)
    page = _Page(request, unit, whole, ReorganisationKind(kind))
    return page.answer()


class _Page:
    """One request for the page."""

    def __init__(self, request: HttpRequest, unit: Unit, whole: Tree, kind: ReorganisationKind) -> None:
        self._request, self._unit, self._whole, self._kind = request, unit, whole, kind
        self._form: ReorganisationForm = FORMS[kind](request.POST or None, unit=unit, tree=whole)

    def answer(self) -> HttpResponse:
        """The form; the form with its preview; or the department that goes on."""
        if self._unit.valid_to is not None:
            return self._shown(refused=what_became_of(self._unit))
        if not self._form.is_bound or not self._form.is_valid():
            return self._shown()
        wanted = self._form.wanted(self._kind)
        try:
            if "confirm" in self._request.POST:
                return self._done(wanted)
            return self._shown(preview(wanted), wanted)
        except StateForbids as refused:
            return self._refused(refused, wanted)

    def _done(self, wanted: Reorganisation) -> HttpResponse:
        state, why = self._request.POST.get("state", ""), self._form.cleaned_data["why"]
        heirs = carry_out(wanted, state=state, by=person_in(self._request), why=why)
        what = message(f"people.reorganised.{self._kind}", name=self._unit.name, since=day_of(wanted.since))
        return done(self._request, what, "departments:department", code=heirs[0] if heirs else self._unit.code)

    def _refused(self, refused: StateForbids, wanted: Reorganisation) -> HttpResponse:
        """What happened; and the preview as it would be now, where it can be done at all."""
        try:
            return self._shown(preview(wanted), wanted, refused.why)
        except StateForbids:
            return self._shown(refused=refused.why)

    def _shown(
        self, seen: Preview | None = None, wanted: Reorganisation | None = None, refused: Message | None = None
    ) -> HttpResponse:
        context = {
            "unit": self._unit,
            "kind": self._kind,
            "form": self._form,
            "ended": self._unit.valid_to is not None,
            "seen": seen,
            "wanted": wanted,
            "since": day_of(wanted.since) if wanted else None,
            "names": {old: self._whole.units[old].name for old in wanted.old} if wanted else {},
            "works": self._works(seen, wanted) if seen and wanted else (),
            "refused": refused,
            "crumbs": department_crumbs(
                Crumb(self._unit.name, f"../../../{self._unit.code}/"), Crumb(word(self._kind))
            ),
        }
        status = 409 if refused else 422 if self._form.is_bound and self._form.errors else 200
        return render(self._request, "people/reorganise.html", context, status=status)

    def _works(self, seen: Preview, wanted: Reorganisation) -> tuple[tuple[Work, tuple[object, ...]], ...]:
        """Each kind of work with its pieces; a split asks of each where it goes."""
        names = tuple(new.name for new in wanted.new)
        splits = self._kind is ReorganisationKind.SPLIT
        return tuple(
            (
                kind,
                tuple((moving, share_field(moving, names, self._request.POST) if splits else None) for moving in those),
            )
            for kind in Work
            if (those := seen.of(kind))
        )
