"""What an import waits for between its difference and the decision, and what a reorganisation changed, so that it can be undone."""

from django.db import models

from monosashi.office.entering.waiting import WaitingFile


class PendingImport(WaitingFile):
    """A list of staff or departments (`kind`) that waits; it holds from `since` on."""

    kind = models.CharField(max_length=16)
    since = models.DateField()
    everybody = models.BooleanField(default=False)


class Reorganised(models.Model):
    """A reorganisation that was carried out, with what it changed: it can be undone while everything still stands as it left it.

    `old`, `heirs` and `begun` are codes; `begun` are those of the heirs that began with it. `rows` tells by table and key each row
    before and after, None where it was not there; `plans` by id the revisions before and after. `event` is its last event.
    """

    kind = models.CharField(max_length=16)
    since = models.DateField()
    old = models.JSONField(default=list)
    heirs = models.JSONField(default=list)
    begun = models.JSONField(default=list)
    rows = models.JSONField(default=dict)
    plans = models.JSONField(default=dict)
    event = models.BigIntegerField()
    done_by_label = models.CharField(max_length=100)
    done_at = models.DateTimeField()
    undone_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("done_at", "pk")
