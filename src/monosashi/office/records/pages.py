"""The pages that are read: the register, one line, what ends, what is not registered yet, periods and classes."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from monosashi.core.messages import Message, message
from monosashi.office.accounts.access import person_in, standing_in
from monosashi.office.accounts.bearers import bearers
from monosashi.office.accounts.permissions import EVERYWHERE, Permission, Place, may
from monosashi.office.records import queries
from monosashi.office.records.acting import is_another
from monosashi.office.records.models import Ending, RecordClass, RegisterEntry
from monosashi.office.records.shown import ShownEntry, outcome_text, shown
from monosashi.office.records.sources import Source, kind_named
from monosashi.office.records.states import EndingHand, RecordEndingState, RecordState, acts_of_ending
from monosashi.office.ui.crumbs import Crumb
from monosashi.wording import word

Context = dict[str, Any]


@dataclass(frozen=True, slots=True)
class ShownEnding:
    """What was proposed for a document, and what whoever asks can do about it, by the names of acts."""

    row: Ending
    outcome: Message
    state: Message
    acts: frozenset[str]
    own: bool


def top(*way: Crumb) -> tuple[Crumb, ...]:
    """The way to a page from the register."""
    return (Crumb(message("records.list.heading"), reverse("records:list")), *way)


def to_entry(row: RegisterEntry, *way: Crumb) -> tuple[Crumb, ...]:
    """The way to a page over that of a line."""
    return top(Crumb(row.title, reverse("records:entry", args=(row.pk,))), *way)


def keeps_rules(request: HttpRequest) -> bool:
    """Whether whoever asks keeps periods and classes."""
    return may(standing_in(request), Permission.KEEP_RECORD_RULES, EVERYWHERE)


def shown_now(rows: Sequence[RegisterEntry], today: date) -> tuple[ShownEntry, ...]:
    """Lines as they stand today."""
    return tuple(shown(row, today) for row in rows)


def lead(rows: Sequence[ShownEntry], lacking: int, today: date) -> Iterator[Message]:
    """The first line of the register: how many there are, what is not registered, what ends this year."""
    yield message("records.lead.count", count=len(rows)) if rows else message("records.lead.none")
    if lacking:
        yield message("records.lead.lacking", count=lacking)
    ending = sum(_ends(each.row, queries.ends_by(today)) for each in rows)
    if ending:
        yield message("records.lead.ending", count=ending)
    if rows and not lacking:
        yield message("records.lead.complete")


def entry_context(request: HttpRequest, row: RegisterEntry) -> Context:
    """A line, with what was ever proposed for it and what can be done by whoever asks."""
    today, standing = timezone.localdate(), standing_in(request)
    told, kind = shown(row, today), kind_named(row.kind)
    mine = may(standing, Permission.REGISTER_RECORDS, queries.place_of(row, today))
    kept = row.state == RecordState.KEPT
    return {
        "crumbs": top(Crumb(row.title)),
        "told": told,
        "row": row,
        "endings": tuple(reversed([shown_ending(request, row, each) for each in row.endings.all()])),
        "changes": mine and kept and told.ending is None,
        "proposes": mine and told.ending is None and kept and _ends(row, queries.ends_by(today)),
        "history_of_thing": kind.history if kind else "",
    }


def shown_ending(request: HttpRequest, entry: RegisterEntry, row: Ending) -> ShownEnding:
    """What was proposed, as it stands. No query once the departments are known."""
    row.entry = entry
    today, by = timezone.localdate(), person_in(request)
    acts: frozenset[str] = frozenset()
    if may(by.standing, Permission.REGISTER_RECORDS, queries.place_of(entry, today)):
        acts |= acts_of_ending(row.state, EndingHand.OWNER)
    agrees = may(by.standing, Permission.AGREE_TO_ENDING, queries.place_of_others(entry, today))
    another = is_another(row, by)
    if agrees and another:
        acts |= acts_of_ending(row.state, EndingHand.ANOTHER)
    waits = row.state == RecordEndingState.PROPOSED
    return ShownEnding(
        row, outcome_text(row), word(RecordEndingState(row.state)), acts, own=waits and agrees and not another
    )


def registers(request: HttpRequest, rows: Sequence[Source], today: date) -> frozenset[tuple[str, str]]:
    """Those of these documents that whoever asks may register."""
    standing = standing_in(request)
    places = {each.department: bearers((each.department,), today) for each in rows}
    return frozenset(
        (each.kind, each.key)
        for each in rows
        if may(standing, Permission.REGISTER_RECORDS, Place(each.plan, places[each.department]))
    )


def class_choices(row: RegisterEntry, today: date) -> list[tuple[str, str]]:
    """The classes to choose from, and that of the line where it is not in use any more."""
    usable: tuple[RecordClass, ...] = queries.classes_in_use(today)
    also = () if row.record_class in usable else (row.record_class,)
    return [(str(each.pk), str(each)) for each in (*usable, *also)]


def _ends(row: RegisterEntry, day: date) -> bool:
    return row.state == RecordState.KEPT and row.ends_on is not None and row.ends_on <= day
