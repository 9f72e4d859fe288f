"""People with a session, as they are after they have logged in. Only in a process where Django is set up."""

from collections.abc import Iterator

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY, load_backend
from django.contrib.sessions.backends.db import SessionStore

from monosashi.office.accounts.models import Posting, RoleAssignment, Staff
from monosashi.office.accounts.permissions import Role


def editor(username: str, department: str, role: Role = Role.DEPARTMENT_EDITOR) -> Staff:
    """Somebody posted to a department who answers for it."""
    staff = Staff.objects.create_user(username, name=f"職員 {username}")
    Posting.objects.create(staff=staff, department_id=department, post="主任")
    RoleAssignment.objects.create(staff=staff, role=role, department_id=department)
    return staff


def _backends() -> Iterator[tuple[str, object]]:
    """The backends that know people again."""
    for path in settings.AUTHENTICATION_BACKENDS:
        backend = load_backend(path)
        if hasattr(backend, "get_user"):
            yield path, backend


def cookie_of(staff: Staff) -> str:
    """The session's key."""
    session = SessionStore()
    session[SESSION_KEY] = str(staff.pk)
    session[BACKEND_SESSION_KEY] = next(path for path, _ in _backends())
    session[HASH_SESSION_KEY] = staff.get_session_auth_hash()
    session.create()
    return str(session.session_key)
