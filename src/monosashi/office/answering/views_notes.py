"""Notes during the year: written, thrown away."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from monosashi.core.messages import message
from monosashi.office.accounts.access import person_in, requires
from monosashi.office.accounts.deciding import Deciding, Done, Shown, decides
from monosashi.office.accounts.permissions import Permission, Place
from monosashi.office.accounts.standing import Person
from monosashi.office.answering.actions_notes import NoSuchNote, add_note, place_of_notes, remove_note
from monosashi.office.answering.cells_sent import label_of
from monosashi.office.answering.forms import NoteForm
from monosashi.office.plans.pages import held_or_404
from monosashi.office.rounds.models import Round, YearNote
from monosashi.office.ui.language import spoken


def of_notes(plan: str, node: str) -> Place:
    """The place of a measure's notes: its departments. What is not there is nobody's."""
    return place_of_notes(plan, node) if node in held_or_404(plan).plan.index.node else Place(plan)


@decides(Permission.ANSWER_SHEET, of_notes, label_of)
def add(request: HttpRequest, plan: str, node: str) -> Deciding[NoteForm]:
    """Write a note about a measure."""
    own = held_or_404(plan).plan.index.node.get(node)
    if own is None:
        raise Http404(node)

    def act(form: NoteForm, by: Person) -> Done:
        told = form.cleaned_data
        add_note(plan_id=plan, node=node, fiscal_year=told["fiscal_year"], text=told["text"], by=by)
        return Done(
            message("answering.notes.added"), _back(plan, node, str(told["fiscal_year"]), str(told["sheet"] or ""))
        )

    def page(shown: Shown[NoteForm]) -> HttpResponse:
        typed = shown.form.data
        context = {
            "form": shown.form,
            "node": own,
            "problem": shown.problem,
            "back": _back(plan, node, typed.get("fiscal_year", ""), typed.get("sheet", "")),
        }
        return render(request, "answering/note.html", context, status=shown.status)

    return Deciding(form=lambda sent: NoteForm(sent, auto_id="note-%s"), act=act, page=page)


@requires(Permission.READ)
def remove(request: HttpRequest, note: int) -> HttpResponse:
    """Throw a note of one's own away."""
    if request.method != "POST":
        return redirect("home")
    try:
        row = remove_note(number=note, by=person_in(request))
    except NoSuchNote:
        back = _page_of_gone(request, note)
        messages.success(request, spoken(message("answering.notes.removed_before")))
        return redirect(back)
    return redirect(_back(row.plan_id, row.node, str(row.fiscal_year), request.POST.get("sheet", "")))


def _page_of_gone(request: HttpRequest, note: int) -> str:
    """The page with the form of a note that was thrown away before. Raises Http404 for somebody else's, and where none is told."""
    told = request.POST
    plan, node = told.get("plan", ""), told.get("node", "")
    if YearNote.objects.filter(pk=note).exists() or node not in held_or_404(plan).plan.index.node:
        raise Http404(note)
    return _back(plan, node, told.get("fiscal_year", ""), told.get("sheet", ""))


def _back(plan: str, node: str, fiscal_year: str, number: str) -> str:
    """The page from which the note was written, by what its form says: the sheet of a round, else the measure's."""
    if number.isdecimal() and Round.objects.filter(pk=int(number), plan=plan).exists():
        return reverse("answering:sheet", args=(int(number), node)) + "#notes"
    year = f"?year={fiscal_year}" if fiscal_year.isdecimal() else ""
    return reverse("plans:measure", args=(plan, node)) + f"{year}#notes"
