"""Seals on events, what an event touched beside its subject, and how contents were corrected or disposed of.

Safe beside the old code: three new tables and one column that may be empty. Old events touch nothing but their subject and are
sealed at the next minute. Going back loses the seals.
"""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("events", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Seal",
            fields=[
                ("number", models.PositiveBigIntegerField(primary_key=True, serialize=False)),
                ("at", models.DateTimeField()),
                ("occasion", models.CharField(max_length=16)),
                ("members", models.TextField()),
                ("count", models.PositiveIntegerField()),
                ("previous", models.CharField(blank=True, max_length=64)),
                ("head", models.CharField(max_length=64)),
                ("horizon", models.BigIntegerField()),
            ],
            options={
                "ordering": ("number",),
            },
        ),
        migrations.AddField(
            model_name="event",
            name="tx",
            field=models.BigIntegerField(null=True),
        ),
        migrations.CreateModel(
            name="Amendment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "event",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="amendments", to="events.event"
                    ),
                ),
                (
                    "told_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="amends", to="events.event"
                    ),
                ),
            ],
            options={
                "ordering": ("id",),
            },
        ),
        migrations.CreateModel(
            name="EventPlace",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("plan", models.CharField(blank=True, max_length=128)),
                ("kind", models.CharField(max_length=32)),
                ("object_id", models.CharField(max_length=255)),
                (
                    "event",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="places", to="events.event"
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["kind", "object_id", "plan", "-event"], name="history_of_place")],
            },
        ),
    ]
