"""Whom somebody else means by a name: a proxy, a provider of log-in."""

from collections.abc import Iterable

from monosashi.office.accounts.models import Staff


def staff_named(name: str) -> Staff | None:
    """The account of this log-in name; capitals count only where two accounts differ in nothing else.

    None where there is none, where it may not be used any more, and where the name could mean two.
    """
    found = Staff.objects.filter(username__iexact=name, is_active=True)[:2] if name else ()
    same = [staff for staff in found if staff.username == name]
    return next(iter(same or found)) if len(same or found) == 1 else None


def without_domain(name: str, domains: Iterable[str]) -> str:
    r"""`u1` for `CITY\u1` and `u1@city.example`, where the domain is one of these; any other name as it came."""
    known = {domain.casefold() for domain in domains}
    before, _, after = name.partition("\\")
    if after and before.casefold() in known:
        return after
    before, _, after = name.rpartition("@")
    return before if before and after.casefold() in known else name
