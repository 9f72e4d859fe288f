"""The page of one sheet: everything that it is given, whatever was just sent to it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.http.request import QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from monosashi.core.messages import Message, Problem, message
from monosashi.core.plan import Plan
from monosashi.core.tree import Node
from monosashi.office.accounts.access import person_in
from monosashi.office.accounts.refusals import StateForbids
from monosashi.office.accounts.standing import Person
from monosashi.office.accounts.written_once import Parameter, Rows
from monosashi.office.answering.beside import sections_of
from monosashi.office.answering.cells_sent import texts_in, typed_in, was_in
from monosashi.office.answering.days import due_text
from monosashi.office.answering.findings_of_sheet import findings_on
from monosashi.office.answering.forms import EvidenceForm
from monosashi.office.answering.judged import judgement_of
from monosashi.office.answering.looking import MayDo, department_rows, what_may
from monosashi.office.answering.notes import notes_of
from monosashi.office.answering.shown import Beside, ShownSheet, Written, read_of, section_of
from monosashi.office.answering.shown_evidence import evidence_of, slots_to_show
from monosashi.office.answering.shown_money import programs_of
from monosashi.office.answering.way import way_of
from monosashi.office.rounds.actions_answering import Clash
from monosashi.office.rounds.basis import basis_of
from monosashi.office.rounds.filled import filled_with
from monosashi.office.rounds.looks import LOOKS
from monosashi.office.rounds.models import Sheet, SheetAnswer
from monosashi.office.rounds.pages import page
from monosashi.office.rounds.queries import deadline_of, deadlines, parts_of
from monosashi.office.rounds.states import IN, TYPING, WITH_ANSWERERS, RoundState, SheetState
from monosashi.office.ui.crumbs import Crumb
from monosashi.office.ui.kept_forms import kept
from monosashi.office.ui.language import spoken
from monosashi.wording import word


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of what was sent to the page. `sent` is shown in the cells again; `form` is that of evidence where it was sent.

    `stands`: what was sent was saved but for the clashes, so that the page stands on what is there now.
    """

    sent: QueryDict | None = None
    clashes: tuple[Clash, ...] = ()
    refused: StateForbids | None = None
    problems: tuple[Problem, ...] = ()
    form: Any = None
    note: str = ""
    stands: bool = False
    status: int = 200


NOTHING_SENT = Outcome()


@dataclass(frozen=True, slots=True)
class Typed:
    """What stands on a sheet: the texts, and who wrote each when."""

    texts: Mapping[str, str]
    written: Mapping[str, Written]
    last: Written | None = None
    last_of_others: tuple[str, Written] | None = field(default=None)


def sheet_page(request: HttpRequest, sheet: Sheet, outcome: Outcome = NOTHING_SENT) -> HttpResponse:
    """The page. Somebody who may not see it yet is told when they will."""
    if not is_asked(sheet):
        return _gone(request, sheet, outcome)
    by = person_in(request)
    can = what_may(sheet, by)
    if not can.sees:
        return render(request, "answering/not_yet.html", _frame(request, sheet, _node(sheet)))
    again = _again(request, outcome)
    typed = typed_on(sheet, by)
    shown = shown_sheet(sheet, typed, again if can.save else NOTHING_SENT)
    context = {
        **_frame(request, sheet, shown.filled.asked.node),
        **_answers(shown),
        **_around(sheet, shown, typed, can, by),
        "outcome": again,
        "unsaved": () if can.save else _unsaved(shown, again),
        "evidence_form": again.form or EvidenceForm(slots=slots_to_show(shown), auto_id="evidence-%s"),
        "kept": outcome.sent is None and again.sent is not None,
        **sections_of(request, sheet, shown.filled),
    }
    return render(request, "answering/sheet.html", context, status=again.status)


def is_asked(sheet: Sheet) -> bool:
    """Whether the judging edition holds the measure of the sheet."""
    return sheet.node in basis_of(sheet.round).plan.index.node


def _gone(request: HttpRequest, sheet: Sheet, outcome: Outcome) -> HttpResponse:
    """The page of a sheet whose measure the judging edition does not hold: what was typed is kept, nothing is asked."""
    context = page(request, sheet.round, "sheets", Crumb(message("answering.gone")), outcome=outcome)
    return render(request, "answering/gone.html", context, status=outcome.status)


def _unsaved(shown: ShownSheet, outcome: Outcome) -> tuple[tuple[str, str], ...]:
    """What was sent to a sheet that takes nothing, by the names of its cells: to be copied, for it stands nowhere."""
    changed = typed_in(outcome.sent) if outcome.sent is not None else {}
    sent = ((shown.cells[slot], cell.text) for slot, cell in changed.items() if slot in shown.cells)
    return tuple((cell.label, read_of(cell.slot, text)) for cell, text in sent if text != cell.text)


def _again(request: HttpRequest, outcome: Outcome) -> Outcome:
    """What was typed before the session ended stands in the cells again."""
    before = kept(request) if outcome.sent is None else None
    return Outcome(sent=before, note=str(before.get("text", ""))) if before is not None else outcome


def shown_sheet(sheet: Sheet, typed: Typed, outcome: Outcome = NOTHING_SENT) -> ShownSheet:
    """The sheet with what stands on it, and what was just sent over that."""
    basis = basis_of(sheet.round)
    sent = texts_in(outcome.sent) if outcome.sent is not None else {}
    clashes = {clash.slot: clash for clash in outcome.clashes}
    was = was_in(outcome.sent) if outcome.sent is not None and not outcome.stands else {}
    return ShownSheet(
        filled_with(basis, sheet.node, {**typed.texts, **sent}),
        filled_with(basis, sheet.node, typed.texts),
        sheet.round.revision or 0,
        Beside(clashes, typed.written, was),
    )


