"""Files of staff and departments that wait for a decision.

Safe beside the old code, which does not know the table. Reversing loses files that nobody has decided on yet.
"""

from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="PendingImport",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(max_length=16)),
                ("file_name", models.CharField(max_length=200)),
                ("content", models.BinaryField()),
                ("since", models.DateField()),
                ("everybody", models.BooleanField(default=False)),
                ("made_by", models.BigIntegerField()),
                ("made_at", models.DateTimeField()),
                ("state", models.CharField(max_length=64)),
            ],
        ),
    ]
