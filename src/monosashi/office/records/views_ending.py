"""What becomes of a document whose period ends: proposed, decided, called off, carried out."""

from django.http import HttpRequest
from django.utils import timezone

from monosashi.core.messages import Message, message
from monosashi.office.accounts.deciding import Deciding, Done, decides
from monosashi.office.accounts.permissions import Permission
from monosashi.office.accounts.standing import Person
from monosashi.office.entering.forms import ReasonForm
from monosashi.office.entering.page import Page, form_page
from monosashi.office.entering.told import new_token
from monosashi.office.records import actions_ending as actions
from monosashi.office.records.forms import DecideForm, DoneForm, EndingForm, label_of
from monosashi.office.records.models import RegisterEntry
from monosashi.office.records.pages import to_entry
from monosashi.office.records.places import ending_or_404, entry_or_404, of_entry, of_others
from monosashi.office.records.shown import outcome_text, shown
from monosashi.office.records.states import RecordEndingAct
from monosashi.office.ui.addresses import address_of


@decides(Permission.REGISTER_RECORDS, of_entry, label_of)
def propose(request: HttpRequest, entry: int) -> Deciding[EndingForm]:
    """Propose what becomes of a document."""
    row = entry_or_404(entry)
    first = {"token": new_token(), "outcome": row.at_end}

    def act(form: EndingForm, by: Person) -> Done:
        actions.propose(entry, form.told, token=form.cleaned_data["token"] or new_token(), by=by)
        return Done(message("records.did.proposed"), _address(row))

    page = _page(row, message("records.propose"), message("records.button.propose"))
    until = shown(row, timezone.localdate()).until
    page = page.with_lead(message("records.propose.lead", title=row.title, day=until))
    return Deciding(lambda sent: EndingForm(sent, initial=first), act, lambda shown_: form_page(request, page, shown_))


@decides(Permission.AGREE_TO_ENDING, of_others, label_of)
def decide(request: HttpRequest, entry: int, ending: int) -> Deciding[DecideForm]:
    """Agree to what another department proposed, or refuse it."""
    row = ending_or_404(entry, ending)

    def act(form: DecideForm, by: Person) -> Done:
        done = RecordEndingAct(form.cleaned_data["act"])
        actions.decide(entry, ending, done, form.cleaned_data["note"], by=by)
        return Done(message(f"records.decided.{done.value}"), _address(row.entry))

    page = _page(row.entry, message("records.decide"), message("records.button.decide"))
    title, who = row.entry.title, row.proposed_by_label
    page = page.with_lead(
        message("records.decide.lead", title=title, outcome=outcome_text(row), who=who, reason=row.reason)
    )
    return Deciding(DecideForm, act, lambda shown_: form_page(request, page, shown_))


@decides(Permission.REGISTER_RECORDS, of_entry, label_of)
def call_off(request: HttpRequest, entry: int, ending: int) -> Deciding[ReasonForm]:
    """Take back what was proposed."""
    row = ending_or_404(entry, ending)

    def act(form: ReasonForm, by: Person) -> Done:
        actions.call_off(entry, ending, form.cleaned_data["reason"], by=by)
        return Done(message("records.did.call_off"), _address(row.entry))

    page = _page(row.entry, message("records.call_off"), message("records.call_off"))
    page = page.with_lead(message("records.call_off.lead", title=row.entry.title, outcome=outcome_text(row)))
    return Deciding(ReasonForm, act, lambda shown_: form_page(request, page, shown_))


@decides(Permission.REGISTER_RECORDS, of_entry, label_of)
def carry_out(request: HttpRequest, entry: int, ending: int) -> Deciding[DoneForm]:
    """Say when a document was disposed of or transferred."""
    row = ending_or_404(entry, ending)

    def act(form: DoneForm, by: Person) -> Done:
        told = form.cleaned_data
        actions.carry_out(entry, ending, told["done_on"], told["note"], by=by)
        return Done(message("records.did.carried_out"), _address(row.entry))

    page = _page(row.entry, message("records.carry_out"), message("records.button.carry_out"))
    page = page.with_lead(message("records.carry_out.lead", title=row.entry.title, outcome=outcome_text(row)))
    return Deciding(DoneForm, act, lambda shown_: form_page(request, page, shown_))


def _page(row: RegisterEntry, heading: Message, button: Message) -> Page:
    return Page(heading, button, _address(row), to_entry(row))


def _address(row: RegisterEntry) -> str:
    return address_of("records:entry", row.pk)
