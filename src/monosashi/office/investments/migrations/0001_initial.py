"""Cases of digital investment with their alternatives, examination, decisions and what became of them.

Safe beside the old code: new tables, of which it knows nothing. Going back loses all of them.
"""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("meetings", "0001_initial"),
        ("plans", "0004_edition_withdrawn"),
    ]

    operations = [
        migrations.CreateModel(
            name="LabourRate",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("fiscal_year", models.PositiveIntegerField(unique=True)),
                ("yen", models.CharField(max_length=20)),
                ("source", models.CharField(blank=True, max_length=200)),
                ("changed_by_label", models.CharField(max_length=100)),
            ],
            options={
                "ordering": ("fiscal_year",),
            },
        ),
        migrations.CreateModel(
            name="Viewpoint",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("text", models.CharField(max_length=300)),
                ("position", models.PositiveIntegerField()),
                ("in_use", models.BooleanField(default=True)),
                ("changed_by_label", models.CharField(max_length=100)),
            ],
            options={
                "ordering": ("position", "pk"),
            },
        ),
        migrations.CreateModel(
            name="Case",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("token", models.CharField(max_length=64, unique=True)),
                ("code", models.CharField(max_length=64)),
                ("fiscal_year", models.PositiveIntegerField()),
                ("years", models.PositiveIntegerField()),
                ("title", models.CharField(max_length=200)),
                ("kind", models.CharField(max_length=12)),
                ("problem", models.TextField()),
                ("served", models.TextField(blank=True)),
                ("without", models.TextField(blank=True)),
                ("workload", models.TextField(blank=True)),
                ("indicator", models.CharField(blank=True, max_length=128)),
                ("indicator_name", models.CharField(blank=True, max_length=200)),
                ("indicator_unit", models.CharField(blank=True, max_length=30)),
                ("baseline", models.CharField(blank=True, max_length=40)),
                ("target", models.CharField(blank=True, max_length=40)),
                ("indicator_year", models.PositiveIntegerField(null=True)),
                ("measured_by", models.TextField(blank=True)),
                ("uncounted", models.TextField(blank=True)),
                ("risks", models.TextField(blank=True)),
                ("shared_use", models.TextField(blank=True)),
                ("state", models.CharField(max_length=12)),
                ("priority", models.CharField(default="none", max_length=8)),
                ("verify_year", models.PositiveIntegerField(null=True)),
                ("submitted_by", models.BigIntegerField(null=True)),
                ("submitted_by_label", models.CharField(blank=True, max_length=100)),
                ("submitted_at", models.DateTimeField(null=True)),
                ("changed_by_label", models.CharField(max_length=100)),
                ("changed_at", models.DateTimeField()),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="investments", to="plans.planrow"
                    ),
                ),
            ],
            options={
                "ordering": ("-fiscal_year", "-pk"),
            },
        ),
        migrations.CreateModel(
            name="Alternative",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("token", models.CharField(max_length=64, unique=True)),
                ("position", models.PositiveIntegerField()),
                ("name", models.CharField(max_length=100)),
                ("text", models.TextField(blank=True)),
                ("is_present", models.BooleanField(default=False)),
                ("chosen", models.BooleanField(default=False)),
                ("stated_total", models.CharField(blank=True, max_length=40)),
                ("changed_by_label", models.CharField(max_length=100)),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="alternatives", to="investments.case"
                    ),
                ),
            ],
            options={
                "ordering": ("case_id", "position", "pk"),
            },
        ),
        migrations.CreateModel(
            name="ActualLine",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("line", models.CharField(max_length=12)),
                ("fiscal_year", models.PositiveIntegerField()),
                ("value", models.CharField(max_length=40)),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="actuals", to="investments.case"
                    ),
                ),
            ],
            options={
                "ordering": ("case_id", "pk"),
            },
        ),
        migrations.CreateModel(
            name="CaseMeasure",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("node", models.CharField(max_length=128)),
                ("name", models.CharField(max_length=400)),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="measures", to="investments.case"
                    ),
                ),
            ],
            options={
                "ordering": ("case_id", "pk"),
            },
        ),
        migrations.CreateModel(
            name="CaseProgram",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("program", models.CharField(max_length=128)),
                ("name", models.CharField(max_length=400)),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="programs", to="investments.case"
                    ),
                ),
            ],
            options={
                "ordering": ("case_id", "pk"),
            },
        ),
        migrations.CreateModel(
            name="Decision",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("token", models.CharField(max_length=64, unique=True)),
                ("outcome", models.CharField(max_length=12)),
                ("reason", models.TextField()),
                ("decided_on", models.DateField()),
                ("made_by_label", models.CharField(max_length=100)),
                ("made_at", models.DateTimeField()),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="decisions", to="investments.case"
                    ),
                ),
                (
                    "decided_in",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="meetings.meetingdecision",
                    ),
                ),
            ],
            options={
                "ordering": ("case_id", "pk"),
            },
        ),
        migrations.CreateModel(
            name="Condition",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("text", models.TextField()),
                ("due", models.DateField()),
                ("code", models.CharField(max_length=64)),
                ("state", models.CharField(max_length=12)),
                ("report", models.TextField(blank=True)),
                ("reported_by", models.BigIntegerField(null=True)),
                ("reported_by_label", models.CharField(blank=True, max_length=100)),
                ("note", models.TextField(blank=True)),
                ("closed_by_label", models.CharField(blank=True, max_length=100)),
                (
                    "decision",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="conditions",
                        to="investments.decision",
                    ),
                ),
            ],
            options={
                "ordering": ("decision_id", "pk"),
            },
        ),
        migrations.CreateModel(
            name="SimilarCase",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("likeness", models.CharField(max_length=16)),
                ("said_by_label", models.CharField(max_length=100)),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="similar", to="investments.case"
                    ),
                ),
                (
                    "other",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="similar_to", to="investments.case"
                    ),
                ),
            ],
            options={
                "ordering": ("case_id", "pk"),
            },
        ),
        migrations.CreateModel(
            name="Verification",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("token", models.CharField(max_length=64, unique=True)),
                ("fiscal_year", models.PositiveIntegerField()),
                ("effect", models.CharField(max_length=12)),
                ("reason", models.TextField()),
                ("next_step", models.CharField(max_length=12)),
                ("made_by_label", models.CharField(max_length=100)),
                ("made_at", models.DateTimeField()),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="verifications", to="investments.case"
                    ),
                ),
            ],
            options={
                "ordering": ("case_id", "pk"),
            },
        ),
        migrations.CreateModel(
            name="ViewpointAnswer",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("asked", models.CharField(max_length=300)),
                ("answer", models.TextField(blank=True)),
                ("verdict", models.CharField(default="none", max_length=8)),
                ("remark", models.TextField(blank=True)),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="answers", to="investments.case"
                    ),
                ),
                (
                    "viewpoint",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="answers", to="investments.viewpoint"
                    ),
                ),
            ],
            options={
                "ordering": ("case_id", "viewpoint__position", "pk"),
            },
        ),
        migrations.CreateModel(
            name="AlternativeLine",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("line", models.CharField(max_length=12)),
                ("source", models.CharField(blank=True, max_length=16)),
                ("fiscal_year", models.PositiveIntegerField()),
                ("value", models.CharField(max_length=40)),
                (
                    "alternative",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="lines", to="investments.alternative"
                    ),
                ),
            ],
            options={
                "ordering": ("alternative_id", "pk"),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("alternative", "line", "source", "fiscal_year"),
                        name="figure_stands_once_in_an_alternative",
                    )
                ],
            },
        ),
        migrations.AddIndex(
            model_name="case",
            index=models.Index(fields=["state", "verify_year"], name="investments_going_on"),
        ),
        migrations.AddConstraint(
            model_name="actualline",
            constraint=models.UniqueConstraint(
                fields=("case", "line", "fiscal_year"), name="actual_stands_once_in_a_case"
            ),
        ),
        migrations.AddIndex(
            model_name="casemeasure",
            index=models.Index(fields=["node"], name="investments_of_measure"),
        ),
        migrations.AddConstraint(
            model_name="casemeasure",
            constraint=models.UniqueConstraint(fields=("case", "node"), name="measure_stands_once_in_a_case"),
        ),
        migrations.AddConstraint(
            model_name="caseprogram",
            constraint=models.UniqueConstraint(fields=("case", "program"), name="program_stands_once_in_a_case"),
        ),
        migrations.AddConstraint(
            model_name="similarcase",
            constraint=models.UniqueConstraint(fields=("case", "other"), name="two_cases_are_compared_once"),
        ),
        migrations.AddConstraint(
            model_name="viewpointanswer",
            constraint=models.UniqueConstraint(
                fields=("case", "viewpoint"), name="viewpoint_is_answered_once_in_a_case"
            ),
        ),
    ]
