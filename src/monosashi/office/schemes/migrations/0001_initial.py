"""Rules of the city's own. Safe beside the old code: a new table. Going back loses the rules that were brought in."""

from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="RuleFile",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(choices=[("scheme", "scheme"), ("life_cycle", "life_cycle")], max_length=16)),
                ("reference", models.CharField(max_length=128)),
                ("name", models.CharField(max_length=200)),
                ("content", models.TextField()),
                ("brought_at", models.DateTimeField()),
                ("brought_by", models.BigIntegerField()),
                ("brought_by_label", models.CharField(max_length=100)),
            ],
            options={
                "ordering": ("kind", "reference"),
                "constraints": [
                    models.UniqueConstraint(fields=("kind", "reference"), name="rules_stand_once_under_a_reference")
                ],
            },
        ),
    ]
