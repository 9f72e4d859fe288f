"""`monosashi rules`: the rules of the plan review, listed, or one of them explained."""

from typing import Annotated

import typer

from monosashi.checks.configuration import check_selectors
from monosashi.checks.registry import all_rules
from monosashi.checks.rule import AnyRule
from monosashi.cli.arguments import FormatText, format_of
from monosashi.cli.printing import print_data, print_rows, print_sheets_as
from monosashi.cli.rule_pages import rule_document, rule_page
from monosashi.cli.session import ExitCode, Format, Session, write_out
from monosashi.cli.sheets import Column, Row, Sheet
from monosashi.core.messages import InvalidInput

RuleText = Annotated[str, typer.Argument(metavar="RULE", help="cli.argument.rule")]
CSV_COLUMNS = ("rule", "name", "severity", "scope", "title")


def command(ctx: typer.Context, rule: RuleText = "", form: FormatText = "table") -> int:
    """List or explain rules."""
    session: Session = ctx.obj
    wanted = format_of(form)
    chosen = tuple(each for each in all_rules() if not rule or each.name == rule or each.code.startswith(rule.upper()))
    if problems := check_selectors((rule,) if rule else (), all_rules(), "monosashi rules"):
        raise InvalidInput(problems)
    match wanted:
        case Format.JSON:
            print_data([rule_document(each, session.say) for each in chosen])
        case Format.CSV:
            print_rows(CSV_COLUMNS, (_cells(each, session) for each in chosen))
        case _ if rule:
            write_out("\n".join(rule_page(each, session.say) for each in chosen))
        case _:
            print_sheets_as(wanted, (_list(chosen, session),))
    return ExitCode.FINE


def _list(chosen: tuple[type[AnyRule], ...], session: Session) -> Sheet:
    columns = (
        Column(session.text("cli.check.column.rule")),
        Column(session.text("cli.check.column.severity")),
        Column(session.text("cli.check.column.finds"), wraps=True),
        Column(session.text("cli.check.column.name")),
    )
    rows = []
    for each in chosen:
        document = rule_document(each, session.say)
        rows.append(Row((each.code, session.word(each.severity), document["title"], each.name)))
    return Sheet(
        session.text("cli.rules.title", count=len(chosen)), columns, tuple(rows), note=session.text("cli.rules.note")
    )


def _cells(each: type[AnyRule], session: Session) -> tuple[str, ...]:
    title = rule_document(each, session.say)["title"]
    return (each.code, each.name, each.severity.value, each.scope.value, title)
