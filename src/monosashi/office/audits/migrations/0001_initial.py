"""Audits, what they came to, and what departments do about it.

Safe beside the old code: new tables. Going back loses the audits that were entered, with all answers.
"""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("plans", "0004_edition_withdrawn"),
    ]

    operations = [
        migrations.CreateModel(
            name="Audit",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(max_length=32)),
                ("fiscal_year", models.PositiveIntegerField()),
                ("theme", models.CharField(blank=True, max_length=200)),
                ("auditor", models.CharField(max_length=100)),
                ("reported_on", models.DateField(null=True)),
                ("published", models.CharField(blank=True, max_length=500)),
                ("report_name", models.CharField(blank=True, max_length=255)),
                ("report_size", models.BigIntegerField(default=0)),
                ("report_sha256", models.CharField(blank=True, max_length=64)),
                ("version", models.PositiveIntegerField(default=1)),
                ("made_by", models.BigIntegerField()),
                ("made_by_label", models.CharField(max_length=100)),
                ("made_at", models.DateTimeField()),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="audits", to="plans.planrow"
                    ),
                ),
            ],
            options={
                "ordering": ("-fiscal_year", "-reported_on", "-pk"),
            },
        ),
        migrations.CreateModel(
            name="AnswerRequest",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("as_of", models.DateField()),
                ("due", models.DateField()),
                ("made_by_label", models.CharField(max_length=100)),
                ("made_at", models.DateTimeField()),
                (
                    "audit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="requests", to="audits.audit"
                    ),
                ),
            ],
            options={
                "ordering": ("audit_id", "-as_of"),
            },
        ),
        migrations.CreateModel(
            name="AuditResult",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(max_length=16)),
                ("number", models.CharField(max_length=20)),
                ("page", models.CharField(blank=True, max_length=20)),
                ("title", models.CharField(max_length=300)),
                ("text", models.TextField(blank=True)),
                ("position", models.PositiveIntegerField()),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "audit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="results", to="audits.audit"
                    ),
                ),
            ],
            options={
                "ordering": ("audit_id", "position", "pk"),
            },
        ),
        migrations.CreateModel(
            name="PendingResults",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("file_name", models.CharField(max_length=200)),
                ("content", models.BinaryField()),
                ("state", models.CharField(max_length=64)),
                ("made_by", models.BigIntegerField()),
                ("made_at", models.DateTimeField()),
                (
                    "audit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="pending", to="audits.audit"
                    ),
                ),
            ],
            options={
                "ordering": ("audit_id", "pk"),
            },
        ),
        migrations.CreateModel(
            name="ResultMeasure",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("node", models.CharField(max_length=128)),
                ("name", models.CharField(max_length=400)),
                (
                    "result",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="measures", to="audits.auditresult"
                    ),
                ),
            ],
            options={
                "ordering": ("result_id", "pk"),
            },
        ),
        migrations.CreateModel(
            name="ResultPart",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.CharField(blank=True, max_length=64)),
                (
                    "result",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="parts", to="audits.auditresult"
                    ),
                ),
            ],
            options={
                "ordering": ("result_id", "pk"),
            },
        ),
        migrations.CreateModel(
            name="CorrectiveAction",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("as_of", models.DateField()),
                ("state", models.CharField(max_length=16)),
                ("status", models.CharField(max_length=16)),
                ("text", models.TextField()),
                ("until", models.CharField(blank=True, max_length=50)),
                ("done_on", models.DateField(null=True)),
                ("note", models.TextField(blank=True)),
                ("file_name", models.CharField(blank=True, max_length=255)),
                ("file_size", models.BigIntegerField(default=0)),
                ("file_sha256", models.CharField(blank=True, max_length=64)),
                ("version", models.PositiveIntegerField(default=1)),
                ("answered_by", models.BigIntegerField()),
                ("answered_by_label", models.CharField(max_length=100)),
                ("answered_at", models.DateTimeField()),
                ("decided_by_label", models.CharField(blank=True, max_length=100)),
                ("decided_at", models.DateTimeField(null=True)),
                (
                    "part",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="actions", to="audits.resultpart"
                    ),
                ),
            ],
            options={
                "ordering": ("part_id", "-pk"),
            },
        ),
        migrations.AddConstraint(
            model_name="audit",
            constraint=models.UniqueConstraint(
                fields=("plan", "kind", "fiscal_year", "theme"), name="audit_stands_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="answerrequest",
            constraint=models.UniqueConstraint(fields=("audit", "as_of"), name="answers_are_asked_once_of_a_day"),
        ),
        migrations.AddConstraint(
            model_name="auditresult",
            constraint=models.UniqueConstraint(fields=("audit", "kind", "number"), name="audit_result_stands_once"),
        ),
        migrations.AddIndex(
            model_name="resultmeasure",
            index=models.Index(fields=["node"], name="audits_resu_node_9fe0a7_idx"),
        ),
        migrations.AddConstraint(
            model_name="resultmeasure",
            constraint=models.UniqueConstraint(fields=("result", "node"), name="measure_stands_once_in_a_result"),
        ),
        migrations.AddConstraint(
            model_name="resultpart",
            constraint=models.UniqueConstraint(fields=("result", "code"), name="department_stands_once_in_a_result"),
        ),
    ]
