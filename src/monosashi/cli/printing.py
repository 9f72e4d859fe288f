"""Results on standard output, in the form that was asked for. rich is loaded only for tables."""

import json
from collections.abc import Iterable, Sequence
from importlib import import_module

from monosashi.cli.session import Format, write_out
from monosashi.cli.sheets import Sheet, csv_text, markdown


def print_data(data: object) -> None:
    """JSON, two spaces deep, Japanese as it is."""
    write_out(json.dumps(data, ensure_ascii=False, indent=2, allow_nan=False))


def print_rows(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """CSV."""
    write_out(csv_text(columns, rows))


def print_sheets_as(form: Format, sheets: Sequence[Sheet]) -> None:
    """Sheets for people: on a terminal, or as Markdown."""
    if form is Format.MD:
        write_out(markdown(sheets))
    else:
        import_module("monosashi.cli.tables").print_sheets(sheets)
