"""A department answers; the coordinating office accepts or sends back."""

from typing import Any

from django.forms import BaseForm
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.urls import reverse
from django.utils import timezone

from monosashi.core.messages import message
from monosashi.office.accounts.deciding import Deciding, Done, Shown, decides
from monosashi.office.accounts.permissions import Permission
from monosashi.office.accounts.standing import Person
from monosashi.office.audits import actions_answering, pages
from monosashi.office.audits.actions_answering import AnswerChanged
from monosashi.office.audits.forms import AnswerForm, DecideForm, SendBackForm, label_of
from monosashi.office.audits.places import of_part, part_or_404
from monosashi.office.audits.queries import AuditNow, PartNow, ResultNow
from monosashi.office.audits.views import result_now


@decides(Permission.ANSWER_AUDIT, of_part, label_of)
def answer(request: HttpRequest, part: int) -> Deciding[AnswerForm]:
    """Say what is done about a result."""
    now, result, own = _part_now(part)

    def form(sent: QueryDict | None) -> AnswerForm:
        files = request.FILES if request.method == "POST" else None
        return AnswerForm(own.newest, timezone.localdate(), sent, files, initial=_first_values(own))

    def act(told: AnswerForm, by: Person) -> Done:
        actions_answering.answer(part=part, said=told.said, seen=told.cleaned_data["seen"], by=by)
        return Done(message("audits.did.answered", label=result.label), _back(result, own))

    def page(shown: Shown[AnswerForm]) -> HttpResponse:
        if isinstance(shown.refused, AnswerChanged):
            _based_on_now(shown.form, own)
        return pages.answer_page(request, now, result, own, shown)

    return Deciding(form, act, page)


@decides(Permission.ACCEPT_ANSWER, of_part, label_of)
def accept(request: HttpRequest, part: int) -> Deciding[DecideForm]:
    """Accept an answer."""
    now, result, own = _part_now(part)

    def act(told: DecideForm, by: Person) -> Done:
        actions_answering.accept(part=part, seen=told.cleaned_data["seen"], by=by)
        return Done(message("audits.did.accepted", label=result.label, name=own.name), _back(result, own))

    return Deciding(_deciding(DecideForm, own), act, lambda shown: _on_result(request, now, result, part, shown))


@decides(Permission.ACCEPT_ANSWER, of_part, label_of)
def send_back(request: HttpRequest, part: int) -> Deciding[SendBackForm]:
    """Send an answer back with a note."""
    now, result, own = _part_now(part)

    def act(told: SendBackForm, by: Person) -> Done:
        note = told.cleaned_data["note"]
        actions_answering.send_back(part=part, seen=told.cleaned_data["seen"], note=note, by=by)
        return Done(message("audits.did.sent_back", label=result.label, name=own.name), _back(result, own))

    return Deciding(_deciding(SendBackForm, own), act, lambda shown: _on_result(request, now, result, part, shown))


def _deciding(kind: type[DecideForm], own: PartNow) -> Any:  # noqa: ANN401 -- makes the form of what was sent
    def form(sent: QueryDict | None) -> DecideForm:
        return kind(sent, initial={"seen": own.seen}, auto_id=f"part-{own.row.pk}-%s")

    return form


def _on_result(request: HttpRequest, now: AuditNow, result: ResultNow, part: int, shown: Shown[Any]) -> HttpResponse:
    """The result with what was sent; what stands there now is what a next decision is based on."""
    if isinstance(shown.refused, AnswerChanged):
        now, result, own = _part_now(part)
        _based_on_now(shown.form, own)
    return pages.result_page(request, now, result, pages.Acted(part, shown.form, shown))


def _part_now(part: int) -> tuple[AuditNow, ResultNow, PartNow]:
    now, result = result_now(part_or_404(part).result_id)
    own = next((each for each in result.parts if each.row.pk == part), None)
    if own is None:
        raise Http404(part)
    return now, result, own


def _first_values(own: PartNow) -> dict[str, Any]:
    """What the form begins with: what was said last, as it is most often said again in other words."""
    first: dict[str, Any] = {"seen": own.seen}
    if own.newest is not None:
        names = ("status", "text", "until", "done_on")
        first |= {name: getattr(own.newest, name) for name in names}
    return first


def _based_on_now(form: BaseForm, own: PartNow) -> None:
    """The form stays as it was sent, but for what has been seen: what stands there now is on the page."""
    form.data = {**dict(form.data.items()), form.add_prefix("seen"): own.seen}


def _back(result: ResultNow, own: PartNow) -> str:
    return f"{reverse('audits:result', args=(result.row.pk,))}#part-{own.row.pk}"
