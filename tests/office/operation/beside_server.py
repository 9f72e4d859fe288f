"""The database of a server that runs, asked beside it and often."""

import sqlite3
from typing import LiteralString

import psycopg

from office.operation.installations import Installation

WRITERS = (
    "SELECT count(*) FROM pg_stat_activity "
    "WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_xid IS NOT NULL"
)
TOLD = "SELECT (SELECT count(*) FROM events_event) + (SELECT count(*) FROM workbooks_handedin)"
JOB = "SELECT count(*) FROM django_tasks_database_dbtaskresult WHERE status = 'RUNNING'"


class Beside:
    """The database, asked beside the server."""

    def __init__(self, installation: Installation) -> None:
        file = installation.home / "office.sqlite3"
        self._postgresql = psycopg.connect(installation.database, autocommit=True) if installation.database else None
        self._sqlite = None if self._postgresql else sqlite3.connect(file, timeout=0, isolation_level=None)

    @property
    def somebody_writes(self) -> bool:
        """Whether a transaction has written, or will, and has not ended."""
        if self._sqlite is None:
            return self._count(WRITERS) > 0
        try:
            self._sqlite.execute("BEGIN IMMEDIATE")
            self._sqlite.execute("ROLLBACK")
        except sqlite3.OperationalError:
            return True
        return False

    @property
    def told(self) -> int:
        """How many events and workbooks are there. Each of the acts makes them more."""
        return self._count(TOLD)

    @property
    def job_runs(self) -> bool:
        return self._count(JOB) > 0

    def _count(self, question: LiteralString) -> int:
        row = self._sqlite.execute(question).fetchone() if self._sqlite else None
        row = self._postgresql.execute(question).fetchone() if self._postgresql else row
        assert row is not None
        return int(row[0])

    def close(self) -> None:
        for connection in (self._postgresql, self._sqlite):
            if connection is not None:
                connection.close()
