"""What departments are told of their officers by mail: whose term ends and must be told of, who works elsewhere. Nobody is named."""

from collections.abc import Iterator, Mapping
from datetime import date

from monosashi.core.messages import message
from monosashi.office.accounts.permissions import Permission, Place
from monosashi.office.answering.days import due_text
from monosashi.office.letters.joint import Told, Writing
from monosashi.office.letters.kinds import LetterKind
from monosashi.office.letters.recipients import Editors, editors_on
from monosashi.office.officers.shown import name_in
from monosashi.office.officers.situation import Line, Situation, situation_on
from monosashi.office.officers.states import OfficerNotice, OfficerState
from monosashi.office.ui.addresses import address_of

_ENDING = frozenset({OfficerNotice.ENDS_SOON, OfficerNotice.LAST_YEAR})


def letters_of_officers(today: date) -> Iterator[Told]:
    """What departments have to tell of, as it stands: one letter for all whose terms end on one day. Transfers to come are not told."""
    now, editors = situation_on(today, today), editors_on(today)
    for (department, until), lines in _ending(now).items():
        yield _renewal(now, department, until, len(lines), editors)
    for line in now.lines:
        if OfficerNotice.MOVED_AWAY in line.notices and line.row is not None:
            yield _moved_away(now, line, line.row.pk, editors)


def _ending(now: Situation) -> Mapping[tuple[str, date], list[Line]]:
    """Those of whom nobody told what follows, by department and last day."""
    found: dict[tuple[str, date], list[Line]] = {}
    for line in now.lines:
        is_told_of = line.state is OfficerState.OVER or bool(_ENDING & set(line.notices))
        if is_told_of and line.row is not None and line.row.until is not None:
            found.setdefault((line.department, line.row.until), []).append(line)
    return found


def _renewal(now: Situation, department: str, until: date, count: int, editors: Editors) -> Told:
    where, last = name_in(department, now.tree), due_text(until)
    return Told(
        LetterKind.OFFICERS_RENEWAL,
        f"{department}/{until.isoformat()}",
        "",
        _to(department, editors),
        message("officers.letter.renewal", department=where, until=last),
        (message("officers.letter.renewal_says", department=where, until=last, count=count),),
        address_of("officers:department", department),
    )


def _moved_away(now: Situation, line: Line, row: int, editors: Editors) -> Told:
    told = {"department": name_in(line.department, now.tree), "kind": line.kind.name}
    return Told(
        LetterKind.OFFICER_MOVED_AWAY,
        f"{row}/{line.department}",
        f"{line.moved or ''}",
        _to(line.department, editors),
        message("officers.letter.moved_away", **told),
        (message("officers.letter.moved_away_says", **told),),
        address_of("officers:department", line.department),
    )


def _to(department: str, editors: Editors) -> tuple[int, ...]:
    return editors.keys(Permission.NOTIFY_OFFICERS, Place(departments=frozenset({department})))


WRITES = Writing(frozenset({LetterKind.OFFICERS_RENEWAL, LetterKind.OFFICER_MOVED_AWAY}), letters_of_officers)
