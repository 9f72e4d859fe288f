"""The database of an installation, asked beside the processes that use it: often, and without starting one."""

import sqlite3
from contextlib import closing
from typing import Any, LiteralString

import psycopg

from office.operation.installations import Installation

WRITERS = (
    "SELECT count(*) FROM pg_stat_activity "
    "WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_xid IS NOT NULL"
)
TOLD = "SELECT (SELECT count(*) FROM events_event) + (SELECT count(*) FROM workbooks_handedin)"
JOB = "SELECT count(*) FROM django_tasks_database_dbtaskresult WHERE status = 'RUNNING'"
TABLES_OF_SQLITE = "SELECT name FROM sqlite_master WHERE type = 'table'"
TABLES_OF_POSTGRESQL = "SELECT tablename FROM pg_tables WHERE schemaname = 'public'"


class Beside:
    """The database, asked beside whoever works on it. A file that is not there yet is not made."""

    def __init__(self, installation: Installation) -> None:
        file = f"file:{installation.home / 'office.sqlite3'}?mode=rw"
        self._postgresql = psycopg.connect(installation.database, autocommit=True) if installation.database else None
        self._sqlite = None if self._postgresql else sqlite3.connect(file, timeout=0, isolation_level=None, uri=True)

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

    @property
    def tables(self) -> list[str]:
        return [str(name) for (name,) in self.rows(TABLES_OF_SQLITE if self._sqlite else TABLES_OF_POSTGRESQL)]

    def _count(self, question: LiteralString) -> int:
        ((number,),) = self.rows(question)
        return int(number)

    def rows(self, question: LiteralString) -> list[tuple[Any, ...]]:
        if self._sqlite:
            return self._sqlite.execute(question).fetchall()
        assert self._postgresql is not None
        return self._postgresql.execute(question).fetchall()

    def close(self) -> None:
        for connection in (self._postgresql, self._sqlite):
            if connection is not None:
                connection.close()


def rows_of(installation: Installation, question: LiteralString) -> list[tuple[Any, ...]]:
    """What its database answers."""
    with closing(Beside(installation)) as beside:
        return beside.rows(question)


def number_of(installation: Installation, table: LiteralString) -> int:
    """How many rows a table has."""
    ((number,),) = rows_of(installation, f"SELECT count(*) FROM {table}")  # noqa: S608 -- a name in a test
    return int(number)


def is_empty(installation: Installation) -> bool:
    """Whether its database has no table, or is not there."""
    if not installation.database and not (installation.home / "office.sqlite3").exists():
        return True
    with closing(Beside(installation)) as beside:
        return not beside.tables
