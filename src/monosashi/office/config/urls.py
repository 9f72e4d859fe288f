"""Every address of the office. An app's own are in its `urls`."""

from django.urls import include, path
from django.views.i18n import set_language

from monosashi.office.accounts.access import public

urlpatterns = [
    path("", include("monosashi.office.plans.urls_home")),
    path("healthz", include("monosashi.office.operation.urls_health")),
    path("language/", public(set_language), name="set_language"),
    path("session/", include("monosashi.office.login.urls")),
    path("people/", include("monosashi.office.people.urls")),
    path("people/", include("monosashi.office.login.urls_resetting")),
    path("departments/", include("monosashi.office.people.urls_departments")),
    path("schemes/", include("monosashi.office.schemes.urls")),
    path("plans/", include("monosashi.office.plans.urls")),
    path("plans/", include("monosashi.office.findings.urls")),
    path("plans/", include("monosashi.office.overview.urls")),
    path("plans/", include("monosashi.office.publication.urls")),
    path("plans/", include("monosashi.office.forms.urls")),
    path("rounds/", include("monosashi.office.rounds.urls")),
    path("rounds/", include("monosashi.office.answering.urls")),
    path("rounds/", include("monosashi.office.workbooks.urls")),
    path("rounds/", include("monosashi.office.confirming.urls")),
    path("rounds/", include("monosashi.office.compiling.urls")),
    path("rounds/", include("monosashi.office.closing.urls")),
    path("meetings/", include("monosashi.office.meetings.urls")),
    path("audits/", include("monosashi.office.audits.urls")),
    path("officers/", include("monosashi.office.officers.urls")),
    path("investments/", include("monosashi.office.investments.urls")),
    path("records/", include("monosashi.office.records.urls")),
    path("officers/training/", include("monosashi.office.training.urls")),
    path("questionnaires/", include("monosashi.office.questionnaires.urls")),
    path("cities/", include("monosashi.office.cities.urls")),
    path("events/", include("monosashi.office.trail.urls")),
    path("operation/", include("monosashi.office.operation.urls")),
]

handler400 = "monosashi.office.ui.refusals.not_understood"
handler403 = "monosashi.office.ui.refusals.forbidden"
handler404 = "monosashi.office.ui.refusals.not_found"
handler500 = "monosashi.office.ui.refusals.broken"
