"""Bringing in a file: uploaded, compared, then applied or thrown away."""

import json
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from monosashi.core.messages import InvalidInput, Message, Problem, message
from monosashi.core.plan import Plan
from monosashi.office.accounts.access import of_plan, person_in, requires, standing_in
from monosashi.office.accounts.permissions import Permission, Place, may
from monosashi.office.plans import actions_imports
from monosashi.office.plans.actions import AlreadyKept, Conflict, Decisions
from monosashi.office.plans.actions_imports import Compared, NoSuchDraft, apply_draft, compared, take_in
from monosashi.office.plans.editing.clashes import clashes_of, meanwhile
from monosashi.office.plans.editing.opened import decisions_in
from monosashi.office.plans.models import ImportDraft
from monosashi.office.plans.pages import held_or_404
from monosashi.office.plans.ways import way_into
from monosashi.office.plans.year.closed import closed_in
from monosashi.office.plans.year.known_elsewhere import known_elsewhere
from monosashi.office.plans.year.unknown_stages import stages_without_life_cycle, unknown_stages
from monosashi.office.ui.crumbs import Crumb
from monosashi.office.ui.forms import SayingForm, UploadField
from monosashi.office.ui.language import language, spoken
from monosashi.publishing.comparison import compare

LISTS_TOLD = ("levels", "departments", "nodes", "indicators", "budget_programs", "questions", "results")


class UploadForm(SayingForm):
    """A plan file or a workbook."""

    file = UploadField(kinds=actions_imports.KINDS, label="plans.import.file", help_text="plans.import.file.help")


def of_draft(draft: UUID) -> Place:
    """The place of a file that waits: the plan in it. One that is gone is of no plan in particular."""
    plan = ImportDraft.objects.filter(pk=draft).values_list("plan_id", flat=True).first()
    return Place(plan or "")


@requires(Permission.IMPORT_PLAN)
def upload(request: HttpRequest) -> HttpResponse:
    """Choose a file of any plan."""
    return _upload(request)


@requires(Permission.IMPORT_PLAN, of_plan)
def upload_into(request: HttpRequest, plan: str) -> HttpResponse:
    """Choose a file of a plan that is kept here."""
    return _upload(request, held_or_404(plan).plan)


def _upload(request: HttpRequest, into: Plan | None = None) -> HttpResponse:
    """The page, and the file that was chosen. What is wrong in it is told, all of it, and nothing is kept."""
    form = UploadForm(request.POST, request.FILES) if request.method == "POST" else UploadForm()
    problems: tuple[Problem, ...] = ()
    file_name = ""
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        file_name = file.name
        try:
            waiting = take_in(name=file.name, raw=file.read(), by=person_in(request), into=into)
        except InvalidInput as error:
            problems = error.problems
        else:
            return redirect("plans:import-draft", waiting.pk)
    wrong = bool(problems) or (request.method == "POST")
    context = {
        "form": form,
        "problems": problems,
        "file_name": file_name,
        "waiting": _waiting(request),
        "plan": into,
        "crumbs": _way() if into is None else (*way_into(into), Crumb(message("plans.import.heading"))),
    }
    return render(request, "plans/import/upload.html", context, status=422 if wrong else 200)


@requires(Permission.IMPORT_PLAN, of_draft)
def draft(request: HttpRequest, draft: UUID) -> HttpResponse:
    """What a file would change, measure by measure; apply it here."""
    waiting = _waiting_draft(draft)
    if waiting is None:
        return _gone(request)
    found = compared(waiting)
    return _applied(request, found) if request.method == "POST" else _page(request, found)


def _applied(request: HttpRequest, found: Compared) -> HttpResponse:
    """Apply the file. What is wrong or has to be decided is told, and it waits on."""
    waiting = found.draft
    try:
        saved = apply_draft(
            draft=waiting,
            by=person_in(request),
            why=str(request.POST.get("why", "")).strip(),
            decisions=decisions_in(request.POST),
        )
    except NoSuchDraft:
        return _gone(request)
    except AlreadyKept:
        waiting.based_on = actions_imports.compared_with(found.plan)
        waiting.save(update_fields=["based_on"])
        messages.warning(request, spoken(message("plans.import.kept_meanwhile")))
        return redirect(request.path)
    except Conflict as conflict:
        return _asked(request, found, conflict, decisions_in(request.POST))
    except InvalidInput as error:
        return _page(request, found, error.problems)
    messages.success(request, spoken(message("plans.import.applied", revision=saved.revision)))
    return redirect("plans:plan", found.plan.id)


