# ruff: noqa: PLC0415, T201 -- Django is set up before anything of it is imported; what is told is printed
"""Acts on a round, each tried by a child that is killed before its first statement, then before its second, and so on.

For each act a line tells what stood before, at how many points it was killed, what was there when something of it was there for
the first time, and what came of doing it again. Words are preparations or acts, done in their order. Run by test_killed_acts.
"""

import hashlib
import json
import os
import signal
import sys
import traceback
from collections import Counter
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path
from typing import Any

TESTS = Path(__file__).parents[2]
MOST = 400
"""Statements of an act; one that has more does not end."""

PDF = b"%PDF-1.7\n1 0 obj\n%%EOF\n"
RIGHT = {
    "n-1": ("water", "water-chief", "water-head"),
    "n-2": ("welfare", "welfare-head"),
    "n-3": ("office", "office-head"),
}
"""Who answers each sheet, and who confirms it."""

CONFIRMED = ("submitted", "accepted")

STRIDES = {"accept": 2}
"""A long one is killed at every other point."""

WATCHED = ("tempfile.mkstemp", "os.rename")
"""What an act does to files, where it can be killed too."""


def prepare() -> None:
    """A round of the small city, opened."""
    from django.core.management import call_command

    from monosashi.office.rounds.actions_preparing import open_round
    from office.rounds.small_city import small_city

    call_command("migrate", verbosity=0)
    city = small_city()
    open_round(number=city.round.pk, by=city.people["office"])


def prepare_accepting(nodes: Iterable[str] = tuple(RIGHT)) -> None:
    """These sheets answered and confirmed."""
    from monosashi.office.rounds.acting import Of
    from monosashi.office.rounds.actions_answering import submit
    from monosashi.office.rounds.actions_confirming import confirm
    from monosashi.office.rounds.models import Sheet
    from monosashi.office.rounds.states import SheetState

    for node in nodes:
        answerer, *confirmers = RIGHT[node]
        state = Sheet.objects.get(node=node).state
        if state in {SheetState.UNANSWERED, SheetState.DRAFTING}:
            save_sheet(node)
            submit(Of(number(), node), by=person(answerer))
        for confirmer in confirmers if state not in CONFIRMED else ():
            confirm(Of(number(), node), by=person(confirmer))


def prepare_closing() -> None:
    """Every sheet accepted."""
    from monosashi.office.rounds.actions_preparing import stop_taking

    prepare_accepting()
    accept()
    stop_taking(number=number(), by=person("first"))


def person(name: str) -> Any:
    from monosashi.office.accounts.models import Staff
    from monosashi.office.accounts.standing import person as standing

    return standing(Staff.objects.get(username=name))


def number() -> int:
    from monosashi.office.rounds.models import Round

    return Round.objects.get().pk


def save_sheet(node: str) -> None:
    """Everything that a sheet needs, typed."""
    from monosashi.office.rounds.acting import Of
    from monosashi.office.rounds.actions_answering import Typed, save_answers
    from monosashi.office.rounds.models import Round
    from monosashi.office.rounds.queries import filled, sheet_of

    sheet = filled(sheet_of(Round.objects.get(), node))
    good = {"result/result": "実施した。", "result/next_step": "続ける。", "result/disposition": "continue"}
    good |= {f"actual/i-{node[-1]}/value": "10", "result/execution": "as_planned"}
    good |= {slot.id: "B" for slot in sheet.asked.every if slot.at[0] == "rating" and slot.at[2] == "grade"}
    good |= {slot.id: "理由" for slot in sheet.asked.every if slot.at[0] == "rating" and slot.at[2] == "reason"}
    cells = {slot: Typed(text, sheet.text(sheet.asked.by_id[slot])) for slot, text in good.items()}
    save_answers(Of(number(), node), cells, by=person(RIGHT[node][0]))


def save() -> None:
    save_sheet("n-1")


def submit() -> None:
    from monosashi.office.rounds.acting import Of
    from monosashi.office.rounds.actions_answering import submit as act

    act(Of(number(), "n-1"), by=person("water"))


def add_evidence() -> None:
    from monosashi.office.answering.actions_evidence import add_evidence as act
    from monosashi.office.answering.evidence_files import checked
    from monosashi.office.rounds.acting import Of

    act(Of(number(), "n-1"), checked("完了届.pdf", PDF), by=person("water"))


def accept() -> None:
    """All sheets at once; one that is refused is told by nobody here: what is found says it."""
    from monosashi.office.rounds.actions_accepting import accept_all
    from monosashi.office.rounds.models import Sheet

    accept_all(number(), dict(Sheet.objects.values_list("node", "version")), by=person("first"))


def close() -> None:
    from monosashi.office.closing.actions import close as act

    act(number=number(), by=person("first"))


def seal() -> None:
    from monosashi.office.events.sealing import seal as act
    from monosashi.office.events.values import Occasion

    act(Occasion.MINUTE)


ACTS: dict[str, Callable[[], None]] = {
    each.__name__: each for each in (save, submit, add_evidence, accept, close, seal)
}
PREPARATIONS: dict[str, Callable[[], None]] = {
    each.__name__: each for each in (prepare, prepare_accepting, prepare_closing)
}


