"""The page of results: each question with its bars, beside what was printed and what came of it the last time, and by groups."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse

from monosashi.core.messages import Message, message
from monosashi.office.questionnaires import pages, queries
from monosashi.office.questionnaires.audience import DEPARTMENT, KIND
from monosashi.office.questionnaires.counting.by_groups import GroupTable, table_by
from monosashi.office.questionnaires.counting.rates import rate
from monosashi.office.questionnaires.counting.results import (
    QuestionResult,
    ResultLine,
    Survey,
    asked_of,
    people_of,
    results_of,
)
from monosashi.office.questionnaires.list_of_results import list_of_results, rows_of_groups, rows_of_results
from monosashi.office.questionnaires.models import Questionnaire
from monosashi.office.questionnaires.shown import group_name, option_name, people, percent
from monosashi.office.ui.cells import Cell
from monosashi.office.ui.crumbs import Crumb
from monosashi.office.ui.downloads import as_file
from monosashi.office.ui.language import language
from monosashi.publishing.charts.bars import share_bar
from monosashi.publishing.charts.chart import Chart

WAYS = (DEPARTMENT, KIND)


@dataclass(frozen=True, slots=True)
class ShownLine:
    """One option: its count and rate, its bar (None: no figure), marks, what was printed and what came of it before."""

    line: ResultLine
    text: str
    count: Cell
    rate: Cell
    bar: Chart | None
    marks: tuple[tuple[str, Cell], ...]
    printed: Cell | None
    before: Cell | None


@dataclass(frozen=True, slots=True)
class ShownResult:
    """One question of the page. `reworded`: it was asked in other words the last time."""

    number: str
    result: QuestionResult
    lines: tuple[ShownLine, ...]
    table: GroupTable | None
    has_before: bool
    reworded: bool
    has_ranks: bool
    has_prints: bool


def results_page(request: HttpRequest, row: Questionnaire) -> HttpResponse:
    """The page, or its rows as a file. A fixed number of queries."""
    sections = queries.sections_of(row.pk)
    rows = queries.question_rows(row.pk)
    survey, numbers = queries.survey_of(row, rows), dict(pages.numbered(sections))
    there = queries.are_results_there(row, survey)
    results = results_of(survey) if there else ()
    before = queries.results_before(rows) if there else {}
    by = _by(request.GET, survey, row)
    told = tuple((numbers[result.question.id], result) for result in results)
    if there and (file := _file(request, row, survey, told, before, by)) is not None:
        return file
    shown = {result.question.id: _shown(number, result, before, survey, by) for number, result in told}
    asked, answered = asked_of(survey), people_of(survey) if there else None
    heading = message("questionnaires.results.heading")
    context = {
        **pages.head(request, row, Crumb(heading)),
        "heading": heading,
        "sections": pages.shown_sections(row, sections),
        "shown": shown,
        "there": there,
        "why_not": None if there else _why_not(row),
        "groups": tuple((group_name(key, group.name), group) for key, group in survey.groups.items())
        if row.source == "printed"
        else (),
        "counts": (people(asked), people(answered), percent(rate(answered or 0, asked or 0) if asked else None)),
        "by": by,
        "ways": tuple(
            (way, message(f"questionnaires.by.{way}"), way == by)
            for way in WAYS
            if there and len(survey.tally.groups(way)) > 1
        ),
        "differing": sum(len(result.differing) for result in results),
        "serves": pages.served(row) if there else (),
        "texts": any(each.question.kind == "text" or each.question.other for each in results),
        "address": reverse("questionnaires:results", args=(row.pk,)),
    }
    return render(request, "questionnaires/results.html", context)


def _file(
    request: HttpRequest,
    row: Questionnaire,
    survey: Survey,
    told: tuple[tuple[str, QuestionResult], ...],
    before: Mapping[int, QuestionResult],
    by: str,
) -> HttpResponse | None:
    if not by:
        name = list_of_results(f"questionnaire-{row.pk}", groups=False)
        return as_file(name, rows_of_results(told, before), request.GET)
    tables = [(number, result.question.text, table_by(survey, result.question, by)) for number, result in told]
    found = rows_of_groups((number, text, table) for number, text, table in tables if table)
    return as_file(list_of_results(f"questionnaire-{row.pk}-{by}", groups=True), found, request.GET)


def _by(parts: QueryDict, survey: Survey, row: Questionnaire) -> str:
    asked = str(parts.get("by", ""))
    known = [way for way in WAYS if len(survey.tally.groups(way)) > 1] if row.source == "asked" else []
    return asked if asked in known else ""


def _why_not(row: Questionnaire) -> Message:
    if row.anonymous and row.state == "open":
        return message("questionnaires.results.after_closing")
    return message("questionnaires.results.too_few" if row.anonymous else "questionnaires.results.none")


def _shown(
    number: str, result: QuestionResult, before: Mapping[int, QuestionResult], survey: Survey, by: str
) -> ShownResult:
    earlier = before.get(result.question.id)
    known = {line.key: line for line in earlier.lines} if earlier else {}
    lines = tuple(_lines(result, known, has_before=earlier is not None))
    return ShownResult(
        number,
        result,
        lines,
        table_by(survey, result.question, by) if by and not result.too_few else None,
        earlier is not None,
        earlier is not None and earlier.question.text != result.question.text,
        any(each.line.rank or each.line.printed_rank for each in lines),
        any(each.printed for each in lines),
    )


def _lines(result: QuestionResult, known: Mapping[str, ResultLine], *, has_before: bool) -> Iterator[ShownLine]:
    for at, line in enumerate(result.lines):
        text = option_name(line.key, line.text)
        key = f"q{result.question.id}-{at}"
        drawn = line.count is not None and result.applied
        yield ShownLine(
            line,
            text,
            people(line.count, withheld=line.is_withheld),
            percent(line.rate, withheld=line.is_withheld),
            share_bar(text, line.count or 0, result.applied or 0, language(), key) if drawn else None,
            tuple((sign, people(count, withheld=line.is_withheld)) for sign, count in line.marks),
            percent(line.printed.printed) if line.printed and line.printed.printed is not None else None,
            _before(known.get(line.key)) if has_before else None,
        )


def _before(line: ResultLine | None) -> Cell:
    return percent(line.rate, withheld=line.is_withheld) if line else Cell(absent=True)
