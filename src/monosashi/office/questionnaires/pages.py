"""What the pages of questionnaires are given."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from monosashi.core.messages import Message, message
from monosashi.core.plan import Plan
from monosashi.office.accounts.access import person_in
from monosashi.office.officers import queries as officers
from monosashi.office.plans.queries import NoSuchPlan, held
from monosashi.office.questionnaires import queries
from monosashi.office.questionnaires.audit_results import NamedResult, named_results
from monosashi.office.questionnaires.baselines import Baseline, baselines_of
from monosashi.office.questionnaires.counting.printed import Printed, printed_from
from monosashi.office.questionnaires.counting.rates import rate
from monosashi.office.questionnaires.models import Questionnaire, QuestionRow, Section
from monosashi.office.questionnaires.places import keeps
from monosashi.office.questionnaires.shown import LOOKS, audience_text, group_name, names_told, period, state_of
from monosashi.office.questionnaires.states import (
    QuestionnaireSource,
    QuestionnaireState,
    acts_of,
    takes_answers,
)
from monosashi.office.ui.crumbs import Crumb

Context = dict[str, Any]


@dataclass(frozen=True, slots=True)
class ShownQuestion:
    """A question in its place. `number` is the printed one or its place; `condition` says of whom it is asked, "" of everybody."""

    row: QuestionRow
    number: str
    condition: tuple[str, tuple[str, ...]] | None
    printed: Printed

    @property
    def options(self) -> tuple[str, ...]:
        """Texts of its options or rows."""
        return tuple(each["text"] for each in self.row.options)


@dataclass(frozen=True, slots=True)
class ShownSection:
    """A section with its questions; `groups` are names, none: for everybody."""

    row: Section
    groups: tuple[str, ...]
    questions: tuple[ShownQuestion, ...]


def top(*way: Crumb) -> tuple[Crumb, ...]:
    """The way to a page from all questionnaires."""
    return (Crumb(message("questionnaires.list.heading"), reverse("questionnaires:list") if way else ""), *way)


def to(row: Questionnaire, *way: Crumb) -> tuple[Crumb, ...]:
    """The way to a page over that of a questionnaire."""
    return top(Crumb(row.title, reverse("questionnaires:questionnaire", args=(row.pk,)) if way else ""), *way)


def way_to(row: Questionnaire) -> tuple[Crumb, Crumb]:
    """All questionnaires and this one, both leading there: for pages of a form, which add their own heading."""
    here = Crumb(row.title, reverse("questionnaires:questionnaire", args=(row.pk,)))
    return all_of_them(), here


def all_of_them() -> Crumb:
    """The list."""
    return Crumb(message("questionnaires.list.heading"), reverse("questionnaires:list"))


def head(request: HttpRequest, row: Questionnaire, *way: Crumb) -> Context:
    """What every page of a questionnaire is given. One query at most."""
    return {
        "crumbs": to(row, *way),
        "row": row,
        "state": state_of(row),
        "look": LOOKS[row.state],
        "period": period(row),
        "audience": audience_text(row),
        "names": names_told(row),
        "is_printed": row.source == QuestionnaireSource.PRINTED,
        "keeps": keeps(request),
        "acts": acts_of(row.source, row.state, anonymous=row.anonymous) if keeps(request) else frozenset(),
    }


def questionnaire_context(request: HttpRequest, row: Questionnaire) -> Context:
    """A questionnaire with its questions, how many answered, what it serves. A fixed number of queries."""
    sections = queries.sections_of(row.pk)
    rows = tuple(question for section in sections for question in section.questions.all())
    person = queries.asked_person(row.pk, person_in(request).staff.pk)
    asked = row.asked.count() if not _is_printed(row) else None
    handed_in = row.asked.filter(handed_in=True).count() if asked else None
    return {
        **head(request, row),
        "sections": shown_sections(row, sections),
        "counts": (asked, handed_in, rate(handed_in or 0, asked or 0)),
        "person": person,
        "takes": takes_answers(row.state, row.since, row.until, timezone.localdate()),
        "is_over": row.state == QuestionnaireState.OPEN and row.until < timezone.localdate(),
        "shows_results": shows_results(request, row),
        "serves": served(row),
        "has_questions": bool(rows),
    }


def shows_results(request: HttpRequest, row: Questionnaire) -> bool:
    """Whether the page of results is for whoever asks."""
    if row.state == QuestionnaireState.PUBLISHED:
        return True
    if row.state == QuestionnaireState.OPEN:
        return keeps(request) and not row.anonymous
    return keeps(request) and (row.state == QuestionnaireState.CLOSED or _is_printed(row))


def served(row: Questionnaire) -> tuple[tuple[Baseline, str, str, NamedResult | None], ...]:
    """What a questionnaire serves: the baseline it gives, the measure's name and page, the finding or opinion it was asked for."""
    rows = queries.served_by(row.pk)
    plans = dict(_plans({each.plan_id for each in rows}))
    results = named_results(timezone.localdate()) if any(each.audit_result for each in rows) else {}
    return tuple(
        (
            baseline,
            *_measure(baseline.row.plan_id, baseline.row.node, plans),
            results.get(baseline.row.audit_result or 0),
        )
        for baseline in baselines_of(rows, plans)
    )


