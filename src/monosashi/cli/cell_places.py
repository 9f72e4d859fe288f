"""Where in a workbook something stands, in the session's language."""

from monosashi.cli.session import Session
from monosashi.exchange.cell_places import place_in


def place_text(place: str, session: Session) -> str:
    """The place of a cell or sheet; any other place as it is."""
    return place_in(place, session.language)
