"""The file register of the sample city: what its rooms keep, in classes that are made up, with each thing that may become of a document once."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from importlib.resources import files
from typing import Any

from django.utils import timezone

from monosashi.core.fiscal_years import fiscal_year_on
from monosashi.office.accounts.standing import Person
from monosashi.office.entering.told import new_token, seen
from monosashi.office.records.actions_ending import carry_out, decide, propose
from monosashi.office.records.actions_registering import change, register
from monosashi.office.records.actions_rules import make_class
from monosashi.office.records.models import Ending, RegisterEntry
from monosashi.office.records.queries import ending_by, ends_by, suggested, unregistered
from monosashi.office.records.rows import told_of_entry
from monosashi.office.records.states import RecordEndingAct
from monosashi.office.records.told import Chosen, ClassTold, EndingTold


def keep_register(*, office: Person, deputy: Person) -> tuple[Ending, ...]:
    """Enter all of it but the newest documents. `deputy` agrees. What was proposed; the last one waits for a decision."""
    told = tomllib.loads((files(__package__) / "example_records.toml").read_text(encoding="utf-8"))
    today = timezone.localdate()
    made = tuple(make_class(_class(one), token=new_token(), by=office) for one in told["classes"])
    of = suggested(made)
    chosen = [Chosen(each.kind, each.key, of[each.kind].pk) for each in unregistered(today)[told["left"] :]]
    rows = register(chosen, by=office)
    for nth, row in enumerate(rows, start=1):
        if row.fiscal_year < fiscal_year_on(today) and nth % len(rows):
            _completed(row, nth, told, office)
    return _endings(tuple(ending_by(ends_by(today))), told, office, deputy)


def _class(told: Mapping[str, Any]) -> ClassTold:
    suggested_for = tuple(told["suggested_for"])
    return ClassTold(told["code"], told["name"], told.get("years"), told["at_end"], suggested_for)


def _completed(row: RegisterEntry, nth: int, told: Mapping[str, Any], by: Person) -> None:
    """Number, day and mode of the approval; what was approved by stamps has its original on the shelf."""
    now, mode = told_of_entry(row), told["modes"][0 if nth % 4 else nth // 4 % 3]
    on_paper = mode == told["modes"][-1]
    wanted = replace(
        now,
        mode=mode,
        approval_number=told["number"].format(year=row.fiscal_year, nth=nth),
        approval_day=date(row.fiscal_year + 1, 3, 28),
        original="paper" if on_paper else "document_system",
        note=told["shelf"] if on_paper else "",
    )
    change(row.pk, wanted, based_on=seen(now.plain), by=by)


def _endings(
    ended: Sequence[RegisterEntry], told: Mapping[str, Any], office: Person, deputy: Person
) -> tuple[Ending, ...]:
    """Of documents whose period ends one was disposed of, one is kept longer, one waits to be handed over, one to be decided."""
    wanted = (
        EndingTold("dispose", told["reason"]),
        EndingTold("extend", told["extended"], 2),
        EndingTold("transfer", told["reason"]),
        EndingTold("dispose", told["reason"]),
    )
    made = []
    for nth, (row, one) in enumerate(zip(ended, wanted, strict=False)):
        ending = propose(row.pk, one, token=new_token(), by=office)
        if nth < len(wanted) - 1:
            ending = decide(row.pk, ending.pk, RecordEndingAct.AGREE, "", by=deputy)
        if nth == 0 and row.ends_on and row.ends_on < timezone.localdate():
            ending = carry_out(row.pk, ending.pk, timezone.localdate(), told["done"], by=office)
        made.append(ending)
    return tuple(made)
