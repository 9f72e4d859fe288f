"""The text of a reminder: one for all, with marks that each department's own figures take the place of."""

from collections.abc import Iterable

from monosashi.core.messages import message
from monosashi.office.compiling.actions_reminding import Letter
from monosashi.office.compiling.recipients import Addressed
from monosashi.office.compiling.situation import SheetOf, Situation
from monosashi.office.rounds.queries import name_of
from monosashi.office.ui.dates import day_text
from monosashi.office.ui.language import spoken

_MARKS = ("department", "sheets", "due")


def mark(name: str) -> str:
    """The mark that stands in the text: 【課名】."""
    return spoken(message(f"compiling.mark.{name}"))


def first_subject(now: Situation) -> str:
    """What the subject is before anybody changes it."""
    return spoken(message("compiling.letter.subject", round=name_of(now.round), due=mark("due")))


def first_text(now: Situation, address: str) -> str:
    """What the text is before anybody changes it. `address` is where the sheets are answered."""
    papers = now.round.papers_due
    told = {name: mark(name) for name in _MARKS}
    more = message("compiling.letter.papers", day=day_text(papers)) if papers else message("compiling.letter.no_papers")
    return spoken(message("compiling.letter.text", **told, round=name_of(now.round), papers=more, address=address))


def letters(subject: str, text: str, to: Iterable[Addressed]) -> tuple[Letter, ...]:
    """The letter to each department, with its own figures in place of the marks."""
    return tuple(
        Letter(each.code, each.name, _filled(subject, each), _filled(text, each), each.addresses) for each in to
    )


def _filled(text: str, each: Addressed) -> str:
    due = sorted({sheet.due for sheet in each.sheets})
    own = {
        "department": each.name,
        "sheets": "\n".join(_line(sheet) for sheet in each.sheets),
        "due": day_text(due[0]) if due else "",
    }
    for name, words in own.items():
        text = text.replace(mark(name), words)
    return text


def _line(sheet: SheetOf) -> str:
    name = sheet.node.label
    kind = "late" if sheet.late else "open"
    return spoken(
        message(
            f"compiling.letter.sheet_{kind}", name=name, state=sheet.state, due=day_text(sheet.due), days=sheet.late
        )
    )
