"""Documents come into the register, several at once with what is suggested for them; a line is completed or corrected."""

from collections.abc import Iterable
from dataclasses import asdict

from django.db import transaction
from django.utils import timezone

from monosashi.core.messages import message
from monosashi.office.accounts.bearers import bearers
from monosashi.office.accounts.permissions import Permission, Place, check
from monosashi.office.accounts.standing import Person
from monosashi.office.entering.acting import sign, signed
from monosashi.office.entering.told import is_news
from monosashi.office.events.recording import record
from monosashi.office.records.acting import Unfit, lock_entry, refuse_while_proposed
from monosashi.office.records.models import RecordClass, RegisterEntry
from monosashi.office.records.periods import begins_after, last_day, last_day_with
from monosashi.office.records.queries import classes_in_use, extensions_of, unregistered
from monosashi.office.records.rows import recorded_entry, subject_of, thing_of, told_of_entry
from monosashi.office.records.sources import Source
from monosashi.office.records.states import RecordOriginal
from monosashi.office.records.told import Chosen, EntryTold
from monosashi.wording import render


@transaction.atomic
def register(chosen: Iterable[Chosen], *, by: Person) -> tuple[RegisterEntry, ...]:
    """Register documents as their classes suggest: period, what happens at its end. What stands there already is left as it is.

    Raises NotAllowed for a document of a department for which this person keeps no register, Unfit for a class that is not in use.
    """
    today = timezone.localdate()
    lacking = {(each.kind, each.key): each for each in unregistered(today)}
    usable = {row.pk: row for row in classes_in_use(today)}
    made = []
    for each in chosen:
        source = lacking.pop((each.kind, each.key), None)
        if source is None:
            continue
        check(by.standing, Permission.REGISTER_RECORDS, Place(source.plan, bearers((source.department,), today)))
        if each.record_class not in usable:
            raise Unfit(message("records.class_out_of_use"))
        made.append(_registered(source, usable[each.record_class], by))
    return tuple(row for row in made if row is not None)


@transaction.atomic
def change(pk: int, told: EntryTold, *, based_on: str, by: Person) -> RegisterEntry:
    """Change a line. Whoever gives it to another department keeps the register there too. Raises NotAllowed, GoneMeanwhile, ChangedSince, Unfit."""
    row = lock_entry(pk, by)
    if is_news(told_of_entry(row), told, based_on, row.changed_by_label):
        check(
            by.standing, Permission.REGISTER_RECORDS, Place(row.plan, bearers((told.department,), timezone.localdate()))
        )
        refuse_while_proposed(row)
        before = recorded_entry(row)
        values = asdict(told)
        row.record_class_id = values.pop("record_class")
        sign(row, by, **values)
        row.ends_on = last_day_with(row.begins_on, row.years, extensions_of(row))
        row.save()
        record(
            "record.changed",
            subject_of(row),
            by=by.actor,
            before=before,
            after=recorded_entry(row),
            places=thing_of(row),
        )
    return row


def _registered(source: Source, of: RecordClass, by: Person) -> RegisterEntry | None:
    """The new line, None where somebody else has just registered the document."""
    begins = begins_after(source.fiscal_year)
    row, made = RegisterEntry.objects.get_or_create(
        kind=source.kind,
        key=source.key,
        defaults={
            "plan": source.plan,
            "title": render(source.title, "ja"),
            "record_class": of,
            "department": source.department,
            "fiscal_year": source.fiscal_year,
            "years": of.years,
            "begins_on": begins,
            "ends_on": last_day(begins, of.years),
            "original": RecordOriginal.THIS_SYSTEM,
            "at_end": of.at_end,
            **signed(by),
        },
    )
    if not made:
        return None
    record("record.registered", subject_of(row), by=by.actor, after=recorded_entry(row), places=thing_of(row))
    return row
