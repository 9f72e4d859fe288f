"""`monosashi office verify`: whether what is kept is what it was. Exit code 1 where it is not."""

import re
from pathlib import Path
from typing import Annotated, Any

import typer

from monosashi.cli.arguments import FormatText, format_of
from monosashi.cli.office_start import NO_HOME, HomePath, operation, start
from monosashi.cli.printing import print_data
from monosashi.cli.problem_lines import problem_text
from monosashi.cli.session import ExitCode, Format, Session, write_error, write_out
from monosashi.core.messages import InvalidInput, message

HeadText = Annotated[str, typer.Option("--head", metavar="N:SHA256|FILE", help="cli.office_verify.option.head")]


def command(ctx: typer.Context, *, home: HomePath = NO_HOME, head: HeadText = "", form: FormatText = "table") -> int:
    """Look at the chain of events, the plans and the editions; the first broken link is named first."""
    session: Session = ctx.obj
    wanted = format_of(form, (Format.TABLE, Format.JSON))
    start(home, session)
    operation("serving").refuse_unready("monosashi office verify")
    found = operation("verifying").verify(_expected(head))
    if wanted is Format.JSON:
        print_data(_document(found, session))
    else:
        _print_sentences(found, session)
    return ExitCode.FOUND if found.problems else ExitCode.FINE


def _expected(text: str) -> Any:  # noqa: ANN401 -- a head of the chain
    """The head that was written down: as `12:ab…`, or in a backup."""
    if not text:
        return None
    if not re.fullmatch(r"[1-9][0-9]*:[0-9a-f]{64}", text):
        if not Path(text).is_file():
            raise InvalidInput.of(
                "--head", message("cli.office_verify.no_head"), message("cli.office_verify.write_head"), read=text
            )
        with operation("backup_file").opened(Path(text)) as backup:
            text = backup.manifest.chain
    return operation("restoring").head_of(text)


def _print_sentences(found: Any, session: Session) -> None:  # noqa: ANN401 -- what the office looked at
    if found.problems:
        write_error(session.text("cli.office_verify.broken", count=len(found.problems), place=found.problems[0].place))
        write_error(problem_text(found.problems, session))
    chain = found.chain
    write_out(session.text("cli.office_verify.chain", seals=chain.seals, events=chain.events, unsealed=chain.unsealed))
    if chain.head is not None:
        write_out(session.text("cli.office_verify.head", head=str(chain.head)))
    looked = {"plans": found.plans, "revisions": found.revisions, "editions": found.editions}
    write_out(session.text("cli.office_verify.looked", **looked))


def _document(found: Any, session: Session) -> dict[str, object]:  # noqa: ANN401 -- what the office looked at
    return {
        "whole": not found.problems,
        "head": None if found.chain.head is None else str(found.chain.head),
        "seals": found.chain.seals,
        "events": found.chain.events,
        "unsealed": found.chain.unsealed,
        "plans": found.plans,
        "revisions": found.revisions,
        "editions": found.editions,
        "problems": [
            {
                "place": problem.place,
                "read": problem.read,
                "why": session.say(problem.why),
                "remedy": session.say(problem.remedy),
            }
            for problem in found.problems
        ],
    }
