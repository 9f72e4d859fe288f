"""Forms that were saved, files that wait to be applied, frozen editions.

Three new tables: the code before does not know them and goes on beside them. There are no old rows. Reversing loses which forms
were saved (a form sent again then saves again), files that wait, and every edition that was not taken out as a folder.
"""

import uuid

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("plans", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="ImportDraft",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("plan_id", models.CharField(max_length=128)),
                ("based_on", models.PositiveIntegerField(null=True)),
                ("file_name", models.CharField(max_length=255)),
                ("document", models.BinaryField()),
                ("notes", models.TextField(default="[]")),
                ("made_by", models.BigIntegerField()),
                ("made_by_label", models.CharField(max_length=100)),
                ("made_at", models.DateTimeField()),
            ],
            options={
                "ordering": ("-made_at",),
            },
        ),
        migrations.CreateModel(
            name="Submission",
            fields=[
                ("token", models.CharField(max_length=64, primary_key=True, serialize=False)),
                ("made_by", models.BigIntegerField()),
                ("made_at", models.DateTimeField(db_index=True)),
                ("based_on", models.PositiveIntegerField()),
                ("revision", models.PositiveIntegerField()),
                ("sent", models.BinaryField()),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="submissions", to="plans.planrow"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Edition",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveIntegerField()),
                ("file", models.CharField(max_length=100)),
                ("sha256", models.CharField(max_length=64)),
                ("fiscal_year", models.PositiveIntegerField()),
                ("state", models.CharField(max_length=16)),
                ("label", models.CharField(max_length=200)),
                ("revision", models.PositiveIntegerField()),
                ("frozen_at", models.DateTimeField()),
                ("frozen_by", models.BigIntegerField(null=True)),
                ("frozen_by_label", models.CharField(max_length=100)),
                ("document", models.BinaryField()),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="editions", to="plans.planrow"
                    ),
                ),
            ],
            options={
                "ordering": ("plan", "number"),
                "constraints": [models.UniqueConstraint(fields=("plan", "number"), name="edition_stands_once")],
            },
        ),
    ]
