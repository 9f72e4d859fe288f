"""Questionnaires, their questions, who is asked, answers and counts. Safe beside the old code: new tables. Going back loses all of them."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("plans", "0004_edition_withdrawn"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Questionnaire",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("token", models.CharField(max_length=64, unique=True)),
                ("changed_by_label", models.CharField(max_length=100)),
                ("changed_at", models.DateTimeField()),
                ("title", models.CharField(max_length=200)),
                ("purpose", models.TextField(blank=True)),
                ("source", models.CharField(choices=[("asked", "asked"), ("printed", "printed")], max_length=12)),
                ("carried_out_by", models.CharField(blank=True, max_length=100)),
                ("page", models.CharField(blank=True, max_length=100)),
                ("since", models.DateField()),
                ("until", models.DateField()),
                (
                    "audience",
                    models.CharField(
                        blank=True,
                        choices=[("everybody", "everybody"), ("departments", "departments"), ("officers", "officers")],
                        max_length=12,
                    ),
                ),
                ("departments", models.JSONField(default=list)),
                ("officer_kinds", models.JSONField(default=list)),
                ("anonymous", models.BooleanField(default=False)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "draft"),
                            ("open", "open"),
                            ("closed", "closed"),
                            ("published", "published"),
                        ],
                        max_length=12,
                    ),
                ),
                ("as_of", models.DateField(null=True)),
                ("groups", models.JSONField(default=dict)),
                (
                    "copied_from",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="copies",
                        to="questionnaires.questionnaire",
                    ),
                ),
            ],
            options={
                "ordering": ("-since", "-pk"),
            },
        ),
        migrations.CreateModel(
            name="PendingPrint",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("file_name", models.CharField(max_length=200)),
                ("content", models.BinaryField()),
                ("state", models.CharField(max_length=64)),
                ("made_by", models.BigIntegerField()),
                ("made_at", models.DateTimeField()),
                (
                    "questionnaire",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="questionnaires.questionnaire"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="AnonymousTally",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("counts", models.JSONField(default=dict)),
                (
                    "questionnaire",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="tally",
                        to="questionnaires.questionnaire",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Section",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("token", models.CharField(max_length=64, unique=True)),
                ("changed_by_label", models.CharField(max_length=100)),
                ("changed_at", models.DateTimeField()),
                ("position", models.PositiveIntegerField()),
                ("title", models.CharField(max_length=200)),
                ("lead", models.TextField(blank=True)),
                ("groups", models.JSONField(default=list)),
                (
                    "questionnaire",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="sections",
                        to="questionnaires.questionnaire",
                    ),
                ),
            ],
            options={
                "ordering": ("questionnaire_id", "position", "pk"),
            },
        ),
        migrations.CreateModel(
            name="QuestionRow",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("token", models.CharField(max_length=64, unique=True)),
                ("changed_by_label", models.CharField(max_length=100)),
                ("changed_at", models.DateTimeField()),
                ("position", models.PositiveIntegerField()),
                ("number", models.CharField(blank=True, max_length=20)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("one", "one"),
                            ("several", "several"),
                            ("marks", "marks"),
                            ("ranked", "ranked"),
                            ("number", "number"),
                            ("text", "text"),
                        ],
                        max_length=12,
                    ),
                ),
                ("text", models.TextField()),
                ("options", models.JSONField(default=list)),
                ("marks", models.JSONField(default=list)),
                ("last_key", models.PositiveIntegerField(default=0)),
                ("other", models.BooleanField(default=False)),
                ("required", models.BooleanField(default=False)),
                ("unit", models.CharField(blank=True, max_length=20)),
                ("most", models.PositiveIntegerField(default=0)),
                ("asked_if_options", models.JSONField(default=list)),
                ("figures", models.JSONField(default=dict)),
                (
                    "asked_if",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="leads_to",
                        to="questionnaires.questionrow",
                    ),
                ),
                (
                    "earlier",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="later",
                        to="questionnaires.questionrow",
                    ),
                ),
                (
                    "section",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="questions",
                        to="questionnaires.section",
                    ),
                ),
            ],
            options={
                "ordering": ("section__position", "section_id", "position", "pk"),
            },
        ),
        migrations.CreateModel(
            name="AskedPerson",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("department", models.CharField(blank=True, max_length=64)),
                ("groups", models.JSONField(default=list)),
                ("counted_in", models.JSONField(default=list)),
                ("anonymous", models.BooleanField()),
                ("handed_in", models.BooleanField(default=False)),
                ("handed_in_at", models.DateTimeField(null=True)),
                ("answers", models.JSONField(null=True)),
                ("draft", models.JSONField(null=True)),
                (
                    "staff",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "questionnaire",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="asked",
                        to="questionnaires.questionnaire",
                    ),
                ),
            ],
            options={
                "ordering": ("questionnaire_id", "department", "staff_id"),
                "indexes": [models.Index(fields=["staff", "handed_in"], name="asked_and_not_answered")],
                "constraints": [
                    models.UniqueConstraint(fields=("questionnaire", "staff"), name="person_is_asked_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("anonymous", False),
                            models.Q(
                                ("answers__isnull", True), ("draft__isnull", True), ("handed_in_at__isnull", True)
                            ),
                            _connector="OR",
                        ),
                        name="anonymous_answers_stand_with_nobody",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ServesMeasure",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("node", models.CharField(max_length=128)),
                ("indicator", models.CharField(blank=True, max_length=128)),
                ("option", models.CharField(blank=True, max_length=20)),
                ("audit_result", models.BigIntegerField(null=True)),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="plans.planrow"
                    ),
                ),
                (
                    "question",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="questionnaires.questionrow",
                    ),
                ),
                (
                    "questionnaire",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="serves",
                        to="questionnaires.questionnaire",
                    ),
                ),
            ],
            options={
                "ordering": ("questionnaire_id", "pk"),
                "indexes": [models.Index(fields=["plan", "node"], name="questionnaires_of_measure")],
            },
        ),
    ]
