"""What is wrong with the input, for people: place, what was read, why it is wrong, what to do."""

from collections.abc import Iterable
from unicodedata import category

from monosashi.cli.cell_places import place_text
from monosashi.cli.session import Session
from monosashi.core.messages import Problem

_LONGEST_READ = 60
_LONGEST_LIST = 200
_STEERING = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})


def problem_text(problems: Iterable[Problem], session: Session, *, file: str = "") -> str:
    """All problems, numbered where there are several, each with the file, line and place where it stands."""
    found = tuple(problems)
    heading = [session.text("cli.problems", count=len(found), file=file)] if file and len(found) > 1 else []
    shown = [_entry(problem, session, file) for problem in found[:_LONGEST_LIST]]
    if len(found) > _LONGEST_LIST:
        shown.append(session.text("cli.more_problems", count=len(found) - _LONGEST_LIST))
    return "\n".join((*heading, *shown))


def _entry(problem: Problem, session: Session, file: str) -> str:
    where = _place(problem, session, file)
    why, remedy = session.say(problem.why), session.say(problem.remedy)
    read = session.text("cli.read", read=_shortened(printable(problem.read))) if problem.read else ""
    return f"{printable(where)}: {read}{printable(why)}\n    {printable(remedy)}"


def _place(problem: Problem, session: Session, file: str) -> str:
    own = "" if problem.place == file else place_text(problem.place, session)
    line = "" if problem.line is None else session.text("cli.line", line=problem.line)
    parts = (file, line, own) if file else (own, line)
    return " ".join(part for part in parts if part)


def printable(text: str) -> str:
    """The text without what could steer a terminal."""
    return "".join("␣" if category(letter) in _STEERING else letter for letter in text)


def _shortened(text: str) -> str:
    return text if len(text) <= _LONGEST_READ else text[: _LONGEST_READ - 1] + "…"
