"""`monosashi sheets out`: a workbook of questions for each department, the index, the letter of request."""

from pathlib import Path
from typing import Annotated

import typer

from monosashi.cli.answer_sheet_inputs import SchemeName, judging_of, plan_as_read
from monosashi.cli.arguments import PlanPath, YearText, fiscal_year_of
from monosashi.cli.new_files import write_new
from monosashi.cli.session import ExitCode, Session, write_out
from monosashi.exchange.answer_sheets.issuing import issue
from monosashi.exchange.answer_sheets.page_answers import Round

Folder = Annotated[Path, typer.Option("--to", metavar="DIR", help="cli.sheets.option.to")]


def command(ctx: typer.Context, plan: PlanPath, *, year: YearText, to: Folder, scheme: SchemeName = "") -> int:
    """Write the files, all or none. Nothing is overwritten."""
    session: Session = ctx.obj
    fiscal_year = fiscal_year_of(year)
    read = plan_as_read(plan).plan
    judging = judging_of(read, fiscal_year, scheme)
    files = issue(Round(read, fiscal_year, judging.scheme, judging.life_cycle))
    write_new(files, to)
    count = sum(file.recipient is not None for file in files)
    write_out(session.text("cli.sheets.written", folder=str(to), count=count))
    return ExitCode.FINE
