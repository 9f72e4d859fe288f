"""What is not registered yet, several documents registered at once, a line completed."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone

from monosashi.core.messages import Message, message
from monosashi.office.accounts.access import person_in, requires
from monosashi.office.accounts.bearers import choices_today
from monosashi.office.accounts.deciding import NOT_AS_THINGS_STAND, NOT_UNDERSTOOD, Deciding, Done, decides
from monosashi.office.accounts.permissions import Permission
from monosashi.office.accounts.refusals import StateForbids
from monosashi.office.accounts.standing import Person
from monosashi.office.entering.page import Page, form_page
from monosashi.office.records import actions_registering as actions
from monosashi.office.records import pages, queries
from monosashi.office.records.forms import EntryForm, label_of
from monosashi.office.records.list_of_entries import list_of_unregistered
from monosashi.office.records.places import entry_or_404, of_entry
from monosashi.office.records.sources import Source
from monosashi.office.records.told import Chosen
from monosashi.office.records.usual import rules_now
from monosashi.office.ui.addresses import address_of
from monosashi.office.ui.cells import Cell
from monosashi.office.ui.crumbs import Crumb
from monosashi.office.ui.downloads import as_file
from monosashi.office.ui.kept_forms import keeps_typed, kept
from monosashi.office.ui.language import spoken
from monosashi.office.ui.lists import asked, listed, page_of, selected


@dataclass(frozen=True, slots=True)
class Line:
    """A document without a line, by the value that its box sends. `offered` is the key of the class suggested for it, "" for none."""

    value: str
    cells: tuple[Cell, ...]
    open: bool
    ticked: bool
    offered: str


@keeps_typed(label_of)
@requires(Permission.READ)
def unregistered(request: HttpRequest) -> HttpResponse:
    """What is not registered yet. Whoever keeps the register for a document ticks it and registers what is ticked."""
    if request.method == "POST":
        return _registered(request)
    return _page(request)


@decides(Permission.REGISTER_RECORDS, of_entry, label_of)
def change(request: HttpRequest, entry: int) -> Deciding[EntryForm]:
    """Complete or correct a line."""
    row, today = entry_or_404(entry), timezone.localdate()
    classes = pages.class_choices(row, today)
    departments = choices_today(today, (row.department,))

    def act(form: EntryForm, by: Person) -> Done:
        actions.change(entry, form.told, based_on=form.cleaned_data["based_on"], by=by)
        return Done(message("records.did.kept"), address_of("records:entry", entry))

    back = address_of("records:entry", entry)
    page = Page(message("records.change"), message("records.button.keep"), back, pages.to_entry(row))
    return Deciding(
        lambda sent: EntryForm(sent, row, rules_now(), classes, departments),
        act,
        lambda shown: form_page(request, page, shown),
    )


def _registered(request: HttpRequest) -> HttpResponse:
    chosen, without = _chosen(request)
    if not chosen or without:
        refused = message("records.wrong.no_class" if without else "records.wrong.none_ticked")
        return _page(request, refused, NOT_UNDERSTOOD)
    try:
        made = actions.register(chosen, by=person_in(request))
    except StateForbids as why:
        return _page(request, why.why, NOT_AS_THINGS_STAND)
    there = len(chosen) - len(made)
    said = message("records.did.registered", count=len(made))
    messages.success(request, spoken(said) + (spoken(message("records.did.there", count=there)) if there else ""))
    if len(made) == len(chosen) == 1:
        return redirect(address_of("records:change", made[0].pk))
    return redirect(request.get_full_path())


def _chosen(request: HttpRequest) -> tuple[list[Chosen], bool]:
    """What was ticked, and whether one of them has no class."""
    found = []
    ticked = list(dict.fromkeys(request.POST.getlist("documents")))
    for value in ticked:
        kind, _, key = value.partition(" ")
        of = request.POST.get(f"class {value}", "")
        if of.isascii() and of.isdigit() and len(of) < 10:  # noqa: PLR2004 -- no key is longer
            found.append(Chosen(kind, key, int(of)))
    return found, len(found) < len(ticked)


def _page(request: HttpRequest, refused: Message | None = None, status: int = 200) -> HttpResponse:
    today = timezone.localdate()
    every = queries.unregistered(today)
    list_of = list_of_unregistered(every)
    if (file := as_file(list_of, every, request.GET)) is not None:
        return file
    found = selected(asked(list_of, request.GET), every)
    first, last = page_of(request.GET, len(found))
    usable = queries.classes_in_use(today)
    context = {
        "crumbs": pages.top(Crumb(message("records.unregistered.heading"))),
        "list": listed(list_of, every, request.GET),
        "columns": list_of.columns,
        "classes": usable,
        "keeps_rules": pages.keeps_rules(request),
        "refused": refused,
    }
    offered = {kind: str(row.pk) for kind, row in queries.suggested(usable).items()}
    context["lines"] = _lines(request, found[first - 1 : last] if found else (), offered)
    context["opens"] = bool(usable) and any(line.open for line in context["lines"])  # type: ignore[attr-defined]
    return render(request, "records/unregistered.html", context, status=status)


def _lines(request: HttpRequest, rows: Sequence[Source], offered: dict[str, str]) -> tuple[Line, ...]:
    mine = pages.registers(request, rows, timezone.localdate())
    columns = list_of_unregistered(rows).columns
    typed = request.POST or kept(request) or QueryDict()
    ticked = typed.getlist("documents")
    return tuple(
        Line(
            value := f"{row.kind} {row.key}",
            tuple(column.cell(row) for column in columns),
            (row.kind, row.key) in mine,
            value in ticked,
            typed.get(f"class {value}", offered.get(row.kind, "")),
        )
        for row in rows
    )
