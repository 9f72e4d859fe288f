"""The rows that forms make."""

from django.db import models


class MadeOnce(models.Model):
    """Something that a form made. `token` was given to the form: sent twice, it makes one thing. `changed_by_label` is who was last."""

    token = models.CharField(max_length=64, unique=True)
    changed_by_label = models.CharField(max_length=100)
    changed_at = models.DateTimeField()

    class Meta:
        abstract = True
