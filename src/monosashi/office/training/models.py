"""Courses of a fiscal year, their sessions, and the place that somebody has in one."""

from typing import ClassVar

from django.db import models

from monosashi.office.accounts.models import Staff
from monosashi.office.entering.made_once import MadeOnce
from monosashi.office.entering.waiting import WaitingFile
from monosashi.office.training.states import (
    EnrolledBy,
    PlaceState,
    TrainingCourseAudience,
    TrainingCourseForm,
    TrainingCourseLevel,
    TrainingOutcome,
    TrainingSessionState,
)


class Course(MadeOnce):
    """A course of one fiscal year. `kinds` are those of the officers whom it is for, by their keys.

    `assessed`: finishing is recorded apart from being there (a task, a test). `planned_times` and `planned_persons` are what the
    year's plan says, None where it says nothing; `planned_persons` counts attendances. `plan`, `node` and `indicator` name what it
    serves, "" nothing. `material` is a link or where it lies. `earlier` is the course of an earlier year with which this one goes on.
    """

    fiscal_year = models.PositiveIntegerField()
    title = models.CharField(max_length=200)
    aim = models.TextField(blank=True)
    form = models.CharField(max_length=16, choices=[(each.value, each.value) for each in TrainingCourseForm])
    level = models.CharField(max_length=16, choices=[(each.value, each.value) for each in TrainingCourseLevel])
    audience = models.CharField(max_length=16, choices=[(each.value, each.value) for each in TrainingCourseAudience])
    kinds = models.JSONField(default=list)
    required = models.BooleanField(default=False)
    assessed = models.BooleanField(default=False)
    planned_times = models.PositiveIntegerField(null=True)
    planned_persons = models.PositiveIntegerField(null=True)
    plan = models.CharField(max_length=128, blank=True)
    node = models.CharField(max_length=128, blank=True)
    indicator = models.CharField(max_length=128, blank=True)
    material = models.CharField(max_length=500, blank=True)
    earlier = models.OneToOneField("self", null=True, on_delete=models.SET_NULL, related_name="later")

    class Meta:
        ordering = ("-fiscal_year", "pk")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("fiscal_year", "title"), name="course_stands_once_in_a_year"),
        ]
        indexes: ClassVar = [models.Index(fields=("plan", "node"))]

    def __str__(self) -> str:
        return self.title


class TrainingSession(MadeOnce):
    """A session of a course, or what is known of several of them (`times`).

    From `first_day` to `last_day`, the same for one day; None: on which is not settled, or not known of what is past. `capacity`
    None: no limit. `reason` says why it was cancelled. `counted` is how many attended where no names were taken, None where nobody
    counted so; `views` how often a video was played, which is no number of people.
    """

    course = models.ForeignKey(Course, on_delete=models.CASCADE, related_name="sessions")
    title = models.CharField(max_length=100, blank=True)
    first_day = models.DateField(null=True)
    last_day = models.DateField(null=True)
    begins = models.TimeField(null=True)
    ends = models.TimeField(null=True)
    place = models.CharField(max_length=100, blank=True)
    capacity = models.PositiveIntegerField(null=True)
    enrol_until = models.DateField(null=True)
    state = models.CharField(
        max_length=16,
        choices=[(each.value, each.value) for each in TrainingSessionState],
        default=TrainingSessionState.PLANNED.value,
    )
    reason = models.TextField(blank=True)
    times = models.PositiveIntegerField(default=1)
    counted = models.PositiveIntegerField(null=True)
    views = models.PositiveIntegerField(null=True)

    class Meta:
        ordering = ("first_day", "begins", "pk")


class Enrolment(models.Model):
    """The place of somebody in a session. `department` is their own on its day, "" where they had none.

    `turn` orders those who wait. `let_in_at`: somebody withdrew and this person came in, None where they had not waited. `outcome`
    "": nothing was recorded; `finished_on` None: no day was told. `reason` is why they were recommended.
    """

    session = models.ForeignKey(TrainingSession, on_delete=models.CASCADE, related_name="enrolments")
    staff = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="training")
    department = models.CharField(max_length=64, blank=True)
    state = models.CharField(max_length=16, choices=[(each.value, each.value) for each in PlaceState])
    by = models.CharField(max_length=16, choices=[(each.value, each.value) for each in EnrolledBy])
    reason = models.TextField(blank=True)
    turn = models.PositiveIntegerField()
    let_in_at = models.DateTimeField(null=True)
    outcome = models.CharField(
        max_length=16, blank=True, choices=[(each.value, each.value) for each in TrainingOutcome]
    )
    finished_on = models.DateField(null=True)

    class Meta:
        ordering = ("session_id", "turn", "pk")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("session", "staff"), name="one_place_in_a_session"),
        ]


class PendingAttendance(WaitingFile):
    """A file of who took part that waits."""

    session = models.ForeignKey(TrainingSession, on_delete=models.CASCADE, related_name="pending")

    class Meta:
        ordering = ("session_id", "pk")
