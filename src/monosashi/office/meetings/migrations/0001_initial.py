"""Bodies, meetings, agendas, minutes and decisions. Safe beside the old code: new tables. Going back loses all of them."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("plans", "0004_edition_withdrawn"),
        ("rounds", "0003_draft_of_a_proposal"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Body",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("token", models.CharField(max_length=64, unique=True)),
                ("changed_by_label", models.CharField(max_length=100)),
                ("changed_at", models.DateTimeField()),
                ("name", models.CharField(max_length=100, unique=True)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("internal", "internal"),
                            ("subcommittee", "subcommittee"),
                            ("assembly", "assembly"),
                            ("outside", "outside"),
                        ],
                        max_length=16,
                    ),
                ),
                ("rests_on", models.CharField(blank=True, max_length=200)),
                ("secretariat", models.CharField(blank=True, max_length=64)),
                ("out_of_use_since", models.DateField(null=True)),
                (
                    "part_of",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="parts", to="meetings.body"
                    ),
                ),
            ],
            options={
                "ordering": ("name",),
            },
        ),
        migrations.CreateModel(
            name="Meeting",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("token", models.CharField(max_length=64, unique=True)),
                ("changed_by_label", models.CharField(max_length=100)),
                ("changed_at", models.DateTimeField()),
                ("edition", models.PositiveIntegerField(null=True)),
                ("fiscal_year", models.PositiveIntegerField()),
                ("number", models.PositiveIntegerField()),
                ("day", models.DateField()),
                ("begins", models.TimeField(null=True)),
                ("place", models.CharField(blank=True, max_length=100)),
                (
                    "state",
                    models.CharField(
                        choices=[("planned", "planned"), ("held", "held"), ("cancelled", "cancelled")], max_length=12
                    ),
                ),
                ("reason", models.TextField(blank=True)),
                (
                    "minutes",
                    models.CharField(
                        choices=[("none", "none"), ("made", "made"), ("not_made", "not_made")], max_length=12
                    ),
                ),
                ("minutes_day", models.DateField(null=True)),
                ("minutes_reason", models.TextField(blank=True)),
                ("minutes_by_label", models.CharField(blank=True, max_length=100)),
                ("inferred", models.BooleanField(default=False)),
                (
                    "body",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="meetings", to="meetings.body"
                    ),
                ),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="meetings", to="plans.planrow"
                    ),
                ),
                (
                    "round",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="meetings",
                        to="rounds.round",
                    ),
                ),
            ],
            options={
                "ordering": ("-day", "-pk"),
            },
        ),
        migrations.CreateModel(
            name="AgendaItem",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("token", models.CharField(max_length=64, unique=True)),
                ("changed_by_label", models.CharField(max_length=100)),
                ("changed_at", models.DateTimeField()),
                ("position", models.PositiveIntegerField()),
                (
                    "kind",
                    models.CharField(
                        choices=[("discussion", "discussion"), ("report", "report"), ("other", "other")], max_length=12
                    ),
                ),
                ("title", models.CharField(max_length=200)),
                ("said", models.TextField(blank=True)),
                (
                    "carried_from",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="carried_to",
                        to="meetings.agendaitem",
                    ),
                ),
                (
                    "meeting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="items", to="meetings.meeting"
                    ),
                ),
            ],
            options={
                "ordering": ("meeting_id", "position", "pk"),
            },
        ),
        migrations.CreateModel(
            name="MeetingDecision",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("token", models.CharField(max_length=64, unique=True)),
                ("changed_by_label", models.CharField(max_length=100)),
                ("changed_at", models.DateTimeField()),
                ("text", models.TextField()),
                ("due", models.DateField(null=True)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("open", "open"),
                            ("reported", "reported"),
                            ("done", "done"),
                            ("called_off", "called_off"),
                        ],
                        max_length=12,
                    ),
                ),
                ("report", models.TextField(blank=True)),
                ("reported_by", models.BigIntegerField(null=True)),
                ("reported_by_label", models.CharField(blank=True, max_length=100)),
                ("reported_at", models.DateTimeField(null=True)),
                ("note", models.TextField(blank=True)),
                ("noted_by_label", models.CharField(blank=True, max_length=100)),
                ("closed_day", models.DateField(null=True)),
                ("closed_by_label", models.CharField(blank=True, max_length=100)),
                (
                    "item",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="decisions", to="meetings.agendaitem"
                    ),
                ),
            ],
            options={
                "ordering": ("pk",),
            },
        ),
        migrations.CreateModel(
            name="ItemReview",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "item",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="reviews", to="meetings.agendaitem"
                    ),
                ),
                (
                    "decision",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="reviewed_in",
                        to="meetings.meetingdecision",
                    ),
                ),
            ],
            options={
                "ordering": ("item_id", "decision_id"),
            },
        ),
        migrations.CreateModel(
            name="DecisionMeasure",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("node", models.CharField(max_length=128)),
                (
                    "decision",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="measures",
                        to="meetings.meetingdecision",
                    ),
                ),
            ],
            options={
                "ordering": ("decision_id", "pk"),
            },
        ),
        migrations.CreateModel(
            name="DecisionDepartment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.CharField(max_length=64)),
                (
                    "decision",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="departments",
                        to="meetings.meetingdecision",
                    ),
                ),
            ],
            options={
                "ordering": ("decision_id", "pk"),
            },
        ),
        migrations.CreateModel(
            name="Member",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("token", models.CharField(max_length=64, unique=True)),
                ("changed_by_label", models.CharField(max_length=100)),
                ("changed_at", models.DateTimeField()),
                (
                    "role",
                    models.CharField(
                        choices=[("chair", "chair"), ("vice_chair", "vice_chair"), ("member", "member")], max_length=16
                    ),
                ),
                ("who", models.CharField(max_length=100)),
                ("since", models.DateField(null=True)),
                ("until", models.DateField(null=True)),
                (
                    "body",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="members", to="meetings.body"
                    ),
                ),
                (
                    "staff",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ("body_id", "pk"),
            },
        ),
        migrations.CreateModel(
            name="Attendance",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("not_recorded", "not_recorded"),
                            ("present", "present"),
                            ("absent", "absent"),
                            ("by_proxy", "by_proxy"),
                        ],
                        max_length=12,
                    ),
                ),
                ("proxy", models.CharField(blank=True, max_length=100)),
                (
                    "meeting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="attendance", to="meetings.meeting"
                    ),
                ),
                (
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="attendance", to="meetings.member"
                    ),
                ),
            ],
            options={
                "ordering": ("meeting_id", "member_id"),
            },
        ),
        migrations.CreateModel(
            name="Paper",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=255)),
                ("kind", models.CharField(max_length=100)),
                ("size", models.BigIntegerField()),
                ("sha256", models.CharField(max_length=64)),
                ("added_by_label", models.CharField(max_length=100)),
                ("added_at", models.DateTimeField()),
                ("removed_by_label", models.CharField(blank=True, max_length=100)),
                ("removed_at", models.DateTimeField(null=True)),
                (
                    "item",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="papers",
                        to="meetings.agendaitem",
                    ),
                ),
                (
                    "meeting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="papers", to="meetings.meeting"
                    ),
                ),
            ],
            options={
                "ordering": ("meeting_id", "pk"),
            },
        ),
        migrations.CreateModel(
            name="ItemMeasure",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("node", models.CharField(max_length=128)),
                (
                    "item",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="measures", to="meetings.agendaitem"
                    ),
                ),
            ],
            options={
                "ordering": ("item_id", "pk"),
                "indexes": [models.Index(fields=["node"], name="items_of_measure")],
                "constraints": [models.UniqueConstraint(fields=("item", "node"), name="measure_stands_once_on_item")],
            },
        ),
        migrations.AddConstraint(
            model_name="meeting",
            constraint=models.UniqueConstraint(fields=("body", "fiscal_year", "number"), name="meeting_is_held_once"),
        ),
        migrations.AddIndex(
            model_name="meetingdecision",
            index=models.Index(fields=["state", "due"], name="decisions_going_on"),
        ),
        migrations.AddConstraint(
            model_name="itemreview",
            constraint=models.UniqueConstraint(
                fields=("item", "decision"), name="decision_is_looked_at_once_under_item"
            ),
        ),
        migrations.AddIndex(
            model_name="decisionmeasure",
            index=models.Index(fields=["node"], name="decisions_of_measure"),
        ),
        migrations.AddConstraint(
            model_name="decisionmeasure",
            constraint=models.UniqueConstraint(fields=("decision", "node"), name="measure_stands_once_on_decision"),
        ),
        migrations.AddConstraint(
            model_name="decisiondepartment",
            constraint=models.UniqueConstraint(fields=("decision", "code"), name="department_stands_once_on_decision"),
        ),
        migrations.AddConstraint(
            model_name="attendance",
            constraint=models.UniqueConstraint(fields=("meeting", "member"), name="member_attends_once"),
        ),
    ]
