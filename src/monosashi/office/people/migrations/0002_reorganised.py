"""What a reorganisation changed, so that it can be undone.

Safe beside the old code, which does not know the table. What was reorganised before has no row here and is not undone by the
software. Reversing loses what undoing needs, and nothing else.
"""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("people", "0001_initial")]

    operations = [
        migrations.CreateModel(
            name="Reorganised",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(max_length=16)),
                ("since", models.DateField()),
                ("old", models.JSONField(default=list)),
                ("heirs", models.JSONField(default=list)),
                ("begun", models.JSONField(default=list)),
                ("rows", models.JSONField(default=dict)),
                ("plans", models.JSONField(default=dict)),
                ("event", models.BigIntegerField()),
                ("done_by_label", models.CharField(max_length=100)),
                ("done_at", models.DateTimeField()),
                ("undone_at", models.DateTimeField(null=True)),
            ],
            options={"ordering": ("done_at", "pk")},
        ),
    ]
