"""`monosashi forms fill`: a form of the city filled with what departments answered."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Annotated

import typer

from monosashi.cli.arguments import PlanPath, SchemeText, YearText, day_of, fiscal_year_of
from monosashi.cli.form_inputs import Filling, FormAsRead, FormPath, filling_of, form_in, measures_meant
from monosashi.cli.new_files import write_new
from monosashi.cli.plan_reading import plan_in
from monosashi.cli.session import ExitCode, Session, write_out
from monosashi.core.tree import Node
from monosashi.exchange.forms.form import fill
from monosashi.publishing.forms import Blank, asks_for_measures, blanks_in, file_name_for, file_names_for
from monosashi.publishing.output_files import OutputFile

Folder = Annotated[Path, typer.Option("--to", metavar="DIR", help="cli.forms.option.to")]
Measures = Annotated[list[str], typer.Option("--measure", metavar="MEASURE", help="cli.forms.option.measure")]
Departments = Annotated[list[str], typer.Option("--department", metavar="NAME", help="cli.forms.option.department")]
MadeOn = Annotated[str, typer.Option("--date", metavar="YYYY-MM-DD", help="cli.forms.option.date")]

_MOST_NAMED = 5


def command(  # noqa: PLR0913 -- each is one argument or option of the subcommand
    ctx: typer.Context,
    plan: PlanPath,
    form: FormPath,
    *,
    year: YearText,
    to: Folder,
    measure: Measures = [],  # noqa: B006 -- typer's way of an option that may be repeated
    department: Departments = [],  # noqa: B006 -- the same
    scheme: SchemeText = "",
    date: MadeOn = "",
) -> int:
    """Write the files, all or none. Nothing is overwritten."""
    session: Session = ctx.obj
    read = plan_in(plan)
    filling = filling_of(read, fiscal_year_of(year), day_of(date), scheme)
    found = form_in(form, read)
    nodes = measures_meant(read, filling.fiscal_year, measure, department)
    files = tuple(_files(found, filling, nodes))
    write_new(files, to)
    write_out(session.text("cli.forms.written", folder=str(to), count=len(files)))
    of_measures = [(node, filling.values.of_measure(node)) for node in nodes]
    for blank in blanks_in(found.form, filling.values.of_plan(), of_measures):
        write_out(_told(blank, session))
    return ExitCode.FINE


def _files(found: FormAsRead, filling: Filling, nodes: Sequence[Node]) -> Iterator[OutputFile]:
    """One file for each measure where the form asks for a measure and repeats nothing; else one."""
    name = found.path.name
    if not asks_for_measures(found.form):
        of_measures = [filling.values.of_measure(node) for node in nodes]
        yield OutputFile(file_name_for(name, None), fill(found.raw, name, filling.values.of_plan(), of_measures))
        return
    for file_name, node in zip(file_names_for(name, nodes), nodes, strict=True):
        yield OutputFile(file_name, fill(found.raw, name, filling.values.of_measure(node)))


def _told(blank: Blank, session: Session) -> str:
    """What is blank, and of which measures, the first of them by name."""
    sentence = session.say(blank.told)
    if not blank.measures:
        return sentence
    names = tuple(node.label for node in blank.measures[:_MOST_NAMED])
    more = len(blank.measures) - len(names)
    named = (
        session.text("cli.forms.and_more", names=names, count=more)
        if more
        else session.text("cli.forms.names", names=names)
    )
    return f"{sentence}\n    {named}"
