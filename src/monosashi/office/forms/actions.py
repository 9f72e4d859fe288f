"""Bringing in a form of the city's own, replacing it by a newer file, taking it out of use."""

import hashlib
from dataclasses import dataclass
from pathlib import PurePath

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from monosashi.core.messages import InvalidInput, Message, message
from monosashi.core.plan import Plan
from monosashi.exchange.forms.form import Form
from monosashi.office.accounts.permissions import Permission, Place, check
from monosashi.office.accounts.refusals import ChangedMeanwhile, StateForbids
from monosashi.office.accounts.standing import Person
from monosashi.office.events.locking import locked
from monosashi.office.events.recording import record
from monosashi.office.events.values import Subject
from monosashi.office.forms.making import Wanted, forget_problems, work_on
from monosashi.office.forms.models import CityForm
from monosashi.office.forms.tasks import make_files
from monosashi.office.plans.queries import held, lock_plan
from monosashi.publishing.forms import asks_for_measures, form_for

KINDS = (".xlsx", ".xlsm", ".docx")
"""Macros of a workbook stay as they are: nothing here runs or reads them (ADR 18). A Word file with macros is no form."""

LONGEST = 100
"""Characters of a form's name."""


class KnownAlready(StateForbids):
    """The plan has a form with this name, or one that is this very file."""


class GoneMeanwhile(ChangedMeanwhile):
    """Somebody replaced the form, or took it out of use, since it was shown."""


@dataclass(frozen=True, slots=True)
class Sent:
    """A file as it was sent: its name and its bytes."""

    name: str
    content: bytes

    @property
    def sha256(self) -> str:
        """What it is known by."""
        return hashlib.sha256(self.content).hexdigest()


@transaction.atomic
def bring_in(*, plan_id: str, name: str, file: Sent, by: Person) -> CityForm:
    """Keep a form of a plan under a name, "" for that of its file.

    Raises NoSuchPlan, NotAllowed, InvalidInput with all that is wrong in the file, KnownAlready.
    """
    check(by.standing, Permission.BRING_IN_FORMS, Place(plan_id))
    lock_plan(plan_id)
    name = name.strip() or PurePath(file.name).stem[:LONGEST]
    read = usable(file, held(plan_id).plan)
    known = CityForm.objects.filter(plan=plan_id)
    _refuse_the_same_file(known, file)
    if known.filter(name=name).exists():
        raise KnownAlready(message("city_forms.name_taken", name=name))
    row = CityForm.objects.create(plan_id=plan_id, name=name, **_told(file, read, by))
    record("form.brought_in", _subject(row), by=by.actor, after=_recorded(row))
    return row


@transaction.atomic
def replace(*, plan_id: str, pk: int, based_on: str, file: Sent, by: Person) -> CityForm:
    """Put a newer file in the place of a form's. `based_on` is the hash of the file that the person saw.

    Raises NotAllowed, InvalidInput, KnownAlready, GoneMeanwhile.
    """
    check(by.standing, Permission.BRING_IN_FORMS, Place(plan_id))
    lock_plan(plan_id)
    row = _as_it_was_seen(plan_id, pk, based_on)
    read = usable(file, held(plan_id).plan)
    _refuse_the_same_file(CityForm.objects.filter(plan=plan_id), file)
    before = _recorded(row)
    for field, value in _told(file, read, by).items():
        setattr(row, field, value)
    row.save()
    record("form.replaced", _subject(row), by=by.actor, before=before, after=_recorded(row))
    return row


@transaction.atomic
def take_out(*, plan_id: str, pk: int, based_on: str, by: Person) -> None:
    """Take a form out of use. Files that were made of it stay what they are. Raises NotAllowed, GoneMeanwhile."""
    check(by.standing, Permission.BRING_IN_FORMS, Place(plan_id))
    row = _as_it_was_seen(plan_id, pk, based_on)
    record("form.taken_out", _subject(row), by=by.actor, before=_recorded(row))
    row.delete()


@transaction.atomic
def ask_for_files(wanted: Wanted, *, by: Person) -> None:
    """Have many files of a form made. Nothing happens where they are there already, or the worker has them in hand.

    Raises NotAllowed, NoSuchPlan.
    """
    plan_id, row = wanted.year.plan.id, wanted.row
    check(by.standing, Permission.READ, Place(plan_id))
    lock_plan(plan_id)
    work = work_on(wanted)
    if work.is_made or work.going_on:
        return
    forget_problems(wanted)
    nodes = [each.id for each in wanted.measures]
    make_files.enqueue(wanted.key, plan_id, row.pk, wanted.year.fiscal_year, nodes, by_department=wanted.by_department)
    record("form.files_asked", _subject(row), by=by.actor, after={"files": wanted.count})


def usable(file: Sent, plan: Plan) -> Form:
    """What a form asks for. Raises InvalidInput with all that is wrong in it, or that this plan cannot answer."""
    read = form_for(plan, file.content, file.name)
    if not read.found:
        raise InvalidInput.of("", message("city_forms.asks_nothing"), message("city_forms.asks_nothing.remedy"))
    return read


def _told(file: Sent, read: Form, by: Person) -> dict[str, object]:
    return {
        "file_name": PurePath(file.name).name[-200:],
        "kind": read.kind.value,
        "content": file.content,
        "sha256": file.sha256,
        "repeats": read.repeats,
        "of_measures": read.repeats or asks_for_measures(read),
        "brought_at": timezone.now(),
        "brought_by": by.staff.pk,
        "brought_by_label": by.actor.label,
    }


def _refuse_the_same_file(known: "QuerySet[CityForm]", file: Sent) -> None:
    same = known.filter(sha256=file.sha256).values_list("name", flat=True).first()
    if same is not None:
        raise KnownAlready(message("city_forms.same_already", name=same))


def _as_it_was_seen(plan_id: str, pk: int, sha256: str) -> CityForm:
    row = locked(CityForm.objects.filter(plan=plan_id, pk=pk)).first()
    if row is None:
        raise GoneMeanwhile(message("city_forms.taken_out_meanwhile"))
    if row.sha256 != sha256:
        raise GoneMeanwhile(_replaced(row))
    return row


def _replaced(row: CityForm) -> Message:
    return message("city_forms.replaced_meanwhile", name=row.name, file=row.file_name, who=row.brought_by_label)


def _subject(row: CityForm) -> Subject:
    return Subject("form", str(row.pk), row.name, row.plan_id)


def _recorded(row: CityForm) -> dict[str, str]:
    return {"file": row.file_name, "sha256": row.sha256}
