"""A newer version of the software on the same data: backup, migrate, verify, and back to the backup where that fails."""

from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import connection

from monosashi.core.messages import InvalidInput, Message, Problem, message
from monosashi.office.operation.backing_up import BackedUp, back_up
from monosashi.office.operation.backup_file import opened
from monosashi.office.operation.restoring import all_or_nothing, put_rows
from monosashi.office.operation.schema_state import SchemaState, Step, schema_state
from monosashi.office.operation.verifying import verify
from monosashi.office.schemes.brought import not_read


class RolledBack(Exception):
    """The upgrade failed, and everything is as it was before. `why` says at what it failed; `backup` is what was restored."""

    def __init__(self, why: Message, backup: Path, problems: tuple[Problem, ...] = ()) -> None:
        super().__init__(why.id)
        self.why, self.backup, self.problems = why, backup, problems


@dataclass(frozen=True, slots=True)
class Upgraded:
    """What was done. Both are None and empty where there was nothing to do."""

    backup: BackedUp | None
    steps: tuple[Step, ...]


def check() -> SchemaState:
    """What an upgrade would do. Raises InvalidInput where the database was made by a newer version than this."""
    state = schema_state()
    if state.unknown:
        names = tuple("/".join(step) for step in state.unknown)
        why, remedy = message("operation.serve.database_newer", steps=names), message("operation.serve.take_newer")
        raise InvalidInput.of("monosashi office upgrade", why, remedy)
    return state


def upgrade() -> Upgraded:
    """Bring the data up to this version. Raises InvalidInput before anything was changed, RolledBack afterwards."""
    state = check()
    if not state.pending:
        return Upgraded(None, ())
    backup = back_up(settings.INSTALLATION.backups)
    try:
        call_command("migrate", interactive=False, verbosity=0)
        found = verify()
    except Exception as error:
        _roll_back(backup.path)
        raise RolledBack(message("operation.upgrade.failed", kind=type(error).__name__), backup.path) from error
    if found.problems:
        _roll_back(backup.path)
        raise RolledBack(message("operation.upgrade.not_whole"), backup.path, found.problems)
    return Upgraded(backup, state.pending)


def rules_not_read() -> tuple[Problem, ...]:
    """What is wrong with rules of the city's own that this version cannot read; years that name them are without grades."""
    return tuple(problem for rule in not_read() for problem in rule.problems)


def _roll_back(path: Path) -> None:
    """Put what the backup holds in the place of what is there. Files beside the database were not touched."""
    with opened(path) as backup:
        backup.check()
        with all_or_nothing():
            if connection.vendor == "postgresql":
                _drop_everything()
            put_rows(backup, path)


def _drop_everything() -> None:
    quote = connection.ops.quote_name
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"DROP TABLE {quote(table)} CASCADE")
        cursor.execute("DROP FUNCTION IF EXISTS events_refuse() CASCADE")
        cursor.execute("DROP FUNCTION IF EXISTS events_refuse_untold() CASCADE")
