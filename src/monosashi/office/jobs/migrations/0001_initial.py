"""How far jobs are. Safe beside the old code: a new table. Going back loses what running jobs said of themselves."""

from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Progress",
            fields=[
                ("job", models.UUIDField(primary_key=True, serialize=False)),
                ("at", models.DateTimeField()),
                ("done", models.PositiveIntegerField()),
                ("total", models.PositiveIntegerField()),
                ("about", models.CharField(blank=True, max_length=255)),
            ],
        ),
    ]
