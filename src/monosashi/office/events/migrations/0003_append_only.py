"""The database refuses to change or delete events and seals.

Safe beside the old code, which does neither. SQLite forgets triggers of a table that a later migration makes anew: such a
migration puts them back. Going back loses nothing but the guard.
"""

from django.db import migrations

from monosashi.office.events.guard import lift_by_migration, put_by_migration


class Migration(migrations.Migration):
    dependencies = [("events", "0002_seals_places_amendments")]

    operations = [migrations.RunPython(put_by_migration, lift_by_migration)]
