"""Items of the agenda and papers: put there, changed, moved, taken off, handed out."""

from typing import Any

from django.http import FileResponse, Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.urls import reverse

from monosashi.core.messages import Message, message
from monosashi.office.accounts.access import requires
from monosashi.office.accounts.deciding import Deciding, Done, decides
from monosashi.office.accounts.permissions import Permission
from monosashi.office.accounts.standing import Person
from monosashi.office.answering.evidence_files import checked, path_of
from monosashi.office.entering.forms import SureForm
from monosashi.office.entering.page import Page, form_page
from monosashi.office.entering.told import new_token, seen
from monosashi.office.meetings import actions_agenda as actions
from monosashi.office.meetings import actions_papers
from monosashi.office.meetings.choices import items_of
from monosashi.office.meetings.forms import CarryForm, ItemForm, MoveForm, PaperForm, label_of
from monosashi.office.meetings.models import Meeting
from monosashi.office.meetings.pages import to_meeting
from monosashi.office.meetings.places import item_or_404, meeting_or_404, of_meeting, paper_or_404
from monosashi.office.meetings.queries import last_before
from monosashi.office.meetings.rows import told_of_item
from monosashi.office.meetings.shown import name_of
from monosashi.office.meetings.states import MeetingAct, acts_of_meeting
from monosashi.office.plans.queries import choices_of_measures
from monosashi.office.ui.downloads import kept_as
from monosashi.office.ui.language import spoken


@decides(Permission.KEEP_MEETINGS, of_meeting, label_of)
def new_item(request: HttpRequest, meeting: int) -> Deciding[ItemForm]:
    """Put an item on the agenda."""
    row = meeting_or_404(meeting)

    def form(sent: Any) -> ItemForm:  # noqa: ANN401 -- what was sent
        return ItemForm(sent, initial={"token": new_token()}, measures=choices_of_measures(row.plan_id))

    def act(form: ItemForm, by: Person) -> Done:
        made = actions.add_item(meeting, form.told, token=form.cleaned_data["token"] or new_token(), by=by)
        return Done(message("meetings.did.item_added", title=made.title), _agenda(row))

    page = _page(row, message("meetings.new_item"), message("meetings.button.add"))
    return Deciding(form, act, lambda shown: form_page(request, page, shown))


@decides(Permission.KEEP_MEETINGS, of_meeting, label_of)
def change_item(request: HttpRequest, meeting: int, item: int) -> Deciding[ItemForm]:
    """Change an item."""
    row, kept = meeting_or_404(meeting), item_or_404(meeting, item)
    now = told_of_item(kept)
    initial = {**now.plain, "based_on": seen(now.plain)}

    def form(sent: Any) -> ItemForm:  # noqa: ANN401 -- what was sent
        return ItemForm(sent, initial=initial, measures=choices_of_measures(row.plan_id, now.measures))

    def act(form: ItemForm, by: Person) -> Done:
        actions.change_item(meeting, item, form.told, based_on=form.cleaned_data["based_on"], by=by)
        return Done(message("meetings.did.kept"), _agenda(row))

    page = _page(row, message("meetings.change_item"), message("meetings.button.keep"))
    return Deciding(form, act, lambda shown: form_page(request, page, shown))


@decides(Permission.KEEP_MEETINGS, of_meeting, label_of)
def move_item(request: HttpRequest, meeting: int, item: int) -> Deciding[MoveForm]:
    """Let an item stand at another place. Sent from the agenda; asked for by itself, it says what the button there does."""
    row, kept = meeting_or_404(meeting), item_or_404(meeting, item)

    def form(sent: Any) -> MoveForm:  # noqa: ANN401 -- what was sent
        return MoveForm(sent, initial={"to": max(1, kept.position - 1)})

    def act(form: MoveForm, by: Person) -> Done:
        actions.move_item(meeting, item, to=form.cleaned_data["to"], by=by)
        return Done(message("meetings.did.item_moved", title=kept.title), _agenda(row))

    page = _page(row, message("meetings.move_item"), message("meetings.button.up"))
    told = page.with_lead(message("meetings.move_item.lead", title=kept.title))
    return Deciding(form, act, lambda shown: form_page(request, told, shown))


