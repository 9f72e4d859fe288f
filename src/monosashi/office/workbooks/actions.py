"""What can be done with workbooks that came back: hand them in, take them in, take one out."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import PurePath
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from monosashi.core.messages import Problem, message
from monosashi.office.accounts.permissions import Permission, check
from monosashi.office.accounts.refusals import ChangedMeanwhile, StateForbids
from monosashi.office.accounts.standing import Person
from monosashi.office.events.locking import locked
from monosashi.office.events.recording import record
from monosashi.office.events.values import Subject, Touched
from monosashi.office.rounds.acting import Of
from monosashi.office.rounds.actions_answering import Typed, save_answers
from monosashi.office.rounds.answer_texts import text_of
from monosashi.office.rounds.models import Round
from monosashi.office.rounds.queries import name_of
from monosashi.office.ui.language import spoken
from monosashi.office.workbooks.asked_cells import Decisions
from monosashi.office.workbooks.differences import Difference, compare, targets
from monosashi.office.workbooks.in_office import InOffice, in_office
from monosashi.office.workbooks.models import HandedIn, Intake
from monosashi.office.workbooks.places import place_of_round
from monosashi.office.workbooks.readings import Read, packed, read_bytes
from monosashi.office.workbooks.tasks import read_intake

AT_ONCE = 3
"""So many files are read while the person waits; more are the worker's."""

KEPT = timedelta(days=14)
"""How long files wait."""

_LONGEST_NAME = 200


class Undecided(StateForbids):
    """Something has to be decided or mended before anything is taken in."""

    def __init__(self, difference: Difference) -> None:
        super().__init__(message("workbooks.undecided", count=len(difference.questions) + len(difference.disputes)))
        self.difference = difference


