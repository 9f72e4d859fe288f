"""Addresses of log-in, people and departments."""

from django.urls import path

from monosashi.office.accounts import views

app_name = "accounts"
urlpatterns = [
    path("log-in/", views.log_in, name="log-in"),
    path("log-out/", views.log_out, name="log-out"),
]
