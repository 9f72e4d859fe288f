"""The sheets of a round as its judging edition has them: one for every measure, with the departments that answer it."""

from collections.abc import Mapping
from datetime import datetime

from django.utils import timezone

from monosashi.core.messages import message
from monosashi.core.results import Exclusion
from monosashi.exchange.answer_sheets.recipients import recipients
from monosashi.office.events.locking import locked
from monosashi.office.rounds.basis import Basis
from monosashi.office.rounds.models import Round, Sheet, SheetDepartment
from monosashi.office.rounds.states import WITH_ANSWERERS, SheetState
from monosashi.office.ui.language import spoken
from monosashi.wording import LANGUAGES, templates, word

_NOT_IN_EDITION = message("rounds.not_in_edition")
_STAYS_WITH = (SheetState.ACCEPTED, SheetState.FINALISED)
"""States in which a sheet stays with the departments that answered it."""


def lay_sheets(held: Round, basis: Basis, before: Basis | None = None) -> frozenset[str]:
    """A sheet for every measure of the edition that has none yet; those that are there follow it: the measures of such as moved.

    `before` is by what the round judged until now, None for a new round. Measures that the edition lacks are left out, and those
    that it leaves out unless their answers were handed on; those that it has again are asked for again. A measure that the edition
    leaves out has no departments, until an edition that asks for it is chosen.
    """
    there = {sheet.node: sheet for sheet in locked(Sheet.objects.filter(round=held)).order_by("node")}
    now = timezone.now()
    fresh = []
    for position, node in enumerate(basis.plan.index.measures):
        if node.id not in there:
            said = _said(basis.excluded(node.id))
            state = SheetState.LEFT_OUT if said else SheetState.UNANSWERED
            fresh.append(
                Sheet(round=held, node=node.id, position=position, state=state.value, since=now, left_out=said)
            )
    moved = {node for node, sheet in there.items() if _follows(sheet, basis, before, now)}
    Sheet.objects.bulk_create(fresh)
    return frozenset(moved | _assigned(held, departments_asked(basis)))


def departments_asked(basis: Basis) -> Mapping[str, Mapping[str, str]]:
    """The departments of every measure that is asked about, with their part."""
    found: dict[str, dict[str, str]] = {}
    for recipient in recipients(basis.plan, basis.fiscal_year):
        for page in recipient.pages:
            found.setdefault(page.node.id, {})[recipient.id] = page.role.value
    return found


def left_out_by(basis: Basis, sheet: Sheet) -> bool:
    """Whether choosing the edition leaves the sheet out, which was asked for until then."""
    if sheet.state == SheetState.LEFT_OUT:
        return False
    if sheet.node not in basis.plan.index.node:
        return True
    return SheetState(sheet.state) in WITH_ANSWERERS and basis.excluded(sheet.node) is not None


def _said(excluded: Exclusion | None) -> str:
    return "" if excluded is None else " ".join(filter(None, (spoken(word(excluded.reason)), excluded.note)))


def _follows(sheet: Sheet, basis: Basis, before: Basis | None, now: datetime) -> bool:
    """Leave the sheet out, or ask for it again, where the edition says so; whether it does."""
    if left_out_by(basis, sheet):
        gone = sheet.node not in basis.plan.index.node
        said = spoken(_NOT_IN_EDITION) if gone else _said(basis.excluded(sheet.node))
        _keep(sheet, SheetState.LEFT_OUT, said, now)
        return True
    if _came_back(sheet, basis, before):
        typed = sheet.answers.exists()
        _keep(sheet, SheetState.DRAFTING if typed else SheetState.UNANSWERED, "", now)
        return True
    return False


def _came_back(sheet: Sheet, basis: Basis, before: Basis | None) -> bool:
    """Whether nothing but an edition without the measure had left it out, and this one asks for it."""
    was_gone = before is not None and sheet.node not in before.plan.index.node
    by_edition = sheet.left_out in {templates(language)[_NOT_IN_EDITION.id] for language in LANGUAGES}
    there = sheet.node in basis.plan.index.node and basis.excluded(sheet.node) is None
    return sheet.state == SheetState.LEFT_OUT and was_gone and by_edition and there


def _keep(sheet: Sheet, state: SheetState, left_out: str, now: datetime) -> None:
    sheet.state, sheet.left_out, sheet.since, sheet.step = state.value, left_out, now, None
    sheet.version += 1
    sheet.save(update_fields=["state", "left_out", "since", "step", "version"])


def _assigned(held: Round, asked: Mapping[str, Mapping[str, str]]) -> set[str]:
    """Give the sheets the departments of the edition, but for those whose answers were accepted. The measures that others answer."""
    fresh, others = [], set()
    for sheet in Sheet.objects.filter(round=held).prefetch_related("departments"):
        wanted, own = asked.get(sheet.node, {}), {row.code: row.part for row in sheet.departments.all()}
        if own and wanted and own != wanted and sheet.state not in _STAYS_WITH:
            _reassign(sheet, wanted)
            others.add(sheet.node)
        elif not own:
            fresh += [SheetDepartment(sheet=sheet, code=code, part=part) for code, part in wanted.items()]
    SheetDepartment.objects.bulk_create(fresh)
    return others


def _reassign(sheet: Sheet, wanted: Mapping[str, str]) -> None:
    sheet.departments.exclude(code__in=wanted).delete()
    for code, part in wanted.items():
        SheetDepartment.objects.update_or_create(sheet=sheet, code=code, defaults={"part": part})
