"""`monosashi validate`: whether plan files can be used, with everything that is wrong in them."""

import typer

from monosashi.cli.arguments import FormatText, PlanPaths, format_of
from monosashi.cli.printing import print_data, print_rows
from monosashi.cli.problem_lines import problem_text
from monosashi.cli.session import ExitCode, Format, Session, write_error, write_out
from monosashi.core.messages import InvalidInput, Problem
from monosashi.exchange.plan_file import read_plan

_COLUMNS = ("file", "place", "line", "read", "why", "remedy")
_FORMATS = (Format.TABLE, Format.JSON, Format.CSV)


def command(ctx: typer.Context, plans: PlanPaths, form: FormatText = "table") -> int:
    """Read each file and print its problems. Exit code 2 when any file has one."""
    session: Session = ctx.obj
    wanted = format_of(form, _FORMATS)
    found = [(str(path), _problems(str(path))) for path in plans]
    match wanted:
        case Format.JSON:
            print_data({"files": [_document(file, problems, session) for file, problems in found]})
        case Format.CSV:
            print_rows(_COLUMNS, [_cells(f, p, session) for f, problems in found for p in problems])
        case _:
            _print_sentences(found, session)
    return ExitCode.INPUT if any(problems for _, problems in found) else ExitCode.FINE


def _problems(file: str) -> tuple[Problem, ...]:
    try:
        read_plan(file)
    except InvalidInput as error:
        return error.problems
    return ()


def _print_sentences(found: list[tuple[str, tuple[Problem, ...]]], session: Session) -> None:
    for file, problems in found:
        if problems:
            write_error(problem_text(problems, session, file=file))
        else:
            write_out(session.text("cli.validate.fine", file=file))


def _document(file: str, problems: tuple[Problem, ...], session: Session) -> dict[str, object]:
    entries = [
        {
            "place": problem.place,
            "line": problem.line,
            "read": problem.read,
            "why": session.say(problem.why),
            "remedy": session.say(problem.remedy),
        }
        for problem in problems
    ]
    return {"file": file, "valid": not problems, "problems": entries}


def _cells(file: str, problem: Problem, session: Session) -> tuple[str, ...]:
    line = "" if problem.line is None else str(problem.line)
    return (file, problem.place, line, problem.read or "", session.say(problem.why), session.say(problem.remedy))
