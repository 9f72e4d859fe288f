"""Addresses of findings."""

from django.urls import path

from monosashi.office.findings import views, views_deciding

app_name = "findings"
urlpatterns = [
    path("<str:plan>/findings/", views.rules, name="rules"),
    path("<str:plan>/findings/all/", views.every, name="list"),
    path("<str:plan>/findings/measures/", views.by_measure, name="measures"),
    path("<str:plan>/findings/departments/", views.by_department, name="departments"),
    path("<str:plan>/findings/waivers/", views.waivers_file, name="waivers"),
    path("<str:plan>/findings/rules/<str:rule>/", views.rule, name="rule"),
    path("<str:plan>/findings/<str:finding>/", views.finding, name="finding"),
    path("<str:plan>/findings/<str:finding>/take-on/", views_deciding.take_on, name="take-on"),
    path("<str:plan>/findings/<str:finding>/done/", views_deciding.done, name="done"),
    path("<str:plan>/findings/<str:finding>/waive/", views_deciding.waive, name="waive"),
    path("<str:plan>/findings/<str:finding>/ask/", views_deciding.ask, name="ask"),
    path("<str:plan>/findings/<str:finding>/answer/", views_deciding.answer, name="answer"),
    path("<str:plan>/findings/<str:finding>/reopen/", views_deciding.reopen, name="reopen"),
]
