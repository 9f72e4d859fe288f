"""`monosashi forms check`: every placeholder of a form, where it stands, what it means and what it would be given."""

from typing import Annotated

import typer

from monosashi.cli.arguments import FormatText, PlanPath, SchemeText, day_of, fiscal_year_of, format_of
from monosashi.cli.form_inputs import Filling, FormPath, filling_of, form_in, year_last_told
from monosashi.cli.plan_reading import plan_in
from monosashi.cli.printing import print_data, print_rows, print_sheets_as
from monosashi.cli.session import ExitCode, Format, Session
from monosashi.cli.sheets import Column, Row, Sheet
from monosashi.core.tree import Node
from monosashi.exchange.forms.form import Form, Found
from monosashi.exchange.forms.values import FormValue
from monosashi.publishing.forms import asks_for_measures, field_named

YearText = Annotated[str, typer.Option("--year", "-y", metavar="YEAR", help="cli.forms.option.sample_year")]

_COLUMNS = ("place", "written", "field", "about", "sample")


def command(
    ctx: typer.Context,
    plan: PlanPath,
    form: FormPath,
    *,
    year: YearText = "",
    scheme: SchemeText = "",
    printed: FormatText = "table",
) -> int:
    """Print what the form asks for. Raises InvalidInput with all that the plan does not know."""
    session: Session = ctx.obj
    wanted = format_of(printed)
    read = plan_in(plan)
    fiscal_year = fiscal_year_of(year) if year else year_last_told(read)
    filling = filling_of(read, fiscal_year, day_of(""), scheme)
    found = form_in(form, read).form
    rows = [_document(each, found, filling, session) for each in found.found]
    match wanted:
        case Format.JSON:
            print_data(
                {"kind": found.kind.value, "repeats": found.repeats, "fiscal_year": fiscal_year, "placeholders": rows}
            )
        case Format.CSV:
            print_rows(_COLUMNS, (tuple(row[name] for name in _COLUMNS) for row in rows))
        case _:
            print_sheets_as(wanted, (_sheet(found, rows, filling, session),))
    return ExitCode.FINE


def _document(found: Found, form: Form, filling: Filling, session: Session) -> dict[str, str]:
    field = field_named(filling.plan, found.placeholder.name)
    return {
        "place": session.say(found.place),
        "written": found.written,
        "field": field.same_as or field.name if field else "",
        "about": session.say(field.about) if field else "",
        "sample": _sample(found, form, filling),
    }


def _sample(found: Found, form: Form, filling: Filling) -> str:
    """What it would be given for the first measure; "" where it would be blank, or the plan has no measure."""
    value: FormValue = ""
    if not (found.in_block or asks_for_measures(form)):
        value = filling.values.of_plan()(found.placeholder)
    elif node := _first(filling):
        value = filling.values.of_measure(node)(found.placeholder)
    return value if isinstance(value, str) else value.printed


def _first(filling: Filling) -> Node | None:
    return next(iter(filling.plan.index.measures), None)


def _sheet(form: Form, rows: list[dict[str, str]], filling: Filling, session: Session) -> Sheet:
    columns = (
        Column(session.text("cli.forms.column.place")),
        Column(session.text("cli.forms.column.written")),
        Column(session.text("cli.forms.column.about"), wraps=True),
        Column(session.text("cli.forms.column.sample"), wraps=True),
    )
    first = _first(filling)
    title = session.text("cli.forms.check.title", count=len(rows), year=filling.fiscal_year)
    return Sheet(
        title,
        columns,
        tuple(Row((row["place"], row["written"], row["about"], row["sample"])) for row in rows),
        note="\n".join(
            (_how(form, session), session.text("cli.forms.sample_of", name=first.label) if first else "")
        ).strip(),
    )


def _how(form: Form, session: Session) -> str:
    """How many files come of it."""
    if form.repeats:
        return session.text("cli.forms.repeats")
    return session.text("cli.forms.one_each") if asks_for_measures(form) else session.text("cli.forms.one_file")
