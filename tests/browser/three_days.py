"""Fills an installation of its own for the three days: Akita's plan before the year was answered, and the people of the round.

Run in a process of its own: `MONOSASHI_HOME=… python three_days.py PASSWORD` prints the number of the round and what is handed
over to the browser, as JSON; `python three_days.py work` does what was asked of the worker.
"""

import json
import os
import sys
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import django

if TYPE_CHECKING:
    from monosashi.core.plan import Plan
    from monosashi.office.accounts.models import Staff
    from monosashi.office.accounts.permissions import Role
    from monosashi.office.accounts.standing import Person
    from monosashi.office.rounds.models import Round, Sheet

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests"))
sys.path.insert(0, str(ROOT))

YEAR = 2024
OFFICE, SECOND, FINANCE, READER, SIDE = "narita", "miura", "zaisei", "ippan", "d-02"
"""Who compiles, who compiles with her and sits in another department, finance, any employee, and where the second sits."""
EMERGENCY, HEALTH, TRAFFIC = "n-p075", "n-p146", "n-p147"
"""The measures of the three departments that are not in: 救急課, 保健予防課 and 交通政策課."""
LATE = 3
"""Days that the deadline has passed when the first day begins."""


def main(password: str) -> dict[str, object]:
    """Migrate, make the people, open the round, let 41 departments answer."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "monosashi.office.config.settings"
    django.setup()
    from django.core.management import call_command  # noqa: PLC0415 -- Django first has to be set up

    call_command("migrate", verbosity=0)
    _people_of_the_office(password)
    plan_id = _kept()
    _people_of_departments(password, plan_id)
    return {"plan": plan_id, "number": _round(plan_id)}


def editor_of(code: str) -> str:
    """The account that answers for a department."""
    return f"{code}-shunin"


def head_of(code: str) -> str:
    """The account that confirms for a department."""
    return f"{code}-kacho"


def _staff(username: str, name: str, hashed: str, *roles: "tuple[Role, str | None]") -> "Staff":
    from monosashi.office.accounts.models import RoleAssignment, Staff  # noqa: PLC0415 -- as above

    staff = Staff.objects.create(username=username, name=name, password=hashed)
    for role, code in roles:
        RoleAssignment.objects.create(staff=staff, role=role, department_id=code)
    return staff


def _people_of_the_office(password: str) -> None:
    from django.contrib.auth.hashers import make_password  # noqa: PLC0415 -- as above

    from monosashi.office.accounts.permissions import Role  # noqa: PLC0415

    hashed = make_password(password)
    _staff(OFFICE, "成田 桂", hashed, (Role.COORDINATING_OFFICE, None))
    _staff(SECOND, "三浦 陽", hashed, (Role.COORDINATING_OFFICE, None))
    _staff(FINANCE, "佐藤 財", hashed, (Role.FINANCE, None))
    _staff(READER, "一般 職員", hashed)


def _kept() -> str:
    from monosashi.exchange.plan_file import read_plan  # noqa: PLC0415 -- as above
    from monosashi.office.plans.actions import keep_new_plan  # noqa: PLC0415
    from monosashi.office.plans.actions_editions import freeze  # noqa: PLC0415
    from office.rounds.blank_year import unanswered  # noqa: PLC0415

    plan = unanswered(read_plan(ROOT / "examples" / "akita" / "akita.plan.json"))
    by = _person(OFFICE)
    keep_new_plan(plan, by=by)
    freeze(plan_id=plan.id, fiscal_year=YEAR, label="令和6年度 判定版", by=by)
    return plan.id


def _person(username: str) -> "Person":
    from monosashi.office.accounts.models import Staff  # noqa: PLC0415 -- as above
    from monosashi.office.accounts.standing import person  # noqa: PLC0415

    return person(Staff.objects.get(username=username))


def _people_of_departments(password: str, plan_id: str) -> None:
    """Somebody who answers and somebody who confirms in every department that has a part in the plan."""
    from django.contrib.auth.hashers import make_password  # noqa: PLC0415 -- as above

    from monosashi.office.accounts.models import Department, Posting, Staff  # noqa: PLC0415
    from monosashi.office.accounts.permissions import Role  # noqa: PLC0415
    from monosashi.office.plans.queries import whole  # noqa: PLC0415

    hashed, plan = make_password(password), whole(plan_id)
    asked = {each.department for node in plan.nodes for each in node.responsibilities}
    for unit in plan.departments:
        department, _ = Department.objects.get_or_create(code=unit.id, defaults={"name": unit.name})
        if unit.id not in asked:
            continue
        for username, post, role in (
            (editor_of(unit.id), "主任", Role.DEPARTMENT_EDITOR),
            (head_of(unit.id), "課長", Role.CONFIRMER),
        ):
            staff = _staff(username, f"{unit.name} {post}", hashed, (role, unit.id))
            Posting.objects.create(staff=staff, department=department, post=post)
    for username, code, post in ((OFFICE, "d-01", "係長"), (SECOND, SIDE, "主査"), (FINANCE, SIDE, "主任")):
        Posting.objects.create(staff=Staff.objects.get(username=username), department_id=code, post=post)


def _round(plan_id: str) -> int:
    """The round, three days after its deadline. Whoever is not late has answered, and their heads have confirmed."""
    from monosashi.exchange.plan_file import read_plan  # noqa: PLC0415 -- as above
    from monosashi.office.rounds.actions_preparing import Wanted, open_round, prepare  # noqa: PLC0415
    from monosashi.office.rounds.models import Sheet  # noqa: PLC0415
    from monosashi.office.rounds.states import RoundKind  # noqa: PLC0415

    today = date.today()  # noqa: DTZ011 -- as the calendar on the wall
    days = (today - timedelta(LATE), today + timedelta(8))
    wanted = Wanted(YEAR, RoundKind.YEAR, 1, *days, "令和6年度の実績を回答してください。")
    by = _person(OFFICE)
    held = open_round(number=prepare(plan_id=plan_id, wanted=wanted, by=by).pk, by=by)
    full = read_plan(ROOT / "examples" / "akita" / "akita.plan.json")
    for sheet in Sheet.objects.filter(round=held).exclude(node__in=(EMERGENCY, HEALTH, TRAFFIC)):
        _answered(held, sheet, full)
    return int(held.pk)


def _answered(held: "Round", sheet: "Sheet", full: "Plan") -> None:
    from monosashi.office.rounds.acting import Of  # noqa: PLC0415 -- as above
    from monosashi.office.rounds.actions_answering import save_answers, submit  # noqa: PLC0415
    from monosashi.office.rounds.actions_confirming import confirm  # noqa: PLC0415
    from monosashi.office.rounds.queries import parts_of  # noqa: PLC0415
    from office.rounds.desk import answers_of  # noqa: PLC0415

    of, leads = Of(held.pk, sheet.node), parts_of(sheet).leads
    editor = _person(editor_of(leads[0]))
    save_answers(of, answers_of(held, sheet.node, full), by=editor)
    submit(of, by=editor)
    for code in leads:
        confirm(of, by=_person(head_of(code)))


def work() -> None:
    """Do what publication asked of the worker."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "monosashi.office.config.settings"
    django.setup()
    from browser import published  # noqa: PLC0415 -- as above

    published.work()


if __name__ == "__main__":
    if sys.argv[1:] == ["work"]:
        work()
    else:
        sys.stdout.write(json.dumps(main(sys.argv[1])))
