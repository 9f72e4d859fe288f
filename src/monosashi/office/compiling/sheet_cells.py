"""How a sheet is said in a list: where it is stuck, its state, when its department was last written to."""

from datetime import date

from django.utils import timezone

from monosashi.core.messages import Message, message
from monosashi.office.compiling.situation import Contact, SheetOf
from monosashi.office.compiling.steps_due import Due
from monosashi.office.rounds.looks import LOOKS
from monosashi.office.rounds.states import SheetState
from monosashi.office.ui.cells import Cell, absence
from monosashi.office.ui.dates import day_text
from monosashi.office.ui.language import spoken
from monosashi.wording import word


def state_cell(sheet: SheetOf) -> Cell:
    """The state as a tag."""
    return Cell(spoken(sheet.state), tag=LOOKS[sheet.state])


def contact_cell(contact: Contact | None) -> Cell:
    """When and how the office and the department last wrote to each other."""
    if contact is None:
        return absence(message("compiling.no_contact"))
    day, kind = timezone.localdate(contact.at), word(contact.kind)
    exact = spoken(message("compiling.contact", day=day.isoformat(), kind=kind))
    return Cell(spoken(message("compiling.contact", day=short_day(day), kind=kind)), exact=exact)


def short_day(day: date) -> str:
    """Month and day: on a board of one round the year is the same."""
    return spoken(message("compiling.short_day", month=day.month, day=day.day))


def stuck(sheet: SheetOf) -> Message | None:
    """Where the sheet waits, and with whom; None where it waits for nobody in the departments."""
    if sheet.state is SheetState.UNANSWERED:
        return message("compiling.stuck.unanswered")
    if sheet.state is SheetState.DRAFTING:
        return message("compiling.stuck.drafting", name=sheet.typed_by or None)
    if sheet.state is SheetState.RETURNED:
        return message("compiling.stuck.returned", name=sheet.row.noted_by_label or None)
    if sheet.state is SheetState.SUBMITTED:
        return message("compiling.stuck.submitted")
    return _at_step(sheet.step) if sheet.step is not None else None


def _at_step(step: Due) -> Message:
    post = step.post or message("compiling.any_confirmer")
    told = {"department": step.department_name, "post": post}
    if step.is_vacant:
        return message("compiling.stuck.vacant", **told)
    if step.own_only:
        return message("compiling.stuck.own_only", **told)
    if step.present:
        return message("compiling.stuck.step", **told, names=step.present)
    absent = step.absent[0]
    until = message("compiling.until", day=day_text(absent.until)) if absent.until else message("compiling.until_open")
    return message("compiling.stuck.absent", **told, name=absent.name, until=until, acting=absent.acting)
