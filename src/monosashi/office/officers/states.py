"""What is chosen of officers: how many a department has, why somebody was chosen, what became of an appointment. No database here."""

from enum import StrEnum


class HowMany(StrEnum):
    """How many officers of a kind a department has."""

    EXACTLY_ONE = "exactly_one"
    AT_LEAST_ONE = "at_least_one"
    ANY = "any"


class ChosenBy(StrEnum):
    """Why this person was chosen. Nobody guesses: what nobody said is `not_stated`."""

    OWN_WISH = "own_wish"
    RECOMMENDED = "recommended"
    POST = "post"
    NOT_STATED = "not_stated"


class OfficerOutcome(StrEnum):
    """What the department said about an appointment when its term was over, or before.

    `open`: nothing yet. Nothing is renewed or ended silently.
    """

    OPEN = "open"
    CONTINUED = "continued"
    REPLACED = "replaced"
    ENDED = "ended"


NEEDS_ONE = frozenset({HowMany.EXACTLY_ONE, HowMany.AT_LEAST_ONE})
"""A department without an officer of such a kind has a vacancy."""


class OfficerState(StrEnum):
    """What a line of the list of a day says: somebody is in office, nobody is though somebody should be, none is placed, or a term ran out.

    `over`: the last day has passed and the department said neither that the officer goes on nor that somebody follows.
    """

    IN_OFFICE = "in_office"
    VACANT = "vacant"
    OVER = "over"
    LEFT_OUT = "left_out"


class OfficerNotice(StrEnum):
    """What is to be looked at beside it."""

    MOVED_AWAY = "moved_away"
    MOVES = "moves"
    """The register says already that they work elsewhere after a day. Told to those who see transfers ahead."""
    ENDS_SOON = "ends_soon"
    OVER_LIMIT = "over_limit"
    LAST_YEAR = "last_year"
    """It ends soon and is the last year that the kind allows."""
    TOO_MANY = "too_many"
