"""The whole round as files: a workbook for each department, the index 一覧, the letter of request."""

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import xlsxwriter

from monosashi.core.messages import InvalidInput, Message, Problem, message
from monosashi.core.plan import Plan
from monosashi.core.tree import Role
from monosashi.exchange.answer_sheets.identity import (
    ENTRIES_MARK,
    FORMAT_VERSION,
    HEAD_KEYS,
    HEAD_SHEET,
    Entry,
    Head,
)
from monosashi.exchange.answer_sheets.page_answers import Round
from monosashi.exchange.answer_sheets.page_cells import FIRST, LAST, Page, Paper
from monosashi.exchange.answer_sheets.page_writing import write_page
from monosashi.exchange.answer_sheets.recipients import Recipient, recipients
from monosashi.exchange.answer_sheets.sheet_names import sheet_name, told_apart
from monosashi.exchange.spreadsheets.neutral import WRITER_OPTIONS, unwritable
from monosashi.exchange.structure import plain
from monosashi.wording import Language, render


@dataclass(frozen=True, slots=True)
class Issued:
    """One file of the round. `recipient` is None for the index and the letter."""

    name: str
    raw: bytes
    recipient: Recipient | None = None


def issue(of: Round, language: Language = "ja", letter: str = "") -> tuple[Issued, ...]:
    """All files of the round. `letter` is the city's own request, "": one with blanks to be filled.

    Raises InvalidInput: nobody to ask, or a text that no cell can hold.
    """
    asked = _asked(of)
    if problems := tuple(_unwritable(of.plan)):
        raise InvalidInput(problems)
    files = _file_names(of, asked, language)
    books = [Issued(f, _workbook(of, r, language), r) for f, r in zip(files, asked, strict=True)]
    return (*books, _index(of, books, language), _letter(of, books, language, letter))


def issue_to(of: Round, department: str, language: Language = "ja") -> Issued:
    """The workbook of one department alone, called as in the whole round (NOBODY: the one of measures without a department).

    Raises KeyError where the department is not asked, and InvalidInput as `issue`.
    """
    asked = _asked(of)
    at = next((at for at, recipient in enumerate(asked) if recipient.id == department), None)
    if at is None:
        raise KeyError(department)
    if problems := tuple(_unwritable(of.plan)):
        raise InvalidInput(problems)
    return Issued(_file_names(of, asked, language)[at], _workbook(of, asked[at], language), asked[at])


def _asked(of: Round) -> tuple[Recipient, ...]:
    """Everybody who is asked. Raises InvalidInput: nobody is."""
    asked = recipients(of.plan, of.fiscal_year)
    if not asked:
        place = f"results/{of.fiscal_year}"
        raise InvalidInput(
            (Problem(place, None, message("answer_sheets.nobody"), message("answer_sheets.nobody.remedy")),)
        )
    return asked


def _file_names(of: Round, asked: Sequence[Recipient], language: Language) -> list[str]:
    names = told_apart([_names(of.plan, recipient, language) for recipient in asked])
    return [render(message("answer_sheets.file.answers", department=name), language) + ".xlsx" for name in names]


def department_name(plan: Plan, recipient: Recipient, language: Language) -> str:
    """The department with its bureau, as a person calls it."""
    return " ".join(filter(None, reversed(_names(plan, recipient, language))))


def _names(plan: Plan, recipient: Recipient, language: Language) -> tuple[str, str]:
    if recipient.department is None:
        return render(message("answer_sheets.no_department"), language), ""
    above = plan.index.department.get(recipient.department.parent or "")
    return recipient.department.name, "" if above is None else above.name


def _unwritable(plan: Plan) -> Iterator[Problem]:
    lists = ("nodes", "indicators", "budget_programs", "questions", "results", "departments")
    for name in lists:
        for position, entry in enumerate(getattr(plan, name)):
            place = f"{name}/{getattr(entry, 'id', position)}"
            for text in _texts(plain(entry)):
                yield from unwritable(text, place)


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for part in value.values() if isinstance(value, dict) else value:
            yield from _texts(part)


def _open(target: io.BytesIO, language: Language) -> Paper:
    workbook = xlsxwriter.Workbook(target, {**WRITER_OPTIONS, "in_memory": True})
    return Paper(workbook, language)


def _workbook(of: Round, recipient: Recipient, language: Language) -> bytes:
    target = io.BytesIO()
    paper = _open(target, language)
    paper.workbook.set_calc_mode("auto")
    department = department_name(of.plan, recipient, language)
    cover = Page(paper, paper.sheet(paper.text("answer_sheets.sheet.cover")))
    entries: list[Entry] = []
    money_asked_at: dict[str, str] = {}
    names = [sheet_name(at, page.node.name) for at, page in enumerate(recipient.pages, start=1)]
    for name, asked in zip(names, recipient.pages, strict=True):
        page = Page(paper, paper.sheet(name))
        entries += write_page(page, asked, of, department, money_asked_at)
    _cover(cover, of, recipient, department, names)
    _head(paper, of, recipient, entries)
    cover.sheet.activate()
    paper.workbook.close()
    return target.getvalue()


