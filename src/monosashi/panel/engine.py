"""The engine below a panel. All that is asked of it is asked through Ibis, so that another may stand here (decision 22)."""

from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any

from monosashi.core.messages import InvalidInput, message

Rows = Any
"""Rows that are not there yet: a table or a column of Ibis, which has no types."""
Engine = Any
"""A connection of Ibis."""

_ALONE = (
    "SET autoinstall_known_extensions = false",
    "SET autoload_known_extensions = false",
)
"""Nothing is fetched from anywhere while it runs."""


def ibis() -> Any:  # noqa: ANN401 -- a module without types
    """The library, which is an extra (`monosashi[panel]`) and loaded only when asked for. Raises InvalidInput without it."""
    try:
        return import_module("ibis")
    except ModuleNotFoundError:
        raise InvalidInput.of("monosashi panel", message("panel.not_installed"), message("panel.install")) from None


@dataclass(frozen=True, slots=True)
class Limits:
    """What an engine may take of the machine: megabytes of memory and threads. Nothing is written to the disk meanwhile."""

    megabytes: int
    threads: int


def engine(limits: Limits | None = None) -> Engine:
    """DuckDB in memory, as large as it likes where no limits are told. Raises InvalidInput where the extra is not installed."""
    connection = ibis().duckdb.connect()
    for setting in (*_ALONE, *_within(limits)):
        connection.raw_sql(setting)
    return connection


def enclose(connection: Engine, folder: Path) -> None:
    """From now on the engine opens no file outside the folder, and nobody can tell it otherwise."""
    inside = str(folder.resolve()).replace("'", "''")
    for setting in (
        f"SET allowed_directories = ['{inside}']",
        "SET enable_external_access = false",
        "SET lock_configuration = true",
    ):
        connection.raw_sql(setting)


def _within(limits: Limits | None) -> tuple[str, ...]:
    if limits is None:
        return ()
    return (f"SET memory_limit = '{limits.megabytes}MB'", f"SET threads = {limits.threads}", "SET temp_directory = ''")
