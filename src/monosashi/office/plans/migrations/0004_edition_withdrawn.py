"""Editions that were withdrawn: the day, the reason, and the hash of the tombstone that stands in their place.

Safe beside the old code: new columns with a default that it never writes. Old rows mean editions that stand. Reversing loses the
day and reason of withdrawals; the tombstones in `document` stay, and the editions would no longer verify.
"""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("plans", "0003_entry_folded")]

    operations = [
        migrations.AddField(
            "edition", "withdrawn_on", models.CharField(blank=True, db_default="", default="", max_length=10)
        ),
        migrations.AddField("edition", "withdrawn_reason", models.TextField(blank=True, db_default="", default="")),
        migrations.AddField(
            "edition", "withdrawn_sha256", models.CharField(blank=True, db_default="", default="", max_length=64)
        ),
    ]
