"""Addresses of audits."""

from django.urls import path

from monosashi.office.audits import views, views_answering, views_bringing_in, views_carrying, views_keeping

app_name = "audits"
urlpatterns = [
    path("", views.audits, name="list"),
    path("new/<str:plan>/", views_keeping.new, name="new"),
    path("<int:audit>/", views.audit, name="audit"),
    path("<int:audit>/change/", views_keeping.change, name="change"),
    path("<int:audit>/remove/", views_keeping.remove, name="remove"),
    path("<int:audit>/report/", views.report, name="report"),
    path("<int:audit>/ask/", views_keeping.ask, name="ask"),
    path("<int:audit>/actions/", views.actions, name="actions"),
    path("<int:audit>/results/", views.results_template, name="results-file"),
    path("<int:audit>/results/new/", views_keeping.new_result, name="new-result"),
    path("<int:audit>/bring-in/", views_bringing_in.bring_in, name="bring-in"),
    path("<int:audit>/bring-in/<int:pk>/", views_bringing_in.difference, name="difference"),
    path("<int:audit>/into-plan/", views_carrying.into_plan, name="into-plan"),
    path("results/<int:result>/", views.result, name="result"),
    path("results/<int:result>/change/", views_keeping.change_result, name="change-result"),
    path("results/<int:result>/remove/", views_keeping.remove_result, name="remove-result"),
    path("parts/<int:part>/answer/", views_answering.answer, name="answer"),
    path("parts/<int:part>/accept/", views_answering.accept, name="accept"),
    path("parts/<int:part>/send-back/", views_answering.send_back, name="send-back"),
    path("evidence/<int:action>/", views.evidence, name="evidence"),
]
