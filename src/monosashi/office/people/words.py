"""What pages about people say with: a day in the era, from when to when, the word for a role."""

from collections.abc import Callable, Mapping
from urllib.parse import unquote

from django.urls import NoReverseMatch, resolve, reverse

from monosashi.core.messages import message
from monosashi.office.accounts.codes import why_not_a_code
from monosashi.office.accounts.permissions import Role
from monosashi.office.people.days import day_of
from monosashi.office.people.reorganising.values import ReorganisationKind
from monosashi.office.ui.language import spoken
from monosashi.wording import word


def from_to(dated: object) -> str:
    """From when to when: anything with `valid_from` and `valid_to`."""
    first, last = getattr(dated, "valid_from", None), getattr(dated, "valid_to", None)
    if first is None:
        return spoken(message("people.period.until", last=day_of(last)) if last else message("people.period.always"))
    if last is None:
        return spoken(message("people.period.from", first=day_of(first)))
    return spoken(message("people.period", first=day_of(first), last=day_of(last)))


def role_word(code: str) -> str:
    """The word for a role's code."""
    return spoken(word(Role(code)))


def reorganisation_word(kind: str) -> str:
    """The word for a kind of reorganisation."""
    return spoken(word(ReorganisationKind(kind)))


def named(code: str | None, names: dict[str, str]) -> str:
    """A department's name by its code."""
    return spoken(message("people.form.at_the_top")) if code is None else names.get(code, code)


def department_page(code: str) -> str:
    """The address of a department's page; "" where no address holds its code, given before codes were checked."""
    try:
        address = reverse("departments:department", kwargs={"code": code})
    except NoReverseMatch:
        return ""
    return address if why_not_a_code(code) is None or resolve(unquote(address)).url_name == "department" else ""


FILTERS: Mapping[str, Callable[..., str]] = {
    "on_day": day_of,
    "from_to": from_to,
    "role_word": role_word,
    "reorganisation_word": reorganisation_word,
    "named": named,
    "department_page": department_page,
}
"""What stands behind a `|`."""
