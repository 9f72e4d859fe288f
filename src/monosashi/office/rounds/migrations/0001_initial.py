"""Rounds, their sheets and the way of a sheet: where they begin. There are no old rows; reversing loses every round with its answers."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("accounts", "0003_temporary_passwords"),
        ("plans", "0004_edition_withdrawn"),
    ]

    operations = [
        migrations.CreateModel(
            name="Round",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("fiscal_year", models.PositiveIntegerField()),
                (
                    "kind",
                    models.CharField(
                        choices=[("mid_year", "mid_year"), ("year", "year"), ("settled", "settled")], max_length=10
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("preparing", "preparing"),
                            ("requesting", "requesting"),
                            ("compiling", "compiling"),
                            ("closed", "closed"),
                            ("published", "published"),
                        ],
                        max_length=12,
                    ),
                ),
                ("edition", models.PositiveIntegerField(null=True)),
                ("revision", models.PositiveIntegerField(null=True)),
                ("deadline", models.DateField()),
                ("papers_due", models.DateField(null=True)),
                ("letter", models.TextField(blank=True)),
                ("made_at", models.DateTimeField()),
                ("opened_at", models.DateTimeField(null=True)),
                ("compiled_at", models.DateTimeField(null=True)),
                ("closed_at", models.DateTimeField(null=True)),
                ("settled_at", models.DateTimeField(null=True)),
                ("published_at", models.DateTimeField(null=True)),
                ("closed_edition", models.PositiveIntegerField(null=True)),
                ("settled_edition", models.PositiveIntegerField(null=True)),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="rounds", to="plans.planrow"
                    ),
                ),
            ],
            options={
                "ordering": ("-fiscal_year", "plan", "kind"),
            },
        ),
        migrations.CreateModel(
            name="RouteStep",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("position", models.PositiveIntegerField()),
                (
                    "kind",
                    models.CharField(
                        choices=[("confirm", "confirm"), ("concur", "concur"), ("circulate", "circulate")],
                        max_length=10,
                    ),
                ),
                ("post", models.CharField(blank=True, max_length=64)),
                (
                    "department",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="steps", to="accounts.department"
                    ),
                ),
                (
                    "of",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="route", to="accounts.department"
                    ),
                ),
            ],
            options={
                "ordering": ("of", "position"),
            },
        ),
        migrations.CreateModel(
            name="Sheet",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("node", models.CharField(max_length=128)),
                ("position", models.PositiveIntegerField()),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("unanswered", "unanswered"),
                            ("drafting", "drafting"),
                            ("awaiting_confirmation", "awaiting_confirmation"),
                            ("submitted", "submitted"),
                            ("returned", "returned"),
                            ("accepted", "accepted"),
                            ("left_out", "left_out"),
                            ("finalised", "finalised"),
                        ],
                        max_length=24,
                    ),
                ),
                ("since", models.DateTimeField()),
                ("version", models.PositiveIntegerField(default=0)),
                ("passes", models.PositiveIntegerField(default=0)),
                ("step", models.PositiveIntegerField(null=True)),
                ("note", models.TextField(blank=True)),
                ("noted_by_label", models.CharField(blank=True, max_length=100)),
                ("left_out", models.TextField(blank=True)),
                ("submitted_by", models.BigIntegerField(null=True)),
                ("submitted_by_label", models.CharField(blank=True, max_length=100)),
                ("submitted_at", models.DateTimeField(null=True)),
                ("accepted_by", models.BigIntegerField(null=True)),
                ("accepted_by_label", models.CharField(blank=True, max_length=100)),
                ("accepted_at", models.DateTimeField(null=True)),
                ("accepted_revision", models.PositiveIntegerField(null=True)),
                (
                    "round",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="sheets", to="rounds.round"
                    ),
                ),
            ],
            options={
                "ordering": ("round_id", "position"),
            },
        ),
        migrations.CreateModel(
            name="Evidence",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("slot", models.CharField(blank=True, max_length=400)),
                ("name", models.CharField(max_length=255)),
                ("kind", models.CharField(max_length=100)),
                ("size", models.BigIntegerField()),
                ("sha256", models.CharField(max_length=64)),
                ("added_by", models.BigIntegerField()),
                ("added_by_label", models.CharField(max_length=100)),
                ("added_at", models.DateTimeField()),
                ("removed_by_label", models.CharField(blank=True, max_length=100)),
                ("removed_at", models.DateTimeField(null=True)),
                (
                    "sheet",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="evidence", to="rounds.sheet"
                    ),
                ),
            ],
            options={
                "ordering": ("sheet", "pk"),
            },
        ),
        migrations.CreateModel(
            name="Confirmation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("nth_pass", models.PositiveIntegerField()),
                ("position", models.PositiveIntegerField()),
                (
                    "kind",
                    models.CharField(
                        choices=[("confirm", "confirm"), ("concur", "concur"), ("circulate", "circulate")],
                        max_length=10,
                    ),
                ),
                ("post", models.CharField(blank=True, max_length=64)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "waiting"),
                            ("done", "done"),
                            ("returned", "returned"),
                            ("undone", "undone"),
                        ],
                        max_length=10,
                    ),
                ),
                ("by", models.BigIntegerField(null=True)),
                ("by_label", models.CharField(blank=True, max_length=100)),
                ("at", models.DateTimeField(null=True)),
                ("note", models.TextField(blank=True)),
                ("acting_for", models.BigIntegerField(null=True)),
                ("acting_for_label", models.CharField(blank=True, max_length=100)),
                ("seen_later_at", models.DateTimeField(null=True)),
                (
                    "department",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.department"
                    ),
                ),
                (
                    "sheet",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="confirmations", to="rounds.sheet"
                    ),
                ),
            ],
            options={
                "ordering": ("sheet_id", "nth_pass", "position"),
            },
        ),
        migrations.CreateModel(
            name="SheetAnswer",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("slot", models.CharField(max_length=400)),
                ("text", models.TextField(blank=True)),
                ("changed_by", models.BigIntegerField()),
                ("changed_by_label", models.CharField(max_length=100)),
                ("changed_at", models.DateTimeField()),
                (
                    "sheet",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="answers", to="rounds.sheet"
                    ),
                ),
            ],
            options={
                "ordering": ("sheet_id", "pk"),
            },
        ),
        migrations.CreateModel(
            name="SheetDepartment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.CharField(max_length=64)),
                (
                    "part",
                    models.CharField(
                        choices=[("lead", "lead"), ("related", "related"), ("budget", "budget")], max_length=16
                    ),
                ),
                ("done_at", models.DateTimeField(null=True)),
                ("done_by_label", models.CharField(blank=True, max_length=100)),
                (
                    "sheet",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="departments", to="rounds.sheet"
                    ),
                ),
            ],
            options={
                "ordering": ("sheet_id", "pk"),
            },
        ),
        migrations.CreateModel(
            name="YearNote",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("plan_id", models.CharField(max_length=128)),
                ("node", models.CharField(max_length=128)),
                ("fiscal_year", models.PositiveIntegerField()),
                ("text", models.TextField()),
                ("made_by", models.BigIntegerField()),
                ("made_by_label", models.CharField(max_length=100)),
                ("made_at", models.DateTimeField()),
            ],
            options={
                "ordering": ("plan_id", "node", "-made_at"),
                "indexes": [
                    models.Index(fields=["plan_id", "node", "fiscal_year"], name="rounds_year_plan_id_4fc014_idx")
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="round",
            constraint=models.UniqueConstraint(fields=("plan", "fiscal_year", "kind"), name="round_is_held_once"),
        ),
        migrations.AddConstraint(
            model_name="routestep",
            constraint=models.UniqueConstraint(fields=("of", "position"), name="step_stands_once"),
        ),
        migrations.AddConstraint(
            model_name="sheet",
            constraint=models.UniqueConstraint(fields=("round", "node"), name="sheet_stands_once"),
        ),
        migrations.AddConstraint(
            model_name="confirmation",
            constraint=models.UniqueConstraint(
                fields=("sheet", "nth_pass", "position"), name="confirmation_stands_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="sheetanswer",
            constraint=models.UniqueConstraint(fields=("sheet", "slot"), name="answer_stands_once"),
        ),
        migrations.AddConstraint(
            model_name="sheetdepartment",
            constraint=models.UniqueConstraint(fields=("sheet", "code"), name="department_stands_once_on_sheet"),
        ),
    ]
