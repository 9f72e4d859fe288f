"""Kinds of officers, who holds them in which department, where none is placed, and lists that wait for a decision."""

from typing import ClassVar

from django.db import models

from monosashi.office.accounts.models import Staff
from monosashi.office.entering.made_once import MadeOnce
from monosashi.office.entering.waiting import WaitingFile
from monosashi.office.officers.states import ChosenBy, HowMany, OfficerOutcome


class OfficerKind(MadeOnce):
    """A kind of officers, as the city's rules know it (デジタル推進主任).

    `duties` and `usual_posts` are words. `term_years` is how long an appointment lasts, `most_years` how many years running somebody
    may hold it in one department; None: nothing is said. `may_be_left_out`: a department may place none, with a reason.
    `stands_in_for` is the kind whose duties this one takes over while its holder is away. Not in use from `out_of_use_since` on.
    """

    name = models.CharField(max_length=100, unique=True)
    duties = models.TextField(blank=True)
    how_many = models.CharField(max_length=16, choices=[(each.value, each.value) for each in HowMany])
    may_be_left_out = models.BooleanField(default=False)
    usual_posts = models.CharField(max_length=200, blank=True)
    term_years = models.PositiveSmallIntegerField(null=True)
    most_years = models.PositiveSmallIntegerField(null=True)
    rests_on = models.CharField(max_length=200, blank=True)
    stands_in_for = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="stood_in_by")
    position = models.PositiveIntegerField(default=0)
    out_of_use_since = models.DateField(null=True)

    class Meta:
        ordering = ("position", "pk")

    def __str__(self) -> str:
        return self.name


class Appointment(MadeOnce):
    """Somebody is an officer of a department from `since` to `until`, both included; `until` None: no last day was told.

    `department` is the code of the day on which it was told. `staff` is the account; None for somebody who is not in the register,
    who then has a typed `name`. `post` is what was told of their post. `shared_with` is the code of the department in which they
    work, where they serve this one besides (兼任), "" where it is their own. `note` is in the department's words.
    `outcome` is an `OfficerOutcome`, `outcome_note` what was said with it.
    """

    kind = models.ForeignKey(OfficerKind, on_delete=models.PROTECT, related_name="appointments")
    department = models.CharField(max_length=64)
    staff = models.ForeignKey(Staff, null=True, on_delete=models.PROTECT, related_name="offices")
    name = models.CharField(max_length=100, blank=True)
    post = models.CharField(max_length=64, blank=True)
    since = models.DateField()
    until = models.DateField(null=True)
    chosen_by = models.CharField(max_length=16, choices=[(each.value, each.value) for each in ChosenBy])
    shared_with = models.CharField(max_length=64, blank=True)
    note = models.TextField(blank=True)
    outcome = models.CharField(
        max_length=16, choices=[(each.value, each.value) for each in OfficerOutcome], default=OfficerOutcome.OPEN.value
    )
    outcome_note = models.TextField(blank=True)
    told_on = models.DateField()

    class Meta:
        ordering = ("kind__position", "kind_id", "since", "pk")
        indexes: ClassVar = [
            models.Index(fields=("department",), name="officers_of_department"),
            models.Index(fields=("outcome", "until"), name="officers_going_on"),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(until__isnull=True) | models.Q(until__gte=models.F("since")),
                name="officer_ends_after_begin",
            ),
            models.CheckConstraint(
                condition=models.Q(staff__isnull=False) | ~models.Q(name=""), name="officer_is_somebody"
            ),
        ]


class LeftOut(MadeOnce):
    """A department places no officer of a kind, for a reason, from `since` to `until`; None: until further notice."""

    kind = models.ForeignKey(OfficerKind, on_delete=models.PROTECT, related_name="left_out")
    department = models.CharField(max_length=64)
    since = models.DateField()
    until = models.DateField(null=True)
    reason = models.TextField()

    class Meta:
        ordering = ("kind__position", "kind_id", "since", "pk")


class PendingOfficers(WaitingFile):
    """A list of officers that waits."""

    class Meta:
        ordering = ("pk",)
