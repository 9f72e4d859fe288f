"""What runs a round and closes it: mails, extensions, remarks, second looks, finance's figures. No old rows; reversing loses them."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("rounds", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Reminder",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.CharField(max_length=64)),
                ("subject", models.CharField(max_length=200)),
                ("text", models.TextField()),
                ("to", models.TextField(blank=True)),
                (
                    "sending",
                    models.CharField(
                        choices=[
                            ("notice", "Notice"),
                            ("waiting", "Waiting"),
                            ("sending", "Sending"),
                            ("unsure", "Unsure"),
                            ("sent", "Sent"),
                            ("failed", "Failed"),
                        ],
                        max_length=8,
                    ),
                ),
                ("problem", models.CharField(blank=True, max_length=200)),
                ("made_by", models.BigIntegerField()),
                ("made_by_label", models.CharField(max_length=100)),
                ("made_at", models.DateTimeField()),
                ("sent_at", models.DateTimeField(null=True)),
                (
                    "round",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="reminders", to="rounds.round"
                    ),
                ),
            ],
            options={
                "ordering": ("round", "-made_at", "pk"),
            },
        ),
        migrations.CreateModel(
            name="MoneyFile",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=255)),
                ("csv", models.BinaryField()),
                ("mapping", models.TextField()),
                ("based_on", models.PositiveIntegerField()),
                ("brought_by_label", models.CharField(max_length=100)),
                ("brought_at", models.DateTimeField()),
                ("applied_at", models.DateTimeField(null=True)),
                (
                    "round",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="money_file", to="rounds.round"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="LikelyAnswer",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(max_length=300)),
                ("text", models.TextField(blank=True)),
                ("changed_by_label", models.CharField(max_length=100)),
                ("changed_at", models.DateTimeField()),
                (
                    "round",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="likely_answers", to="rounds.round"
                    ),
                ),
            ],
            options={
                "ordering": ("round", "key"),
            },
        ),
        migrations.CreateModel(
            name="Extension",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.CharField(max_length=64)),
                ("asked_until", models.DateField()),
                ("reason", models.TextField()),
                ("asked_by_label", models.CharField(max_length=100)),
                ("asked_at", models.DateTimeField()),
                ("granted", models.BooleanField(null=True)),
                ("until", models.DateField(null=True)),
                ("note", models.TextField(blank=True)),
                ("decided_by_label", models.CharField(blank=True, max_length=100)),
                ("decided_at", models.DateTimeField(null=True)),
                (
                    "round",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="extensions", to="rounds.round"
                    ),
                ),
            ],
            options={
                "ordering": ("round", "-asked_at"),
            },
        ),
        migrations.CreateModel(
            name="SecondLook",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("axis", models.CharField(blank=True, max_length=64)),
                ("grade", models.CharField(max_length=32)),
                ("reason", models.TextField()),
                ("made_by", models.BigIntegerField()),
                ("made_by_label", models.CharField(max_length=100)),
                ("made_at", models.DateTimeField()),
                (
                    "sheet",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="second_looks", to="rounds.sheet"
                    ),
                ),
            ],
            options={
                "ordering": ("sheet_id", "axis"),
            },
        ),
        migrations.CreateModel(
            name="Remark",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("text", models.TextField()),
                ("by_office", models.BooleanField()),
                ("made_by", models.BigIntegerField()),
                ("made_by_label", models.CharField(max_length=100)),
                ("made_at", models.DateTimeField()),
                (
                    "answers",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="replies",
                        to="rounds.remark",
                    ),
                ),
                (
                    "sheet",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="remarks", to="rounds.sheet"
                    ),
                ),
            ],
            options={
                "ordering": ("sheet", "made_at", "pk"),
            },
        ),
        migrations.CreateModel(
            name="FollowUp",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("target", "Target"),
                            ("stage", "Stage"),
                            ("disposition", "Disposition"),
                            ("merge", "Merge"),
                        ],
                        max_length=12,
                    ),
                ),
                ("body", models.JSONField()),
                ("reason", models.TextField(blank=True)),
                ("made_by", models.BigIntegerField()),
                ("made_by_label", models.CharField(max_length=100)),
                ("made_at", models.DateTimeField()),
                ("carried_at", models.DateTimeField(null=True)),
                ("dropped", models.TextField(blank=True)),
                (
                    "sheet",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="follow_ups", to="rounds.sheet"
                    ),
                ),
            ],
            options={
                "ordering": ("sheet", "pk"),
            },
        ),
        migrations.AddIndex(
            model_name="reminder",
            index=models.Index(fields=["code", "made_at"], name="rounds_remi_code_2a4ede_idx"),
        ),
        migrations.AddConstraint(
            model_name="likelyanswer",
            constraint=models.UniqueConstraint(fields=("round", "key"), name="likely_answer_stands_once"),
        ),
        migrations.AddConstraint(
            model_name="secondlook",
            constraint=models.UniqueConstraint(fields=("sheet", "axis"), name="second_look_stands_once"),
        ),
    ]
