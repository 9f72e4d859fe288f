"""`monosashi forms fields`: what a form of this plan can ask for."""

from collections.abc import Iterator
from itertools import groupby

import typer

from monosashi.cli.arguments import FormatText, PlanPath, format_of
from monosashi.cli.plan_reading import plan_in
from monosashi.cli.printing import print_data, print_rows, print_sheets_as
from monosashi.cli.session import ExitCode, Format, Session
from monosashi.cli.sheets import Column, Row, Sheet
from monosashi.publishing.forms import FormField, form_fields

_COLUMNS = ("name", "about", "of", "yearly", "group", "same_as")


def command(ctx: typer.Context, plan: PlanPath, form: FormatText = "table") -> int:
    """Print the fields, by group."""
    session: Session = ctx.obj
    wanted = format_of(form)
    fields = form_fields(plan_in(plan))
    match wanted:
        case Format.JSON:
            print_data({"fields": [_document(field, session) for field in fields]})
        case Format.CSV:
            documents = (_document(field, session) for field in fields)
            print_rows(_COLUMNS, (tuple(_cell(document[name]) for name in _COLUMNS) for document in documents))
        case _:
            print_sheets_as(wanted, tuple(field_sheets(fields, session)))
    return ExitCode.FINE


def field_sheets(fields: tuple[FormField, ...], session: Session) -> Iterator[Sheet]:
    """A table for each group of fields; other names of a field stand beside it."""
    others: dict[str, list[str]] = {}
    for field in fields:
        others.setdefault(field.same_as, []).append(field.name)
    columns = (
        Column(session.text("cli.forms.column.field")),
        Column(session.text("cli.forms.column.yearly")),
        Column(session.text("cli.forms.column.about"), wraps=True),
        Column(session.text("cli.forms.column.others"), wraps=True),
    )
    listed = [field for field in fields if not field.same_as]
    for group, found in groupby(listed, key=lambda field: field.group):
        rows = tuple(_row(field, others.get(field.name, []), session) for field in found)
        yield Sheet(session.say(group), columns, rows)


def _row(field: FormField, others: list[str], session: Session) -> Row:
    yearly = session.text("cli.forms.yearly") if field.yearly else ""
    return Row((f"{{{{{field.name}}}}}", yearly, session.say(field.about), " ".join(others)))


def _cell(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _document(field: FormField, session: Session) -> dict[str, object]:
    return {
        "name": field.name,
        "about": session.say(field.about),
        "of": field.of.value,
        "yearly": field.yearly,
        "group": session.say(field.group),
        "same_as": field.same_as,
    }
