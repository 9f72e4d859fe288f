"""Addresses of the overview."""

from django.urls import path

from monosashi.office.overview import views

app_name = "overview"
urlpatterns = [path("<str:plan>/overview/", views.overview, name="overview")]
