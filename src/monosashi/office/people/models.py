"""What an import waits for: the file, between its difference and the decision."""

from django.db import models


class PendingImport(models.Model):
    """A file whose difference somebody is looking at. `state` is the hash of what it was compared with."""

    kind = models.CharField(max_length=16)
    file_name = models.CharField(max_length=200)
    content = models.BinaryField()
    since = models.DateField()
    everybody = models.BooleanField(default=False)
    made_by = models.BigIntegerField()
    made_at = models.DateTimeField()
    state = models.CharField(max_length=64)
