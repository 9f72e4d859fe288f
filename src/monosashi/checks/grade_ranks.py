"""Which grades are good ones. Symbols mean opposite things in two cities, so only the scheme's own legend tells."""

from collections.abc import Mapping

from monosashi.checks.subjects import Desk
from monosashi.core.results import Rating
from monosashi.evaluation.known import known_scheme
from monosashi.evaluation.outcomes import own_ratings
from monosashi.evaluation.scheme import Scheme
from monosashi.evaluation.shipped import UnknownScheme


def ranks_of(desk: Desk) -> Mapping[tuple[str, str], int]:
    """The rank of each grade by axis and symbol, 1 being best; empty where no legend is known."""
    scheme = _scheme_of(desk)
    entries = scheme.legend if scheme else ()
    return {(entry.axis, entry.grade): entry.rank for entry in entries if entry.rank is not None}


def is_good(desk: Desk, axis: str, grade: str | None) -> bool | None:
    """Whether a grade is in the better half of its axis; None for a grade that is no place in the order."""
    ranks = ranks_of(desk)
    rank = ranks.get((axis, grade or ""))
    if rank is None:
        return None
    return rank * 2 <= max(each for (of, _), each in ranks.items() if of == axis)


def own_grades(ratings: tuple[Rating, ...]) -> tuple[Rating, ...]:
    """What the department says of the node itself, where it gives a grade."""
    return tuple(each for each in own_ratings(ratings) if each.grade is not None)


def _scheme_of(desk: Desk) -> Scheme | None:
    year = desk.index.year.get(desk.fiscal_year)
    if desk.scheme is not None or year is None or year.scheme is None:
        return desk.scheme
    try:
        return known_scheme(year.scheme)
    except UnknownScheme:
        return None
