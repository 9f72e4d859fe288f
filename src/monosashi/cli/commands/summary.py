"""`monosashi summary`: the totals of one fiscal year, as the city prints them."""

import typer

from monosashi.cli.arguments import FormatText, PlanPath, SchemeText, YearText, fiscal_year_of, format_of
from monosashi.cli.judging import Judged, judge
from monosashi.cli.printing import print_data, print_rows, print_sheets_as
from monosashi.cli.session import ExitCode, Format, Session
from monosashi.cli.summary_rows import SUMMARY_COLUMNS, summary_rows
from monosashi.cli.summary_sheets import summary_sheets
from monosashi.cli.unmet import Unmet, unmet_indicators
from monosashi.exchange.numbers import plain_decimal, plain_value
from monosashi.publishing.evaluation_document import summary_document


def command(
    ctx: typer.Context, plan: PlanPath, year: YearText, scheme: SchemeText = "", form: FormatText = "table"
) -> int:
    """Print the totals."""
    session: Session = ctx.obj
    wanted, fiscal_year = format_of(form), fiscal_year_of(year)
    judged = judge(plan, fiscal_year, scheme)
    spoken = judged.spoken(session)
    match wanted:
        case Format.JSON:
            print_data(_document(judged, spoken))
        case Format.CSV:
            print_rows(SUMMARY_COLUMNS, summary_rows(_document(judged, spoken)))
        case _:
            print_sheets_as(wanted, summary_sheets(judged, spoken))
    return ExitCode.FINE


def _document(judged: Judged, session: Session) -> dict[str, object]:
    return {
        "fiscal_year": judged.fiscal_year,
        "scheme": judged.evaluation.scheme,
        "summary": summary_document(judged.evaluation, session.say),
        "unmet": [_unmet(entry) for entry in unmet_indicators(judged)],
    }


def _unmet(entry: Unmet) -> dict[str, object]:
    indicator = entry.indicator
    return {
        "measure_id": entry.measure.node,
        "measure": entry.measure.name,
        "indicator_id": indicator.indicator,
        "indicator": indicator.name,
        "target": None if indicator.target is None else plain_value(indicator.target),
        "actual": None if indicator.actual is None else plain_value(indicator.actual),
        "achievement_rate": None if indicator.achievement_rate is None else plain_decimal(indicator.achievement_rate),
        "unmet_reason": entry.reason,
        "response": entry.response,
    }
