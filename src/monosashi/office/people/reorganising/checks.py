"""Whether a reorganisation can be done as the register stands, and what happened where it cannot."""

from django.utils import timezone

from monosashi.core.messages import Message, message
from monosashi.office.accounts.models import Succession
from monosashi.office.accounts.organisation import Tree, Unit
from monosashi.office.accounts.refusals import ChangedMeanwhile, StateForbids
from monosashi.office.people.days import day_of
from monosashi.office.people.reorganising.places import check_no_circle
from monosashi.office.people.reorganising.values import Reorganisation, ReorganisationKind, typed

_AT_LEAST = {ReorganisationKind.MERGE: 2}
_NEW = {ReorganisationKind.RENAME: 1, ReorganisationKind.SPLIT: 2}


def check_reorganisation(wanted: Reorganisation, tree: Tree) -> None:
    """Raises StateForbids, ChangedMeanwhile where a department has ended or been reorganised already."""
    for code in wanted.old:
        _still_there(code, wanted, tree)
    _enough(wanted)
    _codes_are_free(wanted, tree)
    for code in (new.parent for new in wanted.new if new.parent is not None):
        _stands(code, wanted, tree)
    if wanted.into is not None:
        _stands(wanted.into, wanted, tree)
    if wanted.kind is ReorganisationKind.MOVE and wanted.under is not None:
        _stands(wanted.under, wanted, tree)
        _may_stand_under(tree.units[wanted.under])
        _not_below_itself(wanted, tree)


def meanwhile(wanted: Reorganisation, state: str) -> Message:
    """What to say where a reorganisation is not, or does not find, what was shown with this `state`."""
    if state.partition("-")[0] != typed(wanted):
        return message("people.typed_meanwhile")
    return message("people.changed_meanwhile")


def _still_there(code: str, wanted: Reorganisation, tree: Tree) -> None:
    unit = tree.units.get(code)
    if unit is None:
        raise StateForbids(message("people.no_such_department", code=code))
    if unit.valid_to is not None:
        raise ChangedMeanwhile(what_became_of(unit))
    if unit.valid_from is not None and unit.valid_from >= wanted.since:
        raise StateForbids(message("people.begins_later", name=unit.name, day=day_of(unit.valid_from)))


def what_became_of(unit: Unit) -> Message:
    """What happened to a department that has ended, or will happen: into what, from which day, who entered it and when."""
    coming = unit.day_after is not None and unit.day_after > timezone.localdate()
    rows = list(Succession.objects.filter(predecessor=unit.code).select_related("successor"))
    if not rows:
        ended = "people.ends" if coming else "people.ended"
        return message(ended, name=unit.name, last_day=day_of(unit.valid_to))
    return message(
        f"people.goes_on.{rows[0].kind}" if coming else f"people.went_on.{rows[0].kind}",
        name=unit.name,
        since=day_of(rows[0].since),
        heirs=tuple(row.successor.name for row in rows),
        who=rows[0].told_by or None,
        told=day_of(timezone.localdate(rows[0].told_at)) if rows[0].told_at else None,
    )


def _enough(wanted: Reorganisation) -> None:
    if len(set(wanted.old)) < _AT_LEAST.get(wanted.kind, 1) and wanted.into is None:
        raise StateForbids(message("people.merge_needs_two"))
    if len(wanted.new) < _NEW.get(wanted.kind, 0):
        raise StateForbids(message("people.split_needs_two"))
    if wanted.kind is ReorganisationKind.MERGE and not wanted.new and wanted.into is None:
        raise StateForbids(message("people.merge_into_what"))


def _codes_are_free(wanted: Reorganisation, tree: Tree) -> None:
    """A code is never used again, nor given to two."""
    taken = set(tree.units)
    for code in filter(None, (new.code for new in wanted.new)):
        if code in taken:
            raise StateForbids(message("people.code_taken", code=code))
        taken.add(code)


def _stands(code: str, wanted: Reorganisation, tree: Tree) -> None:
    unit = tree.units.get(code)
    if unit is None:
        raise StateForbids(message("people.no_such_department", code=code))
    if not unit.stands_on(wanted.since):
        raise StateForbids(message("people.not_there_that_day", name=unit.name, day=day_of(wanted.since)))
    if code in wanted.old:
        raise StateForbids(message("people.ends_itself", name=unit.name))


def _may_stand_under(unit: Unit) -> None:
    if unit.is_group:
        raise StateForbids(message("people.under_a_group", name=unit.name))


def _not_below_itself(wanted: Reorganisation, tree: Tree) -> None:
    for code in wanted.old:
        if wanted.under in tree.with_all_below(code):
            name, under = tree.units[code].name, tree.units[wanted.under or ""].name
            raise StateForbids(message("people.below_itself", name=name, under=under))
    moved = {code: tree.units[code].moved(wanted.since, wanted.under) for code in wanted.old}
    check_no_circle({**tree.units, **moved}, wanted.old, wanted.since)
