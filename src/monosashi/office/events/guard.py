"""The database itself refuses to change or delete events and seals; content goes only where an amendment tells of it."""

from collections.abc import Iterator

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

KEPT = ("events_event", "events_seal", "events_amendment", "events_eventplace")
CONTENT = "events_eventcontent"

_REFUSAL = "events are append-only"
_TOLD = "SELECT 1 FROM events_amendment WHERE events_amendment.event_id = OLD.event_id"


def put(connection: BaseDatabaseWrapper) -> None:
    """Put the guard in place."""
    _run(connection, _POSTGRESQL_PUT if connection.vendor == "postgresql" else tuple(_sqlite_put()))


def lift(connection: BaseDatabaseWrapper) -> None:
    """Take the guard away: for tests that empty their database, and for going back before it was there."""
    _run(connection, _POSTGRESQL_LIFT if connection.vendor == "postgresql" else tuple(_sqlite_lift()))


def put_by_migration(_apps: object, editor: BaseDatabaseSchemaEditor) -> None:
    """The step of the migration."""
    put(editor.connection)


def lift_by_migration(_apps: object, editor: BaseDatabaseSchemaEditor) -> None:
    """The way back."""
    lift(editor.connection)


def _run(connection: BaseDatabaseWrapper, statements: tuple[str, ...]) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def _sqlite_put() -> Iterator[str]:
    refuse = f"BEGIN SELECT RAISE(ABORT, '{_REFUSAL}'); END"
    for table in KEPT:
        yield f"CREATE TRIGGER {table}_no_update BEFORE UPDATE ON {table} {refuse}"
        yield f"CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table} {refuse}"
    yield f"CREATE TRIGGER {CONTENT}_no_update BEFORE UPDATE ON {CONTENT} {refuse}"
    yield f"CREATE TRIGGER {CONTENT}_no_delete BEFORE DELETE ON {CONTENT} WHEN NOT EXISTS ({_TOLD}) {refuse}"


def _sqlite_lift() -> Iterator[str]:
    for table in (*KEPT, CONTENT):
        yield f"DROP TRIGGER IF EXISTS {table}_no_update"
        yield f"DROP TRIGGER IF EXISTS {table}_no_delete"


_POSTGRESQL_PUT = (
    f"""
    CREATE FUNCTION events_refuse() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN RAISE EXCEPTION '{_REFUSAL}' USING ERRCODE = 'integrity_constraint_violation'; END $$
    """,
    f"""
    CREATE FUNCTION events_refuse_untold() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN
      IF NOT EXISTS ({_TOLD}) THEN
        RAISE EXCEPTION '{_REFUSAL}' USING ERRCODE = 'integrity_constraint_violation';
      END IF;
      RETURN OLD;
    END $$
    """,
    *(
        f"CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON {table} FOR EACH ROW EXECUTE FUNCTION events_refuse()"
        for table in KEPT
    ),
    f"CREATE TRIGGER append_only BEFORE UPDATE ON {CONTENT} FOR EACH ROW EXECUTE FUNCTION events_refuse()",
    f"CREATE TRIGGER told_only BEFORE DELETE ON {CONTENT} FOR EACH ROW EXECUTE FUNCTION events_refuse_untold()",
)

_POSTGRESQL_LIFT = (
    *(f"DROP TRIGGER IF EXISTS append_only ON {table}" for table in (*KEPT, CONTENT)),
    f"DROP TRIGGER IF EXISTS told_only ON {CONTENT}",
    "DROP FUNCTION IF EXISTS events_refuse()",
    "DROP FUNCTION IF EXISTS events_refuse_untold()",
)
