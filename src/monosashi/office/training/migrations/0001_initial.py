"""Courses, sessions, places in them, files that wait. Safe beside the old code: new tables. Going back loses all of them."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Course",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("token", models.CharField(max_length=64, unique=True)),
                ("changed_by_label", models.CharField(max_length=100)),
                ("changed_at", models.DateTimeField()),
                ("fiscal_year", models.PositiveIntegerField()),
                ("title", models.CharField(max_length=200)),
                ("aim", models.TextField(blank=True)),
                (
                    "form",
                    models.CharField(
                        choices=[
                            ("video", "video"),
                            ("classroom", "classroom"),
                            ("online", "online"),
                            ("external", "external"),
                        ],
                        max_length=16,
                    ),
                ),
                (
                    "level",
                    models.CharField(
                        choices=[("basic", "basic"), ("applied", "applied"), ("expert", "expert")], max_length=16
                    ),
                ),
                (
                    "audience",
                    models.CharField(
                        choices=[("everybody", "everybody"), ("officers", "officers"), ("recommended", "recommended")],
                        max_length=16,
                    ),
                ),
                ("kinds", models.JSONField(default=list)),
                ("required", models.BooleanField(default=False)),
                ("assessed", models.BooleanField(default=False)),
                ("planned_times", models.PositiveIntegerField(null=True)),
                ("planned_persons", models.PositiveIntegerField(null=True)),
                ("plan", models.CharField(blank=True, max_length=128)),
                ("node", models.CharField(blank=True, max_length=128)),
                ("indicator", models.CharField(blank=True, max_length=128)),
                ("material", models.CharField(blank=True, max_length=500)),
                (
                    "earlier",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="later",
                        to="training.course",
                    ),
                ),
            ],
            options={
                "ordering": ("-fiscal_year", "pk"),
            },
        ),
        migrations.CreateModel(
            name="TrainingSession",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("token", models.CharField(max_length=64, unique=True)),
                ("changed_by_label", models.CharField(max_length=100)),
                ("changed_at", models.DateTimeField()),
                ("title", models.CharField(blank=True, max_length=100)),
                ("first_day", models.DateField(null=True)),
                ("last_day", models.DateField(null=True)),
                ("begins", models.TimeField(null=True)),
                ("ends", models.TimeField(null=True)),
                ("place", models.CharField(blank=True, max_length=100)),
                ("capacity", models.PositiveIntegerField(null=True)),
                ("enrol_until", models.DateField(null=True)),
                (
                    "state",
                    models.CharField(
                        choices=[("planned", "planned"), ("held", "held"), ("cancelled", "cancelled")],
                        default="planned",
                        max_length=16,
                    ),
                ),
                ("reason", models.TextField(blank=True)),
                ("times", models.PositiveIntegerField(default=1)),
                ("counted", models.PositiveIntegerField(null=True)),
                ("views", models.PositiveIntegerField(null=True)),
                (
                    "course",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="sessions", to="training.course"
                    ),
                ),
            ],
            options={
                "ordering": ("first_day", "begins", "pk"),
            },
        ),
        migrations.CreateModel(
            name="PendingAttendance",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("file_name", models.CharField(max_length=200)),
                ("content", models.BinaryField()),
                ("state", models.CharField(max_length=64)),
                ("made_by", models.BigIntegerField()),
                ("made_at", models.DateTimeField()),
                (
                    "session",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="pending",
                        to="training.trainingsession",
                    ),
                ),
            ],
            options={
                "ordering": ("session_id", "pk"),
            },
        ),
        migrations.CreateModel(
            name="Enrolment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("department", models.CharField(blank=True, max_length=64)),
                (
                    "state",
                    models.CharField(
                        choices=[("enrolled", "enrolled"), ("waiting", "waiting"), ("withdrawn", "withdrawn")],
                        max_length=16,
                    ),
                ),
                (
                    "by",
                    models.CharField(
                        choices=[("oneself", "oneself"), ("department", "department"), ("office", "office")],
                        max_length=16,
                    ),
                ),
                ("reason", models.TextField(blank=True)),
                ("turn", models.PositiveIntegerField()),
                ("let_in_at", models.DateTimeField(null=True)),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[("attended", "attended"), ("finished", "finished"), ("absent", "absent")],
                        max_length=16,
                    ),
                ),
                ("finished_on", models.DateField(null=True)),
                (
                    "staff",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="training",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "session",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="enrolments",
                        to="training.trainingsession",
                    ),
                ),
            ],
            options={
                "ordering": ("session_id", "turn", "pk"),
            },
        ),
        migrations.AddIndex(
            model_name="course",
            index=models.Index(fields=["plan", "node"], name="training_co_plan_8d1f39_idx"),
        ),
        migrations.AddConstraint(
            model_name="course",
            constraint=models.UniqueConstraint(fields=("fiscal_year", "title"), name="course_stands_once_in_a_year"),
        ),
        migrations.AddConstraint(
            model_name="enrolment",
            constraint=models.UniqueConstraint(fields=("session", "staff"), name="one_place_in_a_session"),
        ),
    ]
