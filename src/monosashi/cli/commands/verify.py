"""`monosashi verify`: whether a folder of editions is whole and unchanged, and its grades come out again."""

from pathlib import Path
from typing import Annotated

import typer

from monosashi.cli.arguments import FormatText, format_of
from monosashi.cli.printing import print_data
from monosashi.cli.problem_lines import problem_text
from monosashi.cli.session import ExitCode, Format, Session, write_error, write_out
from monosashi.publishing.editions_verification import Verification, verify

Folder = Annotated[Path, typer.Argument(metavar="DIR", help="cli.argument.editions_folder")]


def command(ctx: typer.Context, folder: Folder, form: FormatText = "table") -> int:
    """Verify the folder. Exit code 1 where something is broken."""
    session: Session = ctx.obj
    wanted = format_of(form, (Format.TABLE, Format.JSON))
    found = verify(folder)
    if wanted is Format.JSON:
        print_data(_document(found, session))
    else:
        _print_sentences(found, session)
    return ExitCode.FOUND if found.problems else ExitCode.FINE


def _print_sentences(found: Verification, session: Session) -> None:
    for note in found.notes:
        write_out(session.say(note))
    if found.problems:
        write_error(session.text("cli.verify.broken", count=len(found.problems), place=found.problems[0].place))
        write_error(problem_text(found.problems, session))
        return
    if not found.links:
        write_out(session.text("cli.verify.empty"))
        return
    for link in found.links:
        write_out(session.text("cli.verify.link", number=link.number, label=link.label, sha256=link.sha256))
    write_out(session.text("cli.verify.fine", count=len(found.links)))


def _document(found: Verification, session: Session) -> dict[str, object]:
    return {
        "whole": not found.problems,
        "editions": [
            {
                "number": link.number,
                "file": link.file,
                "label": link.label,
                "sha256": link.sha256,
                "withdrawn": link.withdrawn and link.withdrawn.withdrawn,
            }
            for link in found.links
        ],
        "notes": [session.say(note) for note in found.notes],
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
