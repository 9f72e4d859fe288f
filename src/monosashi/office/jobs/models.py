"""How far a job is."""

from django.db import models


class Progress(models.Model):
    """What a job last said of itself. `job` is the id of its result; `total` 0 where it does not know how much there is."""

    job = models.UUIDField(primary_key=True)
    at = models.DateTimeField()
    done = models.PositiveIntegerField()
    total = models.PositiveIntegerField()
    about = models.CharField(max_length=255, blank=True)
    """What the job is about, as people call it: the name of a plan."""
