"""Fills an office with an open round: `_fill_round MEASURES SESSIONS READY [IN_DEPARTMENT]`. Prints who is logged in, and their sheets.

The first READY sheets are filled in already, so that they can be submitted. A department leads IN_DEPARTMENT measures, ten where
nothing is said.
"""

import json
import sys
from dataclasses import replace
from datetime import date

import django

YEAR = 2020


def main(measures: int, sessions: int, ready: int, in_department: int = 10) -> dict[str, object]:
    """Migrate, keep a plan without the year's answers, open the round, make people with sessions.

    They are at sheets, spread evenly over all of them, and one more is in every department, by its code.
    """
    django.setup()
    from django.core.management import call_command  # noqa: PLC0415 -- Django first has to be set up

    from benchmarks._sessions import cookie_of, editor  # noqa: PLC0415
    from benchmarks.synthetic_plans import synthetic_plan  # noqa: PLC0415
    from monosashi.core.plan import YearState  # noqa: PLC0415
    from monosashi.office.accounts.models import RoleAssignment, Staff  # noqa: PLC0415
    from monosashi.office.accounts.permissions import Role  # noqa: PLC0415
    from monosashi.office.accounts.standing import person  # noqa: PLC0415
    from monosashi.office.plans.actions import keep_new_plan  # noqa: PLC0415
    from monosashi.office.plans.actions_editions import freeze  # noqa: PLC0415
    from monosashi.office.rounds.actions_preparing import Wanted, open_round, prepare  # noqa: PLC0415
    from monosashi.office.rounds.states import RoundKind  # noqa: PLC0415

    call_command("migrate", verbosity=0)
    staff = Staff.objects.create_user("coordinator", name="成田 桂")
    RoleAssignment.objects.create(staff=staff, role=Role.COORDINATING_OFFICE)
    coordinator = person(staff)
    plan = synthetic_plan(measures, 5, in_field=in_department)
    years = tuple(replace(year, state=YearState.OPEN) if year.fiscal_year == YEAR else year for year in plan.years)
    blank = replace(plan, years=years, results=tuple(r for r in plan.results if r.fiscal_year != YEAR))
    keep_new_plan(blank, by=coordinator)
    freeze(plan_id=plan.id, fiscal_year=YEAR, label="判定版", by=coordinator)
    held = prepare(plan_id=plan.id, wanted=Wanted(YEAR, RoundKind.YEAR, 1, date(2030, 5, 9)), by=coordinator)
    open_round(number=held.pk, by=coordinator)
    at = [number * measures // sessions for number in range(sessions)]
    made = [editor(f"e{number:03}", f"d-{sheet // in_department:03}") for number, sheet in enumerate(at)]
    for sheet, who in zip(at[:ready], made, strict=False):
        _fill(held.pk, f"m-{sheet:03}", person(who))
    return {
        "round": held.pk,
        "coordinator": cookie_of(staff),
        "sessions": [cookie_of(each) for each in made],
        "sheets": [f"m-{sheet:03}" for sheet in at],
        "departments": {each.id: cookie_of(editor(f"b-{each.id}", each.id)) for each in plan.departments},
    }


def _fill(number: int, node: str, by: object) -> None:
    """Everything that a sheet needs to be submitted."""
    from monosashi.office.rounds.acting import Of  # noqa: PLC0415
    from monosashi.office.rounds.actions_answering import Typed, save_answers  # noqa: PLC0415 -- as above
    from monosashi.office.rounds.queries import filled, round_numbered, sheet_of  # noqa: PLC0415

    sheet = filled(sheet_of(round_numbered(number), node))
    words = {"result": "実施した。", "next_step": "続ける。", "disposition": "continue", "execution": "as_planned"}
    texts = {slot.id: words[slot.at[1]] for slot in sheet.asked.every if slot.at[0] == "result" and slot.at[1] in words}
    texts |= {slot.id: "B" for slot in sheet.asked.every if slot.at[0] == "rating" and slot.at[-1] == "grade"}
    texts |= {
        slot.id: "実績による。" for slot in sheet.asked.every if slot.at[0] == "rating" and slot.at[-1] == "reason"
    }
    cells = {slot: Typed(text, sheet.text(sheet.asked.by_id[slot])) for slot, text in texts.items()}
    save_answers(Of(number, node), cells, by=by)  # type: ignore[arg-type]


if __name__ == "__main__":
    sys.stdout.write(json.dumps(main(*(int(each) for each in sys.argv[1:]))) + "\n")
