"""What subcommands are told on the command line, read here into values; help texts are message ids."""

import re
from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path
from typing import Annotated

import typer

from monosashi.cli.session import Format
from monosashi.core.fiscal_years import NotAFiscalYear, read_fiscal_year
from monosashi.core.messages import InvalidInput, message

_JAPAN = timezone(timedelta(hours=9))

PlanPath = Annotated[Path, typer.Argument(metavar="PLAN", help="cli.argument.plan")]
PlanPaths = Annotated[list[Path], typer.Argument(metavar="PLAN...", help="cli.argument.plans")]
YearText = Annotated[str, typer.Option("--year", "-y", metavar="YEAR", help="cli.option.year")]
OptionalYearText = Annotated[str, typer.Option("--year", "-y", metavar="YEAR", help="cli.option.only_year")]
SchemeText = Annotated[str, typer.Option("--scheme", metavar="FILE|ID@VERSION", help="cli.option.scheme")]
FormatText = Annotated[str, typer.Option("--format", "-f", metavar="table|json|csv|md", help="cli.option.format")]
DateText = Annotated[str, typer.Option("--date", metavar="YYYY-MM-DD", help="cli.option.date")]


def fiscal_year_of(text: str, place: str = "--year") -> int:
    """The fiscal year that the text names. Raises InvalidInput."""
    try:
        return read_fiscal_year(text)
    except NotAFiscalYear as error:
        raise InvalidInput.of(place, error.reason, message("cli.write_fiscal_year"), read=text) from None


def format_of(text: str, allowed: Iterable[Format] = tuple(Format)) -> Format:
    """The format that is meant. Raises InvalidInput where the subcommand does not know it."""
    choices = tuple(choice.value for choice in allowed)
    if text in choices:
        return Format(text)
    raise InvalidInput.of(
        "--format", message("cli.unknown_format"), message("cli.formats_are", names=choices), read=text
    )


def day_of(text: str) -> date:
    """The day written as 2025-05-24; today in Japan where nothing is written. Raises InvalidInput."""
    if not text:
        return datetime.now(UTC).astimezone(_JAPAN).date()
    try:
        if re.fullmatch(r"\d{4}-\d{2}-\d{2}", text):
            return date.fromisoformat(text)
    except ValueError:
        pass
    raise InvalidInput.of("--date", message("cli.not_a_date"), message("cli.write_date"), read=text)
