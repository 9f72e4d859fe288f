"""The engine below a panel. All that is asked of it is asked through Ibis, so that another may stand here (decision 22)."""

from importlib import import_module
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


def engine() -> Engine:
    """DuckDB in memory. Raises InvalidInput where the extra is not installed."""
    connection = ibis().duckdb.connect()
    for setting in _ALONE:
        connection.raw_sql(setting)
    return connection
