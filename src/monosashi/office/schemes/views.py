"""Pages of schemes and life cycles: what there is, what a symbol means and when it is given, and bringing in the city's own."""

from collections.abc import Callable, Iterable
from typing import Any, TypeVar

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from monosashi.core.messages import InvalidInput, Message, Problem, message
from monosashi.evaluation.known import (
    UnreadableLifeCycle,
    UnreadableScheme,
    known_life_cycle,
    known_life_cycles,
    known_scheme,
    known_schemes,
)
from monosashi.evaluation.life_cycle import LifeCycle
from monosashi.evaluation.life_cycle_loader import shipped_life_cycle_file
from monosashi.evaluation.scheme import Scheme
from monosashi.evaluation.shipped import shipped_scheme_file
from monosashi.office.accounts.access import person_in, requires, standing_in
from monosashi.office.accounts.permissions import Permission, may
from monosashi.office.schemes import actions
from monosashi.office.schemes.brought import NotRead, not_read, row_of
from monosashi.office.schemes.models import RuleFile, RuleKind
from monosashi.office.schemes.shown import legends_of, say_of, stages_of, steps_of
from monosashi.office.ui.crumbs import Crumb
from monosashi.office.ui.downloads import as_download
from monosashi.office.ui.forms import SayingForm, UploadField
from monosashi.office.ui.language import spoken

Rules = TypeVar("Rules", Scheme, LifeCycle)

HEADING = message("schemes.heading")


class RulesForm(SayingForm):
    """A file of rules."""

    file = UploadField(kinds=actions.KINDS, label="schemes.file", help_text="schemes.file.help")


@requires(Permission.READ)
def rules(request: HttpRequest) -> HttpResponse:
    """All schemes and life cycles that plans here may name."""
    context = {
        "schemes": _told(RuleKind.SCHEME, known_schemes()),
        "life_cycles": _told(RuleKind.LIFE_CYCLE, known_life_cycles()),
        "not_read": tuple(not_read()),
        "may_bring_in": may(standing_in(request), Permission.BRING_IN_RULES),
        "crumbs": (Crumb(HEADING),),
    }
    return render(request, "schemes/list.html", context)


@requires(Permission.READ)
def scheme(request: HttpRequest, reference: str) -> HttpResponse:
    """A scheme: its symbols, and when each is given."""
    try:
        found = known_scheme(reference)
    except UnreadableScheme as error:
        return _not_read(request, NotRead(RuleKind.SCHEME, reference, error.problems))
    except LookupError:
        raise Http404(reference) from None
    context = {
        **_about(RuleKind.SCHEME, found),
        "incomplete": say_of(found, found.incomplete) if found.incomplete else "",
        "legends": legends_of(found),
        "reference_point": message(f"site.grades.reference.{found.judging.reference.value}"),
        "steps": steps_of(found),
    }
    return render(request, "schemes/scheme.html", context)


@requires(Permission.READ)
def life_cycle(request: HttpRequest, reference: str) -> HttpResponse:
    """A life cycle: its stages, by what each is managed, and what may follow."""
    try:
        found = known_life_cycle(reference)
    except UnreadableLifeCycle as error:
        return _not_read(request, NotRead(RuleKind.LIFE_CYCLE, reference, error.problems))
    except LookupError:
        raise Http404(reference) from None
    context = {**_about(RuleKind.LIFE_CYCLE, found), "stages": stages_of(found)}
    return render(request, "schemes/life_cycle.html", context)


@requires(Permission.READ)
def scheme_file(request: HttpRequest, reference: str) -> HttpResponse:  # noqa: ARG001 -- Django's signature
    """The file of a scheme, as it was brought in or as it travels in the package."""
    return _file(RuleKind.SCHEME, reference, shipped_scheme_file)


@requires(Permission.READ)
def life_cycle_file(request: HttpRequest, reference: str) -> HttpResponse:  # noqa: ARG001 -- Django's signature
    """The file of a life cycle, as it was brought in or as it travels in the package."""
    return _file(RuleKind.LIFE_CYCLE, reference, shipped_life_cycle_file)


@requires(Permission.BRING_IN_RULES)
def bring_in(request: HttpRequest) -> HttpResponse:
    """Choose a file. What is wrong in it is told, all of it, and nothing is kept."""
    form = RulesForm(request.POST, request.FILES) if request.method == "POST" else RulesForm()
    if not form.is_bound or not form.is_valid():
        return _bring_in_page(request, form, status=422 if form.is_bound else 200)
    file = form.cleaned_data["file"]
    try:
        kept = actions.bring_in(name=file.name, raw=file.read(), by=person_in(request))
    except InvalidInput as error:
        return _bring_in_page(request, form, problems=error.problems, file=file.name, status=422)
    except actions.KnownAlready as error:
        return _bring_in_page(request, form, refused=error.why, status=409)
    if kept.is_new:
        messages.success(request, spoken(message("schemes.brought_in", reference=kept.reference)))
    else:
        messages.info(request, spoken(message("schemes.same_already", reference=kept.reference)))
    return redirect("schemes:scheme" if kept.kind is RuleKind.SCHEME else "schemes:life-cycle", kept.reference)


def _bring_in_page(
    request: HttpRequest,
    form: RulesForm,
    *,
    status: int,
    problems: tuple[Problem, ...] = (),
    file: str = "",
    refused: Message | None = None,
) -> HttpResponse:
    context = {
        "form": form,
        "problems": problems,
        "file": file,
        "refused": refused,
        "crumbs": _way(spoken(message("schemes.bring_in"))),
    }
    return render(request, "schemes/bring_in.html", context, status=status)


def _not_read(request: HttpRequest, rule: NotRead) -> HttpResponse:
    context = {"not_read": (rule,), "crumbs": _way(rule.reference)}
    return render(request, "schemes/not_read.html", context)


def _way(here: str) -> tuple[Crumb, ...]:
    return (Crumb(HEADING, reverse("schemes:list")), Crumb(here))


def _about(kind: RuleKind, found: Scheme | LifeCycle) -> dict[str, Any]:
    """What the page of any rule is given."""
    title = say_of(found, found.title)
    return {"rules": found, "title": title, "brought": row_of(kind, found.reference), "crumbs": _way(title)}


def _told(kind: RuleKind, every: Iterable[Rules]) -> list[tuple[Rules, str, RuleFile | None]]:
    """Rules with their titles; the third is the row of the city's own, None for those that come with the system."""
    own = {row.reference: row for row in RuleFile.objects.filter(kind=kind)}
    return [(each, say_of(each, each.title), own.get(each.reference)) for each in every]


def _file(kind: RuleKind, reference: str, shipped: Callable[[str], bytes]) -> HttpResponse:
    row = row_of(kind, reference)
    try:
        raw = row.content.encode() if row else shipped(reference)
    except LookupError:
        raise Http404(reference) from None
    return as_download(raw, row.name if row else f"{reference}.toml")
