"""Bodies with their members, their meetings with agenda, papers and attendance, and the decisions that came of them."""

from typing import ClassVar

from django.db import models

from monosashi.office.accounts.models import Staff
from monosashi.office.entering.made_once import MadeOnce
from monosashi.office.meetings.states import (
    AgendaKind,
    AttendanceState,
    MeetingBodyKind,
    MeetingDecisionState,
    MeetingMinutes,
    MeetingState,
    MemberRole,
)
from monosashi.office.plans.models import PlanRow
from monosashi.office.rounds.models import Round


class Body(MadeOnce):
    """A body that meets. `rests_on` is what it was set up by, `secretariat` the code of a department, "" for none.

    `part_of` is the body of which it is a 部会. From `out_of_use_since` on nobody plans a meeting of it; None: it is in use.
    """

    name = models.CharField(max_length=100, unique=True)
    kind = models.CharField(max_length=16, choices=[(kind.value, kind.value) for kind in MeetingBodyKind])
    part_of = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="parts")
    rests_on = models.CharField(max_length=200, blank=True)
    secretariat = models.CharField(max_length=64, blank=True)
    out_of_use_since = models.DateField(null=True)

    class Meta:
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name


class Member(MadeOnce):
    """A seat in a body: `who` is a post or a department in words, `staff` the account where it is known.

    From `since` to `until`, each None without limit.
    """

    body = models.ForeignKey(Body, on_delete=models.CASCADE, related_name="members")
    role = models.CharField(max_length=16, choices=[(role.value, role.value) for role in MemberRole])
    who = models.CharField(max_length=100)
    staff = models.ForeignKey(Staff, null=True, on_delete=models.SET_NULL, related_name="+")
    since = models.DateField(null=True)
    until = models.DateField(null=True)

    class Meta:
        ordering = ("body_id", "pk")

    def __str__(self) -> str:
        return self.who


class Meeting(MadeOnce):
    """A meeting: the `number`th of its fiscal year. `begins` None: no time was told; `place` "": nor a place.

    It looks at a plan, and perhaps at one of its rounds or at the edition with a number. `reason` says why it was cancelled,
    `minutes_reason` why there will be no minutes. `inferred`: what is known of it was made out from its papers.
    """

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="meetings")
    plan = models.ForeignKey(PlanRow, on_delete=models.PROTECT, related_name="meetings")
    round = models.ForeignKey(Round, null=True, on_delete=models.PROTECT, related_name="meetings")
    edition = models.PositiveIntegerField(null=True)
    fiscal_year = models.PositiveIntegerField()
    number = models.PositiveIntegerField()
    day = models.DateField()
    begins = models.TimeField(null=True)
    place = models.CharField(max_length=100, blank=True)
    state = models.CharField(max_length=12, choices=[(state.value, state.value) for state in MeetingState])
    reason = models.TextField(blank=True)
    minutes = models.CharField(max_length=12, choices=[(each.value, each.value) for each in MeetingMinutes])
    minutes_day = models.DateField(null=True)
    minutes_reason = models.TextField(blank=True)
    minutes_by_label = models.CharField(max_length=100, blank=True)
    inferred = models.BooleanField(default=False)

    class Meta:
        ordering = ("-day", "-pk")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("body", "fiscal_year", "number"), name="meeting_is_held_once"),
        ]


class AgendaItem(MadeOnce):
    """An item of the agenda, at `position` from 1. `said` is what was said to it, "" where nothing is kept.

    `carried_from` is the item of an earlier meeting that it goes on with.
    """

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="items")
    position = models.PositiveIntegerField()
    kind = models.CharField(max_length=12, choices=[(kind.value, kind.value) for kind in AgendaKind])
    title = models.CharField(max_length=200)
    said = models.TextField(blank=True)
    carried_from = models.ForeignKey("self", null=True, on_delete=models.SET_NULL, related_name="carried_to")

    class Meta:
        ordering = ("meeting_id", "position", "pk")

    def __str__(self) -> str:
        return self.title


