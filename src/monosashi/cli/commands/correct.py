"""`monosashi correct`: an edition more, which corrects one in the folder and carries its 正誤表."""

import csv
from pathlib import Path
from typing import Annotated

import typer

from monosashi.cli.arguments import DateText, PlanPath, SchemeText, YearText, day_of, fiscal_year_of
from monosashi.cli.commands.freeze import Folder, Label
from monosashi.cli.judging import judge
from monosashi.cli.session import ExitCode, Session, write_out
from monosashi.core.messages import InvalidInput, message
from monosashi.exchange.file_bytes import bytes_of, text_of
from monosashi.exchange.spreadsheets.neutral import from_csv_field
from monosashi.publishing.corrections import correct
from monosashi.publishing.editions import Content
from monosashi.publishing.editions_folder import AlreadyFrozen

Number = Annotated[int, typer.Option("--number", "-n", metavar="N", help="cli.option.edition_number")]
ReasonText = Annotated[str, typer.Option("--reason", metavar="TEXT", help="cli.option.correction_reason")]
Reasons = Annotated[str, typer.Option("--reasons", metavar="FILE.csv", help="cli.option.correction_reasons")]

_COLUMNS = ["path", "reason"]


def command(  # noqa: PLR0913, PLR0917 -- each is one option of the subcommand
    ctx: typer.Context,
    plan: PlanPath,
    year: YearText,
    to: Folder,
    number: Number,
    reason: ReasonText = "",
    reasons: Reasons = "",
    scheme: SchemeText = "",
    label: Label = "",
    date: DateText = "",
) -> int:
    """Write the correcting edition. Exit code 1 where the newest edition holds the same already."""
    session: Session = ctx.obj
    judged = judge(plan, fiscal_year_of(year), scheme)
    content = Content(judged.plan, judged.scheme, judged.life_cycle, judged.evaluation)
    single = _reasons_in(Path(reasons)) if reasons else {}
    try:
        frozen = correct(content, to, corrects=number, reason=reason, reasons=single, created=day_of(date), label=label)
    except AlreadyFrozen as error:
        write_out(session.text("cli.freeze.same", file=error.link.file, label=error.link.label))
        return ExitCode.FOUND
    for sentence in frozen.mended:
        write_out(session.say(sentence))
    link = frozen.link
    write_out(session.text("cli.freeze.written", file=str(to / link.file), label=link.label, sha256=link.sha256))
    write_out(session.text("cli.correct.corrects", number=link.number, corrected=number))
    return ExitCode.FINE


def _reasons_in(path: Path) -> dict[str, str]:
    """The reasons by path. Raises InvalidInput."""
    rows = list(csv.reader(text_of(bytes_of(path), str(path)).splitlines()))
    if not rows or rows[0] != _COLUMNS or any(len(row) != len(_COLUMNS) for row in rows[1:] if row):
        why, remedy = message("corrections.not_reasons"), message("corrections.write_reasons")
        raise InvalidInput.of(str(path), why, remedy)
    return {row[0]: from_csv_field(row[1]) for row in rows[1:] if row}
