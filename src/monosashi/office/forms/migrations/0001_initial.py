"""Forms of the city's own. Safe beside the old code: a new table. Going back loses the forms that were brought in."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [("plans", "0004_edition_withdrawn")]

    operations = [
        migrations.CreateModel(
            name="CityForm",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=100)),
                ("file_name", models.CharField(max_length=200)),
                ("kind", models.CharField(max_length=8)),
                ("content", models.BinaryField()),
                ("sha256", models.CharField(max_length=64)),
                ("repeats", models.BooleanField()),
                ("of_measures", models.BooleanField()),
                ("brought_at", models.DateTimeField()),
                ("brought_by", models.BigIntegerField()),
                ("brought_by_label", models.CharField(max_length=100)),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="forms", to="plans.planrow"
                    ),
                ),
            ],
            options={
                "ordering": ("name",),
                "constraints": [
                    models.UniqueConstraint(fields=("plan", "name"), name="form_stands_once_under_a_name"),
                    models.UniqueConstraint(fields=("plan", "sha256"), name="form_file_stands_once_in_a_plan"),
                ],
            },
        ),
    ]
