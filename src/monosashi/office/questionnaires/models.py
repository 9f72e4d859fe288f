"""Questionnaires with their sections and questions, who is asked, what was handed in, and what only print tells."""

from typing import ClassVar

from django.db import models

from monosashi.office.accounts.models import Staff
from monosashi.office.entering.made_once import MadeOnce
from monosashi.office.entering.waiting import WaitingFile
from monosashi.office.plans.models import PlanRow
from monosashi.office.questionnaires.counting.questions import AnswerKind
from monosashi.office.questionnaires.states import QuestionnaireAudience, QuestionnaireSource, QuestionnaireState


class Questionnaire(MadeOnce):
    """A questionnaire from `since` to `until`, both included.

    `departments` are codes, `officer_kinds` keys of kinds: who is asked, as `audience` says. Who that is was fixed as of `as_of`
    when it was opened; None before. `groups` are the groups of that day by key, with their names (`department/d-07`, `kind/1`);
    of one that is only printed those that the print tells apart, with how many were asked and answered.
    `copied_from` is the earlier one whose questions it repeats. `carried_out_by` and `page` say whose print it is and where.
    """

    title = models.CharField(max_length=200)
    purpose = models.TextField(blank=True)
    source = models.CharField(max_length=12, choices=[(each.value, each.value) for each in QuestionnaireSource])
    carried_out_by = models.CharField(max_length=100, blank=True)
    page = models.CharField(max_length=100, blank=True)
    since = models.DateField()
    until = models.DateField()
    audience = models.CharField(
        max_length=12, choices=[(each.value, each.value) for each in QuestionnaireAudience], blank=True
    )
    departments = models.JSONField(default=list)
    officer_kinds = models.JSONField(default=list)
    anonymous = models.BooleanField(default=False)
    state = models.CharField(max_length=12, choices=[(each.value, each.value) for each in QuestionnaireState])
    as_of = models.DateField(null=True)
    groups = models.JSONField(default=dict)
    copied_from = models.ForeignKey("self", null=True, on_delete=models.SET_NULL, related_name="copies")

    class Meta:
        ordering = ("-since", "-pk")

    def __str__(self) -> str:
        return self.title


class Section(MadeOnce):
    """A part of a questionnaire, at `position` from 1. `groups` are keys of the groups that it is for, none: everybody."""

    questionnaire = models.ForeignKey(Questionnaire, on_delete=models.CASCADE, related_name="sections")
    position = models.PositiveIntegerField()
    title = models.CharField(max_length=200)
    lead = models.TextField(blank=True)
    groups = models.JSONField(default=list)

    class Meta:
        ordering = ("questionnaire_id", "position", "pk")

    def __str__(self) -> str:
        return self.title


class QuestionRow(MadeOnce):
    """A question, at `position` from 1 in its section. `number` is the one printed with it, "" for its position.

    `options` are `{"key", "text"}`, `marks` `{"sign", "meaning"}`, `last_key` the highest key ever given. It is asked if one of
    the options `asked_if_options` of `asked_if` was chosen. `earlier` is the question of an earlier questionnaire that it repeats.
    `figures` are printed ones (`told.PrintedTold`), {} where it is answered here.
    """

    section = models.ForeignKey(Section, on_delete=models.CASCADE, related_name="questions")
    position = models.PositiveIntegerField()
    number = models.CharField(max_length=20, blank=True)
    kind = models.CharField(max_length=12, choices=[(each.value, each.value) for each in AnswerKind])
    text = models.TextField()
    options = models.JSONField(default=list)
    marks = models.JSONField(default=list)
    last_key = models.PositiveIntegerField(default=0)
    other = models.BooleanField(default=False)
    required = models.BooleanField(default=False)
    unit = models.CharField(max_length=20, blank=True)
    most = models.PositiveIntegerField(default=0)
    asked_if = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="leads_to")
    asked_if_options = models.JSONField(default=list)
    earlier = models.ForeignKey("self", null=True, on_delete=models.SET_NULL, related_name="later")
    figures = models.JSONField(default=dict)

    class Meta:
        ordering = ("section__position", "section_id", "position", "pk")

    def __str__(self) -> str:
        return self.text


class AskedPerson(models.Model):
    """Somebody who is asked, with department (its code) and groups of the day on which it was opened.

    Whether they handed in is known; when and what of a named questionnaire alone. `draft` is what they keep before handing in.
    """

    questionnaire = models.ForeignKey(Questionnaire, on_delete=models.CASCADE, related_name="asked")
    staff = models.ForeignKey(Staff, on_delete=models.CASCADE, related_name="+")
    department = models.CharField(max_length=64, blank=True)
    groups = models.JSONField(default=list)
    counted_in = models.JSONField(default=list)
    anonymous = models.BooleanField()
    handed_in = models.BooleanField(default=False)
    handed_in_at = models.DateTimeField(null=True)
    answers = models.JSONField(null=True)
    draft = models.JSONField(null=True)

    class Meta:
        ordering = ("questionnaire_id", "department", "staff_id")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("questionnaire", "staff"), name="person_is_asked_once"),
            models.CheckConstraint(
                condition=models.Q(anonymous=False)
                | models.Q(handed_in_at__isnull=True, answers__isnull=True, draft__isnull=True),
                name="anonymous_answers_stand_with_nobody",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=("staff", "handed_in"), name="asked_and_not_answered")]


class AnonymousTally(models.Model):
    """All that is kept of the answers to an anonymous questionnaire: one row of counts (`counting.tally`), written anew each time."""

    questionnaire = models.OneToOneField(Questionnaire, on_delete=models.CASCADE, related_name="tally")
    counts = models.JSONField(default=dict)


class ServesMeasure(models.Model):
    """A measure for which a questionnaire was asked, or a question of it: with `indicator` and `option` it gives a baseline.

    `node` and `indicator` are ids of the plan, `option` a key of the question's options, "" for none.
    """

    questionnaire = models.ForeignKey(Questionnaire, on_delete=models.CASCADE, related_name="serves")
    plan = models.ForeignKey(PlanRow, on_delete=models.CASCADE, related_name="+")
    node = models.CharField(max_length=128)
    indicator = models.CharField(max_length=128, blank=True)
    question = models.ForeignKey(QuestionRow, null=True, on_delete=models.CASCADE, related_name="+")
    option = models.CharField(max_length=20, blank=True)
    audit_result = models.BigIntegerField(null=True)

    class Meta:
        ordering = ("questionnaire_id", "pk")
        indexes: ClassVar = [models.Index(fields=("plan", "node"), name="questionnaires_of_measure")]


class PendingPrint(WaitingFile):
    """A file of printed results that waits."""

    questionnaire = models.ForeignKey(Questionnaire, on_delete=models.CASCADE, related_name="+")
