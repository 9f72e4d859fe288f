# ruff: noqa: PLC0415, T201 -- Django is set up before anything of it is imported; what is told is printed
"""A process that takes workbooks in until it is killed, and one that looks at what is left. Run by test_killed_taking_in."""

import json
import os
import sys
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

TESTS = Path(__file__).parents[2]
EXAMPLE = TESTS.parent / "examples" / "akita" / "akita.plan.json"
DEPARTMENTS = ("d-28", "d-07", "d-03")
RESULT = "result/result"


def prepare() -> None:
    """A round of Akita's year, opened, of a plan of its own."""
    from monosashi.exchange.plan_file import read_plan
    from monosashi.office.plans.actions import keep_new_plan
    from monosashi.office.plans.actions_editions import freeze
    from monosashi.office.rounds.actions_preparing import Wanted, open_round
    from monosashi.office.rounds.actions_preparing import prepare as prepare_round
    from monosashi.office.rounds.states import RoundKind
    from office.rounds.blank_year import YEAR, unanswered

    plan = replace(unanswered(read_plan(EXAMPLE)), id="akita-blank")
    by = somebody()
    keep_new_plan(plan, by=by)
    freeze(plan_id=plan.id, fiscal_year=YEAR, label="判定版", by=by)
    held = prepare_round(plan_id=plan.id, wanted=Wanted(YEAR, RoundKind.YEAR, 1, date(2025, 5, 9)), by=by)
    open_round(number=held.pk, by=by)


def somebody() -> Any:
    from monosashi.office.accounts.models import Staff
    from monosashi.office.accounts.standing import person

    return person(Staff.objects.get(username="u00001"))


def act() -> None:
    """Three workbooks with another word in every result, handed in and taken in, again and again; each told when it is done."""
    from monosashi.office.rounds.models import Round
    from monosashi.office.workbooks import actions
    from monosashi.office.workbooks.actions import File, Looked
    from monosashi.office.workbooks.differences import compare
    from monosashi.office.workbooks.in_office import in_office
    from monosashi.office.workbooks.queries import reads_of

    by, held, count = somebody(), Round.objects.get(), 0
    while True:
        count += 1
        word = f"{os.getpid()}-{count}"
        files = [File(name, raw) for name, raw in answered(held, word).items()]
        intake = actions.hand_in(round_=held, files=files, by=by)
        reads = reads_of(intake)
        looked = Looked(reads, compare(in_office(held), reads, by).token)
        print(json.dumps({"begun": word}), flush=True)
        actions.take_in(intake=intake, looked=looked, decisions={}, by=by)
        print(json.dumps({"done": word}), flush=True)


def answered(held: Any, word: str) -> Mapping[str, bytes]:
    """The workbooks as the departments send them."""
    from monosashi.exchange.answer_sheets.issuing import issue_to
    from monosashi.office.workbooks.in_office import asking, in_office
    from opened_by_hand import opened_book, saved_book
    from year_on_one_pc.year_papers import answer_cell, pages

    of, found = asking(in_office(held)), {}
    for code in DEPARTMENTS:
        book = issue_to(of, code)
        workbook = opened_book(book.raw)
        for sheet in pages(workbook):
            answer_cell(sheet, RESULT).value = word
        found[book.name] = saved_book(workbook)
    return found


def look() -> None:
    """What stands on the sheets, and whether files, events and answers fit together."""
    from monosashi.office.events.models import Event
    from monosashi.office.rounds.models import SheetAnswer
    from monosashi.office.workbooks.models import HandedIn, Intake

    taken = [intake for intake in Intake.objects.all() if intake.files.exclude(taken_at=None).exists()]
    for intake in taken:
        assert not intake.files.filter(taken_at=None).exists(), "half of the files were taken in"
    assert Event.objects.filter(action="workbooks.taken_in").count() == len(taken)
    assert all(bytes(row.content) for row in HandedIn.objects.filter(taken_at=None))
    words = list(SheetAnswer.objects.filter(slot=RESULT).values_list("text", flat=True))
    print(json.dumps({"words": sorted(set(words)), "sheets": len(words), "taken": len(taken)}))


if __name__ == "__main__":
    import django

    sys.path.insert(0, str(TESTS))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "monosashi.office.config.settings")
    django.setup()
    {"prepare": prepare, "act": act, "look": look}[sys.argv[1]]()
