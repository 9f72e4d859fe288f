"""One subcommand: its help in the session's language, its arguments parsed, its mistakes told as sentences."""

import re
from collections.abc import Sequence
from importlib import import_module

import typer
import typer.core
import typer.main

from monosashi.cli.plain_parameters import read_plainly
from monosashi.cli.session import ExitCode, Session, write_out
from monosashi.core.messages import InvalidInput, Message, message

# Typer carries its own copy of click and names in public only one of its usage errors: what they all are is its base.
USAGE_ERRORS = tuple(kind for kind in typer.BadParameter.__mro__ if kind.__name__ == "UsageError")


def run_subcommand(name: str, arguments: Sequence[str], session: Session) -> int:
    """Run one subcommand. Returns its exit code. Raises InvalidInput."""
    command = built(name)
    if wants_help(arguments):
        write_out(import_module("monosashi.cli.subcommand_help").subcommand_help(name, command, session))
        return ExitCode.FINE
    try:
        code = command.main(list(arguments), prog_name=f"monosashi {name}", standalone_mode=False, obj=session)
    except Exception as error:
        if isinstance(error, USAGE_ERRORS):
            raise _in_words(name, error, arguments) from None
        raise
    return int(code or ExitCode.FINE)


def module_name(subcommand: str) -> str:
    """The module of a subcommand, which its sentences are named after: `money in` is money_in, `open-data` open_data."""
    return subcommand.replace(" ", "_").replace("-", "_")


def wants_help(arguments: Sequence[str]) -> bool:
    """Whether `--help` stands among the arguments, before a `--`."""
    before = arguments[: arguments.index("--")] if "--" in arguments else arguments
    return "--help" in before or "-h" in before


def built(name: str) -> typer.core.TyperCommand:
    """The parser of one subcommand."""
    app = typer.Typer(add_completion=False, rich_markup_mode=None)
    app.command(name, add_help_option=False)(import_module(f"monosashi.cli.commands.{module_name(name)}").command)
    command = typer.main.get_command(app)
    if not isinstance(command, typer.core.TyperCommand):
        raise TypeError(name)
    read_plainly(command)
    return command


def _in_words(name: str, error: BaseException, arguments: Sequence[str]) -> InvalidInput:
    why, read = _usage_fault(error, arguments)
    return InvalidInput.of(
        f"monosashi {name}", why, message("cli.usage.see_help", command=f"monosashi {name} --help"), read=read
    )


def _usage_fault(error: BaseException, arguments: Sequence[str]) -> tuple[Message, str | None]:
    """Why, and what was read. The kinds are told by name, wherever typer keeps its classes."""
    option = getattr(error, "option_name", None)
    match type(error).__name__:
        case "MissingParameter":
            param = getattr(error, "param", None)
            return message("cli.usage.missing", name=_name_of(param)), None
        case "Blank":
            return message("cli.usage.blank", name=_name_of(getattr(error, "param", None))), None
        case "BadParameter" if "valid integer" in str(error):
            param = getattr(error, "param", None)
            return message("cli.usage.not_a_number", name=_name_of(param)), _typed_for(param, arguments)
        case "NoSuchOption":
            return message("cli.usage.no_such_option"), option
        case "BadOptionUsage":
            return message("cli.usage.bad_option"), option
    extra = re.search(r"extra argument\S* \((.*)\)", str(error))
    return (message("cli.usage.extra"), extra[1]) if extra else (message("cli.usage.other"), str(error))


def _typed_for(param: object, arguments: Sequence[str]) -> str | None:
    """What stands behind the option, `--samples 12` or `--samples=12`; None where it is not found."""
    for argument, following in zip(arguments, (*arguments[1:], ""), strict=True):
        name, sign, value = argument.partition("=")
        if name in getattr(param, "opts", ()):
            return value if sign else following
    return None


def _name_of(param: object) -> str:
    if isinstance(param, typer.core.TyperOption):
        return f"{param.opts[0]} {param.metavar}"
    return str(getattr(param, "metavar", None) or getattr(param, "name", ""))
