"""Workbooks that came back and wait for somebody to take them in.

Safe beside the old code, which does not know the tables. Reversing forgets files that nobody has taken in yet.
"""

import uuid
from typing import ClassVar

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies: ClassVar = [("rounds", "0001_initial")]

    operations: ClassVar = [
        migrations.CreateModel(
            name="Intake",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("job", models.UUIDField(null=True)),
                ("made_by", models.BigIntegerField()),
                ("made_by_label", models.CharField(max_length=100)),
                ("made_at", models.DateTimeField()),
                (
                    "round",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="intakes", to="rounds.round"
                    ),
                ),
            ],
            options={"ordering": ("-made_at",)},
        ),
        migrations.CreateModel(
            name="HandedIn",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=255)),
                ("sha256", models.CharField(max_length=64)),
                ("size", models.PositiveIntegerField()),
                ("content", models.BinaryField()),
                ("reading", models.BinaryField(default=b"")),
                ("taken_at", models.DateTimeField(null=True)),
                ("cells", models.PositiveIntegerField(default=0)),
                (
                    "intake",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="files", to="workbooks.intake"
                    ),
                ),
            ],
            options={
                "ordering": ("intake", "pk"),
                "constraints": [models.UniqueConstraint(fields=("intake", "name"), name="file_stands_once_in_intake")],
            },
        ),
    ]
