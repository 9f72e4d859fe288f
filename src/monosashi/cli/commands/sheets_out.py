"""`monosashi sheets out`: a workbook of questions for each department, the index, the letter of request."""

from pathlib import Path
from typing import Annotated

import typer

from monosashi.cli.answer_sheet_inputs import SchemeName, judging_of, plan_as_read
from monosashi.cli.arguments import PlanPath, YearText, fiscal_year_of
from monosashi.cli.session import ExitCode, Session, write_out
from monosashi.core.messages import InvalidInput, message
from monosashi.exchange.answer_sheets.issuing import Issued, issue
from monosashi.exchange.answer_sheets.page_answers import Round
from monosashi.exchange.file_reasons import reason_of
from monosashi.exchange.spreadsheets.saving import save_whole

Folder = Annotated[Path, typer.Option("--to", metavar="DIR", help="cli.sheets.option.to")]


def command(ctx: typer.Context, plan: PlanPath, *, year: YearText, to: Folder, scheme: SchemeName = "") -> int:
    """Write the files, all or none. Nothing is overwritten."""
    session: Session = ctx.obj
    fiscal_year = fiscal_year_of(year)
    read = plan_as_read(plan).plan
    judging = judging_of(read, fiscal_year, scheme)
    files = issue(Round(read, fiscal_year, judging.scheme, judging.life_cycle))
    _refuse_existing(files, to)
    _write(files, to)
    count = sum(file.recipient is not None for file in files)
    write_out(session.text("cli.sheets.written", folder=str(to), count=count))
    return ExitCode.FINE


def _refuse_existing(files: tuple[Issued, ...], folder: Path) -> None:
    """A workbook that is there may hold somebody's answers."""
    for file in files:
        if (folder / file.name).exists():
            place = str(folder / file.name)
            raise InvalidInput.of(place, message("cli.sheets.exists"), message("cli.sheets.choose_folder"))


def _write(files: tuple[Issued, ...], folder: Path) -> None:
    made = not folder.exists()
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        why = message("cli.cannot_write", reason=reason_of(error))
        raise InvalidInput.of(str(folder), why, message("cli.check_folder")) from None
    written: list[Path] = []
    try:
        for file in files:
            save_whole(file.raw, folder / file.name)
            written.append(folder / file.name)
    except BaseException:
        _take_back(written, folder if made else None)
        raise


def _take_back(written: list[Path], made: Path | None) -> None:
    for path in written:
        path.unlink(missing_ok=True)
    if made is not None:
        made.rmdir()
