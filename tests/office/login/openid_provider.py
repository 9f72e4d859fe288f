"""An OpenID provider in a process of its own: `python openid_provider.py PORT CALLBACK USERNAME…`. Each may log in with `pass`."""

import os
import sys
import tempfile
import wsgiref.simple_server

import django
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from django.conf import settings
from django.core.management import call_command
from django.core.wsgi import get_wsgi_application

CLIENT, SECRET = "monosashi", "kept by both"


def configure(port: str) -> None:
    """A whole Django of its own, which is not the office's."""
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    pem = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.TraditionalOpenSSL, serialization.NoEncryption()
    )
    settings.configure(
        SECRET_KEY="of the provider",
        ALLOWED_HOSTS=["127.0.0.1"],
        ROOT_URLCONF="__main__",
        INSTALLED_APPS=[
            "django.contrib.auth",
            "django.contrib.contenttypes",
            "django.contrib.sessions",
            "oauth2_provider",
        ],
        MIDDLEWARE=[
            "django.contrib.sessions.middleware.SessionMiddleware",
            "django.contrib.auth.middleware.AuthenticationMiddleware",
        ],
        DATABASES={
            "default": {"ENGINE": "django.db.backends.sqlite3", "NAME": f"{tempfile.mkdtemp()}/provider.sqlite3"}
        },
        DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
        USE_TZ=True,
        OAUTH2_PROVIDER={
            "OIDC_ENABLED": True,
            "OIDC_RSA_PRIVATE_KEY": pem.decode(),
            "OIDC_ISS_ENDPOINT": f"http://127.0.0.1:{port}/o",
            "SCOPES": {"openid": "", "profile": "", "email": ""},
            "OAUTH2_VALIDATOR_CLASS": "__main__.claims",
        },
    )


def main(port: str, callback: str, *usernames: str) -> None:
    """Make the people and the client, then serve."""
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    configure(port)
    django.setup()
    from django.contrib.auth import login  # noqa: PLC0415 -- Django first has to be set up
    from django.contrib.auth.models import User  # noqa: PLC0415
    from django.http import HttpRequest, HttpResponse  # noqa: PLC0415
    from django.urls import include, path  # noqa: PLC0415
    from oauth2_provider.models import Application  # noqa: PLC0415
    from oauth2_provider.oauth2_validators import OAuth2Validator  # noqa: PLC0415

    class Claims(OAuth2Validator):  # type: ignore[misc]  # the library has no types
        """Says the log-in name."""

        oidc_claim_scope = None

        def get_additional_claims(self, request: object) -> dict[str, str]:
            return {"preferred_username": request.user.username}  # type: ignore[attr-defined]

    def enter(request: HttpRequest, username: str) -> HttpResponse:
        login(request, User.objects.get(username=username), backend="django.contrib.auth.backends.ModelBackend")  # type: ignore[arg-type]  # of the provider, not of the office
        return HttpResponse("in")

    module = sys.modules["__main__"]
    module.claims = Claims  # type: ignore[attr-defined]
    module.urlpatterns = [  # type: ignore[attr-defined]
        path("enter/<str:username>", enter),
        path("o/", include("oauth2_provider.urls", namespace="oauth2_provider")),
    ]
    call_command("migrate", verbosity=0)
    for username in usernames:
        User.objects.create_user(username)
    Application.objects.create(
        client_id=CLIENT,
        client_secret=SECRET,
        client_type="confidential",
        authorization_grant_type="authorization-code",
        redirect_uris=callback,
        algorithm="RS256",
        skip_authorization=True,
    )
    with wsgiref.simple_server.make_server("127.0.0.1", int(port), get_wsgi_application()) as server:
        server.serve_forever()


if __name__ == "__main__":
    main(*sys.argv[1:])
