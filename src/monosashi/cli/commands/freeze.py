"""`monosashi freeze`: one fiscal year of a plan, frozen as the next edition in a folder."""

from pathlib import Path
from typing import Annotated

import typer

from monosashi.cli.arguments import DateText, PlanPath, SchemeText, YearText, day_of, fiscal_year_of
from monosashi.cli.judging import judge
from monosashi.cli.session import ExitCode, Session, write_out
from monosashi.publishing.editions import Content
from monosashi.publishing.editions_folder import AlreadyFrozen, freeze

Folder = Annotated[Path, typer.Option("--to", metavar="DIR", help="cli.option.editions_folder")]
Label = Annotated[str, typer.Option("--label", metavar="TEXT", help="cli.option.label")]


def command(  # noqa: PLR0913 -- what is frozen, by what, whereto and under which name
    ctx: typer.Context,
    plan: PlanPath,
    *,
    year: YearText,
    to: Folder,
    scheme: SchemeText = "",
    label: Label = "",
    date: DateText = "",
) -> int:
    """Write the edition. Exit code 1 where the newest edition holds the same already."""
    session: Session = ctx.obj
    fiscal_year = fiscal_year_of(year)
    judged = judge(plan, fiscal_year, scheme)
    content = Content(judged.plan, judged.scheme, judged.life_cycle, judged.evaluation)
    try:
        frozen = freeze(content, to, created=day_of(date), label=label)
    except AlreadyFrozen as error:
        write_out(session.text("cli.freeze.same", file=error.link.file, label=error.link.label))
        return ExitCode.FOUND
    for sentence in frozen.mended:
        write_out(session.say(sentence))
    link = frozen.link
    write_out(session.text("cli.freeze.written", file=str(to / link.file), label=link.label, sha256=link.sha256))
    if frozen.earlier is not None:
        write_out(session.text("cli.freeze.earlier", label=frozen.earlier))
    return ExitCode.FINE
