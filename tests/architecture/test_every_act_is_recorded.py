"""Whatever writes in the office tells of it: it reaches `record`, which refuses to stand outside the act's transaction.

The text of the office is read, none of it is run. A function reaches what it names, and what that names; what is only put off
to a job or to after the transaction counts for nothing.
"""

import ast
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache

from architecture.repository import ROOT

OFFICE = ROOT / "src" / "monosashi" / "office"
RECORD = ("monosashi.office.events.recording", "record")

WRITING = frozenset(
    {
        "save",
        "create",
        "delete",
        "bulk_create",
        "bulk_update",
        "get_or_create",
        "update_or_create",
        "create_user",
        "enqueue",
    }
)
"""What is called on a row, its manager or a job to write."""

_WAITS = "What waits changes no plan and no sheet; taking it in is told."
_WORKER = "The worker keeps how far its job is; what it was asked for is told."
_CALLER = "A part of an act; whoever calls it tells of the whole."
_REVIEW = "A review is made of the plan and changes nothing of it; what is decided about its findings is told."
_SEAL = "The seal of the events themselves."
_LETTERS = "A letter repeats what stands there; what led to it is told."
_ONCE = "Something that was sent is not to be taken twice; what it did is told."

UNTOLD: Mapping[str, str] = {
    "accounts.actions.begin": _CALLER,
    "answering.actions_parts.mark_part": "A note among those who answer one sheet, which hands nothing on.",
    "audits.actions_results.write_result": _CALLER,
    "investments.acting.kept": _CALLER,
    "audits.bringing_in.actions.let_wait": _WAITS,
    "cities.tasks.make_panel": _WORKER,
    "closing.actions_following.come_back": "Done in the transaction of throwing the draft away, which is told.",
    "closing.money_files.bring_in": _WAITS,
    "entering.waiting.forget_old_files": "Files that waited too long were never taken over.",
    "entering.waiting.keep_waiting": _WAITS,
    "events.sealing.seal": _SEAL,
    "events.sealing.set_seal": _SEAL,
    "findings.reviewing.reviewed": _REVIEW,
    "findings.tasks.ask_for_review": _REVIEW,
    "findings.tasks.review_anew": _REVIEW,
    "jobs.progress.tell": _WORKER,
    "letters.handing_over.claim": _WORKER,
    "letters.handing_over.hand_over": _WORKER,
    "letters.handing_over.keep": _WORKER,
    "letters.handing_over.take_up": _WORKER,
    "letters.looking.look": _LETTERS,
    "letters.looking.look_round": _LETTERS,
    "letters.tasks.mail_letters": _WORKER,
    "login.spent_codes.spend": _ONCE,
    "login.spent_codes.spend_present": _ONCE,
    "officers.actions_officers.save": _CALLER,
    "officers.bringing_in.actions.let_wait": _WAITS,
    "operation.interrupted.put_back": "A job whose worker died begins again; what it was asked for is told.",
    "operation.marks.mark": "A sign that the worker is alive.",
    "people.reorganising.carrying_out.pass_on": _CALLER,
    "people.reorganising.remembering.put_back": _CALLER,
    "people.transfers.taking_back.give_back": _CALLER,
    "people.transfers.taking_back.undo_begun": _CALLER,
    "plans.actions_imports.take_in": "A file that waits changes no plan; applying it and throwing it away are told.",
    "plans.kept.submissions.keep_form": _ONCE,
    "publication.reports_kept.make_and_keep": _WORKER,
    "publication.tasks.make_auditor_set": _WORKER,
    "publication.tasks.make_preview": _WORKER,
    "publication.tasks.make_report": _WORKER,
    "questionnaires.actions_answering.hand_in_anonymously": "An event would say when somebody answered; nothing may join a person with an answer.",
    "questionnaires.actions_answering.save_draft": "A draft of one's own answers; handing in is told.",
    "questionnaires.actions_printed.write_figures": _CALLER,
    "questionnaires.bringing_in.actions.let_wait": _WAITS,
    "rounds.actions_answering.save_answers": "A draft, saved while somebody types; what was answered is told when it is submitted.",
    "rounds.laying.lay_sheets": _CALLER,
    "rounds.routes.begin_pass": _CALLER,
    "training.bringing_in.actions.let_wait": _WAITS,
    "workbooks.actions.forget_old": "Files that waited too long were never taken in.",
    "workbooks.actions.hand_in": _WAITS,
    "workbooks.actions.read_again": "It asks for the same files to be read once more.",
    "workbooks.actions.take_out": _WAITS,
    "workbooks.tasks.read_intake": _WORKER,
}
"""Functions that write and tell of nothing, each with its reason."""

