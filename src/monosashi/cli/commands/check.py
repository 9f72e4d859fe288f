"""`monosashi check`: the plan review. What an auditor would look at, by measure; exit 1 above 参考 (look)."""

from pathlib import Path
from typing import Annotated

import typer

from monosashi.checks.finding import GRAVITY, Finding, Review, Severity
from monosashi.checks.registry import all_rules
from monosashi.checks.review import review
from monosashi.checks.tokenizer import NoTokenizer, SudachiTokenizer, Tokenizer
from monosashi.cli.arguments import (
    FormatText,
    PlanPath,
    SchemeText,
    YearText,
    day_of,
    fiscal_year_of,
    format_of,
)
from monosashi.cli.judging import Judged, judge_plan
from monosashi.cli.plan_reading import plan_in
from monosashi.cli.printing import print_data, print_rows, print_sheets_as
from monosashi.cli.review_document import CSV_COLUMNS, csv_rows, review_document
from monosashi.cli.review_inputs import known_findings, new_ones, settings_of, severity_of
from monosashi.cli.review_sheets import review_sheets
from monosashi.cli.session import ExitCode, Format, Session
from monosashi.core.plan import Plan

SelectText = Annotated[str, typer.Option("--select", metavar="RULE,...", help="cli.option.select")]
IgnoreText = Annotated[str, typer.Option("--ignore", metavar="RULE,...", help="cli.option.ignore")]
SeverityText = Annotated[str, typer.Option("--severity", metavar="error|warning|look", help="cli.option.severity")]
BaselineText = Annotated[str, typer.Option("--baseline", metavar="FILE", help="cli.option.baseline")]
PreviousText = Annotated[str, typer.Option("--previous", metavar="PLAN", help="cli.option.previous")]
DayText = Annotated[str, typer.Option("--date", metavar="YYYY-MM-DD", help="cli.option.day")]
ConfigText = Annotated[str, typer.Option("--config", metavar="FILE", help="cli.option.config")]


def command(  # noqa: PLR0913, PLR0917 -- each is one option of the subcommand
    ctx: typer.Context,
    plan: PlanPath,
    year: YearText,
    select: SelectText = "",
    ignore: IgnoreText = "",
    severity: SeverityText = "look",
    baseline: BaselineText = "",
    previous: PreviousText = "",
    config: ConfigText = "",
    scheme: SchemeText = "",
    day: DayText = "",
    form: FormatText = "table",
) -> int:
    """Review a plan."""
    session: Session = ctx.obj
    wanted, fiscal_year, lightest = format_of(form), fiscal_year_of(year), severity_of(severity)
    settings = settings_of(plan, config, select, ignore)
    known = known_findings(Path(baseline)) if baseline else frozenset()
    reviewed = plan_in(plan)
    judged = _judged(reviewed, fiscal_year, scheme)
    result = review(
        reviewed,
        fiscal_year,
        today=day_of(day),
        previous=plan_in(Path(previous)) if previous else None,
        waivers=settings.waivers,
        evaluation=judged.evaluation if judged else None,
        scheme=judged.scheme if judged else None,
        tokenizer=_tokenizer(),
        configuration=settings.configuration,
    )
    findings = new_ones(result.at_least(lightest), known)
    _print(wanted, result, findings, reviewed, fiscal_year, judged.spoken(session) if judged else session)
    grave = any(GRAVITY.index(finding.severity) > GRAVITY.index(Severity.LOOK) for finding in findings)
    return ExitCode.FOUND if grave else ExitCode.FINE


def _print(
    wanted: Format, result: Review, findings: tuple[Finding, ...], plan: Plan, fiscal_year: int, session: Session
) -> None:
    if wanted not in (Format.JSON, Format.CSV):
        print_sheets_as(wanted, review_sheets(plan, fiscal_year, result, findings, session))
        return
    document = review_document(result, findings, plan, {rule.code: rule for rule in all_rules()}, session.say)
    if wanted is Format.JSON:
        print_data(document)
    else:
        print_rows(CSV_COLUMNS, csv_rows(document["findings"], plan, session.say))


def _judged(plan: Plan, fiscal_year: int, scheme: str) -> Judged | None:
    """The evaluation of the year; None where the plan names no scheme, and rules that need one say so."""
    year = plan.index.year.get(fiscal_year)
    in_plan = plan.first_year <= fiscal_year <= plan.last_year
    if in_plan and not scheme and (year is None or year.scheme is None):
        return None
    return judge_plan(plan, fiscal_year, scheme)


def _tokenizer() -> Tokenizer | None:
    try:
        return SudachiTokenizer()
    except NoTokenizer:
        return None
