"""The city's classes, periods and modes of approval. None that was ever used is deleted: a class goes out of use by a day."""

import json
from dataclasses import asdict

from django.db import IntegrityError, transaction
from django.utils import timezone

from monosashi.core.messages import message
from monosashi.office.accounts.permissions import EVERYWHERE, Permission, check
from monosashi.office.accounts.standing import Person
from monosashi.office.entering.acting import sign, still_there
from monosashi.office.entering.told import is_news
from monosashi.office.events.locking import locked
from monosashi.office.events.recording import record
from monosashi.office.events.values import Subject
from monosashi.office.records.acting import Unfit
from monosashi.office.records.models import RecordClass, RecordSettings
from monosashi.office.records.rows import recorded_class, subject_of_class, told_of_class
from monosashi.office.records.told import ClassTold
from monosashi.office.records.usual import RecordRules, period, rules_in, usual
from monosashi.wording import render

_SETTINGS = Subject("record_settings", "city")


@transaction.atomic
def make_class(told: ClassTold, *, token: str, by: Person) -> RecordClass:
    """Enter a class. Sent twice, it is entered once. Raises NotAllowed, Unfit."""
    check(by.standing, Permission.KEEP_RECORD_RULES, EVERYWHERE)
    made = RecordClass.objects.filter(token=token).first()
    if made is not None:
        return made
    row = _kept(RecordClass(token=token), told, by)
    record("record_class.made", subject_of_class(row), by=by.actor, after=recorded_class(told))
    return row


@transaction.atomic
def change_class(pk: int, told: ClassTold, *, based_on: str, by: Person) -> RecordClass:
    """Change a class; lines that stand in it keep their own period. Raises NotAllowed, GoneMeanwhile, ChangedSince, Unfit."""
    check(by.standing, Permission.KEEP_RECORD_RULES, EVERYWHERE)
    row = still_there(locked(RecordClass.objects.filter(pk=pk)).first())
    now = told_of_class(row)
    if is_news(now, told, based_on, row.changed_by_label):
        before = recorded_class(now)
        _kept(row, told, by)
        record("record_class.changed", subject_of_class(row), by=by.actor, before=before, after=recorded_class(told))
    return row


@transaction.atomic
def change_rules(told: RecordRules, *, based_on: str, by: Person) -> None:
    """Change the periods and modes that can be chosen; lines keep theirs. Raises NotAllowed, ChangedSince."""
    check(by.standing, Permission.KEEP_RECORD_RULES, EVERYWHERE)
    row = _the_row()
    now = rules_in(row)
    if is_news(now, told, based_on, row.changed_by_label):
        row.body = _body(told)
        sign(row, by)
        row.save()
        record("record_settings.changed", _SETTINGS, by=by.actor, before=_recorded(now), after=_recorded(told))


def _the_row() -> RecordSettings:
    """The one row, locked; before anybody told anything it says what is usual."""
    RecordSettings.objects.get_or_create(pk=1, defaults={"body": _body(usual()), "changed_at": timezone.now()})
    return locked(RecordSettings.objects.filter(pk=1)).get()


def _body(rules: RecordRules) -> str:
    return json.dumps(rules.plain, ensure_ascii=False)


def _recorded(rules: RecordRules) -> dict[str, object]:
    periods = [render(period(each), "ja") for each in rules.years]
    return {"retention_periods": periods, "approval_modes": [mode.name for mode in rules.modes]}


def _kept(row: RecordClass, told: ClassTold, by: Person) -> RecordClass:
    values = asdict(told)
    row.suggested_for = ",".join(values.pop("suggested_for"))
    sign(row, by, **values)
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError:
        raise Unfit(message("records.class_code_taken", code=told.code)) from None
    return row
