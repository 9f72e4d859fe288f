"""Reminders: to whom, with what words, and how far their mails are."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from monosashi.core.messages import Message, message
from monosashi.office.accounts.access import requires
from monosashi.office.accounts.deciding import Deciding, Done, Shown, decides
from monosashi.office.accounts.permissions import Permission
from monosashi.office.accounts.standing import Person
from monosashi.office.compiling import actions_reminding
from monosashi.office.compiling.actions_reminding import AGAIN, newest
from monosashi.office.compiling.forms import ReminderForm
from monosashi.office.compiling.letters import first_subject, first_text, letters
from monosashi.office.compiling.recipients import addressed
from monosashi.office.compiling.situation import Situation, situation_of
from monosashi.office.letters.mailing import is_mail_set_up
from monosashi.office.rounds.models import Reminder
from monosashi.office.rounds.pages import page
from monosashi.office.rounds.places import of_round, round_or_404
from monosashi.office.ui.crumbs import Crumb
from monosashi.office.ui.forms import SayingForm, labels_of

Sending = Reminder.Sending
_LOOKS = {
    Sending.NOTICE: "none",
    Sending.WAITING: "wait",
    Sending.SENDING: "wait",
    Sending.SENT: "done",
    Sending.FAILED: "stop",
    Sending.UNSURE: "look",
}
_SHOWN = 200


_label_of = labels_of(ReminderForm, otherwise="compiling.reminders.heading")


@decides(Permission.RUN_ROUND, of_round, _label_of)
def reminders(request: HttpRequest, number: int) -> Deciding[ReminderForm]:
    """Choose departments, read the text, remind them."""
    now = situation_of(round_or_404(number), timezone.localdate())
    people = addressed(now)

    def form(sent: QueryDict | None) -> ReminderForm:
        codes = [each.code for each in people]
        if sent is not None:
            return ReminderForm(codes, sent)
        sheet = request.build_absolute_uri(reverse("home"))
        first = {"subject": first_subject(now), "text": first_text(now, sheet)}
        return ReminderForm(codes, initial={**first, "to": [each.code for each in people if each.late]})

    def act(told: ReminderForm, by: Person) -> Done:
        chosen = [each for each in people if each.code in told.cleaned_data["to"]]
        made = actions_reminding.remind(
            number=number,
            letters=letters(told.cleaned_data["subject"], told.cleaned_data["text"], chosen),
            by=by,
            seen=told.cleaned_data["seen"],
        )
        mailed = sum(1 for each in made if each.sending == Sending.WAITING)
        said = message("compiling.did.reminded", departments=len(made), mailed=mailed)
        return Done(said, reverse("compiling:reminders", args=(number,)) + "#h-sent")

    return Deciding(form, act, lambda shown: _page(request, now, people, shown))


@decides(Permission.RUN_ROUND, of_round, _label_of)
def send_again(request: HttpRequest, number: int) -> Deciding[SayingForm]:
    """Mail once more what did not go, or may not have gone."""
    round_or_404(number)

    def act(_told: SayingForm, by: Person) -> Done:
        chosen = [int(pk) for pk in request.POST.getlist("reminder") if pk.isascii() and pk.isdigit() and len(pk) < 18]  # noqa: PLR2004 -- what a database takes
        count = actions_reminding.send_again(number=number, reminders=chosen, by=by)
        said = message("compiling.did.sent_again", count=count)
        return Done(said, reverse("compiling:reminders", args=(number,)) + "#h-sent")

    def shown_page(shown: Shown[SayingForm]) -> HttpResponse:
        now = situation_of(round_or_404(number), timezone.localdate())
        people = addressed(now)
        first = {"subject": first_subject(now), "text": first_text(now, request.build_absolute_uri(reverse("home")))}
        empty = ReminderForm([each.code for each in people], initial={**first, "to": []})
        return _page(request, now, people, Shown(empty, shown.refused, shown.problems, shown.status))

    return Deciding(SayingForm, act, shown_page)


@requires(Permission.RUN_ROUND, of_round)
def reminder(request: HttpRequest, number: int, reminder: int) -> HttpResponse:
    """One reminder as it was sent."""
    held = round_or_404(number)
    now = situation_of(held, timezone.localdate())
    row = next((each for each in now.reminders if each.pk == reminder), None)
    if row is None:
        raise Http404(reminder)
    way = (
        Crumb(message("compiling.reminders.heading"), reverse("compiling:reminders", args=(number,))),
        Crumb(now.name_of(row.code)),
    )
    context = page(
        request, held, "reminders", *way, reminder=row, name=now.name_of(row.code), look=_LOOKS[Sending(row.sending)]
    )
    return render(request, "compiling/reminder.html", context)


def _page(request: HttpRequest, now: Situation, people: Any, shown: Shown[ReminderForm]) -> HttpResponse:  # noqa: ANN401 -- what `addressed` gave
    form = shown.form
    chosen = set(form.data.getlist("to") if isinstance(form.data, QueryDict) else form.initial.get("to", ()))
    mails = [_shown(now, each) for each in now.reminders[:_SHOWN]]
    context = page(
        request,
        now.round,
        "reminders",
        Crumb(message("compiling.reminders.heading")),
        heading=message("compiling.reminders.heading"),
        lead=(
            _lead(now),
            message("compiling.reminders.by_mail" if is_mail_set_up() else "compiling.reminders.no_mail"),
        ),
        form=form,
        people=[(each, each.code in chosen) for each in people],
        by_mail=is_mail_set_up(),
        mails=mails,
        newest=newest(each.pk for each in now.reminders),
        again=any(each["again"] for each in mails),
        going_on=any(each["row"].sending in {Sending.WAITING, Sending.SENDING} for each in mails),
        problem=shown.problem,
        problems=shown.problems,
    )
    return render(request, "compiling/reminders.html", context, status=shown.status)


def _lead(now: Situation) -> Message:
    if not now.late:
        return message("compiling.reminders.none_late")
    return message("compiling.reminders.late", count=len(now.late), departments=len({sheet.lead for sheet in now.late}))


def _shown(now: Situation, row: Reminder) -> dict[str, Any]:
    """A reminder as a row: how far its mail is, and what went wrong in words."""
    problem = message(f"mail_fault.{row.problem}") if row.problem else None
    return {
        "row": row,
        "name": now.name_of(row.code),
        "state": message(f"mail_state.{row.sending}"),
        "look": _LOOKS[Sending(row.sending)],
        "problem": problem,
        "again": row.sending in AGAIN,
    }
