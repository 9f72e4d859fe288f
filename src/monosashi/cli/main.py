"""The entry: language, then the subcommand, then the exit code. Only the module of the subcommand in use is loaded."""

import os
import sys
from collections.abc import Mapping, Sequence
from difflib import get_close_matches
from importlib import import_module
from types import ModuleType
from typing import NoReturn

from monosashi import __version__
from monosashi.cli.language_choice import choose_language, of_locale
from monosashi.cli.problem_lines import printable, problem_text
from monosashi.cli.session import (
    ExitCode,
    NoPlaceToPrint,
    ReaderLeft,
    Session,
    open_what_is_closed,
    speak_utf8,
    told_apart,
    write_error,
    write_out,
)
from monosashi.core.messages import InvalidInput, Problem, message
from monosashi.exchange.file_reasons import lies_in_the_place, reason_of
from monosashi.office.operation.collecting import collect_seldom

SUBCOMMANDS = (
    "evaluate",
    "summary",
    "show",
    "diff",
    "validate",
    "schemes",
    "schema",
    "new",
    "convert",
    "read",
    "freeze",
    "verify",
    "compare",
    "correct",
    "withdraw",
    "publish",
    "report",
    "auditor make",
    "auditor verify",
    "open-data",
    "pieces",
    "bundle make",
    "bundle verify",
    "bundle unpack",
    "check",
    "rules",
    "money in",
    "sheets out",
    "sheets in",
    "sheets status",
    "forms fields",
    "forms check",
    "forms fill",
    "panel make",
    "panel cities",
    "panel alike",
    "office serve",
    "office migrate",
    "office user",
    "office backup",
    "office restore",
    "office verify",
    "office upgrade",
    "demo",
)
"""In the order of the help. Each is a module of `commands`."""

DEFECT_VARIABLE = "MONOSASHI_DEBUG"


def main() -> NoReturn:
    """Run the command line of this process and leave with its exit code."""
    collect_seldom()
    open_what_is_closed()
    speak_utf8()
    sys.exit(run(sys.argv[1:], os.environ))


def run(arguments: Sequence[str], environment: Mapping[str, str]) -> int:
    """Run one command line. Whatever happens, people get a sentence and the caller an exit code, never a traceback."""
    session = Session(of_locale(environment))
    try:
        language, rest = choose_language(arguments, environment)
        session = Session(language)
        return _flushed(_dispatch(rest, session))
    except InvalidInput as error:
        write_error(problem_text(error.problems, session, file=getattr(error, "file", "")))
        return ExitCode.INPUT
    except (BrokenPipeError, ReaderLeft):
        return _reader_left()
    except NoPlaceToPrint as error:
        _reader_left()
        write_error(problem_text((_about_output(error, session),), session))
        return ExitCode.INPUT
    except KeyboardInterrupt:
        return ExitCode.INTERRUPTED
    except Exception as error:
        if environment.get(DEFECT_VARIABLE):
            raise
        return _failed(error, session)


def _flushed(code: int) -> int:
    with told_apart():
        sys.stdout.flush()
    return code


def _about_output(error: NoPlaceToPrint, session: Session) -> Problem:
    why = message("cli.cannot_write", reason=reason_of(error.reason))
    return Problem(session.text("cli.standard_output"), None, why, message("cli.check_output"))


def _failed(error: Exception, session: Session) -> int:
    """What nobody foresaw: the place is to blame, or Monosashi is."""
    if isinstance(error, OSError) and lies_in_the_place(error):
        write_error(problem_text((_about_place(error),), session))
        return ExitCode.INPUT
    write_error(session.text("cli.defect", kind=type(error).__name__, detail=printable(str(error))))
    return ExitCode.DEFECT


def _about_place(error: OSError) -> Problem:
    why = message("cli.cannot_use", reason=reason_of(error))
    return Problem(str(error.filename or "monosashi"), None, why, message("cli.check_place"))


def _reader_left() -> int:
    """What is still buffered goes nowhere, instead of failing when the process ends."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return ExitCode.FINE


def _dispatch(arguments: Sequence[str], session: Session) -> int:
    match _with_two_words(arguments):
        case [] | ["--help" | "-h" | "help"]:
            write_out(_module("overview").overview(SUBCOMMANDS, session))
        case ["--version"]:
            write_out(f"monosashi {__version__}")
        case ["help", name, *_]:
            return _subcommand(name, ["--help"], session)
        case [name, *rest]:
            return _subcommand(name, rest, session)
    return ExitCode.FINE


def _with_two_words(arguments: Sequence[str]) -> Sequence[str]:
    """The arguments with a name of two words (`money in`) made one of them."""
    at = 1 if arguments[:1] == ["help"] else 0
    name = " ".join(arguments[at : at + 2])
    return [*arguments[:at], name, *arguments[at + 2 :]] if name in SUBCOMMANDS else arguments


def _subcommand(name: str, arguments: Sequence[str], session: Session) -> int:
    if name in SUBCOMMANDS:
        return int(_module("subcommands").run_subcommand(name, arguments, session))
    begun = tuple(each for each in SUBCOMMANDS if each.startswith(f"{name} "))
    if begun and arguments[:1] in (["--help"], ["-h"], ["help"]):
        write_out(_module("overview").overview(begun, session))
        return ExitCode.FINE
    near = begun or tuple(get_close_matches(name, SUBCOMMANDS, n=1)) or SUBCOMMANDS
    problem = Problem("monosashi", name, message("cli.no_such_command"), message("cli.commands_are", names=near))
    raise InvalidInput((problem,))


def _module(name: str) -> ModuleType:
    return import_module(f"monosashi.cli.{name}")
