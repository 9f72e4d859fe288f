"""All questionnaires as a list, and all who are asked by one."""

from collections.abc import Iterable, Mapping

from monosashi.core.messages import message
from monosashi.office.answering.days import due_text
from monosashi.office.questionnaires.counting.rates import rate
from monosashi.office.questionnaires.models import AskedPerson
from monosashi.office.questionnaires.queries import Outline
from monosashi.office.questionnaires.shown import LOOKS, names_told, people, percent
from monosashi.office.questionnaires.states import QuestionnaireSource, QuestionnaireState
from monosashi.office.ui.addresses import address_of
from monosashi.office.ui.cells import Cell, absence, count
from monosashi.office.ui.dates import moment_text
from monosashi.office.ui.language import spoken
from monosashi.office.ui.lists import Column, Filter, ListOf, Option, by_number, by_text


def list_of_questionnaires(rows: Iterable[Outline]) -> ListOf[Outline]:
    """The list. `rows` are all of them, for what can be chosen."""
    every = tuple(rows)
    return ListOf(
        name="questionnaires",
        caption=message("questionnaires.list.caption"),
        columns=_COLUMNS,
        filters=tuple(each for each in (_by_state(every), _by_source(every)) if len(each.options) > 1),
        words=lambda row: (row.row.title, row.row.purpose, row.row.carried_out_by),
        empty=message("questionnaires.list.empty"),
    )


def _title(row: Outline) -> Cell:
    note = row.row.carried_out_by if row.row.source == QuestionnaireSource.PRINTED else ""
    return Cell(row.row.title, address=address_of("questionnaires:questionnaire", row.row.pk), note=note)


def _state(row: Outline) -> Cell:
    return Cell(spoken(QuestionnaireState(row.row.state)), tag=LOOKS[row.row.state])


def _until(row: Outline) -> Cell:
    return Cell(due_text(row.row.until), exact=row.row.until.isoformat(), whole=True)


def _asked(row: Outline) -> Cell:
    if row.row.source == QuestionnaireSource.ASKED and row.asked is None:
        return absence(message("questionnaires.not_fixed"))
    return people(row.asked)


def _handed_in(row: Outline) -> Cell:
    if row.row.source == QuestionnaireSource.ASKED and row.asked is None:
        return absence(message("questionnaires.not_open"))
    return people(row.handed_in)


def _rate(row: Outline) -> Cell:
    known = row.asked is not None and row.handed_in is not None
    return percent(rate(row.handed_in or 0, row.asked or 0) if known else None)


_COLUMNS: tuple[Column[Outline], ...] = (
    Column("title", message("questionnaires.column.title"), _title, lambda row: by_text(row.row.title), head=True),
    Column("state", message("questionnaires.column.state"), _state, lambda row: by_text(row.row.state)),
    Column("until", message("questionnaires.column.until"), _until, lambda row: by_text(row.row.until.isoformat())),
    Column("names", message("questionnaires.column.names"), lambda row: Cell(spoken(names_told(row.row)))),
    Column("questions", message("questionnaires.column.questions"), lambda row: count(row.questions), figures=True),
    Column("asked", message("questionnaires.column.asked"), _asked, lambda row: by_number(row.asked), figures=True),
    Column(
        "handed_in",
        message("questionnaires.column.handed_in"),
        _handed_in,
        lambda row: by_number(row.handed_in),
        figures=True,
    ),
    Column("rate", message("questionnaires.column.rate"), _rate, figures=True),
)


def _by_state(rows: tuple[Outline, ...]) -> Filter[Outline]:
    states = [state for state in QuestionnaireState if any(row.row.state == state for row in rows)]
    options = tuple(Option(state.value, spoken(state)) for state in states)
    return Filter("state", message("questionnaires.column.state"), options, lambda row, chosen: row.row.state == chosen)


def _by_source(rows: tuple[Outline, ...]) -> Filter[Outline]:
    sources = [source for source in QuestionnaireSource if any(row.row.source == source for row in rows)]
    options = tuple(Option(source.value, spoken(source)) for source in sources)
    return Filter(
        "source", message("questionnaires.column.source"), options, lambda row, chosen: row.row.source == chosen
    )


def list_of_asked(rows: Iterable[AskedPerson], departments: Mapping[str, str]) -> ListOf[AskedPerson]:
    """Who is asked and who handed in. `departments` are names by code."""
    every = tuple(rows)

    def department(row: AskedPerson) -> Cell:
        if not row.department:
            return absence(message("questionnaires.group.department.none"))
        return Cell(departments.get(row.department, row.department))

    codes = sorted({row.department for row in every if row.department})
    filters: tuple[Filter[AskedPerson], ...] = (
        Filter(
            "handed_in",
            message("questionnaires.column.answer"),
            (
                Option("no", spoken(message("questionnaires.not_handed_in"))),
                Option("yes", spoken(message("questionnaires.handed_in"))),
            ),
            lambda row, chosen: row.handed_in is (chosen == "yes"),
        ),
        Filter(
            "department",
            message("questionnaires.column.department"),
            tuple(Option(code, departments.get(code, code)) for code in codes),
            lambda row, chosen: row.department == chosen,
        ),
    )
    return ListOf(
        name="asked",
        caption=message("questionnaires.asked.caption"),
        columns=(
            Column(
                "name",
                message("questionnaires.column.name"),
                lambda row: Cell(row.staff.name, note=row.staff.username),
                lambda row: by_text(row.staff.name),
                head=True,
                note=message("questionnaires.column.staff_number"),
            ),
            Column(
                "department",
                message("questionnaires.column.department"),
                department,
                lambda row: by_text(departments.get(row.department, "")),
            ),
            Column(
                "handed_in",
                message("questionnaires.column.answer"),
                _answered,
                lambda row: by_text("1" if row.handed_in else "0"),
            ),
        ),
        filters=filters,
        words=lambda row: (row.staff.name, row.staff.username),
        empty=message("questionnaires.asked.empty"),
    )


def _answered(row: AskedPerson) -> Cell:
    """Whether; when only where it is known."""
    said = spoken(message("questionnaires.handed_in" if row.handed_in else "questionnaires.not_handed_in"))
    at = moment_text(row.handed_in_at) if row.handed_in_at else ""
    return Cell(said, tag="done" if row.handed_in else "none", note=at)
