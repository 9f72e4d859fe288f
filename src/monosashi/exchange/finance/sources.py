"""Where the new amounts came from: the CSV as a document, and for each amount its line and the text that stood there."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from monosashi.core.money import BudgetProgram
from monosashi.core.paths import place
from monosashi.core.plan import Document, Plan, Provenance
from monosashi.exchange.finance.figures import Figure, Key
from monosashi.exchange.finance.new_lines import key_of_line


def with_sources(
    before: Plan, after: Plan, told: Mapping[str, Mapping[Key, Figure]], fiscal_year: int, *, title: str
) -> Plan:
    """`after` with the provenance of every amount that is new in it. What an amount that went had as its source goes too."""
    document = _document(before, fiscal_year, title)
    new = {source.at: source for source in _new_sources(before, after, told, document)}
    gone = tuple(_gone(before, after))
    stay = tuple(
        new.pop(source.at, source)
        for source in after.provenance
        if source.at not in gone and not source.at.startswith(tuple(f"{at}/" for at in gone))
    )
    documents = before.documents
    if any(source.document == document.id for source in (*stay, *new.values())) and document not in documents:
        documents = (*documents, document)
    return replace(after, documents=documents, provenance=(*stay, *new.values()))


def _document(plan: Plan, fiscal_year: int, title: str) -> Document:
    """The CSV as a document: one that was read before under the same name, or a new one."""
    start = f"finance-{fiscal_year}"
    title = title or start
    earlier = (known for known in plan.documents if known.id.startswith(start) and known.title == title)
    if (document := next(earlier, None)) is not None:
        return document
    taken = {known.id for known in plan.documents}
    count = 1
    while (id_ := f"{start}-{count}") in taken:
        count += 1
    return Document(id_, title)


def _new_sources(
    before: Plan, after: Plan, told: Mapping[str, Mapping[Key, Figure]], document: Document
) -> Iterator[Provenance]:
    for old, new in zip(before.budget_programs, after.budget_programs, strict=True):
        known = set(old.lines)
        figures = told.get(new.id, {})
        for line in new.lines:
            if line not in known and (figure := figures.get(key_of_line(line))) is not None:
                at = place("budget_programs", new, "lines", line, "amount")
                yield Provenance(at, document.id, line=figure.line, text=figure.text)


def _gone(before: Plan, after: Plan) -> Iterator[str]:
    for old, new in zip(before.budget_programs, after.budget_programs, strict=True):
        if old is not new:
            yield from sorted(_places(old) - _places(new))


def _places(program: BudgetProgram) -> set[str]:
    return {place("budget_programs", program, "lines", line) for line in program.lines}
