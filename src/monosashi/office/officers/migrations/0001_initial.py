"""Kinds of officers, appointments, and where none is placed. Safe beside the old code: new tables. Going back loses all of them."""

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
            name="PendingOfficers",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("file_name", models.CharField(max_length=200)),
                ("content", models.BinaryField()),
                ("state", models.CharField(max_length=64)),
                ("made_by", models.BigIntegerField()),
                ("made_at", models.DateTimeField()),
            ],
            options={
                "ordering": ("pk",),
            },
        ),
        migrations.CreateModel(
            name="OfficerKind",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("token", models.CharField(max_length=64, unique=True)),
                ("changed_by_label", models.CharField(max_length=100)),
                ("changed_at", models.DateTimeField()),
                ("name", models.CharField(max_length=100, unique=True)),
                ("duties", models.TextField(blank=True)),
                (
                    "how_many",
                    models.CharField(
                        choices=[("exactly_one", "exactly_one"), ("at_least_one", "at_least_one"), ("any", "any")],
                        max_length=16,
                    ),
                ),
                ("may_be_left_out", models.BooleanField(default=False)),
                ("usual_posts", models.CharField(blank=True, max_length=200)),
                ("term_years", models.PositiveSmallIntegerField(null=True)),
                ("most_years", models.PositiveSmallIntegerField(null=True)),
                ("rests_on", models.CharField(blank=True, max_length=200)),
                ("position", models.PositiveIntegerField(default=0)),
                ("out_of_use_since", models.DateField(null=True)),
                (
                    "stands_in_for",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="stood_in_by",
                        to="officers.officerkind",
                    ),
                ),
            ],
            options={
                "ordering": ("position", "pk"),
            },
        ),
        migrations.CreateModel(
            name="LeftOut",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("token", models.CharField(max_length=64, unique=True)),
                ("changed_by_label", models.CharField(max_length=100)),
                ("changed_at", models.DateTimeField()),
                ("department", models.CharField(max_length=64)),
                ("since", models.DateField()),
                ("until", models.DateField(null=True)),
                ("reason", models.TextField()),
                (
                    "kind",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="left_out", to="officers.officerkind"
                    ),
                ),
            ],
            options={
                "ordering": ("kind__position", "kind_id", "since", "pk"),
            },
        ),
        migrations.CreateModel(
            name="Appointment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("token", models.CharField(max_length=64, unique=True)),
                ("changed_by_label", models.CharField(max_length=100)),
                ("changed_at", models.DateTimeField()),
                ("department", models.CharField(max_length=64)),
                ("name", models.CharField(blank=True, max_length=100)),
                ("post", models.CharField(blank=True, max_length=64)),
                ("since", models.DateField()),
                ("until", models.DateField(null=True)),
                (
                    "chosen_by",
                    models.CharField(
                        choices=[
                            ("own_wish", "own_wish"),
                            ("recommended", "recommended"),
                            ("post", "post"),
                            ("not_stated", "not_stated"),
                        ],
                        max_length=16,
                    ),
                ),
                ("shared_with", models.CharField(blank=True, max_length=64)),
                ("note", models.TextField(blank=True)),
                (
                    "outcome",
                    models.CharField(
                        choices=[
                            ("open", "open"),
                            ("continued", "continued"),
                            ("replaced", "replaced"),
                            ("ended", "ended"),
                        ],
                        default="open",
                        max_length=16,
                    ),
                ),
                ("outcome_note", models.TextField(blank=True)),
                ("told_on", models.DateField()),
                (
                    "staff",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="offices",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "kind",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="appointments",
                        to="officers.officerkind",
                    ),
                ),
            ],
            options={
                "ordering": ("kind__position", "kind_id", "since", "pk"),
                "indexes": [
                    models.Index(fields=["department"], name="officers_of_department"),
                    models.Index(fields=["outcome", "until"], name="officers_going_on"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("until__isnull", True), ("until__gte", models.F("since")), _connector="OR"),
                        name="officer_ends_after_begin",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("staff__isnull", False), models.Q(("name", ""), _negated=True), _connector="OR"
                        ),
                        name="officer_is_somebody",
                    ),
                ],
            },
        ),
    ]
