"""From the command line to an intake: the plan, the returned workbooks, the year, by what it is graded."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer

from monosashi.cli.answer_sheet_folders import arrived_in, index_name, is_of_somebody_else, left_alone
from monosashi.cli.arguments import fiscal_year_of
from monosashi.cli.judging import life_cycle_named, scheme_named
from monosashi.cli.plan_reading import InvalidFile
from monosashi.cli.problem_lines import problem_text
from monosashi.cli.session import Session
from monosashi.core.messages import InvalidInput, Problem, message
from monosashi.core.plan import Plan, PlanYear
from monosashi.exchange.answer_sheets.intake import Intake, take_in
from monosashi.exchange.answer_sheets.judging import Judging
from monosashi.exchange.answer_sheets.returned import Returned, read_returned
from monosashi.exchange.file_bytes import bytes_of
from monosashi.exchange.plan_file import read_plan

SchemeName = Annotated[str, typer.Option("--scheme", metavar="FILE|ID@VERSION", help="cli.option.scheme")]
Take = Annotated[list[Path], typer.Option("--take", metavar="FILE", help="cli.sheets.option.take")]
YearOfSheets = Annotated[str, typer.Option("--year", "-y", metavar="YEAR", help="cli.sheets.option.year")]


@dataclass(frozen=True, slots=True)
class PlanAsRead:
    """A plan with the bytes of its file when it was read."""

    path: Path
    raw: bytes
    plan: Plan


@dataclass(frozen=True, slots=True)
class Received:
    """What was read of the files named. `unread` are the problems of those that cannot be read.

    `left` tells of what lies in a folder that was named and is no answer workbook.
    """

    files: tuple[Returned, ...]
    unread: tuple[Problem, ...]
    left: tuple[Problem, ...] = ()


def plan_as_read(path: Path) -> PlanAsRead:
    """The plan and its bytes. Raises InvalidFile."""
    try:
        raw = bytes_of(path)
        return PlanAsRead(path, raw, read_plan(raw))
    except InvalidInput as error:
        raise InvalidFile(str(path), error) from None


def judging_of(plan: Plan, fiscal_year: int, scheme: str) -> Judging:
    """By what the year is graded: the scheme named, else the plan's own, else nothing. Raises InvalidInput."""
    if not plan.first_year <= fiscal_year <= plan.last_year:
        why = message("cli.year_outside_plan", first=plan.first_year, last=plan.last_year)
        raise InvalidInput.of("--year", why, message("cli.choose_year_of_plan"), read=str(fiscal_year))
    year = plan.index.year.get(fiscal_year) or PlanYear(fiscal_year)
    named = scheme or year.scheme
    place = "--scheme" if scheme else f"years/{fiscal_year}/scheme"
    return Judging(None if named is None else scheme_named(named, place), life_cycle_named(year))


def receive(paths: Sequence[Path]) -> Received:
    """Read every file but the index of the round, of a folder all workbooks in it; one that cannot be read hinders no other.

    Raises InvalidInput where there is nothing but the index, or nothing in a folder.
    """
    folders = {path: arrived_in(path) for path in paths if path.is_dir()}
    inside = {path for arrived in folders.values() for path in arrived.workbooks}
    named = [path for path in paths if path not in folders and path.name != index_name()]
    workbooks = dict.fromkeys((*named, *sorted(inside)))
    _refuse_nothing(paths, folders, workbooks)
    files: list[Returned] = []
    unread: list[Problem] = []
    left = [left_alone(path) for arrived in folders.values() for path in arrived.left]
    for path in workbooks:
        try:
            files.append(read_returned(path))
        except InvalidInput as error:
            is_left = path in inside and path not in named and is_of_somebody_else(path, error)
            (left if is_left else unread).extend(error.problems)
    return Received(tuple(files), tuple(unread if files else (*unread, *left)), tuple(left if files else ()))


def _refuse_nothing(paths: Sequence[Path], folders: Collection[Path], workbooks: Collection[Path]) -> None:
    """Raises InvalidInput where no workbook is left to be read."""
    if workbooks:
        return
    if folders:
        place = str(next(iter(folders)))
        raise InvalidInput.of(place, message("cli.sheets.no_files"), message("cli.sheets.name_folder"))
    place = str(paths[0])
    raise InvalidInput.of(place, message("answer_sheets.only_index"), message("answer_sheets.only_index.remedy"))


def left_text(received: Received, session: Session) -> str:
    """What is told of files that are left, "" where there are none."""
    heading = session.text("cli.sheets.left", count=len(received.left))
    return f"{heading}\n{problem_text(received.left, session)}" if received.left else ""


def year_of(received: Received, text: str) -> int:
    """The year named, else the one that all files are of. Raises InvalidInput where they differ or none can be read."""
    if text:
        return fiscal_year_of(text)
    years = sorted({file.head.fiscal_year for file in received.files})
    if len(years) == 1:
        return years[0]
    if not years:
        raise InvalidInput(received.unread)
    shown = tuple(message("answer_sheets.year", year=year) for year in years)
    raise InvalidInput.of("--year", message("cli.sheets.several_years", years=shown), message("cli.sheets.one_year"))


def taken_files(take: Sequence[Path], plan: Path, received: Received) -> tuple[Path, ...]:
    """The files decided for, by path or by name alone. Raises InvalidInput for one that is not there."""
    known = {str(path): path for path in (*(file.path for file in received.files), plan)}
    by_name = {path.name: path for path in known.values()}
    found = []
    for path in take:
        meant = known.get(str(path)) or by_name.get(str(path))
        if meant is None:
            names = tuple(path.name for path in known.values())
            why, remedy = message("cli.sheets.take_unknown"), message("cli.sheets.take_one_of", names=names)
            raise InvalidInput.of("--take", why, remedy, read=str(path))
        found.append(meant)
    return tuple(found)


def intake_of(
    plan: Plan,
    received: Received,
    fiscal_year: int,
    judging: Judging,
    taken: Sequence[Path] = (),
    rejected: Collection[str] = (),
) -> Intake:
    """Everything that comes of the files, those that could not be read among its problems."""
    intake = take_in(plan, fiscal_year, received.files, judging, taken, rejected)
    intake.problems = [*received.unread, *intake.problems]
    return intake
