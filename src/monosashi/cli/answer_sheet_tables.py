"""What came back, for people and for programs: states, differences, questions."""

from collections import Counter
from collections.abc import Iterable, Sequence

from monosashi.cli.cell_places import place_text
from monosashi.cli.change_words import document_of, told
from monosashi.cli.session import Session
from monosashi.cli.sheets import Column, Row, Sheet
from monosashi.core.messages import Message, Param, Problem
from monosashi.exchange.answer_sheets.intake import CellChange, Conflict, Given, Intake
from monosashi.exchange.answer_sheets.issuing import department_name
from monosashi.exchange.answer_sheets.money_slots import is_money
from monosashi.exchange.answer_sheets.slots import Slot, SlotValue
from monosashi.exchange.answer_sheets.states import DepartmentState, SheetState

STATE_COLUMNS = ("department", "name", "state", "answered", "asked", "to_correct", "files")
CHANGE_COLUMNS = ("place", "measure", "measure_name", "item", "before", "after")


def state_sheet(intake: Intake, states: Sequence[DepartmentState], session: Session) -> Sheet:
    """Every department with how far it is."""
    counted = Counter(state.state for state in states)
    counts: dict[str, Param] = {state.value: counted[state] for state in SheetState}
    title = session.text("cli.sheets.states", year=intake.fiscal_year, **counts)
    columns = (
        Column(session.text("cli.sheets.column.department"), wraps=True),
        Column(session.text("cli.sheets.column.state")),
        Column(session.text("cli.sheets.column.answered"), figures=True),
        Column(session.text("cli.sheets.column.wrong"), figures=True),
        Column(session.text("cli.sheets.column.files"), wraps=True),
    )
    return Sheet(title, columns, tuple(_state_row(intake, state, session) for state in states))


def _state_row(intake: Intake, state: DepartmentState, session: Session) -> Row:
    cells = (
        department_name(intake.before, state.recipient, session.language),
        session.text(f"cli.sheets.state.{state.state.value}"),
        session.text("cli.sheets.answered", answered=state.answered, asked=state.asked),
        str(state.wrong),
        "\n".join(state.files),
    )
    return Row(cells, marked=state.state is SheetState.TO_CORRECT)


def difference_sheets(intake: Intake, session: Session) -> tuple[Sheet, ...]:
    """How many of each, then what is wrong, asked or undecided, then the differences and notes; what is empty is left out."""
    sheets = [_headline(intake, session)]
    lists: tuple[tuple[str, Sequence[Problem]], ...] = (
        ("cli.sheets.problems", intake.problems),
        ("cli.sheets.questions", intake.questions),
    )
    sheets += [_problems(title, problems, session) for title, problems in lists if problems]
    if intake.conflicts or intake.choices:
        sheets.append(_to_decide(intake, session))
    if intake.cells:
        sheets.append(_differences(intake, session))
    if intake.notes:
        lines = [
            session.text("cli.sheets.note", place=place_text(place, session), note=note) for place, note in intake.notes
        ]
        title = session.text("cli.sheets.notes", count=len(lines))
        sheets.append(Sheet(title, (), (), note="\n".join(lines)))
    return tuple(sheets)


def _headline(intake: Intake, session: Session) -> Sheet:
    counts = {
        "differences": len(intake.cells),
        "wrong": len(intake.problems),
        "asked": len(intake.questions),
        "undecided": len(intake.conflicts) + len(intake.choices),
    }
    title = session.text("cli.sheets.headline", **counts) if any(counts.values()) else session.text("cli.sheets.none")
    return Sheet(title, (), ())


def _differences(intake: Intake, session: Session) -> Sheet:
    heads = ("cell", "what", "before", "after")
    columns = tuple(Column(session.text(f"cli.sheets.column.{head}"), wraps=True) for head in heads)
    rows = tuple(_change_row(change, intake, session) for change in intake.cells)
    return Sheet(session.text("cli.sheets.differences", count=len(rows)), columns, rows)


def _change_row(change: CellChange, intake: Intake, session: Session) -> Row:
    given = change.given
    what = f"{_measure(given, intake)}\n{item(given.slot, intake, session)}"
    before, after = shown(change.before, given.slot, session), shown(given.value, given.slot, session)
    return Row((place_text(given.answer.cell.place, session), what, before, after))


def _measure(given: Given, intake: Intake) -> str:
    node = intake.before.index.node[given.answer.node]
    return node.label


def item(slot: Slot, intake: Intake, session: Session) -> str:
    """What is asked, with the name of the indicator or budget program that it is asked of."""
    label = session.say(slot.label)
    if is_money(slot.id):
        return f"{_program(intake, slot.at[1])} {label}{session.text('answer_sheets.unit', unit=slot.unit)}"
    indicator = intake.before.index.indicator.get(slot.at[1]) if slot.at[0] in {"actual", "fraction"} else None
    return label if indicator is None else f"{indicator.name} {label}"


