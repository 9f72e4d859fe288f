"""Classes, periods and lines of the file register, and what is proposed when a period ends. Safe beside the old code: new tables.

Going back loses all of them. What is usual (`usual.toml`) is no row: a restored backup brings all rows that there are.
"""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="RecordClass",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("token", models.CharField(max_length=64, unique=True)),
                ("changed_by_label", models.CharField(max_length=100)),
                ("changed_at", models.DateTimeField()),
                ("code", models.CharField(max_length=30, unique=True)),
                ("name", models.CharField(max_length=100)),
                ("years", models.PositiveSmallIntegerField(null=True)),
                ("at_end", models.CharField(choices=[("dispose", "dispose"), ("transfer", "transfer")], max_length=10)),
                ("suggested_for", models.CharField(blank=True, max_length=300)),
                ("out_of_use_since", models.DateField(null=True)),
            ],
            options={
                "ordering": ("code",),
            },
        ),
        migrations.CreateModel(
            name="RecordSettings",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("body", models.TextField()),
                ("changed_by_label", models.CharField(max_length=100)),
                ("changed_at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="RegisterEntry",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(max_length=32)),
                ("key", models.CharField(max_length=160)),
                ("plan", models.CharField(blank=True, max_length=128)),
                ("title", models.CharField(max_length=300)),
                ("department", models.CharField(max_length=64)),
                ("fiscal_year", models.PositiveIntegerField()),
                ("years", models.PositiveSmallIntegerField(null=True)),
                ("begins_on", models.DateField()),
                ("ends_on", models.DateField(null=True)),
                ("mode", models.CharField(blank=True, max_length=100)),
                ("approval_number", models.CharField(blank=True, max_length=60)),
                ("approval_day", models.DateField(null=True)),
                (
                    "original",
                    models.CharField(
                        choices=[
                            ("document_system", "document_system"),
                            ("this_system", "this_system"),
                            ("paper", "paper"),
                        ],
                        max_length=16,
                    ),
                ),
                ("at_end", models.CharField(choices=[("dispose", "dispose"), ("transfer", "transfer")], max_length=10)),
                ("note", models.TextField(blank=True)),
                (
                    "state",
                    models.CharField(
                        choices=[("kept", "kept"), ("disposed", "disposed"), ("transferred", "transferred")],
                        default="kept",
                        max_length=12,
                    ),
                ),
                ("done_on", models.DateField(null=True)),
                ("changed_by_label", models.CharField(max_length=100)),
                ("changed_at", models.DateTimeField()),
                (
                    "record_class",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="entries", to="records.recordclass"
                    ),
                ),
            ],
            options={
                "ordering": ("-fiscal_year", "record_class__code", "title", "pk"),
            },
        ),
        migrations.CreateModel(
            name="Ending",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("token", models.CharField(max_length=64, unique=True)),
                ("changed_by_label", models.CharField(max_length=100)),
                ("changed_at", models.DateTimeField()),
                (
                    "outcome",
                    models.CharField(
                        choices=[("dispose", "dispose"), ("transfer", "transfer"), ("extend", "extend")], max_length=10
                    ),
                ),
                ("years", models.PositiveSmallIntegerField(null=True)),
                ("reason", models.TextField()),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("proposed", "proposed"),
                            ("agreed", "agreed"),
                            ("refused", "refused"),
                            ("called_off", "called_off"),
                            ("done", "done"),
                        ],
                        max_length=12,
                    ),
                ),
                ("proposed_by", models.BigIntegerField()),
                ("proposed_by_label", models.CharField(max_length=100)),
                ("proposed_at", models.DateTimeField()),
                ("decided_by", models.BigIntegerField(null=True)),
                ("decided_by_label", models.CharField(blank=True, max_length=100)),
                ("decided_at", models.DateTimeField(null=True)),
                ("decision_note", models.TextField(blank=True)),
                ("done_on", models.DateField(null=True)),
                ("done_note", models.TextField(blank=True)),
                (
                    "entry",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="endings", to="records.registerentry"
                    ),
                ),
            ],
            options={
                "ordering": ("entry_id", "pk"),
            },
        ),
        migrations.AddIndex(
            model_name="registerentry",
            index=models.Index(fields=["state", "ends_on"], name="records_that_end"),
        ),
        migrations.AddConstraint(
            model_name="registerentry",
            constraint=models.UniqueConstraint(fields=("kind", "key"), name="document_stands_once_in_register"),
        ),
        migrations.AddConstraint(
            model_name="registerentry",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("ends_on__isnull", True), ("years__isnull", True)),
                    models.Q(("ends_on__isnull", False), ("years__gt", 0)),
                    _connector="OR",
                ),
                name="record_is_permanent_or_ends",
            ),
        ),
        migrations.AddConstraint(
            model_name="ending",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state__in", ["agreed", "proposed"])),
                fields=("entry",),
                name="one_ending_at_a_time",
            ),
        ),
        migrations.AddConstraint(
            model_name="ending",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state__in", ["agreed", "done"]), _negated=True),
                    models.Q(
                        ("decided_by__isnull", False), models.Q(("decided_by", models.F("proposed_by")), _negated=True)
                    ),
                    _connector="OR",
                ),
                name="ending_agreed_by_two_people",
            ),
        ),
        migrations.AddConstraint(
            model_name="ending",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("outcome", "extend"), ("years__gt", 0)),
                    models.Q(models.Q(("outcome", "extend"), _negated=True), ("years__isnull", True)),
                    _connector="OR",
                ),
                name="extension_has_its_years",
            ),
        ),
    ]