@decides(Permission.KEEP_MEETINGS, of_meeting, label_of)
def remove_item(request: HttpRequest, meeting: int, item: int) -> Deciding[SureForm]:
    """Take an item off the agenda."""
    row, kept = meeting_or_404(meeting), item_or_404(meeting, item)

    def act(form: SureForm, by: Person) -> Done:  # noqa: ARG001 -- nothing is asked
        actions.remove_item(meeting, item, by=by)
        return Done(message("meetings.did.item_removed", title=kept.title), _agenda(row))

    page = _page(row, message("meetings.remove_item"), message("meetings.button.remove"))
    told = page.with_lead(message("meetings.remove_item.lead", title=kept.title))
    return Deciding(SureForm, act, lambda shown: form_page(request, told, shown))


@decides(Permission.KEEP_MEETINGS, of_meeting, label_of)
def carry(request: HttpRequest, meeting: int) -> Deciding[CarryForm]:
    """Take items over from the last meeting."""
    row = meeting_or_404(meeting)
    last = last_before(row)
    items = tuple(last.items.all()) if last else ()

    def act(form: CarryForm, by: Person) -> Done:
        made = actions.carry_items(meeting, [int(pk) for pk in form.cleaned_data["items"]], by=by)
        return Done(message("meetings.did.carried", count=len(made)), _agenda(row))

    page = _page(row, message("meetings.carry"), message("meetings.carry"))
    lead = message("meetings.carry.lead", name=name_of(last)) if last else message("meetings.carry.none")
    return Deciding(
        lambda sent: CarryForm(sent, items=items_of(items)),
        act,
        lambda shown: form_page(request, page.with_lead(lead), shown),
    )


@decides(Permission.KEEP_MEETINGS, of_meeting, label_of)
def new_paper(request: HttpRequest, meeting: int) -> Deciding[PaperForm]:
    """Keep a file with an item or the minutes (`item=3` of the address chooses)."""
    row = meeting_or_404(meeting)
    own = items_of(row.items.all())
    if MeetingAct.KEEP_MINUTES.value in acts_of_meeting(row.state):
        own.append(("", spoken(message("meetings.paper_of_minutes"))))

    def form(sent: Any) -> PaperForm:  # noqa: ANN401 -- what was sent
        files = request.FILES if request.method == "POST" else None
        first = own[0][0] if own else ""
        return PaperForm(sent, files, initial={"item": request.GET.get("item", first)}, items=own)

    def act(form: PaperForm, by: Person) -> Done:
        upload, item = form.cleaned_data["file"], form.cleaned_data["item"]
        file = checked(str(upload.name), upload.read())
        actions_papers.add_paper(meeting, file, item=int(item) if item else None, by=by)
        return Done(message("meetings.did.paper_added", name=file.name), _agenda(row) if item else _minutes(row))

    page = _page(row, message("meetings.new_paper"), message("meetings.button.add"))
    return Deciding(form, act, lambda shown: form_page(request, page, shown))


@decides(Permission.KEEP_MEETINGS, of_meeting, label_of)
def remove_paper(request: HttpRequest, meeting: int, paper: int) -> Deciding[SureForm]:
    """Take a file off."""
    row, kept = meeting_or_404(meeting), paper_or_404(meeting, paper)

    def act(form: SureForm, by: Person) -> Done:  # noqa: ARG001 -- nothing is asked
        actions_papers.remove_paper(meeting, paper, by=by)
        return Done(message("meetings.did.paper_removed", name=kept.name), _agenda(row))

    page = _page(row, message("meetings.remove_paper"), message("meetings.button.remove"))
    told = page.with_lead(message("meetings.remove_paper.lead", name=kept.name))
    return Deciding(SureForm, act, lambda shown: form_page(request, told, shown))


@requires(Permission.READ)
def paper(request: HttpRequest, meeting: int, paper: int) -> HttpResponseBase:  # noqa: ARG001 -- Django's signature
    """The file as it came, to be saved and never shown within the office."""
    row = paper_or_404(meeting, paper)
    try:
        stream = path_of(row.sha256).open("rb")
    except FileNotFoundError:
        raise Http404(paper) from None
    response = FileResponse(stream, content_type="application/octet-stream")
    response["Content-Disposition"] = kept_as(row.name)
    response["Content-Length"] = str(row.size)
    response["X-Content-Type-Options"] = "nosniff"
    return response


def _page(row: Meeting, heading: Message, button: Message) -> Page:
    return Page(heading, button, reverse("meetings:meeting", args=(row.pk,)), to_meeting(row))


def _agenda(row: Meeting) -> str:
    return f"{reverse('meetings:meeting', args=(row.pk,))}#agenda"


def _minutes(row: Meeting) -> str:
    return f"{reverse('meetings:meeting', args=(row.pk,))}#minutes"