def _program(intake: Intake, id_: str) -> str:
    found = next(program for program in intake.before.budget_programs if program.id == id_)
    return " ".join(filter(None, (found.name, found.part)))


def shown(value: SlotValue, slot: Slot, session: Session) -> str:
    """The value in a few words: the word of its drop-down, a figure, a text."""
    for option in slot.options:
        if option.value == value:
            return session.say(option.shown) if isinstance(option.shown, Message) else option.shown
    if value is True:
        return session.text("answer_sheets.mark")
    return told(value, session)


def _to_decide(intake: Intake, session: Session) -> Sheet:
    rows = [
        Row((problem.place, session.say(problem.why)), detail=session.say(problem.remedy)) for problem in intake.choices
    ]
    for conflict in intake.conflicts:
        rows.append(Row((_conflict_name(conflict, intake, session), ""), heading=True))
        rows += [Row(cells) for cells in _sides(conflict, intake, session)]
    columns = (
        Column(session.text("cli.sheets.column.cell"), wraps=True),
        Column(session.text("cli.sheets.column.after"), wraps=True),
    )
    count = len(intake.choices) + len(intake.conflicts)
    return Sheet(session.text("cli.sheets.conflicts", count=count), columns, tuple(rows))


def _conflict_name(conflict: Conflict, intake: Intake, session: Session) -> str:
    what = item(conflict.slot, intake, session)
    if is_money(conflict.slot.id):
        return what
    return f"{conflict.node.number} {conflict.node.name} {what}".strip()


def _sides(conflict: Conflict, intake: Intake, session: Session) -> list[tuple[str, str]]:
    sides = [(_who(one, intake, session), shown(one.value, conflict.slot, session)) for one in conflict.answers]
    kept = shown(conflict.kept, conflict.slot, session)
    return [*sides, (session.text("cli.sheets.kept"), kept)] if conflict.plan_moved else sides


def _who(given: Given, intake: Intake, session: Session) -> str:
    """The cell, and the department that answered there."""
    department = intake.before.index.department.get(given.file.head.department)
    place = place_text(given.answer.cell.place, session)
    if department is None:
        return place
    return session.text("cli.sheets.answer_of", place=place, department=department.name)


def _problems(title: str, problems: Sequence[Problem], session: Session) -> Sheet:
    lines = []
    for problem in problems:
        why = session.say(problem.why)
        read = session.text("cli.read", read=problem.read) if problem.read and problem.read not in why else ""
        lines.append(f"{place_text(problem.place, session)}: {read}{why}\n    {session.say(problem.remedy)}")
    return Sheet(session.text(title, count=len(lines)), (), (), note="\n".join(lines))


def intake_document(intake: Intake, states: Sequence[DepartmentState], session: Session) -> dict[str, object]:
    """The same as data: values as they stand in a plan file, sentences in the session's language."""
    return {
        "fiscal_year": intake.fiscal_year,
        "changes": [document_of(change) for change in intake.changes],
        "cells": [dict(zip(CHANGE_COLUMNS, cells, strict=True)) for cells in change_rows(intake, session)],
        "conflicts": [_conflict(conflict, intake, session) for conflict in intake.conflicts],
        "choices": _documents(intake.choices, session),
        "questions": _documents(intake.questions, session),
        "problems": _documents(intake.problems, session),
        "notes": [{"place": place_text(at, session), "note": session.say(note)} for at, note in intake.notes],
        "departments": state_documents(intake, states, session),
    }


def change_rows(intake: Intake, session: Session) -> list[tuple[str, ...]]:
    """The differences cell by cell, under CHANGE_COLUMNS."""
    return [
        (
            place_text(change.given.answer.cell.place, session),
            change.given.answer.node,
            _measure(change.given, intake),
            item(change.given.slot, intake, session),
            shown(change.before, change.given.slot, session),
            shown(change.given.value, change.given.slot, session),
        )
        for change in intake.cells
    ]


def _conflict(conflict: Conflict, intake: Intake, session: Session) -> dict[str, object]:
    return {
        "measure": conflict.node.id,
        "measure_name": conflict.node.name,
        "item": item(conflict.slot, intake, session),
        "answers": [{"place": place, "value": value} for place, value in _sides(conflict, intake, session)],
        "plan_moved": conflict.plan_moved,
    }


def _documents(problems: Iterable[Problem], session: Session) -> list[dict[str, object]]:
    return [
        {
            "place": place_text(problem.place, session),
            "read": problem.read,
            "why": session.say(problem.why),
            "remedy": session.say(problem.remedy),
        }
        for problem in problems
    ]


def state_documents(intake: Intake, states: Sequence[DepartmentState], session: Session) -> list[dict[str, object]]:
    """The states, under STATE_COLUMNS."""
    return [
        {
            "department": state.recipient.id,
            "name": department_name(intake.before, state.recipient, session.language),
            "state": state.state.value,
            "answered": state.answered,
            "asked": state.asked,
            "to_correct": state.wrong,
            "files": list(state.files),
        }
        for state in states
    ]
