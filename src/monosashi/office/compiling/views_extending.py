"""Later deadlines: what departments ask, what the office decides."""

from collections.abc import Iterator

from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from monosashi.core.messages import Message, message
from monosashi.office.accounts.deciding import Deciding, Done, Shown, decides
from monosashi.office.accounts.permissions import Permission, Place
from monosashi.office.accounts.standing import Person
from monosashi.office.compiling import actions_extending
from monosashi.office.compiling.actions_extending import Shortens, Wish
from monosashi.office.compiling.forms import AskForm, DecideForm, GiveForm
from monosashi.office.compiling.situation import Situation, situation_of
from monosashi.office.rounds.models import Extension
from monosashi.office.rounds.pages import page
from monosashi.office.rounds.places import of_round, round_or_404
from monosashi.office.rounds.queries import departments_today
from monosashi.office.rounds.states import GOING_ON
from monosashi.office.ui.crumbs import Crumb
from monosashi.office.ui.dates import day_text
from monosashi.office.ui.forms import labels_of

_label_of = labels_of(AskForm, GiveForm, DecideForm, otherwise="compiling.extensions.heading")


def of_department(number: int, code: str, **_rest: object) -> Place:
    """The place of a page whose address names a round and a department of the plan (`<str:code>`)."""
    plan = round_or_404(number).plan_id
    return Place(plan, departments_today((code,), timezone.localdate()))


@decides(Permission.RUN_ROUND, of_round, _label_of)
def extensions(request: HttpRequest, number: int) -> Deciding[GiveForm]:
    """What was asked and decided; give departments a later deadline unasked."""
    now = situation_of(round_or_404(number), timezone.localdate())

    def act(told: GiveForm, by: Person) -> Done:
        sent = told.cleaned_data
        wish = Wish(sent["until"], sent["reason"], sent["shorter"])
        made = actions_extending.give(number=number, codes=sent["codes"], wish=wish, by=by)
        return Done(message("compiling.did.extended", departments=len(made), day=day_text(wish.until)), _here(number))

    return Deciding(lambda sent: GiveForm(now, sent, auto_id="give-%s"), act, lambda shown: _page(request, now, shown))


@decides(Permission.RUN_ROUND, of_round, _label_of)
def decide(request: HttpRequest, number: int, extension: int) -> Deciding[DecideForm]:
    """Grant or refuse what a department asked for."""
    now = situation_of(round_or_404(number), timezone.localdate())
    row = next((each for each in now.extensions if each.pk == extension), None)
    if row is None:
        raise Http404(extension)

    def act(told: DecideForm, by: Person) -> Done:
        sent = told.cleaned_data
        until = (sent["until"] or row.asked_until) if sent["decision"] == "grant" else None
        actions_extending.decide(
            number=number, extension=extension, until=until, note=sent["note"], by=by, shorter=sent["shorter"]
        )
        name = now.name_of(row.code)
        if until is None:
            return Done(message("compiling.did.extension_refused", name=name), _here(number))
        return Done(message("compiling.did.extension_granted", name=name, day=day_text(until)), _here(number))

    def shown_page(shown: Shown[DecideForm]) -> HttpResponse:
        give = Shown(GiveForm(now, auto_id="give-%s"), shown.refused, shown.problems, shown.status)
        return _page(request, now, give, {extension: shown.form})

    return Deciding(lambda sent: _decide_form(row, sent), act, shown_page)


@decides(Permission.ANSWER_SHEET, of_department, _label_of)
def ask(request: HttpRequest, number: int, code: str) -> Deciding[AskForm]:
    """Ask for a later deadline for one's department."""
    now = situation_of(round_or_404(number), timezone.localdate())
    mine = [sheet for sheet in now.sheets if code in sheet.parts.leads]
    if not mine:
        raise Http404(code)

    def act(told: AskForm, by: Person) -> Done:
        wish = Wish(told.cleaned_data["until"], told.cleaned_data["reason"])
        actions_extending.ask(number=number, code=code, wish=wish, by=by)
        said = message("compiling.did.extension_asked", name=now.name_of(code), day=day_text(wish.until))
        return Done(said, reverse("compiling:notices"))

    def shown_page(shown: Shown[AskForm]) -> HttpResponse:
        context = page(
            request,
            now.round,
            "",
            Crumb(message("compiling.extension.ask")),
            heading=message("compiling.extension.ask"),
            lead=(_ask_lead(now, code, len(mine)),),
            form=shown.form,
            problem=shown.problem,
            problems=shown.problems,
            before=[each for each in now.extensions if each.code == code],
        )
        return render(request, "compiling/ask.html", context, status=shown.status)

    return Deciding(lambda sent: AskForm(sent, auto_id="ask-%s"), act, shown_page)


def _ask_lead(now: Situation, code: str, count: int) -> Message:
    due = max((sheet.due for sheet in now.sheets if code in sheet.parts.leads), default=now.round.deadline)
    return message("compiling.extension.ask_lead", name=now.name_of(code), count=count, day=day_text(due))


def _here(number: int) -> str:
    return reverse("compiling:extensions", args=(number,))


def _page(
    request: HttpRequest, now: Situation, shown: Shown[GiveForm], sent: dict[int, DecideForm] | None = None
) -> HttpResponse:
    forms = sent or {}
    asked = [(row, now.name_of(row.code), forms.get(row.pk) or _decide_form(row)) for row in now.asked_extensions]
    context = page(
        request,
        now.round,
        "extensions",
        Crumb(message("compiling.extensions.heading")),
        heading=message("compiling.extensions.heading"),
        lead=tuple(_lead(len(asked), _granted(now))),
        asked=asked,
        decided=[(row, now.name_of(row.code)) for row in now.extensions if row.granted is not None],
        form=shown.form,
        going_on=now.round.state in GOING_ON,
        shortens=isinstance(shown.refused, Shortens),
        problem=shown.problem,
        problems=shown.problems,
    )
    return render(request, "compiling/extensions.html", context, status=shown.status)


def _decide_form(row: Extension, sent: QueryDict | None = None) -> DecideForm:
    """The form for one wish: what was sent, else the wish granted as it was asked."""
    return DecideForm(sent, initial={"decision": "grant", "until": row.asked_until}, auto_id=f"e{row.pk}-%s")


def _lead(asked: int, granted: int) -> Iterator[Message]:
    """What is to be decided, and what was granted. Of what there is none, nothing is said."""
    yield message("compiling.extensions.asked" if asked else "compiling.extensions.none_asked", count=asked)
    if granted:
        yield message("compiling.extensions.granted", count=granted)


def _granted(now: Situation) -> int:
    return len({each.code for each in now.extensions if each.granted})
