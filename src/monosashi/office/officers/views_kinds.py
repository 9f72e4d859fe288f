"""Entering and changing kinds of officers."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from monosashi.core.messages import message
from monosashi.office.accounts.access import anywhere
from monosashi.office.accounts.deciding import Deciding, Done, decides
from monosashi.office.accounts.permissions import Permission
from monosashi.office.accounts.standing import Person
from monosashi.office.entering.forms import SureForm
from monosashi.office.entering.page import Page, form_page
from monosashi.office.entering.told import new_token, seen
from monosashi.office.officers import actions_kinds as actions
from monosashi.office.officers.forms import KindForm, label_of
from monosashi.office.officers.models import OfficerKind
from monosashi.office.officers.pages import top
from monosashi.office.officers.places import kind_or_404
from monosashi.office.officers.rows import told_of_kind
from monosashi.office.officers.usual import usual_kinds
from monosashi.office.ui.crumbs import Crumb


@decides(Permission.KEEP_OFFICERS, anywhere, label_of)
def new_kind(request: HttpRequest) -> Deciding[KindForm]:
    """Enter a kind."""

    def act(form: KindForm, by: Person) -> Done:
        row = actions.make_kind(form.told, token=form.cleaned_data["token"] or new_token(), by=by)
        return Done(message("officers.did.kind_made", name=row.name), reverse("officers:kinds"))

    page = Page(message("officers.new_kind"), message("officers.button.enter"), reverse("officers:kinds"), _way())
    return Deciding(lambda sent: _form(sent, None), act, lambda shown: form_page(request, page, shown))


@decides(Permission.KEEP_OFFICERS, anywhere, label_of)
def usual(request: HttpRequest) -> Deciding[SureForm]:
    """The usual kinds, shown, and taken over as they are."""
    shipped = usual_kinds()

    def act(_form: SureForm, by: Person) -> Done:
        made = actions.take_over_usual_kinds(by=by)
        return Done(message("officers.did.usual", count=len(made)), reverse("officers:kinds"))

    page = Page(
        message("officers.usual.heading"),
        message("officers.usual.button", count=len(shipped.kinds)),
        reverse("officers:kinds"),
        _way(),
        message("officers.usual.lead"),
        "officers/usual.html",
        {"usual": shipped},
    )
    return Deciding(SureForm, act, lambda shown: form_page(request, page, shown))


@decides(Permission.KEEP_OFFICERS, anywhere, label_of)
def change_kind(request: HttpRequest, officer_kind: int) -> Deciding[KindForm]:
    """Change a kind."""
    row = kind_or_404(officer_kind)

    def act(form: KindForm, by: Person) -> Done:
        actions.change_kind(officer_kind, form.told, based_on=form.cleaned_data["based_on"], by=by)
        return Done(message("officers.did.kept"), reverse("officers:kinds"))

    page = Page(message("officers.change_kind"), message("officers.button.keep"), reverse("officers:kinds"), _way())
    return Deciding(lambda sent: _form(sent, row), act, lambda shown: form_page(request, page, shown))


def _form(sent: Any, row: OfficerKind | None) -> KindForm:  # noqa: ANN401 -- Django's
    now = told_of_kind(row) if row else None
    initial = {**now.plain, "based_on": seen(now.plain)} if now else {"token": new_token()}
    others = OfficerKind.objects.exclude(pk=row.pk) if row else OfficerKind.objects.all()
    return KindForm(sent, initial=initial, others=others)


def _way() -> tuple[Crumb, ...]:
    return top(Crumb(message("officers.kinds.heading"), reverse("officers:kinds")))