@requires(Permission.IMPORT_PLAN, of_draft)
@require_POST
def throw_away(request: HttpRequest, draft: UUID) -> HttpResponse:
    """Forget the file."""
    waiting = _waiting_draft(draft)
    if waiting is None:
        return _gone(request)
    try:
        actions_imports.throw_away(draft=waiting, by=person_in(request))
    except NoSuchDraft:
        return _gone(request)
    messages.success(request, spoken(message("plans.import.thrown_away")))
    return redirect(_upload_address(waiting))


def _waiting_draft(draft: UUID) -> ImportDraft | None:
    """The file that waits. None: it was applied or thrown away, or there never was one."""
    return ImportDraft.objects.filter(pk=draft).first()


def _gone(request: HttpRequest) -> HttpResponse:
    """Back to the files that still wait: this one does not any more."""
    messages.warning(request, spoken(message("plans.import.gone")))
    return redirect("plans:import")


def _upload_address(draft: ImportDraft) -> str:
    """Where a file of the same plan is brought in; who may do so for one plan alone gets in there only."""
    return reverse("plans:import") if draft.based_on is None else reverse("plans:import-into", args=[draft.plan_id])


def _waiting(request: HttpRequest) -> list[ImportDraft]:
    standing = standing_in(request)
    drafts = ImportDraft.objects.defer("document", "notes")
    return [each for each in drafts if may(standing, Permission.IMPORT_PLAN, Place(each.plan_id))]


def _page(request: HttpRequest, found: Compared, problems: tuple[Any, ...] = ()) -> HttpResponse:
    context = {
        **_frame(found),
        "problems": problems,
        "comparison": compare(found.base, found.plan) if found.base is not None else None,
        "counts": _counts(found.plan),
        "unseen": found.base is not None and bool(found.changes),
        "now": actions_imports.newest_revision(found.plan.id),
        "may_restore": may(standing_in(request), Permission.EDIT_PLAN, Place(found.plan.id)),
        "notes": [(note["place"], note[language()]) for note in json.loads(found.draft.notes)],
        "closed": () if found.base is None else closed_in(found.base, found.closed),
        "remarks": (
            *known_elsewhere(found.plan, timezone.localdate()),
            *unknown_stages(found.plan),
            *stages_without_life_cycle(found.plan),
        ),
    }
    return render(request, "plans/import/draft.html", context, status=422 if problems else 200)


def _asked(request: HttpRequest, found: Compared, conflict: Conflict, decisions: Decisions | None) -> HttpResponse:
    context = {
        **_frame(found),
        "heading": message("plans.edit.named", name=found.draft.file_name),
        "clashes": clashes_of(conflict, decisions.choices if decisions else {}),
        "others": meanwhile(found.plan.id, found.draft.based_on or 1, conflict.revision),
        "seen": conflict.revision,
        "again": decisions is not None,
        "carried": [("why", str(request.POST.get("why", "")))],
        "address": request.path,
        "back": request.path,
    }
    return render(request, "plans/editing/conflict.html", context, status=409)


def _frame(found: Compared) -> dict[str, Any]:
    return {
        "plan": found.plan,
        "draft": found.draft,
        "crumbs": (*_way_to(found), Crumb(found.draft.file_name)),
    }


def _counts(plan: Plan) -> list[tuple[Message, int]]:
    return [(message(f"plans.field.{name}"), len(getattr(plan, name))) for name in LISTS_TOLD]


def _way(here: str = "") -> tuple[Crumb, ...]:
    return (
        Crumb(message("plans.list.heading"), reverse("plans:list")),
        Crumb(message("plans.import.heading"), here),
    )


def _way_to(found: Compared) -> tuple[Crumb, ...]:
    """The way to a file that waits: over the plan that it would change, so that nobody takes it for another."""
    address = _upload_address(found.draft)
    if found.base is None:
        return _way(address)
    return (*way_into(found.base), Crumb(message("plans.import.heading"), address))
