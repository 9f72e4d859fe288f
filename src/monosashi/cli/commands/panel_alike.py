"""`monosashi panel alike`: indicators of other cities about the same thing."""

from pathlib import Path
from typing import Annotated

import typer

from monosashi.cli.arguments import FormatText, format_of
from monosashi.cli.panel_sheets import alike_sheet
from monosashi.cli.plain_fields import names_of, plain, printed
from monosashi.cli.printing import print_data, print_rows, print_sheets_as
from monosashi.cli.session import ExitCode, Format, Session
from monosashi.panel.alike import OtherIndicator, indicators_like, looked_for_in
from monosashi.panel.opening import open_panel

PanelPath = Annotated[Path, typer.Argument(metavar="PANEL", help="cli.panel.argument.panel")]
Most = Annotated[int, typer.Option("--most", metavar="N", min=1, help="cli.panel.option.most")]
Text = Annotated[str, typer.Argument(metavar="TEXT", help="cli.panel.argument.text")]


def command(ctx: typer.Context, panel: PanelPath, text: Text, form: FormatText = "table", most: Most = 50) -> int:
    """Print the indicators that are alike, the most alike first. Raises InvalidInput for a text of fewer than two letters."""
    session: Session = ctx.obj
    wanted, pairs = format_of(form), looked_for_in(text)
    found = indicators_like(open_panel(panel), pairs, most)
    match wanted:
        case Format.JSON:
            print_data([plain(each) for each in found.indicators])
        case Format.CSV:
            print_rows(names_of(OtherIndicator), (printed(each) for each in found.indicators))
        case _:
            print_sheets_as(wanted, (alike_sheet(found, text, session),))
    return ExitCode.FINE
