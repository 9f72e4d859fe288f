"""The evidence of a sheet as its page shows it."""

from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse

from monosashi.core.messages import message
from monosashi.office.accounts.written_once import Parameter, Rows
from monosashi.office.answering.shown import ShownSheet
from monosashi.office.rounds.models import Evidence, Sheet
from monosashi.office.ui.language import spoken

_KILO = 1024
_MEGA = _KILO * _KILO


@dataclass(frozen=True, slots=True)
class ShownEvidence:
    """One file. `shows` names the answer that it shows, "" for the sheet as a whole; `size` is in its unit (`1.2MB`)."""

    number: int
    name: str
    kind: str
    size: str
    shows: str
    by: str
    at: datetime
    address: str
    remove: str


def evidence_of(sheet: Sheet, shown: ShownSheet) -> tuple[ShownEvidence, ...]:
    """The files on a sheet, without those that were taken off. One query."""
    return tuple(_shown(sheet, shown, row) for row in _ON_SHEET(sheet=sheet.pk))


_ON_SHEET = Rows(Evidence, lambda files: files.filter(sheet=Parameter("sheet"), removed_at=None))


def _shown(sheet: Sheet, shown: ShownSheet, row: Evidence) -> ShownEvidence:
    args = (sheet.round_id, sheet.node, row.pk)
    return ShownEvidence(
        number=row.pk,
        name=row.name,
        kind=row.name.rpartition(".")[2].upper(),
        size=size_text(row.size),
        shows=name_of_slot(shown, row.slot),
        by=row.added_by_label,
        at=row.added_at,
        address=reverse("answering:evidence-file", args=args),
        remove=reverse("answering:evidence-remove", args=args),
    )


def name_of_slot(shown: ShownSheet, slot: str) -> str:
    """The answer that a slot is, with the indicator or program that it belongs to; "" for none."""
    cell = shown.cells.get(slot)
    if cell is None:
        return ""
    index, at = shown.filled.basis.plan.index, cell.slot.at
    indicator = index.indicator.get(at[1]) if at[0] in {"actual", "fraction"} else None
    if indicator is not None:
        return f"{indicator.name} {cell.label}"
    programs = {program.id: program.name for program in index.programs_of.get(shown.filled.asked.node.id, ())}
    return f"{programs[at[1]]} {cell.label}" if at[0] == "money" and at[1] in programs else cell.label


def size_text(size: int) -> str:
    """How large a file is: 1.2MB, 88KB."""
    return f"{size / _MEGA:.1f}MB" if size >= _MEGA else f"{max(1, round(size / _KILO))}KB"


def slots_to_show(shown: ShownSheet) -> tuple[tuple[str, str], ...]:
    """What a file may show: the sheet as a whole, then every figure and amount, by slot."""
    figures = [id_ for id_, cell in shown.cells.items() if cell.slot.at[0] == "money" or cell.slot.at[-1] == "value"]
    whole = spoken(message("answering.evidence.whole"))
    return (("", whole), *((id_, name_of_slot(shown, id_)) for id_ in figures))
