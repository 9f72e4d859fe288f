# ruff: noqa: PLC0415, T201 -- Django is set up before anything of it is imported; what is told is printed
"""A process that imports, saves and freezes until it is killed, and one that looks at what is left. Run by test_killed."""

import hashlib
import json
import os
import sys
import time
from dataclasses import replace
from pathlib import Path
from typing import Any

EXAMPLE = Path(__file__).parents[3] / "examples" / "akita" / "akita.plan.json"
PLAN = "akita-digital-2"


def prepare() -> None:
    """Tables, somebody of the coordinating office, Akita's plan."""
    from django.core.management import call_command

    from monosashi.exchange.plan_file import read_plan
    from monosashi.office.accounts.models import RoleAssignment, Staff
    from monosashi.office.plans.actions import keep_new_plan

    call_command("migrate", verbosity=0)
    staff = Staff.objects.create_user("u00001", None, name="成田")
    RoleAssignment.objects.create(staff=staff, role="coordinating_office")
    keep_new_plan(read_plan(EXAMPLE), by=somebody())


def somebody() -> Any:
    from monosashi.office.accounts.models import Staff
    from monosashi.office.accounts.standing import person

    return person(Staff.objects.get(username="u00001"))


def act(what: str) -> None:
    """One thing after another, each told when it is done."""
    by, count = somebody(), 0
    while True:
        count += 1
        print(json.dumps(ACTS[what](by, f"{os.getpid()}-{count}")), flush=True)


def save_once(by: Any, word: str) -> dict[str, Any]:
    """Type over the expected effect of a measure, based on the plan as it stands."""
    from monosashi.core.changes import Changed
    from monosashi.office.plans.actions import Conflict, save
    from monosashi.office.plans.queries import held

    while True:
        state = held(PLAN)
        node = state.plan.index.measures[0]
        change = Changed(("nodes", node.id, "effect"), node.effect, word)
        try:
            saved = save(plan_id=PLAN, based_on=state.revision, changes=(change,), by=by)
        except Conflict:
            continue
        return {"revision": saved.revision, "effect": word}


def save_among_others(by: Any, word: str) -> dict[str, Any]:
    """Save, then let others: who saves again at once can keep another from the same cell for minutes."""
    told = save_once(by, word)
    time.sleep(0.1)
    return told


def import_once(by: Any, word: str) -> dict[str, Any]:
    """Bring in the plan under another id through a file that waits."""
    from monosashi.exchange.plan_file import read_plan, write_plan
    from monosashi.office.plans.actions_imports import apply_draft, take_in

    plan = replace(read_plan(EXAMPLE), id=f"copy-{word}")
    draft = take_in(name="copy.plan.json", raw=write_plan(plan), by=by)
    apply_draft(draft=draft, by=by)
    return {"plan": plan.id}


def freeze_once(by: Any, word: str) -> dict[str, Any]:
    """Save, then freeze what was saved."""
    from monosashi.office.plans.actions_editions import freeze

    save_once(by, word)
    edition = freeze(plan_id=PLAN, fiscal_year=2024, label=word, by=by)
    return {"edition": edition.number, "sha256": edition.sha256}


ACTS = {"save": save_once, "save among others": save_among_others, "import": import_once, "freeze": freeze_once}


def look() -> None:
    """What is there, and whether each part of it fits the others."""
    from monosashi.exchange.plan_file import write_plan
    from monosashi.office.events.models import Event, EventContent
    from monosashi.office.plans.actions_editions import verify
    from monosashi.office.plans.models import Edition, Entry, PlanRow, Revision
    from monosashi.office.plans.queries import at_revision, whole

    found = {}
    for row in PlanRow.objects.all():
        raw = write_plan(whole(row.pk))
        assert hashlib.sha256(raw).hexdigest() == row.sha256, row.pk
        assert write_plan(at_revision(row.pk, row.revision)) == raw, row.pk
        numbers = list(Revision.objects.filter(plan=row).order_by("number").values_list("number", flat=True))
        assert numbers == list(range(numbers[0], row.revision + 1)), row.pk
        events = Event.objects.filter(plan=row.pk, action__in=("plan.saved", "plan.imported")).count()
        assert events == len(numbers), (row.pk, events, numbers)
        found[row.pk] = row.revision
    assert not Entry.objects.exclude(plan_id__in=found).exists()
    assert EventContent.objects.count() == Event.objects.count()
    editions = list(Edition.objects.values_list("number", "sha256"))
    assert Event.objects.filter(action="edition.frozen").count() == len(editions)
    if editions:
        assert verify(PLAN).problems == ()
    effect = whole(PLAN).index.measures[0].effect
    print(json.dumps({"plans": found, "editions": dict(editions), "effect": effect}))


if __name__ == "__main__":
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "monosashi.office.config.settings")
    django.setup()
    if sys.argv[1] in ACTS:
        act(sys.argv[1])
    else:
        {"prepare": prepare, "look": look}[sys.argv[1]]()