def _node(sheet: Sheet) -> Node:
    return basis_of(sheet.round).plan.index.node[sheet.node]


_TYPED = Rows(SheetAnswer, lambda answers: answers.filter(sheet=Parameter("sheet")).order_by("changed_at"))


def typed_on(sheet: Sheet, by: Person) -> Typed:
    """What stands on a sheet. One query."""
    rows = _TYPED(sheet=sheet.pk)
    written = {
        row.slot: Written(row.changed_by_label, row.changed_at, mine=row.changed_by == by.staff.pk) for row in rows
    }
    others = [row.slot for row in rows if row.changed_by != by.staff.pk]
    return Typed(
        {row.slot: row.text for row in rows},
        written,
        written[rows[-1].slot] if rows else None,
        (others[-1], written[others[-1]]) if others else None,
    )


def _frame(request: HttpRequest, sheet: Sheet, node: Node) -> dict[str, Any]:
    """What the page of a sheet is given whether or not one may see it."""
    number = f"No.{node.number}" if node.number else node.name
    return {
        **page(request, sheet.round, "sheets", Crumb(number)),
        "sheet": sheet,
        "node": node,
        "sheet_state": word(SheetState(sheet.state)),
        "sheet_look": LOOKS[SheetState(sheet.state)],
        "fiscal_year": sheet.round.fiscal_year,
        "last_year": sheet.round.fiscal_year - 1,
    }


def _answers(shown: ShownSheet) -> dict[str, Any]:
    """What the sections of answers show."""
    return {
        "shown": shown,
        "filled": shown.filled,
        "judgement": judgement_of(shown),
        "programs": programs_of(shown),
        "contents": contents_of(shown),
        "lacks": lacks_of(shown),
        "faults": shown.filled.faults,
        "money_unit": shown.filled.basis.plan.money_unit,
        "headings": {key: heading_of(shown, key) for key in shown.sections},
        "stage": shown.year.stage_name(shown.filled.outcome.stage if shown.filled.outcome else None),
        "above": tuple(reversed(shown.filled.basis.plan.index.ancestors(shown.filled.asked.node))),
    }


def heading_of(shown: ShownSheet, key: str) -> Message:
    """「3 事業費」."""
    return message("answering.section", number=shown.sections.index(key) + 1, name=message(f"answering.section.{key}"))


def contents_of(shown: ShownSheet) -> tuple[tuple[str, Message, int], ...]:
    """The table of contents: anchor, heading, and how many cells are left in the section."""
    left = shown.remaining()
    return tuple((f"s-{key}", heading_of(shown, key), left.get(key, 0)) for key in shown.sections)


def lacks_of(shown: ShownSheet) -> tuple[tuple[str, Message, Message], ...]:
    """What has to be answered yet: anchor, what, and in which section."""
    return tuple(
        (f"c-{lack.slot.id}", lack.said, heading_of(shown, section_of(lack.slot))) for lack in shown.filled.lacks
    )


def _around(sheet: Sheet, shown: ShownSheet, typed: Typed, can: MayDo, by: Person) -> dict[str, Any]:
    """What stands beside the answers."""
    today = timezone.localdate()
    parts = parts_of(sheet)
    later = deadlines(sheet.round)
    due = deadline_of(sheet.round, parts, later)
    year = shown.year
    names = {row.code: department_name(year.plan, row.code) for row in sheet.departments.all()}
    return {
        "can": can,
        "departments": tuple((row, names[row.code], row.code in can.parts) for row in department_rows(sheet)),
        "leads": tuple(names[code] for code in parts.leads),
        "related": tuple(names[code] for code in parts.related),
        "due_said": due_text(due),
        "days_left": (due - today).days,
        "days_over": (today - due).days,
        "is_owed": sheet.state not in IN | {SheetState.LEFT_OUT},
        "extended": due != sheet.round.deadline,
        "saved": typed.last,
        "changed_by_other": _changed_by_other(shown, typed),
        "evidence": evidence_of(sheet, shown),
        "findings": findings_on(shown),
        "way": way_of(sheet, today),
        "notes": notes_of(sheet.round.plan_id, sheet.node, sheet.round.fiscal_year, by),
        "is_typed": sheet.state in WITH_ANSWERERS,
        "not_open": sheet.round.state == RoundState.PREPARING,
        "not_taken": sheet.state != SheetState.RETURNED and sheet.round.state not in TYPING,
        "addresses": addresses_of(sheet),
        "handover": tuple((names[code], reverse("answering:handover", args=(code,))) for code in parts.every if code),
    }


def _changed_by_other(shown: ShownSheet, typed: Typed) -> tuple[str, str, Written] | None:
    """The cell that somebody else wrote last: anchor, name, who and when."""
    if typed.last_of_others is None:
        return None
    slot, written = typed.last_of_others
    cell = shown.cells.get(slot)
    return (cell.id, cell.label, written) if cell else None


def addresses_of(sheet: Sheet) -> dict[str, str]:
    """Where each act on the sheet is sent."""
    args = (sheet.round_id, sheet.node)
    names = ("sheet", "save", "judge", "submit", "withdraw", "part", "evidence")
    return {name: reverse(f"answering:{name}", args=args) for name in names}


def department_name(plan: Plan, code: str) -> str:
    """The department as the plan calls it."""
    known = plan.index.department.get(code)
    return known.name if known else code or spoken(message("answering.nobody"))