def _cover(page: Page, of: Round, recipient: Recipient, department: str, names: list[str]) -> None:
    text, year = page.paper.text, of.fiscal_year
    page.across(text("answer_sheets.cover.title", plan=of.plan.name, year=year), "title")
    page.across(text("answer_sheets.cover.department", department=department))
    page.gap()
    page.across(text("answer_sheets.cover.how"), "section")
    for line in text("answer_sheets.cover.lines").split("\n"):
        page.across(line)
    page.gap()
    page.across(text("answer_sheets.cover.pages", count=len(recipient.pages)), "section")
    head = (text("answer_sheets.column.sheet"), text("answer_sheets.column.measure"), text("answer_sheets.column.role"))
    page.known(zip((FIRST, 2, LAST), (FIRST, 4, LAST), head, ("column",) * 3, strict=True))
    for name, asked in zip(names, recipient.pages, strict=True):
        role = text("answer_sheets.role.lead" if asked.role is Role.LEAD else "answer_sheets.role.related")
        number = name.partition("_")[0]
        measure = asked.node.label
        page.known(((FIRST, FIRST, number, "known"), (2, 4, measure, "known"), (LAST, LAST, role, "known")))


def _head(paper: Paper, of: Round, recipient: Recipient, entries: list[Entry]) -> None:
    """What the workbook is, where nobody looks by chance."""
    sheet = paper.workbook.add_worksheet(HEAD_SHEET)
    head = head_of(of, recipient)
    values = (FORMAT_VERSION, head.municipality, head.plan, str(head.revision), str(head.fiscal_year), head.department)
    for row, pair in enumerate(zip(HEAD_KEYS, values, strict=True)):
        for column, value in enumerate(pair):
            sheet.write_string(row, column, value)
    sheet.write_string(len(values), 0, ENTRIES_MARK)
    for row, entry in enumerate(entries, start=len(values) + 1):
        for column, value in enumerate((entry.sheet, entry.node, entry.slot, entry.issued)):
            sheet.write_string(row, column, value)
    sheet.protect()
    sheet.very_hidden()


def head_of(of: Round, recipient: Recipient) -> Head:
    """What the workbook of this department says of itself."""
    plan = of.plan
    return Head(plan.municipality.code, plan.id, plan.revision, of.fiscal_year, recipient.id)


def _index(of: Round, books: list[Issued], language: Language) -> Issued:
    target = io.BytesIO()
    paper = _open(target, language)
    name = paper.text("answer_sheets.file.index")
    page = Page(paper, paper.sheet(name))
    page.across(
        paper.text("answer_sheets.index.title", plan=of.plan.name, year=of.fiscal_year, count=len(books)), "title"
    )
    page.gap()
    columns = ("department", "lead", "related", "file")
    spans = ((FIRST, 2), (3, 3), (4, 4), (LAST, LAST))
    page.known(
        (a, b, paper.text(f"answer_sheets.index.{c}"), "column") for (a, b), c in zip(spans, columns, strict=True)
    )
    page.sheet.repeat_rows(page.row - 1)
    for book in books:
        if book.recipient is not None:
            leading, every = len(book.recipient.leading), len(book.recipient.pages)
            texts = (department_name(of.plan, book.recipient, language), str(leading), str(every - leading), book.name)
            styles = ("known", "count", "count", "known")
            page.known((a, b, t, s) for (a, b), t, s in zip(spans, texts, styles, strict=True))
    paper.workbook.close()
    return Issued(f"{name}.xlsx", target.getvalue())


def _letter(of: Round, books: list[Issued], language: Language, own: str) -> Issued:
    """The request as text, for the city's own mail or document system, with the names of what is attached to it."""

    def say(sentence: Message) -> str:
        return render(sentence, language)

    year = of.fiscal_year
    text = own or say(
        message(
            "answer_sheets.letter",
            plan=of.plan.name,
            municipality=of.plan.municipality.name,
            year=year,
            departments=len(books),
            measures=len({p.node.id for b in books if b.recipient for p in b.recipient.pages}),
        )
    )
    lines = [book.name for book in books]
    raw = "\r\n".join([*text.splitlines(), *lines, ""]).encode("utf-8-sig")
    return Issued(say(message("answer_sheets.file.letter")) + ".txt", raw)
