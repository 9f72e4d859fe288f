"""Where pages of rounds are, for the table of permissions: the parts of an address -> a place."""

from django.http import Http404
from django.utils import timezone

from monosashi.office.accounts.permissions import Place
from monosashi.office.rounds.basis import basis_of
from monosashi.office.rounds.models import Round, Sheet
from monosashi.office.rounds.queries import (
    NoSuchRound,
    NoSuchSheet,
    departments_today,
    parts_of,
    round_numbered,
    sheet_of,
    steps_of_pass,
)


def of_round(number: int, **_rest: object) -> Place:
    """The place of a page whose address names a round (`<int:number>`): its plan."""
    return Place(round_or_404(number).plan_id)


def of_sheet(number: int, node: str, **_rest: object) -> Place:
    """The place of a page whose address names a sheet (`<int:number>`, `<str:node>`): its departments."""
    return place_of(sheet_or_404(number, node))


def of_way(number: int, node: str, **_rest: object) -> Place:
    """The place of a page for those whom the sheet passes: its departments, and those of its steps."""
    return place_of_way(sheet_or_404(number, node))


def place_of_way(sheet: Sheet) -> Place:
    """The departments of a sheet and of the steps of its pass, and whoever goes on with their work today."""
    codes = (*parts_of(sheet).every, *(step.department_id for step in steps_of_pass(sheet)))
    return Place(sheet.round.plan_id, departments_today(codes, timezone.localdate()))


def place_of(sheet: Sheet) -> Place:
    """The place of a sheet: its departments, and whoever goes on with their work today."""
    return Place(sheet.round.plan_id, departments_today(parts_of(sheet).every, timezone.localdate()))


def round_or_404(number: int) -> Round:
    """One round. Raises Http404."""
    try:
        return round_numbered(number)
    except NoSuchRound:
        raise Http404(number) from None


def judged_sheet_or_404(number: int, node: str) -> Sheet:
    """The sheet of a measure that the judging edition holds. Raises Http404."""
    sheet = sheet_or_404(number, node)
    if node not in basis_of(sheet.round).plan.index.node:
        raise Http404(node)
    return sheet


def label_of_sheet(sheet: Sheet) -> str:
    """How the measure of a sheet is called in the judging edition, which holds it."""
    return basis_of(sheet.round).plan.index.node[sheet.node].label


def sheet_or_404(number: int, node: str) -> Sheet:
    """One sheet with its round and plan. Raises Http404."""
    try:
        return sheet_of(round_or_404(number), node)
    except NoSuchSheet:
        raise Http404(node) from None
