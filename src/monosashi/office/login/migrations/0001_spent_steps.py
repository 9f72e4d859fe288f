"""The newest code that each authenticator app has spent, so that a code opens once over all processes.

Safe beside the old code, which neither reads nor writes the table and remembers codes in each process alone. There are no old
rows: an app without one has spent nothing yet. Going back loses which code was spent last, of interest for half a minute.
"""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [("mfa", "0003_authenticator_type_uniq")]

    operations = [
        migrations.CreateModel(
            name="SpentStep",
            fields=[
                (
                    "authenticator",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="spent_step",
                        serialize=False,
                        to="mfa.authenticator",
                    ),
                ),
                ("step", models.BigIntegerField()),
            ],
        ),
    ]
