"""The reports in PDF, one for each edition.

Safe beside the old code: a new table only. There are no old rows. Reversing loses which reports were made; they can be made again.
"""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("plans", "0004_edition_withdrawn"),
        ("publication", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="YearReport",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("edition", models.PositiveIntegerField()),
                ("key", models.CharField(max_length=32)),
                (
                    "state",
                    models.CharField(
                        choices=[("asked", "Asked"), ("made", "Made"), ("failed", "Failed")], max_length=8
                    ),
                ),
                ("job", models.UUIDField(null=True)),
                ("asked_at", models.DateTimeField()),
                ("asked_by", models.BigIntegerField(null=True)),
                ("asked_by_label", models.CharField(blank=True, max_length=100)),
                ("made_at", models.DateTimeField(null=True)),
                ("sha256", models.CharField(blank=True, max_length=64)),
                ("pages", models.PositiveIntegerField(default=0)),
                ("size", models.BigIntegerField(default=0)),
                ("letters", models.TextField(blank=True)),
                ("problems", models.TextField(default="[]")),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="year_reports", to="plans.planrow"
                    ),
                ),
            ],
            options={
                "ordering": ("plan", "-edition"),
                "constraints": [models.UniqueConstraint(fields=("plan", "edition"), name="year_report_stands_once")],
            },
        ),
    ]
