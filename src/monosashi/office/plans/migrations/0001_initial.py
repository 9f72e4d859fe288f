"""Plans as rows, and their revisions: where they begin. There are no old rows; reversing loses every plan."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="PlanRow",
            fields=[
                ("id", models.CharField(max_length=128, primary_key=True, serialize=False)),
                ("name", models.CharField(max_length=200)),
                ("municipality_code", models.CharField(max_length=6)),
                ("revision", models.PositiveIntegerField()),
                ("sha256", models.CharField(max_length=64)),
                ("head", models.TextField()),
            ],
            options={
                "ordering": ("name", "id"),
            },
        ),
        migrations.CreateModel(
            name="Entry",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("collection", models.CharField(max_length=32)),
                ("key", models.CharField(max_length=255)),
                ("position", models.PositiveIntegerField()),
                ("body", models.TextField()),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="entries", to="plans.planrow"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("plan", "collection", "key"), name="entry_stands_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="Revision",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveIntegerField()),
                ("made_at", models.DateTimeField()),
                ("made_by", models.BigIntegerField(null=True)),
                ("made_by_label", models.CharField(blank=True, max_length=100)),
                ("why", models.TextField(blank=True)),
                ("sha256", models.CharField(max_length=64)),
                ("document", models.BinaryField()),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="revisions", to="plans.planrow"
                    ),
                ),
            ],
            options={
                "ordering": ("plan", "-number"),
                "constraints": [models.UniqueConstraint(fields=("plan", "number"), name="revision_stands_once")],
            },
        ),
    ]