Place = tuple[str, str]
"""A module and a name in it: `save`, `Locked.to`, "" for the module itself."""


@dataclass
class Sources:
    """Modules by dotted name, read. `names` are what each module calls functions, classes and modules of the office."""

    texts: Mapping[str, str]
    functions: dict[Place, ast.FunctionDef] = field(default_factory=dict)
    names: dict[str, dict[str, Place]] = field(default_factory=dict)
    methods: dict[Place, list[Place]] = field(default_factory=dict)
    """By module and name: of the classes that the module knows."""
    named: dict[Place, frozenset[Place]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for module, text in self.texts.items():
            self.names[module] = dict(_imported(parsed(text), self.texts))
            for name, node in _defined(parsed(text)):
                self.names[module][name.partition(".")[0]] = (module, name.partition(".")[0])
                if isinstance(node, ast.FunctionDef):
                    self.functions[module, name] = node
        classes: dict[Place, list[str]] = {}
        for module, name in self.functions:
            classes.setdefault((module, name.partition(".")[0]), []).append(name.partition(".")[2])
        for module, known in self.names.items():
            for home, owner in map(self._home, known.values()):
                for method in filter(None, classes.get((home, owner), ())):
                    self.methods.setdefault((module, method), []).append((home, f"{owner}.{method}"))

    def public(self) -> Iterator[Place]:
        """Every function that other modules may call."""
        for module, name in self.functions:
            if "." not in name and not name.startswith("_"):
                yield module, name

    def reached(self, start: Place) -> set[Place]:
        """The function and all that it reaches."""
        found, waiting = {start}, [start]
        while waiting:
            place = waiting.pop()
            if place not in self.named:
                self.named[place] = frozenset(self._named_by(place))
            fresh = self.named[place] - found
            found |= fresh
            waiting += fresh - {RECORD}
        return found

    def _named_by(self, place: Place) -> Iterator[Place]:
        function, known = self.functions.get(place), self.names.get(place[0], {})
        if function is None:
            return
        nodes, put_off = list(ast.walk(function)), set(_put_off(function))
        own = {node.arg for node in nodes if isinstance(node, ast.arg)} | {
            node.id for node in nodes if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)
        }
        for node in nodes:
            if node in put_off:
                continue
            if isinstance(node, ast.Name) and node.id in known and node.id not in own:
                yield self._home(known[node.id])
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
                yield from self.methods.get((place[0], node.func.attr), ())
            if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
                module, name = known.get(node.value.id, RECORD)
                if not name:
                    yield self._home((module, node.attr))

    def _home(self, place: Place) -> Place:
        """Where a name stands that other modules may have passed on."""
        seen = {place}
        while place not in self.functions:
            further = self.names.get(place[0], {}).get(place[1])
            if further is None or further in seen:
                break
            seen.add(place := further)
        return place

    def untold(self) -> set[str]:
        """The functions that write and reach no `record`: `plans.actions.save`.

        An action writes where anything that it reaches does, another function where its own module does.
        """
        found = set()
        for module, name in self.public():
            reached, is_action = self.reached((module, name)), module.rpartition(".")[2].startswith("actions")
            written = {place for place in reached if place in self.functions and writes(self.functions[place])}
            if RECORD not in reached and any(is_action or place[0] == module for place in written):
                found.add(f"{module.removeprefix('monosashi.office.')}.{name}")
        return found


@cache
def parsed(text: str) -> ast.Module:
    """A module, read once."""
    return ast.parse(text)


def _defined(tree: ast.Module) -> Iterator[tuple[str, ast.stmt]]:
    """Functions, classes and their methods: `save`, `Locked`, `Locked.to`."""
    for node in tree.body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            yield node.name, node
        if isinstance(node, ast.ClassDef):
            yield from ((f"{node.name}.{name}", inner) for name, inner in _defined(ast.Module(node.body, [])))


