"""What every page of a round is given: the round in words, its parts, the way to it."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from monosashi.core.messages import message
from monosashi.office.accounts.access import standing_in
from monosashi.office.accounts.permissions import Permission, Place, may
from monosashi.office.plans.pages import Part
from monosashi.office.rounds.models import Round
from monosashi.office.rounds.queries import name_of
from monosashi.office.rounds.stages import stages_of
from monosashi.office.rounds.states import RoundState
from monosashi.office.ui.crumbs import Crumb
from monosashi.wording import word

PARTS: tuple[tuple[str, str, Permission | None], ...] = (
    ("board", "compiling:board", None),
    ("sheets", "compiling:sheets", None),
    ("totals", "compiling:totals", None),
    ("check", "compiling:check", Permission.ACCEPT_SHEET),
    ("reminders", "compiling:reminders", Permission.RUN_ROUND),
    ("extensions", "compiling:extensions", Permission.RUN_ROUND),
    ("about", "rounds:about", None),
    ("scope", "rounds:scope", None),
    ("money", "closing:money", Permission.BRING_IN_MONEY),
    ("closing", "closing:closing", None),
    ("papers", "closing:papers", None),
    ("questions", "closing:questions", None),
    ("proposals", "closing:proposals", None),
    ("excel", "workbooks:excel", None),
)
"""The pages of a round: the entry of its menu, the page, and what it takes to see the entry (None: nothing)."""


def page(request: HttpRequest, held: Round, part: str, *way: Crumb, **more: Any) -> dict[str, Any]:  # noqa: ANN401 -- a template takes anything
    """What the page of a round is given. `part` is the entry of the round's menu that it belongs to, `way` leads from it."""
    standing, place = standing_in(request), Place(held.plan_id)
    parts = [each for each in PARTS if each[2] is None or may(standing, each[2], place)]
    top = Crumb(message("rounds.list.heading"), reverse("rounds:list"))
    whole = Crumb(name_of(held), reverse("compiling:board", args=(held.pk,)) if way else "")
    return {
        "round": held,
        "round_name": name_of(held),
        "round_state": word(RoundState(held.state)),
        "crumbs": (top, whole, *way),
        "parts": tuple(
            Part(message(f"rounds.part.{key}"), reverse(name, args=(held.pk,)), key == part) for key, name, _ in parts
        ),
        "stages": stages_of(held),
        "way_from_board": bool(way),
        "runs": may(standing, Permission.RUN_ROUND, place),
        "today": timezone.localdate(),
        **more,
    }
