"""Open data of other cities and the panels made of it. Safe beside the old code: new tables. Going back loses what was brought in; the files stay."""

from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="CitiesPanel",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "state",
                    models.CharField(
                        choices=[("asked", "Asked"), ("made", "Made"), ("failed", "Failed")], max_length=8
                    ),
                ),
                ("job", models.UUIDField(null=True)),
                ("asked_at", models.DateTimeField()),
                ("asked_by_label", models.CharField(max_length=100)),
                ("made_at", models.DateTimeField(null=True)),
                ("made_of", models.TextField(default="[]")),
                ("plans", models.TextField(default="[]")),
                ("problems", models.TextField(default="[]")),
            ],
            options={
                "ordering": ("-pk",),
            },
        ),
        migrations.CreateModel(
            name="CityData",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("municipality_code", models.CharField(max_length=6)),
                ("plan_id", models.CharField(max_length=128)),
                ("municipality", models.CharField(max_length=100)),
                ("plan", models.CharField(max_length=200)),
                ("fiscal_years", models.CharField(blank=True, max_length=200)),
                ("software", models.CharField(blank=True, max_length=50)),
                ("file_name", models.CharField(max_length=200)),
                ("sha256", models.CharField(max_length=64)),
                ("size", models.BigIntegerField()),
                ("brought_at", models.DateTimeField()),
                ("brought_by_label", models.CharField(max_length=100)),
            ],
            options={
                "ordering": ("municipality_code", "plan_id"),
                "constraints": [
                    models.UniqueConstraint(fields=("municipality_code", "plan_id"), name="plan_of_a_city_stands_once")
                ],
            },
        ),
    ]
