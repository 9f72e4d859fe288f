"""What people and places need: moves of departments, transfers with hand-overs, acting confirmers, who gave a role, the last day.

Safe beside the old code: new tables and columns that are empty or have a default; nothing that is there changes. Old rows mean what
they did: no last day, nobody recorded as having given a role, no moves. Reversing loses transfers, hand-overs and acting confirmers;
postings and roles that they began or ended stay with their dates.
"""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0001_initial"),
    ]

    operations = [
        migrations.AlterModelOptions(
            name="posting",
            options={"ordering": ("concurrent", "valid_from", "pk")},
        ),
        migrations.AlterModelOptions(
            name="roleassignment",
            options={"ordering": ("role", "valid_from", "pk")},
        ),
        migrations.AddField(
            model_name="roleassignment",
            name="given_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="roleassignment",
            name="given_by",
            field=models.BigIntegerField(null=True),
        ),
        migrations.AddField(
            model_name="roleassignment",
            name="given_by_label",
            field=models.CharField(blank=True, max_length=100),
        ),
        migrations.AddField(
            model_name="staff",
            name="last_day",
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="succession",
            name="told_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="succession",
            name="told_by",
            field=models.CharField(blank=True, max_length=100),
        ),
        migrations.CreateModel(
            name="Move",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("since", models.DateField()),
                (
                    "department",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="moves", to="accounts.department"
                    ),
                ),
                (
                    "parent",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="moves_here",
                        to="accounts.department",
                    ),
                ),
            ],
            options={
                "ordering": ("since", "pk"),
            },
        ),
        migrations.CreateModel(
            name="Transfer",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("day", models.DateField()),
                ("entered_by", models.BigIntegerField(null=True)),
                ("entered_by_label", models.CharField(blank=True, max_length=100)),
                ("entered_at", models.DateTimeField()),
                ("called_off_at", models.DateTimeField(null=True)),
                ("restore", models.JSONField(default=dict)),
                (
                    "staff",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="transfers",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ("day", "pk"),
            },
        ),
        migrations.CreateModel(
            name="HandOver",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("day", models.DateField()),
                ("items", models.JSONField(default=list)),
                ("note", models.TextField(blank=True)),
                (
                    "leaver",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="handed_over",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "successor",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="taken_over",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "transfer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="hand_overs", to="accounts.transfer"
                    ),
                ),
            ],
            options={
                "ordering": ("-day", "pk"),
            },
        ),
        migrations.AddField(
            model_name="posting",
            name="begun_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="postings_begun",
                to="accounts.transfer",
            ),
        ),
        migrations.AddField(
            model_name="roleassignment",
            name="begun_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="roles_begun",
                to="accounts.transfer",
            ),
        ),
        migrations.CreateModel(
            name="ActingFor",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("post", models.CharField(blank=True, max_length=64)),
                ("valid_from", models.DateField()),
                ("valid_to", models.DateField(null=True)),
                ("given_by_label", models.CharField(blank=True, max_length=100)),
                (
                    "absent",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="absences",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "department",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="acting",
                        to="accounts.department",
                    ),
                ),
                (
                    "staff",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="acting", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "ordering": ("valid_from", "pk"),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("absent__isnull", True), ("department__isnull", True), _connector="XOR"),
                        name="acting_for_one",
                    )
                ],
            },
        ),
    ]
