"""How people log in here, as far as pages about people have to know it."""

from django.conf import settings


def passwords_are_ours() -> bool:
    """Whether everybody logs in with a password of this office: neither a directory nor a provider nor a proxy says who somebody is."""
    told = settings.INSTALLATION
    return told.directory is None and not told.openid and told.trusted_header is None
