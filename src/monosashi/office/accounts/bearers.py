"""Who bears today what departments were given on some day: a code stays in its row, and whoever goes on with the work answers for it."""

from collections.abc import Iterable
from datetime import date

from monosashi.core.messages import message
from monosashi.office.accounts.register import names_of, successors_of, tree_on
from monosashi.office.ui.language import spoken


def bearers(codes: Iterable[str], day: date) -> frozenset[str]:
    """The departments that go on with the work of these on a day; one whose work nobody goes on with stays itself."""
    wanted = tuple(codes)
    if not wanted:
        return frozenset()
    standing = {unit.code for unit in tree_on(day).standing}
    found = successors_of(wanted, day)
    return frozenset(each for code in wanted for each in (found[code] & standing or {code}))


def names_today(codes: Iterable[str], day: date) -> tuple[str, ...]:
    """What the bearers are called, in the order told: 「DX推進課（旧 情報統計課）」 where another had the work then."""
    return tuple(name for code in codes for name in _names(code, day))


def choices_today(day: date, also: Iterable[str] = ()) -> list[tuple[str, str]]:
    """The departments of a day to choose from, and those that a row names already."""
    standing = [(unit.code, unit.name) for unit in tree_on(day).standing]
    known = {code for code, _ in standing}
    gone = names_of(code for code in also if code not in known)
    return [*standing, *gone.items()]


def _names(code: str, day: date) -> tuple[str, ...]:
    now = sorted(bearers((code,), day))
    names = names_of((code, *now))
    then = names.get(code, code)
    return tuple(
        then if each == code else spoken(message("accounts.department_now", now=names.get(each, each), then=then))
        for each in now
    )
