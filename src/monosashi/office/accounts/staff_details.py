"""What is kept of a person: the number by which they log in, the same however it is typed, and what the columns hold."""

import unicodedata
from collections.abc import Collection

from django.core.exceptions import ValidationError
from django.db.models import Q

from monosashi.core.messages import InvalidInput, Message, Problem, message
from monosashi.office.accounts.models import Staff
from monosashi.office.ui.language import spoken

_PLAIN = "".join(map(chr, range(0x21, 0x7F)))
_FULL_WIDTH = str.maketrans(_PLAIN, "".join(chr(ord(letter) + 0xFEE0) for letter in _PLAIN))
_LONGEST_READ = 40
"""Letters of what was typed that an error repeats."""

FIELDS = ("username", "name", "email")


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
    field, text = Staff._meta.get_field(name), str(getattr(staff, name))  # noqa: SLF001 -- Django's documented name
    limit = int(getattr(field, "max_length", 0) or 0)
    if not text:
        why = None if field.blank else _MISSING  # type: ignore[union-attr]  # a field of the table itself
    elif any(unicodedata.category(letter) == "Cc" for letter in text):
        why = message("people.form.line_break"), message("people.form.line_break.remedy")
    elif len(text) > limit:
        why = _too_long(limit)
    else:
        why = None if name != "email" or _is_address(staff) else _NO_ADDRESS
    return () if why is None else (Problem(spoken(_CALLED[name]), text[:_LONGEST_READ], *why),)


_CALLED = {
    "username": message("people.field.number"),
    "name": message("people.field.name"),
    "email": message("people.field.email"),
}
_MISSING = message("ui.form.wrong.required"), message("ui.form.wrong.required.remedy")
_NO_ADDRESS = message("ui.form.wrong.not_an_address"), message("ui.form.wrong.not_an_address.remedy")


def _too_long(limit: int) -> tuple[Message, Message]:
    return message("ui.form.wrong.max_length", limit=limit), message("ui.form.wrong.max_length.remedy", limit=limit)


def _is_address(staff: Staff) -> bool:
    try:
        Staff._meta.get_field("email").clean(staff.email, staff)  # noqa: SLF001 -- as above
    except ValidationError:
        return False
    return True
