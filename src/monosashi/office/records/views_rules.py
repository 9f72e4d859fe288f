"""Periods, modes of approval and classes of the city: read by everybody, changed by whoever keeps them."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from monosashi.core.messages import message
from monosashi.office.accounts.access import anywhere, requires
from monosashi.office.accounts.deciding import Deciding, Done, decides
from monosashi.office.accounts.permissions import Permission
from monosashi.office.accounts.standing import Person
from monosashi.office.entering.page import Page, form_page
from monosashi.office.entering.told import new_token, seen
from monosashi.office.records import actions_rules as actions
from monosashi.office.records.forms import ClassForm, RulesForm, label_of, lines_of_rules, period_text
from monosashi.office.records.models import RecordClass
from monosashi.office.records.pages import keeps_rules, top
from monosashi.office.records.places import class_or_404
from monosashi.office.records.queries import classes
from monosashi.office.records.rows import told_of_class
from monosashi.office.records.sources import kinds
from monosashi.office.records.states import RecordAtEnd
from monosashi.office.records.usual import rules_now, usual, written
from monosashi.office.ui.addresses import address_of
from monosashi.office.ui.crumbs import Crumb
from monosashi.wording import word


@requires(Permission.READ)
def rules(request: HttpRequest) -> HttpResponse:
    """What the city has laid down."""
    now = rules_now()
    words = {kind.name: kind.word for kind in kinds}
    context = {
        "crumbs": top(Crumb(message("records.rules.heading"))),
        "periods": tuple(map(period_text, now.years)),
        "modes": now.modes,
        "is_usual": now == usual(),
        "classes": tuple(
            {
                "row": row,
                "period": period_text(row.years),
                "at_end": word(RecordAtEnd(row.at_end)),
                "kinds": tuple(words[name] for name in row.suggested_for.split(",") if name in words),
            }
            for row in classes()
        ),
        "keeps_rules": keeps_rules(request),
    }
    return render(request, "records/rules.html", context)


@decides(Permission.KEEP_RECORD_RULES, anywhere, label_of)
def change_rules(request: HttpRequest) -> Deciding[RulesForm]:
    """Change periods and modes."""
    plain = rules_now().plain
    first = {**lines_of_rules(plain), "based_on": seen(plain)}

    def act(form: RulesForm, by: Person) -> Done:
        actions.change_rules(form.told, based_on=form.cleaned_data["based_on"], by=by)
        return Done(message("records.did.kept"), address_of("records:rules"))

    page = _page("records.change_rules", "records.button.keep")
    return Deciding(lambda sent: RulesForm(sent, initial=first), act, lambda shown: form_page(request, page, shown))


@decides(Permission.KEEP_RECORD_RULES, anywhere, label_of)
def new_class(request: HttpRequest) -> Deciding[ClassForm]:
    """Enter a class."""

    def act(form: ClassForm, by: Person) -> Done:
        row = actions.make_class(form.told, token=form.cleaned_data["token"] or new_token(), by=by)
        return Done(message("records.did.class_made", name=str(row)), address_of("records:rules"))

    page = _page("records.new_class", "records.button.enter")
    return Deciding(lambda sent: _form(sent, None), act, lambda shown: form_page(request, page, shown))


@decides(Permission.KEEP_RECORD_RULES, anywhere, label_of)
def change_class(request: HttpRequest, record_class: int) -> Deciding[ClassForm]:
    """Change a class, or take it out of use."""
    row = class_or_404(record_class)

    def act(form: ClassForm, by: Person) -> Done:
        actions.change_class(record_class, form.told, based_on=form.cleaned_data["based_on"], by=by)
        return Done(message("records.did.kept"), address_of("records:rules"))

    page = _page("records.change_class", "records.button.keep").with_lead(message("records.change_class.lead"))
    return Deciding(lambda sent: _form(sent, row), act, lambda shown: form_page(request, page, shown))


def _form(sent: Any, row: RecordClass | None) -> ClassForm:  # noqa: ANN401 -- Django's
    now = told_of_class(row) if row else None
    plain = now.plain if now else {}
    first = {**plain, "years": written(row.years), "based_on": seen(plain)} if row else {"token": new_token()}
    return ClassForm(sent, initial=first, row=row, rules=rules_now())


def _page(heading: str, button: str) -> Page:
    way = top(Crumb(message("records.rules.heading"), address_of("records:rules")))
    return Page(message(heading), message(button), address_of("records:rules"), way)
