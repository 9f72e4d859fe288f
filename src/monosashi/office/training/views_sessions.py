"""Keeping sessions: planned, changed, cancelled, planned again, counted."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from monosashi.core.messages import Message, message
from monosashi.office.accounts.access import anywhere
from monosashi.office.accounts.deciding import Deciding, Done, decides
from monosashi.office.accounts.permissions import Permission
from monosashi.office.accounts.standing import Person
from monosashi.office.entering.forms import ReasonForm, SureForm
from monosashi.office.entering.page import Page, form_page
from monosashi.office.entering.told import new_token, seen
from monosashi.office.training import actions_sessions as actions
from monosashi.office.training import pages
from monosashi.office.training.forms import CountFields, SessionFields, label_of
from monosashi.office.training.models import TrainingSession
from monosashi.office.training.places import course_or_404, session_or_404
from monosashi.office.training.shown import name_of_session
from monosashi.office.training.telling import told_of_count, told_of_session
from monosashi.office.ui.crumbs import Crumb

Sent = Any


@decides(Permission.KEEP_TRAINING, anywhere, label_of)
def new_session(request: HttpRequest, course: int) -> Deciding[SessionFields]:
    """Plan a session of a course."""
    row = course_or_404(course)

    def act(form: SessionFields, by: Person) -> Done:
        made = actions.plan_session(course, form.told, token=form.cleaned_data["token"] or new_token(), by=by)
        return Done(message("training.did.session_planned", name=name_of_session(made)), _address(made.pk))

    page = Page(
        message("training.new_session"),
        message("training.button.plan"),
        reverse("training:course", args=(course,)),
        pages.to_course(row, Crumb(""))[:-1],
    ).with_lead(message("training.new_session.lead", title=row.title))
    first = {"token": new_token()}
    return Deciding(lambda sent: SessionFields(sent, initial=first), act, lambda shown: form_page(request, page, shown))


@decides(Permission.KEEP_TRAINING, anywhere, label_of)
def change_session(request: HttpRequest, session: int) -> Deciding[SessionFields]:
    """Change a session."""
    row = session_or_404(session)
    now = told_of_session(row)
    first = {**now.plain, "begins": row.begins, "ends": row.ends, "based_on": seen(now.plain)}

    def act(form: SessionFields, by: Person) -> Done:
        actions.change_session(session, form.told, based_on=form.cleaned_data["based_on"], by=by)
        return Done(message("training.did.kept"), _address(session))

    page = _page(row, message("training.change_session"), message("training.button.keep"))
    return Deciding(lambda sent: SessionFields(sent, initial=first), act, lambda shown: form_page(request, page, shown))


@decides(Permission.KEEP_TRAINING, anywhere, label_of)
def cancel_session(request: HttpRequest, session: int) -> Deciding[ReasonForm]:
    """It will not be held."""
    row = session_or_404(session)

    def act(form: ReasonForm, by: Person) -> Done:
        actions.cancel_session(session, reason=form.cleaned_data["reason"], by=by)
        return Done(message("training.did.cancelled"), _address(session))

    page = _page(row, message("training.cancel_session"), message("training.cancel_session"))
    told = page.with_lead(message("training.cancel_session.lead"))
    return Deciding(ReasonForm, act, lambda shown: form_page(request, told, shown))


@decides(Permission.KEEP_TRAINING, anywhere, label_of)
def plan_again(request: HttpRequest, session: int) -> Deciding[SureForm]:
    """It will be held after all."""
    row = session_or_404(session)

    def act(_form: SureForm, by: Person) -> Done:
        actions.plan_session_again(session, by=by)
        return Done(message("training.did.planned_again"), _address(session))

    page = _page(row, message("training.plan_again"), message("training.plan_again"))
    told = page.with_lead(message("training.plan_again.lead"))
    return Deciding(SureForm, act, lambda shown: form_page(request, told, shown))


@decides(Permission.KEEP_TRAINING, anywhere, label_of)
def count(request: HttpRequest, session: int) -> Deciding[CountFields]:
    """How many came, where nobody took names."""
    row = session_or_404(session)
    now = told_of_count(row)
    first = {**now.plain, "based_on": seen(now.plain)}

    def act(form: CountFields, by: Person) -> Done:
        actions.count_session(session, form.told, based_on=form.cleaned_data["based_on"], by=by)
        return Done(message("training.did.counted"), _address(session))

    page = _page(row, message("training.count"), message("training.button.keep"))
    told = page.with_lead(message("training.count.lead"))
    return Deciding(
        lambda sent: CountFields(sent, initial=first, of=row), act, lambda shown: form_page(request, told, shown)
    )


def _page(row: TrainingSession, heading: Message, button: Message) -> Page:
    return Page(heading, button, _address(row.pk), pages.to_session(row, Crumb(heading))[:-1])


def _address(pk: int) -> str:
    return reverse("training:session", args=(pk,))
