"""The trail of events: where it begins. There are no old rows; reversing loses the trail."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Event",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField(db_index=True)),
                ("action", models.CharField(max_length=64)),
                ("kind", models.CharField(max_length=32)),
                ("object_id", models.CharField(max_length=255)),
                ("plan", models.CharField(blank=True, max_length=128)),
                ("actor", models.BigIntegerField(null=True)),
                ("digest", models.CharField(max_length=64)),
            ],
            options={
                "ordering": ("id",),
            },
        ),
        migrations.CreateModel(
            name="EventContent",
            fields=[
                (
                    "event",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="content",
                        serialize=False,
                        to="events.event",
                    ),
                ),
                ("salt", models.CharField(max_length=64)),
                ("body", models.TextField()),
            ],
        ),
        migrations.AddIndex(
            model_name="event",
            index=models.Index(fields=["plan", "kind", "object_id"], name="event_of_object"),
        ),
    ]
