"""Letters that were written, and since when each kind is."""

from typing import ClassVar

from django.db import models

from monosashi.office.accounts.models import Staff


class Sending(models.TextChoices):
    """How far the mail of something written is."""

    NOTICE = "notice"
    """Not mailed: it stands on the pages alone."""
    WAITING = "waiting"
    SENDING = "sending"
    """In the worker's hand. Left so by a worker that was killed: nobody knows whether it went."""
    UNSURE = "unsure"
    SENT = "sent"
    FAILED = "failed"


class Mailed(models.Model):
    """Something written that is mailed once. `problem` is the kind of error alone (a `MailFault`), "" for none."""

    subject = models.CharField(max_length=200)
    text = models.TextField()
    sending = models.CharField(max_length=8, choices=Sending)
    problem = models.CharField(max_length=200, blank=True)
    made_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)

    class Meta:
        abstract = True


class Letter(Mailed):
    """What somebody was told by mail. `kind` is a `LetterKind`, `about` names the thing within it, `state` how it stood.

    `turn` counts the letters to this person about the same thing, from 1. Its address is that of the account when it is mailed.
    """

    kind = models.CharField(max_length=32)
    about = models.CharField(max_length=200)
    staff = models.ForeignKey(Staff, on_delete=models.CASCADE, related_name="+")
    state = models.CharField(max_length=200)
    turn = models.PositiveIntegerField()

    class Meta:
        ordering = ("pk",)
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("kind", "about", "staff", "turn"), name="letter_is_written_once"),
        ]
        indexes: ClassVar = [models.Index(fields=("sending",), name="letters_going_on")]


class KindWritten(models.Model):
    """A kind that is written since `since`. What stood before was taken as known."""

    kind = models.CharField(max_length=32, primary_key=True)
    since = models.DateTimeField()
