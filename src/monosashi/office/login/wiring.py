"""The settings of log-in as Django, allauth, axes and django-auth-ldap want them. Nothing here touches the database."""

from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit

from monosashi.office.login.sections import Directory, LogIn, OpenIdProvider

APPS = [
    "monosashi.office.login.apps.LoginConfig",  # first: its pages stand before the library's
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "allauth.usersessions",
    "axes",
]

AFTER_AUTHENTICATION = [
    "monosashi.office.login.trusted_header.TrustedHeaderMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "monosashi.office.login.first_things.FirstThingsMiddleware",
    "axes.middleware.AxesMiddleware",
]
"""Middleware that stands right after Django's own AuthenticationMiddleware."""


def backends(directory: Directory | None) -> list[str]:
    """Who is asked whether a password is right, in order. The lock comes first."""
    ldap = ["monosashi.office.login.directory.RegisteredOnly"] if directory else []
    return [
        "axes.backends.AxesStandaloneBackend",
        *ldap,
        "monosashi.office.login.known_again.LocalAccounts",
        "monosashi.office.login.trusted_header.TrustedHeaderBackend",
    ]


def account_settings(log_in: LogIn) -> dict[str, Any]:
    """Local accounts: no sign-up, no mail, a lock after failures that every process knows of."""
    return {
        "ACCOUNT_LOGIN_METHODS": {"username"},
        "ACCOUNT_SIGNUP_FIELDS": ["username*", "password1*"],
        "ACCOUNT_EMAIL_VERIFICATION": "none",
        "ACCOUNT_EMAIL_NOTIFICATIONS": False,
        "ACCOUNT_FORMS": {"login": "monosashi.office.login.forms.NumberForm"},
        "ACCOUNT_ADAPTER": "monosashi.office.login.adapters.ClosedAccounts",
        "ACCOUNT_LOGOUT_ON_GET": False,
        "ACCOUNT_PREVENT_ENUMERATION": True,
        "ACCOUNT_RATE_LIMITS": False,  # axes counts in the database, over all processes
        "ACCOUNT_SESSION_REMEMBER": None,
        "ACCOUNT_USER_MODEL_EMAIL_FIELD": "email",
        "ACCOUNT_USER_DISPLAY": "monosashi.office.login.adapters.display_name",
        "MFA_ADAPTER": "monosashi.office.login.adapters.SecondFactors",
        "MFA_SUPPORTED_TYPES": ["totp", "recovery_codes"],
        "MFA_RECOVERY_CODES_SHOW_ONCE": True,
        "MFA_FORMS": {
            "authenticate": "monosashi.office.login.forms.CodeForm",
            "reauthenticate": "monosashi.office.login.forms.CodeAgainForm",
            "generate_recovery_codes": "monosashi.office.login.forms.PaperCodesForm",
        },
        "USERSESSIONS_TRACK_ACTIVITY": False,
        "AXES_FAILURE_LIMIT": log_in.failures_before_lock,
        "AXES_COOLOFF_TIME": timedelta(minutes=log_in.lock_minutes),
        "AXES_LOCKOUT_PARAMETERS": [["username", "ip_address"]],  # nobody locks a colleague out from another machine
        "AXES_CLIENT_IP_CALLABLE": "monosashi.office.login.client_addresses.client_address",
        "AXES_USERNAME_CALLABLE": "monosashi.office.login.views.log_in_name",
        "AXES_RESET_ON_SUCCESS": True,
        "AXES_LOCKOUT_CALLABLE": "monosashi.office.login.views.locked",
        "AXES_ENABLE_ADMIN": False,
        "AXES_VERBOSE": False,
        "AXES_DISABLE_ACCESS_LOG": True,  # who came when is not kept
    }


def openid_settings(providers: tuple[OpenIdProvider, ...]) -> dict[str, Any]:
    """Providers of OpenID Connect. Raises OSError where a secret's file cannot be read."""
    apps = [
        {
            "provider_id": provider.id,
            "name": provider.name,
            "client_id": provider.client_id,
            "secret": provider.client_secret_file.read_text(encoding="utf-8").strip(),
            "settings": {"server_url": provider.address.rstrip("/"), "uid_field": "sub", "claim": provider.claim},
        }
        for provider in providers
    ]
    return {
        "SOCIALACCOUNT_ADAPTER": "monosashi.office.login.adapters.KnownStaffOnly",
        "SOCIALACCOUNT_PROVIDERS": {"openid_connect": {"OAUTH_PKCE_ENABLED": True, "APPS": apps}},
        "SOCIALACCOUNT_OPENID_CONNECT_URL_PREFIX": "openid",
        "SOCIALACCOUNT_LOGIN_ON_GET": False,
        "SOCIALACCOUNT_STORE_TOKENS": False,
        "SOCIALACCOUNT_AUTO_SIGNUP": False,
    }


def directory_settings(directory: Directory | None) -> dict[str, Any]:
    """The directory. Raises OSError where the file of the password cannot be read."""
    if directory is None:
        return {}
    import ldap  # noqa: PLC0415 -- only an installation with a directory needs the library
    from django_auth_ldap.config import LDAPSearch  # noqa: PLC0415

    password = directory.bind_password_file.read_text(encoding="utf-8").strip() if directory.bind_password_file else ""
    options: dict[int, Any] = {ldap.OPT_REFERRALS: 0, ldap.OPT_NETWORK_TIMEOUT: 5}
    if directory.certificates:
        options |= {ldap.OPT_X_TLS_CACERTFILE: str(directory.certificates), ldap.OPT_X_TLS_NEWCTX: 0}
    return {
        "AUTH_LDAP_SERVER_URI": directory.address,
        "AUTH_LDAP_BIND_DN": directory.bind_name,
        "AUTH_LDAP_BIND_PASSWORD": password,
        "AUTH_LDAP_START_TLS": directory.start_tls and directory.address.startswith("ldap://"),
        "AUTH_LDAP_USER_SEARCH": LDAPSearch(directory.search_base, ldap.SCOPE_SUBTREE, directory.search_filter),
        "AUTH_LDAP_USER_ATTR_MAP": {"name": directory.name_attribute, "email": directory.email_attribute},
        "AUTH_LDAP_NO_NEW_USERS": True,
        "AUTH_LDAP_CONNECTION_OPTIONS": options,
    }


def origins(providers: tuple[OpenIdProvider, ...]) -> list[str]:
    """Where the form of the log-in page may lead besides the office itself: browsers hold redirects to it too."""
    return [f"{address.scheme}://{address.netloc}" for address in (urlsplit(p.address) for p in providers)]
