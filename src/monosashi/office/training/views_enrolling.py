"""Taking a place, giving it back, recommending people, having seen a video."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone

from monosashi.core.messages import message
from monosashi.office.accounts.access import anywhere
from monosashi.office.accounts.deciding import Deciding, Done, Shown, decides
from monosashi.office.accounts.models import Staff
from monosashi.office.accounts.permissions import Permission
from monosashi.office.accounts.register import names_of
from monosashi.office.accounts.standing import Person
from monosashi.office.entering.forms import SureForm
from monosashi.office.entering.page import Page, form_page
from monosashi.office.training import actions_enrolling as actions
from monosashi.office.training import pages
from monosashi.office.training.actions_enrolling import fitting, people_in
from monosashi.office.training.forms import FinishFields, RecommendFields, WithdrawFields, label_of
from monosashi.office.training.places import of_department, session_or_404
from monosashi.office.training.queries import NoSuchTraining, places_of
from monosashi.office.training.states import PlaceState, TrainingCourseAudience
from monosashi.office.ui.crumbs import Crumb

Sent = Any


@decides(Permission.READ, anywhere, label_of)
def enrol(request: HttpRequest, session: int) -> Deciding[SureForm]:
    """Take a place for oneself."""
    row = session_or_404(session)

    def act(_form: SureForm, by: Person) -> Done:
        place = actions.enrol(session, by=by)
        return Done(message(f"training.place_now.{PlaceState(place.state).value}"), _address(session))

    return Deciding(SureForm, act, lambda shown: pages.session_page(request, row, shown))


@decides(Permission.READ, anywhere, label_of)
def withdraw(request: HttpRequest, session: int) -> Deciding[WithdrawFields]:
    """Give a place back: one's own, or one of the department that one may recommend for."""
    row = session_or_404(session)

    def act(form: WithdrawFields, by: Person) -> Done:
        try:
            actions.withdraw(form.cleaned_data["place"], by=by)
        except NoSuchTraining:
            raise Http404(session) from None
        return Done(message("training.did.withdrawn"), _address(session))

    return Deciding(WithdrawFields, act, lambda shown: pages.session_page(request, row, shown))


@decides(Permission.READ, anywhere, label_of)
def finish(request: HttpRequest, session: int) -> Deciding[FinishFields]:
    """One has seen a video to its end."""
    row = session_or_404(session)

    def act(form: FinishFields, by: Person) -> Done:
        actions.finish_video(session, day=form.cleaned_data["day"], by=by)
        return Done(message("training.did.finished"), _address(session))

    return Deciding(FinishFields, act, lambda shown: pages.session_page(request, row, shown))


@decides(Permission.RECOMMEND_FOR_TRAINING, of_department, label_of)
def recommend(request: HttpRequest, session: int, code: str) -> Deciding[RecommendFields]:
    """Recommend people of a department. Only those who fit and have no place yet can be chosen."""
    row, today = session_or_404(session), timezone.localdate()
    has_place = set(places_of(session).values_list("staff_id", flat=True))
    own = [pk for pk in people_in(code, today) if pk not in has_place]
    fit = (
        fitting(row, own, today)
        if row.course.audience == TrainingCourseAudience.OFFICERS and not pages.keeps(request)
        else own
    )
    choices = [(str(pk), name) for pk, name in Staff.objects.filter(pk__in=fit).values_list("pk", "name")]

    def act(form: RecommendFields, by: Person) -> Done:
        chosen = frozenset(map(int, form.cleaned_data["staff"]))
        found = actions.recommend(session, chosen, department=code, reason=form.cleaned_data["reason"], by=by)
        waiting = sum(place.state == PlaceState.WAITING for place in found)
        done = "training.did.recommended_waiting" if waiting else "training.did.recommended"
        return Done(message(done, count=len(found), waiting=waiting), _address(session))

    def shown_page(shown: Shown[RecommendFields]) -> HttpResponse:
        name = names_of((code,)).get(code, code)
        heading = message("training.recommend.heading", name=name)
        lead = message("training.recommend.lead" if choices else "training.recommend.nobody", title=row.course.title)
        way = pages.to_session(row, Crumb(heading))[:-1]
        page = Page(heading, message("training.button.recommend"), _address(session), way).with_lead(lead)
        return form_page(request, page, shown)

    return Deciding(lambda sent: RecommendFields(choices, sent), act, shown_page)


def _address(pk: int) -> str:
    return reverse("training:session", args=(pk,))
