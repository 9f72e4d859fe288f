"""`monosashi diff`: what changed between two plan files."""

from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from monosashi.cli.arguments import FormatText, format_of
from monosashi.cli.change_words import change_kind, document_of, owner_of, told
from monosashi.cli.plan_reading import plan_in
from monosashi.cli.printing import print_data, print_rows, print_sheets_as
from monosashi.cli.session import ExitCode, Format, Session
from monosashi.cli.sheets import Column, Row, Sheet
from monosashi.core.changes import Added, Change, Changed, Removed, Reordered, diff, place_of
from monosashi.core.plan import Plan

Before = Annotated[Path, typer.Argument(metavar="A", help="cli.argument.before")]
After = Annotated[Path, typer.Argument(metavar="B", help="cli.argument.after")]

_COLUMNS = ("kind", "path", "of", "before", "after")


def command(ctx: typer.Context, before: Before, after: After, form: FormatText = "table") -> int:
    """Print the changes. Exit code 1 when there are any."""
    session: Session = ctx.obj
    wanted = format_of(form)
    a, b = plan_in(before), plan_in(after)
    changes = diff(a, b)
    match wanted:
        case Format.JSON:
            print_data({"changes": [document_of(change) for change in changes]})
        case Format.CSV:
            print_rows(_COLUMNS, (_cells(change, a, b, session) for change in changes))
        case _:
            print_sheets_as(wanted, (_sheet(changes, a, b, session),))
    return ExitCode.FOUND if changes else ExitCode.FINE


def _sheet(changes: Sequence[Change], a: Plan, b: Plan, session: Session) -> Sheet:
    columns = (
        Column(session.text("cli.diff.place"), wraps=True),
        Column(session.text("cli.diff.before"), wraps=True),
        Column(session.text("cli.diff.after"), wraps=True),
    )
    rows = tuple(_row(change, a, b, session) for change in changes)
    counted = Counter(change_kind(change) for change in changes)
    counts = {name: counted[name] for name in ("changed", "added", "removed", "reordered")}
    title = session.text("cli.diff.title", **counts) if changes else session.text("cli.diff.none")
    return Sheet(title, columns if rows else (), rows)


def _row(change: Change, a: Plan, b: Plan, session: Session) -> Row:
    of = owner_of(change, a, b)
    return Row(("\n".join(filter(None, (of, place_of(change)))), *_sides(change, session)))


def _sides(change: Change, session: Session) -> tuple[str, str]:
    match change:
        case Changed(_, before, after):
            return told(before, session), told(after, session)
        case Added(_, value, _):
            return session.text("cli.diff.absent"), told(value, session)
        case Removed(_, value, _):
            return told(value, session), session.text("cli.diff.gone")
        case Reordered(_, before, after):
            return " ".join(before), " ".join(after)


def _cells(change: Change, a: Plan, b: Plan, session: Session) -> tuple[str, ...]:
    return (change_kind(change), place_of(change), owner_of(change, a, b), *_sides(change, session))
