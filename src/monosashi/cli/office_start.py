"""The office behind a subcommand: its folder, its language, and Django, which no other subcommand loads."""

import logging.config
import os
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Annotated, Any

import typer

from monosashi.cli.session import Session
from monosashi.core.messages import InvalidInput, Problem, message
from monosashi.exchange.toml_faults import line_of

HomePath = Annotated[Path, typer.Option("--home", metavar="DIR", help="cli.option.home")]

_MISSING = Path()
"""Not given: MONOSASHI_HOME, else `monosashi-office` where one stands."""

NO_HOME = _MISSING


def start(home: Path, session: Session, **settings: str) -> None:
    """Set Django up for the installation in this folder. `settings` come before those of its file.

    Raises InvalidInput where the office is not installed, its file cannot be used or its database cannot be reached.
    """
    installation = _module("config.installation")
    if home != NO_HOME:
        os.environ[installation.HOME_VARIABLE] = str(home.absolute())
    os.environ |= {f"{installation.PREFIX}{name.upper()}": value for name, value in settings.items()}
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "monosashi.office.config.settings")
    _settings_read(installation)
    import_module("django").setup()
    logging.config.dictConfig({"version": 1, "disable_existing_loggers": False})
    import_module("django.utils.translation").activate(session.language)
    _refuse_unreachable()


def operation(name: str) -> Any:  # noqa: ANN401 -- a module, whose functions are called
    """A module of the office's operation, once it is started."""
    return import_module(f"monosashi.office.operation.{name}")


def installation_in_force() -> Any:  # noqa: ANN401 -- the settings of the installation
    """The settings of the installation that was started."""
    return import_module("django.conf").settings.INSTALLATION


def _module(name: str) -> ModuleType:
    try:
        return import_module(f"monosashi.office.{name}")
    except ModuleNotFoundError as error:
        if (error.name or "").startswith("monosashi"):
            raise
        why, remedy = message("cli.office.not_installed", module=error.name), message("cli.office.install")
        raise InvalidInput.of("monosashi office", why, remedy) from None


def _settings_read(installation: ModuleType) -> None:
    """Raises InvalidInput with every setting that cannot be used."""
    validation_error = import_module("pydantic").ValidationError
    try:
        installation.read_installation()
    except validation_error as error:
        remedy = message("cli.office.mend_settings")
        raise InvalidInput(
            tuple(
                Problem(f"office.toml {'.'.join(map(str, wrong['loc']))}", _read(wrong), _why(wrong), remedy)
                for wrong in error.errors()
            )
        ) from None
    except ValueError as error:  # not TOML
        why, remedy = message("cli.office.not_toml"), message("cli.office.mend_settings")
        raise InvalidInput.of("office.toml", why, remedy, line=line_of(error)) from None


_KINDS = {"extra_forbidden": "unknown", "missing": "missing", "unreadable": "unreadable"}
"""What is wrong with a setting, by the kind of error."""


def _why(wrong: dict[str, Any]) -> Any:  # noqa: ANN401 -- a message
    kind = _KINDS.get(wrong["type"], "not_usable")
    return message(f"cli.office.setting_{kind}")


def _read(wrong: dict[str, Any]) -> str | None:
    """What stood there; None where nothing did."""
    return None if wrong["type"] == "missing" else str(wrong["input"])


def _refuse_unreachable() -> None:
    database = import_module("django.db")
    try:
        database.connection.ensure_connection()
    except database.DatabaseError as error:
        why = message("cli.office.no_database", kind=type(error).__name__)
        raise InvalidInput.of("database", why, message("cli.office.start_database")) from None
