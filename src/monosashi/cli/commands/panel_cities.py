"""`monosashi panel cities`: the cities of a panel beside one another."""

from pathlib import Path
from typing import Annotated

import typer

from monosashi.cli.arguments import FormatText, OptionalYearText, fiscal_year_of, format_of
from monosashi.cli.panel_sheets import city_sheets
from monosashi.cli.plain_fields import names_of, plain, printed
from monosashi.cli.printing import print_data, print_rows, print_sheets_as
from monosashi.cli.session import ExitCode, Format, Session
from monosashi.core.messages import InvalidInput, message
from monosashi.panel.cities import CityYear, city_years
from monosashi.panel.opening import open_panel

PanelPath = Annotated[Path, typer.Argument(metavar="PANEL", help="cli.panel.argument.panel")]


def command(ctx: typer.Context, panel: PanelPath, year: OptionalYearText = "", form: FormatText = "table") -> int:
    """Print a row for each plan and year. Raises InvalidInput where none was evaluated in the year."""
    session: Session = ctx.obj
    wanted, fiscal_year = format_of(form), fiscal_year_of(year) if year else None
    cities = city_years(open_panel(panel), fiscal_year)
    if not cities:
        why = message("cli.panel.cities.nothing")
        raise InvalidInput.of("--year", why, message("cli.panel.cities.other_year"), read=year or None)
    match wanted:
        case Format.JSON:
            print_data([plain(each) for each in cities])
        case Format.CSV:
            print_rows(names_of(CityYear), (printed(each) for each in cities))
        case _:
            print_sheets_as(wanted, city_sheets(cities, session))
    return ExitCode.FINE
