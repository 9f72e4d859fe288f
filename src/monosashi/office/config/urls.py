"""Every address of the office. An app's own are in its `urls`."""

from django.urls import include, path
from django.views.i18n import set_language

from monosashi.office.accounts.access import public
from monosashi.office.config.health import healthz

urlpatterns = [
    path("", include("monosashi.office.plans.urls_home")),
    path("healthz", healthz, name="healthz"),
    path("language/", public(set_language), name="set_language"),
    path("accounts/", include("monosashi.office.accounts.urls")),
    path("plans/", include("monosashi.office.plans.urls")),
]

handler403 = "monosashi.office.ui.refusals.forbidden"
handler404 = "monosashi.office.ui.refusals.not_found"
handler500 = "monosashi.office.ui.refusals.broken"
