"""Django's settings, made from those of the installation (`monosashi.office.config.installation`)."""

from pathlib import Path
from typing import Any

from csp.constants import NONE, SELF
from jinja2 import ChainableUndefined

from monosashi.office.config.databases import database_of
from monosashi.office.config.installation import LOOPBACK, read_installation, secret_key
from monosashi.office.config.logs import logging_of
from monosashi.office.login import wiring
from monosashi.publishing import look

INSTALLATION = read_installation()

SECRET_KEY = secret_key(INSTALLATION)
DEBUG = False
ALLOWED_HOSTS = list(dict.fromkeys((*INSTALLATION.hosts, *LOOPBACK)))  # whoever watches asks on the machine itself

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "csp",
    "django_tasks_db",
    *wiring.APPS,
    "monosashi.office.ui.apps.UiConfig",
    "monosashi.office.events.apps.EventsConfig",
    "monosashi.office.accounts.apps.AccountsConfig",
    "monosashi.office.schemes.apps.SchemesConfig",
    "monosashi.office.plans.apps.PlansConfig",
    "monosashi.office.forms.apps.FormsConfig",
    "monosashi.office.findings.apps.FindingsConfig",
    "monosashi.office.overview.apps.OverviewConfig",
    "monosashi.office.entering.apps.EnteringConfig",
    "monosashi.office.letters.apps.LettersConfig",
    "monosashi.office.people.apps.PeopleConfig",
    "monosashi.office.jobs.apps.JobsConfig",
    "monosashi.office.trail.apps.TrailConfig",
    "monosashi.office.publication.apps.PublicationConfig",
    "monosashi.office.rounds.apps.RoundsConfig",
    "monosashi.office.answering.apps.AnsweringConfig",
    "monosashi.office.workbooks.apps.WorkbooksConfig",
    "monosashi.office.confirming.apps.ConfirmingConfig",
    "monosashi.office.compiling.apps.CompilingConfig",
    "monosashi.office.closing.apps.ClosingConfig",
    "monosashi.office.records.apps.RecordsConfig",
    "monosashi.office.audits.apps.AuditsConfig",
    "monosashi.office.investments.apps.InvestmentsConfig",
    "monosashi.office.questionnaires.apps.QuestionnairesConfig",
    "monosashi.office.training.apps.TrainingConfig",
    "monosashi.office.officers.apps.OfficersConfig",
    "monosashi.office.meetings.apps.MeetingsConfig",
    "monosashi.office.cities.apps.CitiesConfig",
    "monosashi.office.operation.apps.OperationConfig",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "monosashi.office.config.logs.RequestLog",
    "csp.middleware.CSPMiddleware",
    "monosashi.office.login.sessions.SessionsOnAFullDisk",
    "django.middleware.locale.LocaleMiddleware",
    "monosashi.office.ui.language.OneLanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "monosashi.office.accounts.middleware.StandingMiddleware",
    *wiring.AFTER_AUTHENTICATION,
    "monosashi.office.config.null_characters.NoNullCharacters",
    "monosashi.office.schemes.refusing.RulesNotRead",
]

ROOT_URLCONF = "monosashi.office.config.urls"
WSGI_APPLICATION = "monosashi.office.config.wsgi.application"

TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "APP_DIRS": True,
        "OPTIONS": {
            "environment": "monosashi.office.config.pages.environment",
            "undefined": ChainableUndefined,
            "keep_trailing_newline": True,
            "context_processors": [
                "django.contrib.messages.context_processors.messages",
                "monosashi.office.ui.context.every_page",
            ],
        },
    }
]
FORM_RENDERER = "django.forms.renderers.Jinja2"

DATABASES = {"default": database_of(INSTALLATION)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
ATOMIC_REQUESTS = False  # an action opens its own transaction, so that a page that only reads holds none

AUTH_USER_MODEL = "accounts.Staff"
AUTHENTICATION_BACKENDS = wiring.backends(INSTALLATION.directory)
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
globals().update(
    wiring.account_settings(INSTALLATION.log_in)
    | wiring.openid_settings(INSTALLATION.openid)
    | wiring.directory_settings(INSTALLATION.directory)
)

LANGUAGE_CODE = INSTALLATION.language
LANGUAGES = [("ja", "日本語"), ("en", "English")]
TIME_ZONE = INSTALLATION.time_zone
USE_TZ = True
USE_I18N = True

STATIC_URL = "/static/"
STATICFILES_DIRS = [("monosashi/tokens", Path(look.__file__).parent / "tokens")]  # the public pages have the same
WHITENOISE_USE_FINDERS = True  # the assets travel in the wheel and are served from there
WHITENOISE_AUTOREFRESH = False

SESSION_COOKIE_AGE = INSTALLATION.session_minutes * 60
SESSION_ENGINE = "monosashi.office.login.session_store"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = INSTALLATION.https
SECURE_SSL_REDIRECT = INSTALLATION.https
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if INSTALLATION.https else None
SECURE_HSTS_SECONDS = 31_536_000 if INSTALLATION.https else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = INSTALLATION.https
SECURE_REDIRECT_EXEMPT = [r"^healthz$"]  # whoever watches the office asks on the machine itself
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CSRF_FAILURE_VIEW = "monosashi.office.ui.refusals.form_expired"

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF, *wiring.origins(INSTALLATION.openid)],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    }
}

DATA_UPLOAD_MAX_MEMORY_SIZE = INSTALLATION.upload_megabytes * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000  # a measure with ten years of money has many cells

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

LOGGING = logging_of(requests=INSTALLATION.log_requests)
