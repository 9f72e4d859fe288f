"""The help page of one subcommand, made of the declarations of its parameters."""

from collections.abc import Sequence

import typer.core

from monosashi.cli.overview import Entry, Section, help_page
from monosashi.cli.session import Session
from monosashi.cli.subcommands import module_name


def subcommand_help(name: str, command: typer.core.TyperCommand, session: Session) -> str:
    """The help page of one subcommand."""
    arguments = [param for param in command.params if isinstance(param, typer.core.TyperArgument)]
    options = [param for param in command.params if isinstance(param, typer.core.TyperOption)]
    spelt = [*(_argument_usage(param) for param in arguments), *(_option_usage(param) for param in options)]
    usage = " ".join(["monosashi", name, *spelt])
    sections = (
        Section(session.text("cli.help.arguments"), tuple(_argument(param, session) for param in arguments)),
        Section(session.text("cli.help.options"), (*(_option(param, session) for param in options), *common(session))),
    )
    return help_page(usage, session.text(f"cli.{module_name(name)}.help"), sections, session)


def common(session: Session) -> tuple[Entry, ...]:
    """The options that every subcommand has."""
    return (
        Entry("--lang ja|en", session.text("cli.option.lang")),
        Entry("--help, -h", session.text("cli.option.help")),
    )


def _argument_usage(param: typer.core.TyperArgument) -> str:
    return str(param.metavar) if param.required else f"[{param.metavar}]"


def _option_usage(param: typer.core.TyperOption) -> str:
    shown = _spelt(param, param.opts[:1])
    return shown if param.required else f"[{shown}]"


def _argument(param: typer.core.TyperArgument, session: Session) -> Entry:
    return Entry(param.metavar or "", session.text(param.help or ""))


def _option(param: typer.core.TyperOption, session: Session) -> Entry:
    text = session.text(param.help or "")
    if param.required:
        text += session.text("cli.help.required")
    elif isinstance(param.default, str) and param.default:
        text += session.text("cli.help.default", value=param.default)
    return Entry(_spelt(param, param.opts), text)


def _spelt(param: typer.core.TyperOption, names: Sequence[str]) -> str:
    return ", ".join(names) + ("" if param.is_flag else f" {param.metavar}")
