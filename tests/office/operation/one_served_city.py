# ruff: noqa: PLC0415, T201 -- Django is set up before anything of it is imported; what is told is printed
"""The small city behind a server: prepared as far as it is told, its people logged in, and looked at. Run by test_killed_while_serving."""

import hashlib
import json
import os
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

TESTS = Path(__file__).parents[2]

OF_THE_ACTS = ("rounds", "plans", "events", "workbooks", "findings")
BESIDE = ("seals", "unsealed", "digest")
TABLES_BESIDE = ("events.Seal", "findings.ReviewRow", "findings.FindingRow", "findings.Found")
"""What the job worker changes whenever it likes: it seals, and reviews each revision."""

LOGGED_IN = ("first", "water")


def begin() -> None:
    """A round of the small city, opened."""
    from monosashi.office.rounds.actions_preparing import open_round
    from office.rounds.small_city import small_city

    city = small_city()
    open_round(number=city.round.pk, by=city.people["office"])


def steps() -> Mapping[str, Callable[[], None]]:
    """What can be told, by its name."""
    from office.rounds import one_act

    told = (begin, one_act.save, one_act.prepare_accepting, one_act.prepare_closing, look, enter)
    return {each.__name__: each for each in told}


def enter() -> None:
    """Sessions, as people have them after they logged in, and the number of the round."""
    from benchmarks._sessions import cookie_of
    from monosashi.office.accounts.models import Staff
    from office.rounds.one_act import number

    cookies = {name: cookie_of(Staff.objects.get(username=name)) for name in LOGGED_IN}
    print(json.dumps({"round": number(), "cookies": cookies}))


def look() -> None:
    """What stands there of the acts, all of it in `all`; whether its parts fit each other; and what waits of workbooks."""
    from monosashi.office.rounds.models import SheetAnswer
    from monosashi.office.workbooks.models import HandedIn, Intake
    from office.rounds import one_act

    found = {name: value for name, value in one_act.look().items() if name not in BESIDE}
    answers: dict[str, int] = {}
    for node in SheetAnswer.objects.order_by("sheet__node").values_list("sheet__node", flat=True):
        answers[node] = answers.get(node, 0) + 1
    files = list(HandedIn.objects.values_list("reading", "taken_at"))
    found |= {
        "all": digests(),
        "answers": answers,
        "intakes": Intake.objects.count(),
        "handed in": len(files),
        "read": sum(bool(bytes(reading)) for reading, _ in files),
        "taken": sum(at is not None for _, at in files),
    }
    print(json.dumps(found))


def digests() -> dict[str, str]:
    """One word for every row that an act may write, table by table."""
    from django.apps import apps

    found = {}
    for model in (model for app in OF_THE_ACTS for model in apps.get_app_config(app).get_models()):
        if model._meta.label in TABLES_BESIDE:
            continue
        rows = sorted(map(_plain, model._base_manager.values_list()))
        found[model._meta.label] = hashlib.sha256(repr(rows).encode()).hexdigest()
    return found


def _plain(row: tuple[Any, ...]) -> str:
    """The same on both databases: bytes are read as another kind of object from each."""
    return repr(tuple(bytes(value) if isinstance(value, memoryview) else value for value in row))


if __name__ == "__main__":
    import django

    sys.path[:0] = [str(TESTS), str(TESTS.parent)]
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "monosashi.office.config.settings")
    django.setup()
    for told in sys.argv[1:]:
        steps()[told]()
