"""Texts in one spelling beside each entry, for searching; on PostgreSQL with an index over three letters at a time.

Safe beside the old code, which leaves the column empty: entries that it writes are not found until they are written again. Old
rows have it empty, too. Reversing loses nothing that cannot be made again.
"""

from django.db import DatabaseError, migrations, models, transaction
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

INDEX = "CREATE INDEX entry_folded_trgm ON plans_entry USING gin (folded gin_trgm_ops)"


def index(_apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    """Without the right to add the extension searching goes on, only slower."""
    if editor.connection.vendor != "postgresql":
        return
    try:
        with transaction.atomic(using=editor.connection.alias):
            editor.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm")
            editor.execute(INDEX)
    except DatabaseError:
        return


def no_index(_apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    """The extension stays: others may use it."""
    if editor.connection.vendor == "postgresql":
        editor.execute("DROP INDEX IF EXISTS entry_folded_trgm")


class Migration(migrations.Migration):
    dependencies = [("plans", "0002_submissions_drafts_editions")]

    operations = [
        migrations.AddField("entry", "folded", models.TextField(default="")),
        migrations.RunPython(index, no_index),
    ]
