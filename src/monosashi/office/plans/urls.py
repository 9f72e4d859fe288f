"""Addresses of plans."""

from django.urls import path

from monosashi.office.plans import views

app_name = "plans"
urlpatterns = [
    path("", views.plans, name="list"),
    path("<str:plan>/", views.plan, name="plan"),
]
