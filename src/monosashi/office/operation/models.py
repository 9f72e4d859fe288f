"""When the parts of an installation last did their work."""

from django.db import models


class Mark(models.Model):
    """When something was last done: `worker` (its heartbeat), `backup`, `sessions`. Not backed up."""

    name = models.CharField(max_length=32, primary_key=True)
    at = models.DateTimeField()
