"""Reviews, findings and decisions. New tables only: older code does not know them. Reversing loses every decision."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("plans", "0003_entry_folded"),
    ]

    operations = [
        migrations.CreateModel(
            name="Decision",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveIntegerField()),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("taken_on", "taken_on"),
                            ("done", "done"),
                            ("waived", "waived"),
                            ("asked", "asked"),
                            ("answered", "answered"),
                            ("reopened", "reopened"),
                        ],
                        max_length=16,
                    ),
                ),
                ("department", models.CharField(blank=True, max_length=64)),
                ("post", models.CharField(blank=True, max_length=100)),
                ("until", models.DateField(null=True)),
                ("text", models.TextField(blank=True)),
                ("made_at", models.DateTimeField()),
                ("made_by", models.BigIntegerField(null=True)),
                ("made_by_label", models.CharField(blank=True, max_length=100)),
            ],
            options={
                "ordering": ("finding", "number"),
            },
        ),
        migrations.CreateModel(
            name="FindingRow",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(max_length=40)),
                ("rule", models.CharField(max_length=16)),
                ("severity", models.CharField(max_length=16)),
                ("node", models.CharField(blank=True, max_length=128)),
                ("place", models.CharField(max_length=255)),
                ("body", models.TextField()),
                (
                    "current",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="findings.decision",
                    ),
                ),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="findings", to="plans.planrow"
                    ),
                ),
            ],
        ),
        migrations.AddField(
            model_name="decision",
            name="finding",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="decisions", to="findings.findingrow"
            ),
        ),
        migrations.CreateModel(
            name="ReviewRow",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("revision", models.PositiveIntegerField()),
                ("fiscal_year", models.PositiveIntegerField()),
                ("sha256", models.CharField(max_length=64)),
                ("made_at", models.DateTimeField()),
                ("ran", models.TextField()),
                ("not_run", models.TextField()),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="reviews", to="plans.planrow"
                    ),
                ),
            ],
            options={
                "ordering": ("plan", "fiscal_year", "-revision"),
            },
        ),
        migrations.CreateModel(
            name="Found",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("position", models.PositiveIntegerField()),
                (
                    "finding",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="found_in", to="findings.findingrow"
                    ),
                ),
                (
                    "review",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="found", to="findings.reviewrow"
                    ),
                ),
            ],
            options={
                "ordering": ("review", "position"),
            },
        ),
        migrations.AddIndex(
            model_name="findingrow",
            index=models.Index(fields=["plan", "node"], name="findings_of_node"),
        ),
        migrations.AddConstraint(
            model_name="findingrow",
            constraint=models.UniqueConstraint(fields=("plan", "key"), name="finding_stands_once"),
        ),
        migrations.AddIndex(
            model_name="decision",
            index=models.Index(fields=["department", "kind"], name="decisions_of_department"),
        ),
        migrations.AddConstraint(
            model_name="decision",
            constraint=models.UniqueConstraint(fields=("finding", "number"), name="decision_stands_once"),
        ),
        migrations.AddConstraint(
            model_name="reviewrow",
            constraint=models.UniqueConstraint(fields=("plan", "fiscal_year", "revision"), name="review_stands_once"),
        ),
        migrations.AddConstraint(
            model_name="found",
            constraint=models.UniqueConstraint(fields=("review", "finding"), name="found_once_in_review"),
        ),
    ]