class WrongAfterDecisions(StateForbids):
    """What was decided makes something wrong on the sheet: a grade that the figures do not give any more."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__(message("workbooks.wrong_after_decisions"))
        self.problems = problems


class ShownAgain(ChangedMeanwhile):
    """Something changed since the difference was shown. Nothing was saved."""

    def __init__(self) -> None:
        super().__init__(message("workbooks.shown_again"))


@dataclass(frozen=True, slots=True)
class File:
    """A file as it was handed in."""

    name: str
    raw: bytes


@dataclass(frozen=True, slots=True)
class Looked:
    """What a person looked at: the files by name, and the token of the difference that they were shown."""

    reads: Mapping[str, Read]
    seen: str


@dataclass(frozen=True, slots=True)
class TakenIn:
    """What was taken in: so many files that brought something, answers and sheets."""

    files: int
    cells: int
    sheets: int


def hand_in(*, round_: Round, files: Iterable[File], by: Person) -> Intake:
    """Let files wait; a few are read at once, many by the worker. Files that waited too long are forgotten. Raises NotAllowed."""
    check(by.standing, Permission.BRING_IN_SHEETS, place_of_round(round_))
    with transaction.atomic():
        forget_old()
        intake = Intake.objects.create(
            round=round_, made_by=by.staff.pk, made_by_label=by.actor.label, made_at=timezone.now()
        )
        rows = [_row(intake, name, each.raw) for name, each in _named(files)]
        if len(rows) > AT_ONCE:
            _ask_worker(intake)
    if intake.job is None:
        for row in rows:
            row.reading = packed(read_bytes(row.name, bytes(row.content)))
            row.save(update_fields=["reading"])
    return intake


@transaction.atomic
def read_again(*, intake: Intake, by: Person) -> None:
    """Ask the worker once more for files that it could not read. Raises NotAllowed."""
    check(by.standing, Permission.BRING_IN_SHEETS, place_of_round(intake.round))
    _ask_worker(intake)


def _ask_worker(intake: Intake) -> None:
    intake.job = UUID(read_intake.enqueue(str(intake.pk)).id)
    intake.save(update_fields=["job"])


def forget_old() -> None:
    """Forget files that waited too long."""
    Intake.objects.filter(made_at__lt=timezone.now() - KEPT).delete()


def _row(intake: Intake, name: str, raw: bytes) -> HandedIn:
    sha256 = hashlib.sha256(raw).hexdigest()
    return HandedIn.objects.create(intake=intake, name=name, sha256=sha256, size=len(raw), content=raw)


def _named(files: Iterable[File]) -> Iterable[tuple[str, File]]:
    """Each with a name of its own: files out of several folders may have the same."""
    taken: set[str] = set()
    for file in files:
        path = PurePath(file.name.replace("\\", "/"))
        stem, suffix = path.stem[:_LONGEST_NAME], path.suffix[:10]
        name, number = f"{stem}{suffix}", 1
        while name.casefold() in taken:
            number += 1
            name = f"{stem} ({number}){suffix}"
        taken.add(name.casefold())
        yield name, file


@transaction.atomic
def take_out(*, intake: Intake, names: Iterable[str] = (), by: Person) -> bool:
    """Forget files that are not to be taken in, all of them where none is named. Whether any is left. Raises NotAllowed."""
    check(by.standing, Permission.BRING_IN_SHEETS, place_of_round(intake.round))
    waiting = HandedIn.objects.filter(intake=intake, taken_at=None)
    names = tuple(names)
    (waiting.filter(name__in=names) if names else waiting).delete()
    left = HandedIn.objects.filter(intake=intake, taken_at=None).exists()
    if not left:
        Intake.objects.filter(pk=intake.pk).delete()
    return left


def take_in(*, intake: Intake, looked: Looked, decisions: Decisions, by: Person) -> TakenIn:
    """Keep every answer of the files in which nothing is wrong, on their sheets, in one transaction: all of it or nothing.

    `decisions` are what the person said of what was shown. Raises NotAllowed, Undecided, WrongAfterDecisions, ShownAgain where
    what would be shown now is not what was (`looked.seen`), and SheetForbids where a sheet has just been submitted.
    """
    state = in_office(intake.round)
    shown = compare(state, looked.reads, by)
    if shown.token != looked.seen:
        raise ShownAgain
    meant = compare(state, looked.reads, by, decisions) if decisions else shown
    _refuse_wrong(shown, meant)
    if meant.questions or meant.disputes or not meant.takes:
        raise Undecided(meant)
    return replace(_keep(intake, state, meant, by), files=len(shown.offered))


def _refuse_wrong(shown: Difference, meant: Difference) -> None:
    """Files that what was decided makes wrong."""
    before = {file.name for file in shown.files if file.taken}
    wrong = [each for file in meant.files if file.name in before and not file.taken for each in file.problems]
    if wrong or meant.problems:
        raise WrongAfterDecisions((*wrong, *meant.problems))


@transaction.atomic
def _keep(intake: Intake, state: InOffice, difference: Difference, by: Person) -> TakenIn:
    names = [file.name for file in difference.files if file.taken or file.same_as]
    rows = list(locked(HandedIn.objects.filter(intake=intake, name__in=names, taken_at=None)))
    if len(rows) != len(names):
        raise ShownAgain
    typed = _typed(state, difference, by)
    saved = {node: _saved(state, node, cells, by) for node, cells in typed.items()}
    _close(rows, difference)
    touched = [node for node, count in saved.items() if count]
    _tell(intake, rows, touched, by)
    return TakenIn(len(rows), len(difference.changes), len(touched))


def _typed(state: InOffice, difference: Difference, by: Person) -> Mapping[str, dict[str, Typed]]:
    """The cells to save by sheet, in the plan's order: whoever saves several sheets locks them in the same one."""
    typed: dict[str, dict[str, Typed]] = {}
    for change in difference.changes:
        text = text_of(change.slot, change.value)
        for node in targets(state, change, by):
            typed.setdefault(node, {})[change.slot.id] = Typed(text, state.filled[node].text(change.slot))
    return {node: typed[node] for node in sorted(typed)}


def _saved(state: InOffice, node: str, cells: Mapping[str, Typed], by: Person) -> int:
    kept = save_answers(Of(state.round.pk, node), cells, by=by, permission=Permission.BRING_IN_SHEETS)
    if kept.clashes:
        raise ShownAgain
    return len(kept.saved)


def _close(rows: Iterable[HandedIn], difference: Difference) -> None:
    counts = {file.name: len(file.changes) for file in difference.files}
    for row in rows:
        row.taken_at, row.cells, row.content, row.reading = timezone.now(), counts[row.name], b"", b""
        row.save(update_fields=["taken_at", "cells", "content", "reading"])


def _tell(intake: Intake, rows: Iterable[HandedIn], nodes: Iterable[str], by: Person) -> None:
    """Names, counts and hashes; no text of anybody."""
    held = intake.round
    files = [{"name": row.name, "cells": row.cells, "sha256": row.sha256} for row in rows]
    record(
        "workbooks.taken_in",
        Subject("round", str(held.pk), spoken(name_of(held)), held.plan_id),
        by=by.actor,
        after={"files": files},
        places=[Touched("measure", node) for node in nodes],
    )
