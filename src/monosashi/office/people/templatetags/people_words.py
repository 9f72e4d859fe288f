"""`{{ day|on_day }}`: a day in the era. `{{ role|role_word }}`: the word for a role's code."""

from datetime import date

from django import template

from monosashi.core.messages import message
from monosashi.office.accounts.permissions import Role
from monosashi.office.people.days import day_of
from monosashi.office.ui.language import spoken
from monosashi.wording import word

register = template.Library()


@register.filter
def on_day(day: date | None) -> str:
    """令和8年4月1日; 定めなし."""
    return day_of(day)


@register.filter
def from_to(dated: object) -> str:
    """From when to when: anything with `valid_from` and `valid_to`."""
    first, last = getattr(dated, "valid_from", None), getattr(dated, "valid_to", None)
    if first is None:
        return spoken(message("people.period.until", last=day_of(last)) if last else message("people.period.always"))
    if last is None:
        return spoken(message("people.period.from", first=day_of(first)))
    return spoken(message("people.period", first=day_of(first), last=day_of(last)))


@register.filter
def role_word(code: str) -> str:
    """The word for a role's code."""
    return spoken(word(Role(code)))


@register.filter
def named(code: str | None, names: dict[str, str]) -> str:
    """A department's name by its code."""
    return spoken(message("people.form.at_the_top")) if code is None else names.get(code, code)
