"""One setting says which database: SQLite for one machine, PostgreSQL for a server."""

from typing import Any
from urllib.parse import unquote, urlsplit

from monosashi.office.config.installation import Installation

_PREPARED_AFTER = 2
"""How often a connection sends a statement before the server keeps its plan. Pages ask the same again and again, and to plan takes
the server as long as to answer."""


def database_of(installation: Installation) -> dict[str, Any]:
    """Django's description of the database. Raises ValueError for an address of another kind."""
    if not installation.database:
        return _sqlite(installation)
    address = urlsplit(installation.database)
    if address.scheme not in {"postgresql", "postgres"}:
        raise ValueError(installation.database)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": address.path.lstrip("/"),
        "USER": unquote(address.username or ""),
        "PASSWORD": unquote(address.password or ""),
        "HOST": address.hostname or "",
        "PORT": str(address.port or ""),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {"pool": False, "server_side_binding": True, "prepare_threshold": _PREPARED_AFTER},
    }


def _sqlite(installation: Installation) -> dict[str, Any]:
    """Readers go on while one writes (WAL); a transaction takes the right to write at once, so that it never fails half-way."""
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": installation.sqlite_file,
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA busy_timeout=20000;",
        },
    }