def _imported(tree: ast.Module, texts: Mapping[str, str]) -> Iterator[tuple[str, Place]]:
    """What a module imports from the office, wherever it does."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module is not None:
            for name in node.names:
                inner = f"{node.module}.{name.name}"
                yield name.asname or name.name, (inner, "") if inner in texts else (node.module, name.name)


def _put_off(function: ast.FunctionDef) -> Iterator[ast.AST]:
    """What is done by a job, or once the transaction has ended."""
    for node in ast.walk(function):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            if node.func.attr == "enqueue":
                yield from ast.walk(node.func)
            if node.func.attr == "on_commit":
                yield from (inner for given in node.args for inner in ast.walk(given))


@cache
def writes(function: ast.FunctionDef) -> bool:
    """Whether the function itself writes rows.

    `row.members.set` does, `a_set.set` does not; a dictionary's `update` is given something, that of rows only names columns.
    """
    for node in ast.walk(function):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            called, on = node.func.attr, node.func.value
            if called in WRITING or (called == "set" and isinstance(on, ast.Attribute)):
                return True
            if called == "update" and node.keywords and not node.args:
                return True
    return False


def the_office() -> dict[str, str]:
    """Every module of the office by its dotted name, without migrations."""
    paths = (path for path in OFFICE.rglob("*.py") if "migrations" not in path.parts)
    return {
        ".".join(path.relative_to(ROOT / "src").with_suffix("").parts).removesuffix(".__init__"): path.read_text(
            "utf-8"
        )
        for path in paths
    }


def test_whatever_writes_tells_of_it_or_says_why_not() -> None:
    """Both ways: an entry whose function is gone, writes nothing or tells of it now is one too many."""
    assert Sources(the_office()).untold() == set(UNTOLD)


def test_each_action_of_people_is_found_out_once_it_tells_no_more() -> None:
    """The eight actions of the register of people, with every `record` taken out of their text."""
    module = "monosashi.office.accounts.actions_staff"
    office = the_office()
    silent = Sources({**office, module: office[module].replace("    record(", "    print(")})
    acts = {
        "create_staff",
        "change_staff",
        "give_role",
        "remove_role",
        "post",
        "end_posting",
        "let_act",
        "stop_acting",
        "remove_posting",
    }
    assert silent.untold() - set(UNTOLD) == {f"accounts.actions_staff.{act}" for act in acts}


MADE_UP = {
    "monosashi.office.events.recording": "def record(action): ...",
    "monosashi.office.made_up.keeping": """
from monosashi.office.events.recording import record
from monosashi.office.made_up.models import Row

class Held:
    def to(self, state):
        self._tell(state)
    def _tell(self, state):
        record(state)

def keep(text):
    Row.objects.create(text=text)

def tell(text):
    record(text)
""",
    "monosashi.office.made_up.tasks": """
from monosashi.office.made_up.keeping import keep, tell

def later(text):
    keep(text)
    tell(text)
""",
    "monosashi.office.made_up.actions": """
from functools import partial
from django.db import transaction
from monosashi.office.made_up import keeping
from monosashi.office.made_up.keeping import Held, keep, tell
from monosashi.office.made_up.models import Row

def told_through_a_function(text):
    keep(text)
    tell(text)

def told_through_a_module(text):
    keeping.keep(text)
    keeping.tell(text)

def told_by_a_method(row, held):
    row.save()
    held.to("done")

def only_reads(found, text):
    found.update({text: Row.objects.all()})
    seen = set()
    seen.add(text)
    return found

def _private(text):
    keep(text)

def untold_row(row):
    row.delete()

def untold_rows():
    Row.objects.filter(open=True).update(open=False)

def untold_rows_of_a_row(row):
    row.members.set(())

def untold_through_functions(text):
    _private(text)

def untold_but_by_the_job(text):
    from monosashi.office.made_up.tasks import later
    later.enqueue(text)

def untold_but_afterwards(text):
    keep(text)
    transaction.on_commit(partial(tell, text))

def untold_for_a_name_of_its_own(text, tell):
    keep(text)
    tell(text)
""",
}


def test_an_action_that_tells_of_nothing_is_found_however_it_writes() -> None:
    public = {name for module, name in Sources(MADE_UP).public() if module.endswith(".actions")}
    untold = {f"made_up.actions.{name}" for name in public if name.startswith("untold")}
    assert len(public) == 11
    assert Sources(MADE_UP).untold() == {*untold, "made_up.keeping.keep"}
