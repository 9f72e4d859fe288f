"""Rows -> what forms show and actions compare, and what events say of them. Nothing here is of a person."""

from typing import Any

from monosashi.office.accounts.register import names_of
from monosashi.office.events.values import Subject, Touched
from monosashi.office.records.models import Ending, RecordClass, RegisterEntry
from monosashi.office.records.sources import kind_named, kinds
from monosashi.office.records.told import ClassTold, EntryTold
from monosashi.office.records.usual import period
from monosashi.wording import render

_OF_ENTRY = (
    *("title", "department", "fiscal_year", "years", "begins_on", "original", "at_end", "mode"),
    *("approval_number", "approval_day", "note"),
)


def told_of_entry(row: RegisterEntry) -> EntryTold:
    """A line as its form shows it."""
    told: dict[str, Any] = {name: getattr(row, name) for name in _OF_ENTRY}
    return EntryTold(record_class=row.record_class_id, **told)


def told_of_class(row: RecordClass) -> ClassTold:
    """A class as its form shows it."""
    suggested = tuple(filter(None, row.suggested_for.split(",")))
    return ClassTold(row.code, row.name, row.years, row.at_end, suggested, row.out_of_use_since)


def subject_of(row: RegisterEntry) -> Subject:
    """A line, as events name it."""
    return Subject("record", str(row.pk), row.title, row.plan)


def subject_of_class(row: RecordClass) -> Subject:
    """A class, as events name it."""
    return Subject("record_class", str(row.pk), str(row))


def thing_of(row: RegisterEntry) -> tuple[Touched, ...]:
    """In whose history a line stands besides: that of the document itself."""
    kind = kind_named(row.kind)
    return (Touched(kind.history, row.key),) if kind else ()


def recorded_entry(row: RegisterEntry) -> dict[str, object]:
    """A line as an event says it: class and department by their names."""
    told = told_of_entry(row)
    return {
        **told.plain,
        "record_class": str(row.record_class),
        "department": names_of((row.department,)).get(row.department, row.department),
        "years": render(period(row.years), "ja"),
        "ends_on": row.ends_on.isoformat() if row.ends_on else None,
    }


def recorded_class(told: ClassTold) -> dict[str, object]:
    """A class as an event says it: kinds of documents by their words."""
    words = [render(kind.word, "ja") for kind in kinds if kind.name in told.suggested_for]
    return {**told.plain, "years": render(period(told.years), "ja"), "suggested_for": words}


def recorded_ending(row: Ending) -> dict[str, object]:
    """What was proposed as an event says it."""
    by = {"extended_by": row.years} if row.years is not None else {}
    return {"outcome": row.outcome, **by, "ending_state": row.state}
