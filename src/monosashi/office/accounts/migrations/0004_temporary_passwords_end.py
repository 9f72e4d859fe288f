"""Until which day a temporary password opens the door.

Safe beside the old code, which lets people in after it. Temporary passwords of old rows have no last day, as before. Reversing
forgets the last days: then every temporary password opens until it is changed.
"""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("accounts", "0003_temporary_passwords")]

    operations = [
        migrations.AddField("staff", "password_until", models.DateField(blank=True, null=True)),
    ]
