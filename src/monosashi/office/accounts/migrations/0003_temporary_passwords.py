"""Whether a password was made by somebody else and has to be changed at log-in.

Safe beside the old code, which asks nobody to. Of old rows nobody is asked. Reversing forgets who has yet to change theirs.
"""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("accounts", "0002_people_and_places")]

    operations = [
        migrations.AddField("staff", "password_is_temporary", models.BooleanField(default=False)),
    ]