def _plans(ids: set[str]) -> Iterator[tuple[str, Plan]]:
    for plan in sorted(ids):
        with suppress(NoSuchPlan):
            yield plan, held(plan).plan


def _measure(plan: str, node: str, plans: Mapping[str, Plan]) -> tuple[str, str]:
    found = plans[plan].index.node.get(node) if plan in plans else None
    return (found.label, reverse("plans:measure", args=(plan, node))) if found else (node, "")


def shown_sections(row: Questionnaire, sections: Sequence[Section]) -> tuple[ShownSection, ...]:
    """Sections with their questions numbered as they stand: 2-1 is the first question of the second section."""
    numbers = dict(numbered(sections))
    rows = {question.pk: question for section in sections for question in section.questions.all()}
    return tuple(
        ShownSection(
            section,
            tuple(group_name(key, str(row.groups.get(key, {}).get("name", ""))) for key in section.groups)
            if row.groups
            else kind_names(section.groups),
            tuple(_shown(question, numbers, rows) for question in section.questions.all()),
        )
        for section in sections
    )


def numbered(sections: Sequence[Section]) -> Iterator[tuple[int, str]]:
    """What each question is numbered."""
    for at, section in enumerate(sections, start=1):
        for place, question in enumerate(section.questions.all(), start=1):
            yield question.pk, question.number or f"{at}-{place}"


def kind_names(keys: Sequence[str]) -> tuple[str, ...]:
    """The names of kinds of officers by keys of groups, before it is known who is asked. One query where there are any."""
    if not keys:
        return ()
    names = {f"kind/{kind.pk}": kind.name for kind in officers.kinds()}
    return tuple(names.get(key, key) for key in keys)


def _shown(row: QuestionRow, numbers: Mapping[int, str], rows: Mapping[int, QuestionRow]) -> ShownQuestion:
    condition = None
    if row.asked_if_id is not None and row.asked_if_id in rows:
        texts = {each["key"]: each["text"] for each in rows[row.asked_if_id].options}
        chosen = tuple(texts[key] for key in row.asked_if_options if key in texts)
        condition = (numbers[row.asked_if_id], chosen)
    return ShownQuestion(row, numbers[row.pk], condition, printed_from(row.figures))


def lead_of(rows: Sequence[queries.Outline]) -> Message:
    """The first line of all questionnaires."""
    going = sum(each.row.state == QuestionnaireState.OPEN for each in rows)
    return message("questionnaires.lead" if going else "questionnaires.lead.none_open", count=len(rows), going=going)


def _is_printed(row: Questionnaire) -> bool:
    return row.source == QuestionnaireSource.PRINTED
