"""Which draft revision a proposal was laid into, so that it waits again when that draft is thrown away.

Safe beside the old code: a new column that may be empty and that it never writes. Old rows that were carried say so on, and do not
come back: nobody knows their draft. Reversing loses which draft it was.
"""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("rounds", "0002_running_and_closing")]

    operations = [migrations.AddField("followup", "draft", models.UUIDField(null=True))]
