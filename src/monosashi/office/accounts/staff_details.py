"""What is kept of a person: the number by which they log in, the same however it is typed, and what the columns hold."""

import unicodedata
from collections.abc import Collection

from django.db.models import Q

from monosashi.core.messages import InvalidInput, Message, Problem, message
from monosashi.office.accounts.kept_text import Unfit, longest, repeated, unfit
from monosashi.office.accounts.models import Staff
from monosashi.office.ui.language import spoken

_PLAIN = "".join(map(chr, range(0x21, 0x7F)))
_FULL_WIDTH = str.maketrans(_PLAIN, "".join(chr(ord(letter) + 0xFEE0) for letter in _PLAIN))

FIELDS = ("username", "name", "email")
_NEEDED = frozenset({"username", "name"})


def plain_number(typed: str) -> str:
    """A 職員番号 as it is kept: full-width letters and digits become plain ones, blanks around it go."""
    return unicodedata.normalize("NFKC", typed).strip()


def holder_of(number: str) -> Staff | None:
    """Who has this number, in capitals or not, in plain letters or full-width ones. None where nobody has it."""
    wide = [spelling.translate(_FULL_WIDTH) for spelling in (number, number.upper(), number.lower())]
    return Staff.objects.filter(Q(username__iexact=number) | Q(username__in=wide)).first()


def check_details(staff: Staff, changed: Collection[str] = FIELDS) -> None:
    """Raises InvalidInput where the register cannot keep what stands in these fields. Nothing is looked up."""
    problems = tuple(problem for name in FIELDS if name in changed for problem in _problems(staff, name))
    if problems:
        raise InvalidInput(problems)


def _problems(staff: Staff, name: str) -> tuple[Problem, ...]:
    text = str(getattr(staff, name))
    wrong = unfit(Staff, name, text)
    if wrong is None and (text or name not in _NEEDED):
        return ()
    why, remedy = _MISSING if wrong is None else _said(wrong, longest(Staff, name))
    return (Problem(spoken(_CALLED[name]), repeated(text), why, remedy),)


def _said(wrong: Unfit, limit: int) -> tuple[Message, Message]:
    if wrong is Unfit.UNSEEN:
        return message("people.form.line_break"), message("people.form.line_break.remedy")
    if wrong is Unfit.TOO_LONG:
        return message("ui.form.wrong.max_length", limit=limit), message("ui.form.wrong.max_length.remedy", limit=limit)
    return message("ui.form.wrong.not_an_address"), message("ui.form.wrong.not_an_address.remedy")


_CALLED = {
    "username": message("people.field.number"),
    "name": message("people.field.name"),
    "email": message("people.field.email"),
}
_MISSING = message("ui.form.wrong.required"), message("ui.form.wrong.required.remedy")
