"""Settings of the site, previews, proposals, the auditor's file sets.

Safe beside the old code: new tables only. There are no old rows. Reversing loses the settings, and who proposed and agreed to what
beside the events that tell of it; the bundles stay on the disk.
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
            name="Preview",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(max_length=32)),
                ("chain", models.TextField()),
                ("settings", models.PositiveIntegerField()),
                (
                    "state",
                    models.CharField(
                        choices=[("asked", "Asked"), ("made", "Made"), ("failed", "Failed")], max_length=8
                    ),
                ),
                ("job", models.UUIDField(null=True)),
                ("asked_at", models.DateTimeField()),
                ("made_at", models.DateTimeField(null=True)),
                ("site_sha256", models.CharField(blank=True, max_length=64)),
                ("files", models.PositiveIntegerField(default=0)),
                ("size", models.BigIntegerField(default=0)),
                ("pages", models.TextField(default="[]")),
                ("problems", models.TextField(default="[]")),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="previews", to="plans.planrow"
                    ),
                ),
            ],
            options={
                "ordering": ("plan", "-asked_at"),
            },
        ),
        migrations.CreateModel(
            name="Proposal",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveIntegerField()),
                (
                    "kind",
                    models.CharField(
                        choices=[("publish", "publish"), ("correct", "correct"), ("withdraw", "withdraw")],
                        max_length=10,
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("proposed", "proposed"),
                            ("called_off", "called_off"),
                            ("refused", "refused"),
                            ("approved", "approved"),
                            ("failed", "failed"),
                            ("done", "done"),
                        ],
                        max_length=12,
                    ),
                ),
                ("proposed_at", models.DateTimeField()),
                ("proposed_by", models.BigIntegerField()),
                ("proposed_by_label", models.CharField(max_length=100)),
                ("note", models.TextField(blank=True)),
                ("decided_at", models.DateTimeField(null=True)),
                ("decided_by", models.BigIntegerField(null=True)),
                ("decided_by_label", models.CharField(blank=True, max_length=100)),
                ("decision_note", models.TextField(blank=True)),
                ("site_sha256", models.CharField(blank=True, max_length=64)),
                ("edition", models.PositiveIntegerField(null=True)),
                ("reason", models.TextField(blank=True)),
                ("reasons", models.TextField(default="{}")),
                ("label", models.CharField(blank=True, max_length=200)),
                ("plan_sha256", models.CharField(blank=True, max_length=64)),
                ("job", models.UUIDField(null=True)),
                ("done_at", models.DateTimeField(null=True)),
                ("made_edition", models.PositiveIntegerField(null=True)),
                ("bundle_sha256", models.CharField(blank=True, max_length=64)),
                ("bundle_size", models.BigIntegerField(default=0)),
                ("problems", models.TextField(default="[]")),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="proposals", to="plans.planrow"
                    ),
                ),
                (
                    "preview",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="proposals",
                        to="publication.preview",
                    ),
                ),
            ],
            options={
                "ordering": ("plan", "-number"),
            },
        ),
        migrations.CreateModel(
            name="SettingsOfSite",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveIntegerField()),
                ("body", models.TextField()),
                ("made_at", models.DateTimeField()),
                ("made_by", models.BigIntegerField(null=True)),
                ("made_by_label", models.CharField(blank=True, max_length=100)),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="site_settings", to="plans.planrow"
                    ),
                ),
            ],
            options={
                "ordering": ("plan", "-number"),
            },
        ),
        migrations.CreateModel(
            name="AuditorSet",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveIntegerField()),
                ("edition", models.PositiveIntegerField()),
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
                ("sums_sha256", models.CharField(blank=True, max_length=64)),
                ("size", models.BigIntegerField(default=0)),
                ("problems", models.TextField(default="[]")),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="auditor_sets", to="plans.planrow"
                    ),
                ),
            ],
            options={
                "ordering": ("plan", "-number"),
                "constraints": [models.UniqueConstraint(fields=("plan", "number"), name="auditor_set_stands_once")],
            },
        ),
        migrations.AddConstraint(
            model_name="preview",
            constraint=models.UniqueConstraint(fields=("plan", "key"), name="preview_stands_once"),
        ),
        migrations.AddConstraint(
            model_name="proposal",
            constraint=models.UniqueConstraint(fields=("plan", "number"), name="proposal_stands_once"),
        ),
        migrations.AddConstraint(
            model_name="proposal",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state__in", ("proposed", "approved", "failed"))),
                fields=("plan",),
                name="one_proposal_at_a_time",
            ),
        ),
        migrations.AddConstraint(
            model_name="proposal",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state__in", ("approved", "failed", "done")), _negated=True),
                    models.Q(
                        ("decided_by__isnull", False), models.Q(("decided_by", models.F("proposed_by")), _negated=True)
                    ),
                    _connector="OR",
                ),
                name="agreed_by_two_people",
            ),
        ),
        migrations.AddConstraint(
            model_name="settingsofsite",
            constraint=models.UniqueConstraint(fields=("plan", "number"), name="site_settings_stand_once"),
        ),
    ]