class ItemMeasure(models.Model):
    """A measure that an item is about, by its id in the meeting's plan."""

    item = models.ForeignKey(AgendaItem, on_delete=models.CASCADE, related_name="measures")
    node = models.CharField(max_length=128)

    class Meta:
        ordering = ("item_id", "pk")
        constraints: ClassVar = [models.UniqueConstraint(fields=("item", "node"), name="measure_stands_once_on_item")]
        indexes: ClassVar = [models.Index(fields=("node",), name="items_of_measure")]


class Paper(models.Model):
    """A file that belongs to an item, or to the minutes where `item` is None. The bytes stand in the folder of evidence.

    One that was taken off keeps its row.
    """

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="papers")
    item = models.ForeignKey(AgendaItem, null=True, on_delete=models.SET_NULL, related_name="papers")
    name = models.CharField(max_length=255)
    kind = models.CharField(max_length=100)
    size = models.BigIntegerField()
    sha256 = models.CharField(max_length=64)
    added_by_label = models.CharField(max_length=100)
    added_at = models.DateTimeField()
    removed_by_label = models.CharField(max_length=100, blank=True)
    removed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("meeting_id", "pk")


class Attendance(models.Model):
    """Whether a member was at a meeting. No row: nothing was recorded. `proxy` says who came instead, in words."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="attendance")
    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="attendance")
    state = models.CharField(max_length=12, choices=[(state.value, state.value) for state in AttendanceState])
    proxy = models.CharField(max_length=100, blank=True)

    class Meta:
        ordering = ("meeting_id", "member_id")
        constraints: ClassVar = [models.UniqueConstraint(fields=("meeting", "member"), name="member_attends_once")]


class MeetingDecision(MadeOnce):
    """What was decided to an item. `due` None: by no day in particular.

    `report` is what was done as it was last reported, `reported_by` the account. `note` is what it was last sent back with, or
    why it was called off or taken up again, and `noted_by_label` by whom. `closed_day` is when it was done.
    """

    item = models.ForeignKey(AgendaItem, on_delete=models.PROTECT, related_name="decisions")
    text = models.TextField()
    due = models.DateField(null=True)
    state = models.CharField(max_length=12, choices=[(state.value, state.value) for state in MeetingDecisionState])
    report = models.TextField(blank=True)
    reported_by = models.BigIntegerField(null=True)
    reported_by_label = models.CharField(max_length=100, blank=True)
    reported_at = models.DateTimeField(null=True)
    note = models.TextField(blank=True)
    noted_by_label = models.CharField(max_length=100, blank=True)
    closed_day = models.DateField(null=True)
    closed_by_label = models.CharField(max_length=100, blank=True)

    class Meta:
        ordering = ("pk",)
        indexes: ClassVar = [models.Index(fields=("state", "due"), name="decisions_going_on")]

    def __str__(self) -> str:
        return self.text


class DecisionDepartment(models.Model):
    """A department that is to do what was decided, by its code on the day of the decision: who goes on with its work now, does."""

    decision = models.ForeignKey(MeetingDecision, on_delete=models.CASCADE, related_name="departments")
    code = models.CharField(max_length=64)

    class Meta:
        ordering = ("decision_id", "pk")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("decision", "code"), name="department_stands_once_on_decision"),
        ]


class DecisionMeasure(models.Model):
    """A measure that a decision is about, by its id in the meeting's plan."""

    decision = models.ForeignKey(MeetingDecision, on_delete=models.CASCADE, related_name="measures")
    node = models.CharField(max_length=128)

    class Meta:
        ordering = ("decision_id", "pk")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("decision", "node"), name="measure_stands_once_on_decision"),
        ]
        indexes: ClassVar = [models.Index(fields=("node",), name="decisions_of_measure")]


class ItemReview(models.Model):
    """An earlier decision that is looked at again under an item of a later meeting."""

    item = models.ForeignKey(AgendaItem, on_delete=models.CASCADE, related_name="reviews")
    decision = models.ForeignKey(MeetingDecision, on_delete=models.CASCADE, related_name="reviewed_in")

    class Meta:
        ordering = ("item_id", "decision_id")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("item", "decision"), name="decision_is_looked_at_once_under_item"),
        ]
