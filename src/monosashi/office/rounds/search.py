"""How a round that is going on is searched: what departments handed in and the plan has not taken in yet. Nobody's drafts."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from django.db.models import Q, QuerySet
from django.utils import timezone

from monosashi.core.messages import message
from monosashi.office.plans.queries import every_held
from monosashi.office.rounds.models import Round, SheetAnswer
from monosashi.office.rounds.queries import name_of
from monosashi.office.rounds.states import SheetState
from monosashi.office.searching import Asking, Searched, Thing
from monosashi.office.ui.addresses import address_of
from monosashi.office.ui.language import spoken

_WORDS = (
    Q(slot__startswith="result/")
    | Q(slot__startswith="answer/")
    | Q(slot__startswith="rating/", slot__endswith="/reason")
    | Q(slot__startswith="actual/", slot__endswith="/evidence")
    | Q(slot__startswith="actual/", slot__endswith="/note")
)
"""Answers in words."""

_Row = tuple[str, str, int, str, int, str, datetime]


def _answers(asking: Asking) -> "QuerySet[SheetAnswer, _Row]":
    rows = SheetAnswer.objects.filter(_WORDS, sheet__state=SheetState.SUBMITTED).order_by("-changed_at", "-pk")
    own = rows.filter(sheet__round__plan=asking.plan) if asking.plan else rows
    of_round = ("sheet__round", "sheet__round__plan", "sheet__round__fiscal_year", "sheet__round__kind")
    return own.values_list("text", "sheet__node", *of_round, "changed_at")


def _texts(row: _Row) -> tuple[str, ...]:
    return (row[0],)


def _shown(rows: Sequence[_Row], asking: Asking) -> Iterable[Thing]:  # noqa: ARG001 -- the page's contract
    for _text, node, number, plan, fiscal_year, kind, at in rows:
        where = spoken(name_of(Round(fiscal_year=fiscal_year, kind=kind)))
        yield Thing(called(plan, node), address_of("answering:sheet", number, node), where, timezone.localdate(at))


def called(plan: str, node: str) -> str:
    """What a measure is called in the plan as it stands; its id where the plan has it no more. One query a page."""
    found = every_held()[plan].plan.index.node.get(node)
    return found.label if found else node


ANSWERS = Searched("sheet_answers", message("search.group.sheet_answers"), _answers, _texts, _shown)
SEARCHED = (ANSWERS,)
