"""Sessions on a disk that is full: whoever is logged in goes on reading."""

from django.contrib.sessions.exceptions import SessionInterrupted
from django.contrib.sessions.middleware import SessionMiddleware
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse

from monosashi.office.login.session_store import SessionStore
from monosashi.office.ui.no_room import NoRoom, is_no_room


class SessionsOnAFullDisk(SessionMiddleware):
    """Whoever asks for pages stays logged in. Where that cannot be written the page is still shown, and the session lasts as it did.

    What somebody did in the session (logged in, logged out) is another matter: then the page says that it could not be kept.
    """

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        """Keep the session where it changed or is to last longer. Raises NoRoom."""
        session: SessionStore = request.session  # type: ignore[assignment]  # settings.SESSION_ENGINE
        was_changed = session.modified
        session.modified = was_changed or session.is_to_prolong
        try:
            return super().process_response(request, response)
        except (DatabaseError, SessionInterrupted) as error:
            if not is_no_room(error):
                raise
            if was_changed:
                raise NoRoom from error
            return response
