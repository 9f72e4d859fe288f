"""`monosashi schemes`: the grading schemes there are; one with its legend, steps and worked examples; a city's own checked."""

from pathlib import Path
from typing import Annotated, Any

import typer

from monosashi.cli.arguments import FormatText, format_of
from monosashi.cli.judging import scheme_named, with_sentences
from monosashi.cli.printing import print_data, print_sheets_as
from monosashi.cli.scheme_sheets import scheme_sheets
from monosashi.cli.session import ExitCode, Format, Session, write_out
from monosashi.cli.sheets import Column, Row, Sheet
from monosashi.core.messages import message
from monosashi.evaluation.evaluate import shipped_schemes
from monosashi.evaluation.scheme import Scheme

Named = Annotated[str, typer.Argument(metavar="ID@VERSION", help="cli.argument.scheme")]
Check = Annotated[Path | None, typer.Option("--check", metavar="FILE", help="cli.option.check")]

_FORMATS = (Format.TABLE, Format.JSON, Format.MD)


def command(ctx: typer.Context, name: Named = "", check: Check = None, form: FormatText = "table") -> int:
    """Print the schemes, or one."""
    session: Session = ctx.obj
    wanted = format_of(form, _FORMATS)
    if check is not None:
        scheme = scheme_named(str(check), "--check")
        write_out(session.text("cli.schemes.fine", file=str(check), branches=_branches(scheme)))
        return ExitCode.FINE
    if name:
        return _print_one(scheme_named(_whole_reference(name), "ID@VERSION"), wanted, session)
    schemes = shipped_schemes()
    if wanted is Format.JSON:
        print_data({"schemes": [_document(scheme, session) for scheme in schemes]})
    else:
        print_sheets_as(wanted, (_list(schemes, session),))
    return ExitCode.FINE


def _print_one(scheme: Scheme, wanted: Format, session: Session) -> int:
    if wanted is Format.JSON:
        print_data(_document(scheme, session) | {"data": scheme.data})
    else:
        print_sheets_as(wanted, scheme_sheets(scheme, with_sentences(session, scheme)))
    return ExitCode.FINE


def _whole_reference(name: str) -> str:
    """The newest shipped version where only the id is named."""
    versions = [scheme.reference for scheme in shipped_schemes() if scheme.id == name]
    return versions[-1] if versions else name


def _branches(scheme: Scheme) -> int:
    return sum(len(step.branches) for step in scheme.steps)


def _list(schemes: tuple[Scheme, ...], session: Session) -> Sheet:
    columns = (
        Column("ID@VERSION"),
        Column(session.text("cli.schemes.grades")),
        Column(session.text("cli.schemes.name"), wraps=True),
    )
    rows = tuple(
        Row((s.reference, _grades(s), with_sentences(session, s).say(s.title)), detail=_source(s, session))
        for s in schemes
    )
    return Sheet(
        session.text("cli.schemes.title"),
        columns,
        rows,
        note=session.text("cli.schemes.note"),
        detail_column=2,
        detail_heading=session.text("cli.schemes.source"),
    )


def _grades(scheme: Scheme) -> str:
    return " ".join(dict.fromkeys(entry.grade for entry in scheme.legend))


def _source(scheme: Scheme, session: Session) -> str:
    source = scheme.source
    numbered = source.page[:1].isdigit()
    words = message("cli.schemes.page" if numbered else "cli.schemes.place", document=source.document, page=source.page)
    return session.say(words).strip()


def _document(scheme: Scheme, session: Session) -> dict[str, Any]:
    spoken = with_sentences(session, scheme)
    return {
        "reference": scheme.reference,
        "title": spoken.say(scheme.title),
        "source": {"document": scheme.source.document, "page": scheme.source.page},
        "legend": [
            {"axis": entry.axis, "grade": entry.grade, "rank": entry.rank, "text": spoken.say(entry.text)}
            for entry in scheme.legend
        ],
        "incomplete": None if scheme.incomplete is None else spoken.say(scheme.incomplete),
    }
