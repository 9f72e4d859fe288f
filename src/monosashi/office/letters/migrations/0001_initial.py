"""Letters that were written, and since when each kind is. Safe beside the old code: new tables.

Going back loses what was written to whom; coming forward again takes as known what stands then, so nobody is written to twice.
"""

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
            name="KindWritten",
            fields=[
                ("kind", models.CharField(max_length=32, primary_key=True, serialize=False)),
                ("since", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="Letter",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("subject", models.CharField(max_length=200)),
                ("text", models.TextField()),
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
                ("made_at", models.DateTimeField()),
                ("sent_at", models.DateTimeField(null=True)),
                ("kind", models.CharField(max_length=32)),
                ("about", models.CharField(max_length=200)),
                ("state", models.CharField(max_length=200)),
                ("turn", models.PositiveIntegerField()),
                (
                    "staff",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "ordering": ("pk",),
                "indexes": [models.Index(fields=["sending"], name="letters_going_on")],
                "constraints": [
                    models.UniqueConstraint(fields=("kind", "about", "staff", "turn"), name="letter_is_written_once")
                ],
            },
        ),
    ]