def strike(what: str, stride: int = 1) -> None:
    """Kill the act at each of its points in turn, or at every so manieth, until something of it is there; then do it again."""
    look()  # so that the children need not read its modules
    before, point, struck = in_child(look)["found"], 1, 0
    while in_child(digest)["found"] == before["digest"] and struck < MOST:
        ended = in_child(partial(killed_at, ACTS[what], point))["signal"]
        struck, point = struck + 1, point + stride
        if ended != signal.SIGKILL:
            break
    left = in_child(look)["found"]
    again = in_child(lambda: refused(ACTS[what]))["found"]
    found = {"before": before, "struck": struck, "left": left, "again": again, "at last": in_child(look)["found"]}
    print(json.dumps({"act": what, **found}))


def in_child(act: Callable[[], Any]) -> dict[str, Any]:
    """What another process found, and the signal that ended it."""
    from django.db import connections

    connections.close_all()
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        code = 1
        try:
            os.write(writing, json.dumps(act()).encode())
            code = 0
        except BaseException:
            traceback.print_exc()
        finally:
            os._exit(code)
    os.close(writing)
    with os.fdopen(reading, "rb") as told:
        raw = told.read()
    status = os.waitpid(child, 0)[1]
    if not os.WIFSIGNALED(status) and os.waitstatus_to_exitcode(status):
        raise SystemExit(1)
    return {"found": json.loads(raw) if raw else None, "signal": os.WTERMSIG(status) if os.WIFSIGNALED(status) else 0}


def killed_at(act: Callable[[], None], point: int) -> None:
    """Do the act, but be killed at its statement, commit or touch of a file of this number."""
    from django.db import connection as used

    connection: Any = used
    passed = 0

    def one_more(*_: object) -> None:
        nonlocal passed
        passed += 1
        if passed == point:
            os.kill(os.getpid(), signal.SIGKILL)

    def watched(execute: Any, *call: Any) -> Any:
        one_more()
        return execute(*call)

    def committed(self: Any = connection, commit: Any = connection._commit) -> Any:
        one_more()
        commit()
        one_more()

    def heard(event: str, _told: object) -> None:
        if event in WATCHED:
            one_more()

    connection.ensure_connection()
    connection._commit = committed
    sys.addaudithook(heard)
    with connection.execute_wrapper(watched):
        act()


def refused(act: Callable[[], None]) -> str:
    """The kind of the refusal; "" where the act was done."""
    from monosashi.office.accounts.refusals import StateForbids

    try:
        act()
    except StateForbids as error:
        return type(error).__name__
    return ""


def digest() -> str:
    """One word for all that stands in all tables but that of sessions, which each page makes last longer."""
    from django.apps import apps

    total = hashlib.sha256()
    for model in sorted(apps.get_models(), key=lambda each: each._meta.label):
        if model._meta.label == "sessions.Session":
            continue
        total.update(repr(sorted(map(repr, model._base_manager.values_list()))).encode())
    return total.hexdigest()


def look() -> dict[str, Any]:
    """What is there, and whether each part of it fits the others."""
    from django.conf import settings

    from monosashi.exchange.plan_file import write_plan
    from monosashi.office.events.models import Event, EventContent
    from monosashi.office.events.verifying import verify
    from monosashi.office.plans.models import Edition, PlanRow
    from monosashi.office.plans.queries import whole
    from monosashi.office.rounds.models import Confirmation, Evidence, Round, Sheet, SheetAnswer
    from office.rounds.small_city import YEAR

    plan, chain, round_ = whole("small"), verify(), Round.objects.get()
    sha256 = hashlib.sha256(write_plan(plan)).hexdigest()
    folder = settings.INSTALLATION.evidence
    return {
        "digest": digest(),
        "fits": sha256 == PlanRow.objects.get(pk="small").sha256
        and EventContent.objects.count() == Event.objects.count(),
        "problems": [str(problem) for problem in chain.problems],
        "unsealed": chain.unsealed,
        "seals": chain.seals,
        "round": round_.state,
        "sheets": dict(Sheet.objects.values_list("node", "state")),
        "steps": [
            list(row) for row in Confirmation.objects.values_list("sheet__node", "nth_pass", "position", "state")
        ],
        "answers": SheetAnswer.objects.filter(sheet__node="n-1").count(),
        "revision": plan.revision,
        "actuals": sorted(each.id for each in plan.indicators for actual in each.actuals if actual.fiscal_year == YEAR),
        "year": plan.index.year[YEAR].state,
        "editions": [list(row) for row in Edition.objects.order_by("number").values_list("number", "revision")],
        "events": dict(Counter(Event.objects.values_list("action", flat=True))),
        "evidence": [row.name for row in Evidence.objects.all()],
        "files": sorted(path.name for path in folder.rglob("*") if path.is_file() and not path.name.startswith(".")),
        "parts": sum(path.name.startswith(".") for path in folder.rglob("*") if path.is_file()),
    }


if __name__ == "__main__":
    import django

    sys.path.insert(0, str(TESTS))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "monosashi.office.config.settings")
    django.setup()
    for told in sys.argv[1:]:
        if told in PREPARATIONS:
            PREPARATIONS[told]()
        else:
            strike(told, STRIDES.get(told, 1))
