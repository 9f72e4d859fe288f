"""`monosashi evaluate`: every measure's grade for one fiscal year under the city's own scheme, and why."""

import typer

from monosashi.cli.arguments import FormatText, PlanPath, SchemeText, YearText, fiscal_year_of, format_of
from monosashi.cli.evaluation_sheets import CSV_COLUMNS, csv_rows, evaluation_sheet
from monosashi.cli.judging import judge
from monosashi.cli.printing import print_data, print_rows, print_sheets_as
from monosashi.cli.session import ExitCode, Format, Session
from monosashi.publishing.evaluation_document import evaluation_document


def command(
    ctx: typer.Context, plan: PlanPath, year: YearText, scheme: SchemeText = "", form: FormatText = "table"
) -> int:
    """Print every measure's grade."""
    session: Session = ctx.obj
    wanted, fiscal_year = format_of(form), fiscal_year_of(year)
    judged = judge(plan, fiscal_year, scheme)
    spoken = judged.spoken(session)
    match wanted:
        case Format.JSON:
            print_data(evaluation_document(judged.evaluation, spoken.say))
        case Format.CSV:
            print_rows(CSV_COLUMNS, csv_rows(judged, spoken))
        case _:
            print_sheets_as(wanted, (evaluation_sheet(judged, spoken),))
    return ExitCode.FINE
